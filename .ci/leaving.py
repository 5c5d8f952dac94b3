"""What leaves the room, in a real window: reports, templates, data, privacy and feedback, each once by
mouse and once by keyboard; a program that is killed and a disk that is full while reports are written.

usage: leaving.py PROGRAM FOLDER   (inside a session bus with accessibility on; see window.sh)
With PICTURES=FOLDER it keeps pictures of what it passes.
"""
import glob, os, re, signal, subprocess, sys, time

import pyatspi

import driver
from driver import Checks, application, bring_up, do_press, key, nodes, shows, until, windows

PROGRAM, WORK = sys.argv[1], sys.argv[2]
MAIN = "^Bellwether$"
check = Checks(WORK)


def run(*command):
    return subprocess.run([PROGRAM, "--data", path("data"), *command], capture_output=True, text=True, check=False)


def look(name):
    """A picture, once what the accessibility tree says already is painted too."""
    if "PICTURES" in os.environ:
        time.sleep(1.5)
    driver.look(name)


def path(*parts):
    return os.path.join(WORK, "leaving", *parts)


def start(file):
    child = subprocess.Popen(
        [PROGRAM, "--data", path("data"), file],
        env=dict(os.environ, BELLWETHER_CHOICE=os.path.join(WORK, "choice")),
        stdout=subprocess.DEVNULL, stderr=open(os.path.join(WORK, "log"), "a"),
    )
    check("the window comes", until(application, 90))
    bring_up(until(lambda: windows(MAIN), 30)[0])
    press("Reports")
    return child


def stop(child):
    bring_up(windows(MAIN)[0])
    key("ctrl+q")
    if not check("the program ends", until(lambda: child.poll() is not None, 60)):
        child.kill()
        child.wait()


def choose(into):
    with open(os.path.join(WORK, "choice"), "w") as choice:
        choice.write(into)


def press(name, what=None):
    return check(f"press {what or name}", do_press(name))


def named(name, role=""):
    fits = name if callable(name) else lambda known: known == name
    return next((node for node in nodes() if fits(node.name or "") and role in node.getRoleName()), None)


def click(name, role="button"):
    """With the mouse."""
    def where():
        box = named(name, role).queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        return box if box.width > 0 else None
    box = until(where)
    if check(f"click {name if isinstance(name, str) else 'what is looked for'}", box):
        x, y = box.x + box.width // 2, box.y + box.height // 2
        subprocess.run(["xdotool", "mousemove", "--window", windows(MAIN)[0], str(x), str(y), "click", "1"], check=False)
        time.sleep(0.5)


def focus(name, role):
    def taken():
        node = named(name, role)
        if node.getState().contains(pyatspi.STATE_FOCUSED):
            return True
        node.queryComponent().grabFocus()
        time.sleep(0.5)
        return False
    check(f"focus {name if isinstance(name, str) else role}", until(taken, 30))


def enter(field, text):
    kind = until(lambda: next((role for role in ("entry", "text") if named(field, role)), None)) or "entry"
    focus(field, kind)
    key("ctrl+a")
    subprocess.run(["xdotool", "type", "--delay", "15", text], check=False)
    time.sleep(0.4)


def by_keyboard(name, role="button"):
    focus(name, role)
    key("space")


def files(folder, end):
    return sorted(glob.glob(os.path.join(folder, "**", "*." + end), recursive=True))


def whole(pdfs):
    """Every file that stands under its name can be read to its end."""
    broken = [pdf for pdf in pdfs if subprocess.run(["qpdf", "--check", pdf], capture_output=True, check=False).returncode]
    return not broken


def reports():
    """Chosen, shown, written; nothing written over unasked."""
    into = path("reports")
    os.makedirs(into)
    choose(into)
    check("pages are shown", until(lambda: named(lambda name: name.startswith("Page 1 of")), 60))
    look("reports")
    click("Write 12 reports…")
    check("a list of what was made", until(lambda: shows("12 reports written"), 120))
    look("reports-written")
    check("the files are there, and whole", len(files(into, "pdf")) == 12 and whole(files(into, "pdf")))
    key("Escape")
    time.sleep(1)
    before = {pdf: os.stat(pdf).st_mtime_ns for pdf in files(into, "pdf")}
    by_keyboard("Write 12 reports…")
    check("what is there is asked about", until(lambda: shows("12 files are there already")))
    look("reports-clash")
    key("Escape")
    time.sleep(1)
    check("nothing was written over", before == {pdf: os.stat(pdf).st_mtime_ns for pdf in files(into, "pdf")})


def templates():
    """A template of one's own shows as soon as it is saved, and says where it is wrong."""
    click("Change the templates…")
    own = path("data", "templates", "reports", "feedback.typ")
    check("the templates are put out", until(lambda: os.path.exists(own)))
    text = open(own, encoding="utf-8").read()
    with open(own, "w", encoding="utf-8") as file:
        file.write("// mine\n" + text.replace("#missing(candidate)", "#missing(candidat)", 1))
    line = next(n for n, one in enumerate(("// mine\n" + text).splitlines(), 1) if "#missing(candidate)" in one)
    wrong = re.compile(rf"feedback\.typ.*\b{line}\b.*\b\d+\b")
    check("an error names file, line and column", until(lambda: named(lambda name: wrong.search(name)), 30))
    look("template-wrong")
    with open(own, "w", encoding="utf-8") as file:
        file.write("// mine\n" + text)
    check("mended, the pages come back", until(lambda: named(lambda name: name.startswith("Page 1 of")), 60))
    for one in glob.glob(os.path.dirname(own) + "/*"):
        os.remove(one)


def data():
    into = path("data-out")
    os.makedirs(into)
    choose(into)
    key("ctrl+2")
    check("Ctrl+2 shows the data", until(lambda: shows("How candidates are named")))
    look("data")
    click("Export: choose the folder…")
    check("exported by mouse", until(lambda: files(into, "xlsx"), 60))
    by_keyboard("Export: choose the folder…")
    check("exported by keyboard, into another folder", until(lambda: len(files(into, "xlsx")) == 2, 60))


def privacy():
    key("ctrl+3")
    check("Ctrl+3 shows whose data is due", until(lambda: shows("12 people are due to be erased")))
    look("privacy")
    enter("Months from the day of the centre", "60")
    click("Set the months")
    check("kept for longer, nobody is due", until(lambda: shows("0 people are due to be erased")))
    enter("Months from the day of the centre", "6")
    key("Return")
    check("as before by keyboard", until(lambda: shows("12 people are due to be erased")))
    click(lambda name: name.startswith("C01 · "))
    for name, way in (("mouse", click), ("keyboard", by_keyboard)):
        into = path("access-" + name)
        os.makedirs(into)
        choose(into)
        way("Everything about them…")
        check(f"the answer to a request by {name}", until(lambda: files(into, "pdf"), 60))
        said = subprocess.run(["pdftotext", files(into, "pdf")[0], "-"], capture_output=True, text=True, check=False).stdout
        check("it is about C01, and about no other", "Ada Abara" in said and "Lindqvist" not in said)
    for name, way in (("mouse", click), ("keyboard", by_keyboard)):
        copy = path(f"copy-{name}.centre.ron")
        choose(copy)
        way("Find names in texts…")
        way("Save the copy…")
        check(f"a copy under pseudonyms by {name}", until(lambda: os.path.exists(copy)))
        check("it names nobody", "Abara" not in open(copy, encoding="utf-8").read())
    for name, way in (("mouse", click), ("keyboard", by_keyboard)):
        into = path("proof-" + name)
        os.makedirs(into)
        choose(into)
        way(lambda known: known.startswith("C01 · " if name == "mouse" else "C02 · "))
        way("Erase them…")
        check("what goes is said first", until(lambda: shows("There is no way back")))
        look("erasing-" + name)
        enter("Why (kept on record, so without names)", "Kept long enough")
        enter("Type ERASE to go on", "ERASE")
        way("Erase 1 person for good")
        check(f"erased by {name}, with a certificate", until(lambda: files(into, "md"), 60))
    into = path("proof-all")
    os.makedirs(into)
    choose(into)
    check("ten are left", until(lambda: shows("10 people are due to be erased")))
    by_keyboard("Erase all who are due…")
    check("what goes is said first", until(lambda: shows("10 people go from the record")))
    look("erasing-all")
    enter("Why (kept on record, so without names)", "Kept long enough")
    enter("Type ERASE to go on", "ERASE")
    by_keyboard("Erase 10 people for good")
    check("all who were due are erased, with a certificate", until(lambda: files(into, "md"), 60))
    check("nobody is left", until(lambda: shows("The record holds data of no candidate.")))
    look("erased")
    time.sleep(4)
    left = [name for folder, _, all in os.walk(WORK) for name in all if "leaving" in folder]
    check("there are files to search", len(left) > 5)
    day = path("day.centre.ron")
    check("nobody who was erased is in the file", not any(
        word in open(day, encoding="utf-8").read() for word in ("Abara", "Lindqvist")))


def feedback():
    until(lambda: len(files(path("data-out"), "csv")) >= 28, 60)
    time.sleep(1)
    key("ctrl+4")
    check("Ctrl+4 shows who is overdue", until(lambda: shows("overdue")))
    look("feedback")
    for code, way in (("C03", click), ("C04", by_keyboard)):
        way(lambda name: name.startswith(code + " · "))
        way("Record the feedback")
        check(f"feedback of {code} is recorded", until(lambda: named(lambda name: name.startswith(code + " · ") and "Facilitator" in name)))
    look("feedback-recorded")
    for code, way in (("C03", click), ("C04", by_keyboard)):
        way(lambda name: name.startswith(code + " · "))
        way("Recorded by mistake")
        enter("Why it is taken back", "It was another")
        way("Take it back")
        check(f"feedback of {code} is taken back", until(lambda: shows("taken back: It was another")))
    look("feedback-taken-back")


def killed():
    """A program that is killed while it writes leaves no half-written report under a name."""
    into = path("killed")
    os.makedirs(into)
    choose(into)
    child = start(path("many.centre.ron"))
    press(lambda name: re.fullmatch(r"Write \d+ reports…", name), "Write all reports")
    check("some are written", until(lambda: len(files(into, "pdf")) >= 5, 120))
    look("writing")
    child.send_signal(signal.SIGKILL)
    child.wait()
    written = files(into, "pdf")
    check(f"the {len(written)} that are there are whole", 0 < len(written) < 60 and whole(written))
    left = [name for name in os.listdir(into) if name.endswith(".new")]
    print(f"what the kill left: {left}")
    # What a kill leaves where it strikes while a file is written.
    with open(os.path.join(into, ".bellwether-0123456789abcdef.new"), "w") as half:
        half.write("half of a report")
    # Opened again: the others go beside them, and can be stopped.
    child = start(path("many.centre.ron"))
    press(lambda name: re.fullmatch(r"Write \d+ reports…", name), "Write all reports")
    press("Skip those")
    press("Stop")
    check("stopped, with a list of what was made", until(lambda: shows("Stopped:"), 60))
    look("stopped")
    key("Escape")
    check("what was written is whole", whole(files(into, "pdf")))
    hidden = [name for name in os.listdir(into) if name.startswith(".")]
    check(f"nothing hidden is left: {hidden}", not hidden)
    return child


def full(child):
    """A disk that is full: said file by file, and nothing half-written."""
    small = path("small")
    os.makedirs(small)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", small], capture_output=True, check=False).returncode:
        print("skipped  a full disk: no right to mount one")
        return stop(child)
    try:
        choose(small)
        press(lambda name: re.fullmatch(r"Write \d+ reports…", name), "Write all reports")
        # Two reports have room; once others were tried, the rest would fail the same way.
        until(lambda: shows("Writing 8 of"), 120)
        do_press("Stop")  # where a quick machine has not come to the end already
        check("what could not be written is said", until(lambda: named(lambda name: "full" in name.lower()), 60))
        look("full-disk")
        check("what was written is whole", whole(files(small, "pdf")))
        half = [name for name in os.listdir(small) if name.endswith(".new")]
        check(f"nothing half-written is left: {half}", not half)
        key("Escape")
        stop(child)
    finally:
        subprocess.run(["umount", small], check=False)


os.makedirs(path("data"))
run("demo", "--date", "2025-01-14", "-o", path("day.centre.ron"))
run("demo", "--candidates", "60", "--hours", "100", "-o", path("many.centre.ron"))
window = start(path("day.centre.ron"))
reports()
templates()
data()
feedback()
privacy()
stop(window)
full(killed())
check.end()
