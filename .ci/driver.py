"""What drives a real window: its accessibility tree, mouse and keyboard, and how a check is told."""
import os, subprocess, sys, time

import pyatspi


class Checks:
    """Counts what held; takes a picture of the screen where something did not."""

    def __init__(self, folder):
        self.folder, self.passed, self.failed = os.environ.get("PICTURES", folder), 0, 0

    def __call__(self, what, holds):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            picture(os.path.join(self.folder, f"failed-{self.failed}.png"))
        print(("ok      " if holds else "FAILED  ") + what, flush=True)
        return holds

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed")
        sys.exit(1 if self.failed else 0)


def picture(path):
    subprocess.run(["import", "-window", "root", path], check=False)


def look(name):
    """A picture to look at, where somebody asked for pictures."""
    if "PICTURES" in os.environ:
        picture(os.path.join(os.environ["PICTURES"], name + ".png"))


def until(holds, seconds=20):
    end = time.time() + seconds
    while time.time() < end:
        try:
            found = holds()
            if found:
                return found
        except Exception:
            pass  # the tree changes while it is read
        time.sleep(0.2)
    return None


def application():
    for known in pyatspi.Registry.getDesktop(0):
        if known and "bellwether" in (known.name or "").lower() and known.childCount:
            return known
    return None


def nodes(node=None):
    node = node or application()
    stack = [node] if node else []
    while stack:
        node = stack.pop()
        yield node
        stack.extend(child for child in (node.getChildAtIndex(i) for i in range(node.childCount)) if child)


def names(prefix=""):
    return [node.name for node in nodes() if (node.name or "").startswith(prefix)]


def shows(text):
    return any(text in (node.name or "") for node in nodes())


def do_press(name):
    """Through the accessibility tree; the name may be a test of names."""
    fits = name if callable(name) else lambda known: known == name

    def do():
        for node in nodes():
            if fits(node.name or "") and "button" in node.getRoleName():
                return node.queryAction().doAction(0)
        return None

    done = until(do)
    time.sleep(0.4)
    return done


def key(*keys, window=None):
    to = ["--window", window] if window else []
    subprocess.run(["xdotool", "key", *to, "--delay", "60", *keys], check=False)
    time.sleep(0.4)


def windows(title):
    """The windows of that title, by their numbers."""
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", title], capture_output=True, text=True)
    return found.stdout.split()


def size(window):
    told = subprocess.run(["xdotool", "getwindowgeometry", "--shell", window], capture_output=True, text=True).stdout
    facts = dict(line.split("=") for line in told.split() if "=" in line)
    return int(facts["X"]), int(facts["Y"]), int(facts["WIDTH"]), int(facts["HEIGHT"])


def bring_up(window):
    subprocess.run(["xdotool", "windowactivate", "--sync", window], check=False, timeout=20)
    time.sleep(0.5)
