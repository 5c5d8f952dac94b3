"""What drives a real window: its accessibility tree, mouse and keyboard, and how a check is told."""
import os, subprocess, sys, time

import pyatspi

MAIN = "^Bellwether$"


class Checks:
    """Counts what held; takes a picture of the screen where something did not."""

    def __init__(self, folder):
        self.folder, self.passed, self.failed = os.environ.get("PICTURES", folder), 0, 0
        self.began = time.monotonic()

    def __call__(self, what, holds):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            picture(os.path.join(self.folder, f"failed-{self.failed}.png"))
        print(("ok      " if holds else "FAILED  ") + what, flush=True)
        return holds

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed, in {time.monotonic() - self.began:.0f} s")
        sys.exit(1 if self.failed else 0)


class Desk:
    """A program over a folder, and what a person does with its window."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.check, self.child = Checks(folder), None

    def start(self, data, *arguments, **environment):
        self.child = subprocess.Popen(
            [self.program, "--data", os.path.join(self.folder, data), *arguments],
            env=dict(os.environ, BELLWETHER_CHOICE=os.path.join(self.folder, "choice"), **environment),
            stdout=subprocess.DEVNULL, stderr=open(os.path.join(self.folder, "log"), "a"),
        )
        self.check("the window comes", until(application, 90))
        bring_up(until(lambda: windows(MAIN), 30)[0])

    def stop(self):
        bring_up(windows(MAIN)[0])
        key("ctrl+q")
        if not self.check("the program ends", until(lambda: self.child.poll() is not None, 30)):
            self.child.kill()
            self.child.wait()
        return self.check("with success", self.child.returncode == 0)

    def kill(self, signal):
        self.child.send_signal(signal)
        self.child.wait()

    def press(self, name, what=None):
        """Through the accessibility tree; the name may be a test of names."""
        return self.check(f"press {what or name}", do_press(name))

    def click(self, name):
        """With the mouse."""
        def where():
            box = button(name).queryComponent().getExtents(pyatspi.WINDOW_COORDS)
            return box if box.width > 0 else None
        box = until(where)
        if self.check(f"click {name}", box):
            x, y = box.x + box.width // 2, box.y + box.height // 2
            subprocess.run(["xdotool", "mousemove", "--window", windows(MAIN)[0], str(x), str(y), "click", "1"])
            time.sleep(0.5)

    def focus(self, name):
        field = until(lambda: find(name, "entry") or find(name, "text"))
        self.check(f"focus {name}", field and field.queryComponent().grabFocus())
        time.sleep(0.3)

    def fill(self, name, text):
        """Types into an empty field, and Enter."""
        self.focus(name)
        type_(text)
        key("Return")

    def choose(self, path):
        """What the next file dialog answers."""
        with open(os.path.join(self.folder, "choice"), "w") as choice:
            choice.write(path)


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


def find(name, role=None):
    for node in nodes():
        if node.name == name and (role is None or node.getRoleName() == role):
            return node
    return None


def button(name):
    fits = name if callable(name) else lambda known: known == name
    for node in nodes():
        role = node.getRoleName()
        if fits(node.name or "") and any(kind in role for kind in ("button", "check", "item", "combo")):
            return node
    return None


def is_chosen(name):
    """Whether the button that fits is pressed in."""
    found = button(name)
    states = found and found.getState()
    return states and any(states.contains(one) for one in (pyatspi.STATE_PRESSED, pyatspi.STATE_CHECKED))


def do_press(name, seconds=20):
    def do():
        found = button(name)
        return found and found.queryAction().doAction(0)

    done = until(do, seconds)
    time.sleep(0.4)
    return done


def key(*keys):
    subprocess.run(["xdotool", "key", "--delay", "60", *keys], check=False)
    time.sleep(0.4)


def type_(text):
    subprocess.run(["xdotool", "type", "--delay", "25", text], check=False)
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


def text_of(path):
    return open(path, encoding="utf-8").read() if os.path.exists(path) else ""
