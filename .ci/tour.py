"""Takes the pictures of README and the tour from real windows: a day under way, and one that is over.

usage: tour.py PROGRAM FOLDER   (inside a session bus with accessibility on; see window.sh)
The pictures go to docs/pictures.
"""
import os, subprocess, sys, time

from driver import bring_up, do_press, key, names, until, windows

PROGRAM, WORK = sys.argv[1], sys.argv[2]
PICTURES = os.path.join("docs", "pictures")
MAIN, ROOM = "^Bellwether$", "^Bellwether .+"


def start(folder, *arguments):
    child = subprocess.Popen([PROGRAM, "--data", os.path.join(WORK, folder), *arguments], stderr=subprocess.DEVNULL)
    window = until(lambda: windows(MAIN), 30)[0]
    # A window that is as large as the screen keeps its size.
    subprocess.run(["wmctrl", "-i", "-r", window, "-b", "remove,maximized_vert,maximized_horz"], check=True)
    subprocess.run(["xdotool", "windowmove", window, "0", "0", "windowsize", window, "1440", "900"], check=True)
    bring_up(window)
    until(lambda: names("Design"))
    return child


def stop(child):
    child.kill()
    child.wait()


def press(name):
    if not do_press(name):
        sys.exit(f"there is nothing to press that is called {name}")


def shoot(name, title=MAIN):
    time.sleep(1)
    path = os.path.join(PICTURES, name + ".png")
    subprocess.run(["import", "-window", windows(title)[0], "-resize", "1200x", "-depth", "8", "-strip", path], check=True)


def say(text):
    subprocess.run(["xdotool", "type", "--delay", "15", "--", text], check=True)


def do(words):
    """By the palette."""
    key("ctrl+k")
    say(words)
    key("Return")


def first():
    child = start("first")
    shoot("home")
    stop(child)


def under_way():
    child = start("under-way", "--demo")
    key("1")
    shoot("design")
    key("3")
    shoot("timetable")
    key("4")
    shoot("live")
    key("F9")
    until(lambda: windows(ROOM), 10)
    shoot("room", ROOM)
    bring_up(windows(MAIN)[0])
    key("5")
    press("Nadia Ostrow")
    press(lambda known: known.startswith("Coaching talk, C"))
    for text in ("+ asks what he would do first, and waits", "- answers for him before he has finished"):
        say(text)
        key("Return")
    shoot("observe")
    do("light or dark")
    shoot("observe-dark")
    do("light or dark")
    stop(child)


def over():
    file = os.path.join(WORK, "Spring centre.centre.ron")
    subprocess.run([PROGRAM, "demo", "--hours", "200", "-o", file], check=True)
    child = start("over", file)
    key("6")
    press("Those who saw the candidate")
    press("Begin")
    press("Show all ratings")
    shoot("wash-up")
    press("Scorecards")
    shoot("scorecard")
    press("Reports")
    time.sleep(2)
    shoot("reports")
    stop(child)


first()
under_way()
over()
