"""Drives a real Bellwether window and checks what lands in the files.

usage: window.py PROGRAM FOLDER   (inside a session bus with accessibility on; see window.sh)
"""
import os, re, signal, subprocess, sys, time

from driver import MAIN, Desk, application, key, names, nodes, shows, text_of, type_, until, windows

desk = Desk(sys.argv[1], sys.argv[2])
check, press, click, focus, choose = desk.check, desk.press, desk.click, desk.focus, desk.choose
FILE = os.path.join(desk.folder, "day.centre.ron")
RESULTS = os.path.join(desk.folder, "day.results.ron")
SCREEN = 900  # of window.sh; the bar of the window takes a part of it


def height():
    told = subprocess.run(["xdotool", "getwindowgeometry", "--shell", windows(MAIN)[0]], capture_output=True, text=True)
    return int(re.search(r"HEIGHT=(\d+)", told.stdout)[1])



# A new centre, people named by keyboard.
desk.start("data")
check("a screen reader hears what the window is called", until(lambda: application().getChildAtIndex(0).name == "Bellwether"))
check("nothing of it lies beyond the edge of a small screen", until(lambda: height() < SCREEN))
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
check("the clock runs", until(lambda: any(re.fullmatch(r"01:5\d", name or "") for name in names())))
press("Next phase: First talk, C01 · Ada Abara")
press("Next phase: First talk, C01 · Ada Abara")
check("the conversation runs", until(lambda: any(re.fullmatch(r"19:5\d", name or "") for name in names())))

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
desk.kill(signal.SIGKILL)
desk.start("data")
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
desk.stop()
check.end()
