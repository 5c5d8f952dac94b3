"""A day rehearsed in a real window at speed: second windows, a computer that sleeps, a clock that is set.

usage: day.py PROGRAM FOLDER   (inside a session bus with accessibility on; see window.sh)
With PICTURES=FOLDER it keeps pictures of what it passes.
"""
import glob, json, os, re, signal, subprocess, sys, time

from driver import Checks, application, bring_up, do_press, key, look, names, shows, size, until, windows

PROGRAM, WORK = sys.argv[1], sys.argv[2]
FILE = os.path.join(WORK, "rehearsed.centre.ron")
MAIN = "^Bellwether$"
check = Checks(WORK)


def start(folder, *arguments, **environment):
    child = subprocess.Popen(
        [PROGRAM, "--data", os.path.join(WORK, folder), *arguments],
        env=dict(os.environ, BELLWETHER_CHOICE=os.path.join(WORK, "choice"), **environment),
        stdout=subprocess.DEVNULL, stderr=open(os.path.join(WORK, "log"), "a"),
    )
    check("the window comes", until(application, 90))
    bring_up(until(lambda: windows(MAIN), 30)[0])
    return child


def press(name, what=None):
    return check(f"press {what or name}", do_press(name))


def stop(child):
    bring_up(windows(MAIN)[0])
    key("ctrl+q")
    if not check("the program ends", until(lambda: child.poll() is not None, 30)):
        child.kill()
        child.wait()


def choose(path):
    with open(os.path.join(WORK, "choice"), "w") as choice:
        choice.write(path)


def text():
    return open(FILE, encoding="utf-8").read() if os.path.exists(FILE) else ""


def to_begin():
    """In how many minutes the last of the sessions on the board begins."""
    shown = [name for name in names() if re.fullmatch(r"\d:\d\d:\d\d", name or "")]
    return max(int(one[0]) * 60 + int(one[2:4]) for one in shown)


def clock():
    """What is left on the clock of the chosen session, in seconds: `02:35` beside `left of 03:00`."""
    shown = names()
    place = next(at for at, name in enumerate(shown) if (name or "").startswith(("left of", "over time")))
    for name in shown[max(place - 2, 0):place + 3]:
        found = re.fullmatch(r"(\+?)(?:(\d+):)?(\d+):(\d\d)", name or "")
        if found:
            over, hours, mins, secs = found.groups()
            seconds = int(hours or 0) * 3600 + int(mins) * 60 + int(secs)
            return -seconds if over else seconds
    return None


def face(window):
    """What the room sees, point by point."""
    return subprocess.run(["import", "-window", window, "rgb:-"], capture_output=True).stdout


def stands(window):
    """Whether the room sees a clock that stands."""
    before = face(window)
    time.sleep(2.5)
    return face(window) == before


def line_with(*words):
    """The first line of the record that has all of these words."""
    return next((line for line in text().splitlines() if all(word in line for word in words)), None)


def in_record(what, *words):
    return check(what, until(lambda: line_with(*words), 30))


def rooms():
    told = subprocess.run(["wmctrl", "-l"], capture_output=True, text=True).stdout.splitlines()
    return [str(int(line.split()[0], 16)) for line in told if "Bellwether ·" in line]


def begin(name):
    """Begins a session by its button; consent is recorded where it is asked for."""
    press(lambda known: known.startswith("Start: " + name), "start " + name)
    until(lambda: shows("Record consent and begin"), 8) and press("Record consent and begin")
    until(lambda: not shows("Record consent and begin"))


# The whole rehearsal runs at sixty times the speed of the day.
child = start("rehearsal", "--rehearse", "60")
check("it says that it is a rehearsal", until(lambda: shows("Hold the rehearsal"), 60))
key("F5")
choose(FILE)
key("ctrl+s")
in_record("the record says that it is a rehearsal", "Rehearse")
look("1-begun")
before = until(to_begin)
key("F8")
time.sleep(5)
key("F5")
gone = before - until(to_begin)
check(f"a minute goes by each second: {gone} in about five", 4 <= gone <= 60)

# Rooms begin, while the clock of the rehearsal stands; then it runs as fast as the day.
begin("Group discussion, C05")
begin("Group discussion, C07")
in_record("a session has begun", "Start(")
key("F6")
check("the clock of the rehearsal goes on", until(lambda: shows("Hold the rehearsal") and clock() < 175, 30))
press("Screen for the room")
check("the room has a window of its own", until(lambda: len(rooms()) == 1))
shown = until(clock)
check(f"it shows the clock: {shown}", shown and 60 < shown < 180)
room = rooms()[0]
# What is covered cannot be photographed: it stays on top of the other window.
subprocess.run(["wmctrl", "-i", "-r", hex(int(room)), "-b", "add,above"], check=False)
bring_up(room)
full = lambda: until(lambda: size(room)[2:] == (1440, 900), 10)
key("F11")
check("F11 fills the screen with it", full() or key("F11") or full())
look("2-room-full")
key("Escape")
check("Esc gives the window back", until(lambda: size(room)[2:] != (1440, 900)))
look("3-room")

# Held and extended from the other window, it follows at once.
check("its clock runs", not stands(room))
bring_up(windows(MAIN)[0])
key("space")
time.sleep(1)
check("the room sees that its clock is held", stands(room))
held, seen = clock(), face(room)
key("plus")
check("a minute more is given", until(lambda: clock() == held + 60))
check("and seen in the room", until(lambda: face(room) != seen, 5))
key("space")
time.sleep(1)
check("it goes on, and the room sees it", not stands(room))
in_record("the hold is on record", "Hold(")
in_record("the extension is on record", "Extend(")
look("4-extended")

# A fire alarm holds every room; all clear lets them go on.
key("l")
press("Fire alarm: hold every room")
in_record("the evacuation is on record", "Evacuation")
check("the room is held", until(lambda: stands(room), 10))
look("5-alarm")
press("All clear: every room goes on")
check("it goes on", until(lambda: not stands(room), 10))
in_record("what was lost counts as restored", "Restored(")
key("b")

# The computer sleeps over the end of a phase: the clock is right afterwards, the cue comes late.
bring_up(windows(MAIN)[0])
last = until(clock)
key("F8")
child.send_signal(signal.SIGSTOP)
time.sleep(last / 60 + 4)
child.send_signal(signal.SIGCONT)
# The tree lags a frame behind the window. Two seconds of this day are two minutes of its clock: a
# clock that had slept would not come so far.
right = until(lambda: (clock() or 0) < -150, 2)
after = clock()
key("F6")
check(f"the clock is right after a sleep: {last} s left before, {after} after", right)
in_record("the cue that was missed is on record", "Sound(", "TimeUp")
check("the window says that it came late", until(lambda: shows("late by"), 30))
look("6-slept")

# The room's window is closed, the other goes on.
bring_up(room)
key("alt+F4")
check("the room's window closes", until(lambda: not rooms()))
check("and the program goes on", child.poll() is None and until(lambda: shows("Hold the rehearsal")))
stop(child)
done = subprocess.run([PROGRAM, "log", FILE, "--json"], capture_output=True, text=True)
told = json.loads(done.stdout)
check("the log of the day can be read from the file", told["times"])

# The real day, on the machine's clock: it is put back by an hour while a clock runs.
faketime = next(iter(glob.glob("/usr/lib/*/faketime/libfaketime.so.1")), None)
if faketime:
    wall = os.path.join(WORK, "wall")
    set_wall = lambda offset: open(wall, "w").write(offset)
    set_wall("+0\n")
    FILE = os.path.join(WORK, "real.centre.ron")
    # Only what people set is faked: neither the clock that counts from the start of the machine nor waiting.
    child = start("real", "--demo", LD_PRELOAD=faketime, FAKETIME_TIMESTAMP_FILE=wall, FAKETIME_NO_CACHE="1",
                  FAKETIME_DONT_FAKE_MONOTONIC="1", DONT_FAKE_MONOTONIC="1", FAKETIME_DISABLE_SHM="1")
    choose(FILE)
    key("ctrl+s")
    check("the sample is saved", until(text, 30))
    do_press(lambda known: known == "Live")
    press("Screen for the room")
    before, at = until(clock), time.monotonic()
    set_wall("-3600\n")
    time.sleep(8)
    after, passed = until(clock), time.monotonic() - at
    check(f"a clock that is put back changes nothing: {before} s left, {after} after {passed:.0f} s",
          abs(before - after - passed) <= 3)
    check("the window says that the clock was set", until(lambda: shows("this computer’s clock was changed"), 30))
    bring_up(windows(MAIN)[0])
    key("plus")
    in_record("what is done afterwards is on record", "Extend(")
    look("7-wall-clock")
    stop(child)
else:
    print("left out: the wall clock that is set (no libfaketime here)")
check.end()
