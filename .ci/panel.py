"""The wash-up's window for the projector in a real window: opened, shows no rating before all are shown, follows the
candidate and the initials, names nobody, closes.

usage: panel.py PROGRAM FOLDER   (inside a session bus with accessibility on; see window.sh)
"""
import os, subprocess, sys, time
from collections import Counter

from driver import MAIN, Desk, bring_up, look, until, windows

desk = Desk(sys.argv[1], sys.argv[2])
check, press = desk.check, desk.press
FILE = os.path.join(desk.folder, "panel.centre.ron")
PROJECTOR = "Bellwether · wash-up"


def projectors():
    """By the window manager's list: xdotool reads no dots in the middle."""
    told = subprocess.run(["wmctrl", "-l"], capture_output=True, text=True).stdout.splitlines()
    return [str(int(line.split()[0], 16)) for line in told if line.endswith(PROJECTOR)]


def face():
    return subprocess.run(["import", "-window", projectors()[0], "-depth", "8", "rgb:-"], capture_output=True).stdout


def ink(points):
    """How many points are not of the ground."""
    every = [points[at:at + 3] for at in range(0, len(points), 3)]
    return len(every) - Counter(every).most_common(1)[0][1]


def settled(before=None):
    """What it shows once it stands still and is another picture than before."""
    end = time.time() + 20
    shown = face()
    while time.time() < end:
        time.sleep(0.7)
        now = face()
        if now == shown and now != before:
            return now
        shown = now
    return shown


def only(code):
    return lambda name: name.startswith(code + " ·") and ":" in name


subprocess.run([desk.program, "demo", "--scenario", "graduate-day", "--candidates", "6", "--hours", "400", "-o", FILE],
               check=True, stderr=subprocess.DEVNULL)
desk.start("panel", FILE)
press("Wash-up")
press(only("C01"), "C01")
press("Projector")
check("the projector has a window of its own", until(lambda: len(projectors()) == 1))
# What is covered cannot be photographed: it stays on top of the other window.
subprocess.run(["wmctrl", "-i", "-r", hex(int(projectors()[0])), "-b", "add,above"], check=False)
before = settled()
press("Show all ratings")
shown = settled(before)
look("panel-shown")
check(f"no rating stood there before: {ink(before)} points of ink, {ink(shown)} once all are shown",
      0 < ink(before) * 3 < ink(shown))
press("Show initials")
named = settled(shown)
check("initials are shown on demand", named != shown)
press("Hide initials")
check("and hidden again", until(lambda: face() == shown))
press("Hide names")
time.sleep(1.5)
check("it names nobody, whether names are hidden or not", until(lambda: face() == shown))
press("Show names")
press(only("C02"), "C02")
other = settled(shown)
check(f"it follows to a candidate whose ratings are not shown: {ink(other)} points of ink",
      other != shown and 0 < ink(other) * 3 < ink(shown))
press(only("C01"), "C01")
check("and back", until(lambda: face() == shown))
press("Close the projector")
check("it closes", until(lambda: not projectors()))
bring_up(windows(MAIN)[0])
desk.stop()
check.end()
