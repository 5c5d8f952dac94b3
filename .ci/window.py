"""Drives a real Bellwether window and checks what lands in the files.

usage: window.py PROGRAM FOLDER   (inside a session bus with accessibility on; see window.sh)
"""
import os, re, signal, subprocess, sys, time

import pyatspi

PROGRAM, WORK = sys.argv[1], sys.argv[2]
FILE = os.path.join(WORK, "day.centre.ron")
RESULTS = os.path.join(WORK, "day.results.ron")
passed, failed = 0, 0


def check(what, holds):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        subprocess.run(["import", "-window", "root", os.path.join(os.environ.get("PICTURES", WORK), f"failed-{failed}.png")])
    print(("ok      " if holds else "FAILED  ") + what, flush=True)


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


def start(*arguments):
    environment = dict(os.environ, BELLWETHER_CHOICE=os.path.join(WORK, "choice"))
    # Without a portal, dialogs fall back to the stand-in for zenity. The window itself still finds
    # the accessibility bus by its own variable.
    child = subprocess.Popen(
        [PROGRAM, "--data", os.path.join(WORK, "data"), *arguments],
        env=environment, stdout=subprocess.DEVNULL, stderr=open(os.path.join(WORK, "log"), "a"),
    )
    assert until(application, 60), "the window never came"
    subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--name", "^Bellwether$", "windowactivate", "--sync"],
                   check=False, timeout=20)
    subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "^Bellwether$", "windowfocus"], check=False)
    time.sleep(0.5)
    return child


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


def find(name, role=None):
    for node in nodes():
        if node.name == name and (role is None or node.getRoleName() == role):
            return node
    return None


def shows(text):
    return any(text in (node.name or "") for node in nodes())


def press(name):
    """Through the accessibility tree."""
    def do():
        for node in nodes():
            if node.name == name and "button" in node.getRoleName():
                return node.queryAction().doAction(0)
        return None
    check(f"press {name}", until(do))
    time.sleep(0.4)


def click(name):
    """With the mouse."""
    def where():
        for node in nodes():
            if node.name == name and "button" in node.getRoleName():
                box = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
                return box if box.width > 0 else None
        return None
    box = until(where)
    check(f"click {name}", box)
    if box:
        window = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "^Bellwether$"],
                                capture_output=True, text=True).stdout.split()[0]
        x, y = box.x + box.width // 2, box.y + box.height // 2
        subprocess.run(["xdotool", "mousemove", "--window", window, str(x), str(y), "click", "1"])
        time.sleep(0.5)


def focus(name):
    field = until(lambda: find(name, "entry") or find(name, "text"))
    check(f"focus {name}", field and field.queryComponent().grabFocus())
    time.sleep(0.3)


def key(*keys):
    subprocess.run(["xdotool", "key", "--delay", "60", *keys])
    time.sleep(0.4)


def type_(text):
    subprocess.run(["xdotool", "type", "--delay", "25", text])
    time.sleep(0.4)


def choose(path):
    with open(os.path.join(WORK, "choice"), "w") as choice:
        choice.write(path)


def text_of(path):
    return open(path, encoding="utf-8").read() if os.path.exists(path) else ""


# A new centre, people named by keyboard.
child = start()
press("New centre from Feedback conversation")
press("Make the centre")
for code, name in (("C01", "Ada Abara"), ("C02", "Bola Venn")):
    focus(f"Add a candidate as {code}: type a name, then Enter")
    type_(name)
    key("Return")
    check(f"{name} is on the list", until(lambda: shows(f"{code} · {name}")))
press("Assessors")
focus("Add an assessor: type a name, then Enter")
for name in ("R Castellan", "T Ojo"):
    type_(name)
    key("Return")
check("the assessors are on the list", until(lambda: shows("T Ojo")))

# Saved through the file dialog.
choose(FILE)
key("ctrl+s")
check("the file is saved", until(lambda: "T Ojo" in text_of(FILE)))
check("the window says so", until(lambda: shows("All saved")))

# Sessions, by mouse.
click("Live")
click("Plan sessions…")
press("Plan 2 sessions")
click("Start: First talk, C01 · Ada Abara")
click("Record consent and begin")
check("the clock runs", until(lambda: any(re.fullmatch(r"01:5\d", node.name or "") for node in nodes())))
press("Next phase: First talk, C01 · Ada Abara")
press("Next phase: First talk, C01 · Ada Abara")
check("the conversation runs", until(lambda: any(re.fullmatch(r"19:5\d", node.name or "") for node in nodes())))

# Notes and ratings, by keyboard.
press("Observe")
press("R Castellan")
focus("Note")
type_("+Asks what she wants #reason")
key("Tab", "Return")
check("the note is kept", until(lambda: shows("Asks what she wants")))
check("nothing is rated while the conversation runs", until(lambda: shows("Rating opens when the run has ended")))
press("Live")
press("Next phase: First talk, C01 · Ada Abara")
press("Observe")
focus("Note")
key("Tab")
for _ in range(5):
    key("4", "Tab", "Tab")
check("the ratings are on their way", until(lambda: shows("Submit and lock")))
choose("")
check("notes and ratings are in the file", until(lambda: "Asks what she wants" in text_of(FILE) and "Level(4)" in text_of(FILE)))

# Killed, and back without a question.
focus("Note")
type_("Half a tho")
time.sleep(2.5)
child.send_signal(signal.SIGKILL)
child.wait()
child = start()
check("the centre is back after a kill", until(lambda: shows("day.centre") or shows("C01")))
press("Observe")
press("R Castellan")
check("the note is there", until(lambda: shows("Asks what she wants")))
check("half-typed words are there", until(
    lambda: any((n.getRoleName() in ("entry", "text")) and "Half a tho" in n.queryText().getText(0, -1)
                for n in nodes() if n.name == "Note")))

# Results for others: not for an assessor.
choose(RESULTS)
key("Escape")
press("Reports")
press("Act as the facilitator")
press("Scorecards")
key("ctrl+e")
check("the results are written", until(lambda: "Ada Abara" in text_of(RESULTS)))

# Left in good order.
key("ctrl+q")
check("the program ends", until(lambda: child.poll() is not None, 30))
check("with success", child.returncode == 0)
if child.poll() is None:
    child.kill()

print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
