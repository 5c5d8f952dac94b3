"""A whole day in a real window at sixty times its speed, with all that goes wrong on one, and the log of it compared
with what was done; then a real day's clock while the wall clock is put back.

usage: day.py PROGRAM FOLDER   (inside a session bus with accessibility on; see window.sh)
With PICTURES=FOLDER it keeps pictures of what it passes.
"""
import glob, json, os, re, signal, subprocess, sys, time

import planned
from driver import MAIN, Desk, bring_up, is_chosen, key, look, names, shows, size, text_of, until, windows

desk = Desk(sys.argv[1], sys.argv[2])
check, press, fill, choose = desk.check, desk.press, desk.fill, desk.choose
FILE = os.path.join(desk.folder, "rehearsed.centre.ron")
TALK = "Inherited team"


# What the window shows.

def main_window():
    bring_up(windows(MAIN)[0])


def figures(name):
    """A clock in seconds; below zero is overtime."""
    found = re.fullmatch(r"(\+?)(?:(\d+):)?(\d+):(\d\d)", name or "")
    if not found:
        return None
    over, hours, mins, secs = found.groups()
    seconds = int(hours or 0) * 3600 + int(mins) * 60 + int(secs)
    return -seconds if over else seconds


def clock():
    """What is left on the clock of the chosen session, in seconds: `02:35` beside `left of 03:00`."""
    shown = names()
    place = next(at for at, name in enumerate(shown) if (name or "").startswith(("left of", "over time")))
    return next((left for left in map(figures, shown[max(place - 2, 0):place + 3]) if left is not None), None)


def screens():
    """What the windows of the rooms show, as the main window tells it: eframe gives no other window a tree."""
    return names("On the screen of ")


def rooms():
    """The windows of the rooms, by the names of the rooms."""
    told = subprocess.run(["wmctrl", "-l"], capture_output=True, text=True).stdout.splitlines()
    lines = [line for line in told if "Bellwether · " in line]
    return {line.split("Bellwether · ")[1]: str(int(line.split()[0], 16)) for line in lines}


def monitors():
    """Where the monitors are: left, top, width, height."""
    told = subprocess.run(["xrandr", "--listmonitors"], capture_output=True, text=True).stdout
    found = re.findall(r"(\d+)/\d+x(\d+)/\d+\+(\d+)\+(\d+)", told)
    return [(int(x), int(y), int(wide), int(high)) for wide, high, x, y in found]


def about(deed, code):
    """The button that does something for the session of one candidate."""
    return lambda known: known.startswith(f"{deed}: {TALK}, {code} ")


# What a facilitator does.

def chosen(code):
    """Chooses the session of a candidate; gives what is left on its clock."""
    press(lambda known: known.startswith(f"{TALK}, {code} "), f"the card of {code}")
    until(lambda: is_chosen(lambda known: known.startswith(f"{TALK}, {code} ")), 5)
    return until(clock)


def run_until(code, left):
    """Lets the rehearsal run at speed until so many seconds are left on the clock of a candidate."""
    before = chosen(code)
    key("F8")
    until(lambda: clock() <= left + 60, max(before, 60) / 60 + 30)
    key("F7")
    until(lambda: clock() <= left, 30)
    key("F5")
    check(f"the rehearsal stands with little left for {code}", until(lambda: shows("Go on rehearsing")))


def run_for(seconds):
    key("F8")
    time.sleep(seconds)
    key("F5")
    until(lambda: shows("Go on rehearsing"))


had = {}


def next_phase(phase, length, *codes):
    """Ends the phase of these candidates, and keeps what they had of it for the account: in seconds."""
    for code in codes:
        left = chosen(code)
        had[code, phase] = length.get(code, length[""]) - left
        press(about("Next phase", code), f"next phase of {code}")


def line_with(*words):
    """The first line of the record that has all of these words."""
    return next((line for line in text_of(FILE).splitlines() if all(word in line for word in words)), None)


def in_record(what, *words):
    return check(what, until(lambda: line_with(*words), 30))


def row(code):
    press(lambda known: known.startswith(f"{code} · ") and re.search(r": [a-z]", known), f"the row of {code}")


# A day laid out by hand is rehearsed as a copy. Its clock stands while somebody acts, so that the account is exact.
PLAN = os.path.join(desk.folder, "planned.centre.ron")
planned.write(PLAN, desk.program, os.path.join(os.path.dirname(__file__), "..", "tests", "formats", "v1.scenario.ron"))
desk.start("rehearsal", "--rehearse", "1", PLAN)
check("it says that it is a rehearsal", until(lambda: shows("Hold the rehearsal"), 60))
key("F5")
choose(FILE)
key("ctrl+s")
in_record("the record says that it is a rehearsal", "Rehearse")

# One is late, one does not come.
key("i")
row("C03")
fill("Will be late: expected by", "11:05")
in_record("that C03 will be late is on record", "Expect(", "11:05")
row("C06")
press("Absent")
look("1-check-in")
key("b")
press(lambda known: re.match("Call (it|all) off: C06 ", known), "call off what C06 had")
in_record("that is on record", "CallOff(")

PREPARATION, RUN = {"": 360, "C05": 480}, {"": 720, "C05": 900}
for code in ("C01", "C02", "C04", "C05"):
    press(about("Start", code), f"start {code}")
in_record("sessions have begun", "Start(")

# Two rooms have windows of their own, each full screen on a monitor of its own where there are two.
screen = monitors()
for code, room, monitor in (("C01", "Oak", 1), ("C02", "Birch", 0)):
    chosen(code)
    if len(screen) > 1:
        x, y, wide, high = screen[monitor]
        press("Full screen on…")
        press(lambda known: known.startswith(f"Monitor {monitor + 1} · {wide} × {high}"), f"monitor {monitor + 1}")
        check(f"{room} fills monitor {monitor + 1}", until(lambda: size(rooms()[room]) == screen[monitor]))
    else:
        press("Screen for the room")
        check(f"{room} has a window of its own", until(lambda: room in rooms()))
    if room == "Oak":
        main_window()
said = until(lambda: len(screens()) == 2 and screens())
for room in ("Oak", "Birch"):
    told = next((one for one in said or [] if room in one), "")
    check(f"what {room} sees is said: {told}", f"{TALK} · preparation. 0" in told and "until" in told)
look("2-rooms-full")
birch = rooms()["Birch"]
bring_up(birch)
if len(screen) > 1:
    key("Escape")
    check("Esc gives the window back", until(lambda: size(birch) != screen[0]))
key("F11")
check("F11, pressed once, fills the screen with it", until(lambda: size(birch)[2:] == screen[0][2:], 10))
key("F11")
check("and once more gives it back", until(lambda: size(birch)[2:] != screen[0][2:], 10))
main_window()

# What is held, extended and said here is seen there at once.
birch_says = lambda: next((one for one in screens() if "Birch" in one), "")
chosen("C02")
key("space")
check("the room sees that its clock is held", until(lambda: ", held" in birch_says()))
held, seen = until(clock), birch_says()
key("plus")
check("a minute more is given", until(lambda: clock() == held + 60))
check("and seen in the room", until(lambda: birch_says() != seen, 5))
key("minus")
check("a minute is taken", until(lambda: clock() == held))
key("space")
check("it goes on, and the room sees it", until(lambda: ", held" not in birch_says()))
in_record("the hold is on record", "Hold(")
in_record("the extension is on record", "Extend(")
fill("Message to the rooms", "Please wait inside")
check("a message stands on both screens", until(lambda: sum("Please wait inside" in one for one in screens()) == 2))
press("Take down: Please wait inside")

# C03 comes, and has full time.
run_until("C01", 200)
key("i")
row("C03")
key("space")
in_record("that C03 has come is on record", "Arrive(", "/2")
press(lambda known: known.startswith("Consent: C03"), "consent of C03")
key("b")
press(about("Start", "C03"), "start C03")
in_record("C03 has begun", "Consent(")

run_until("C01", 40)
next_phase("Preparation", PREPARATION, "C01", "C02", "C04")
run_until("C05", 40)
next_phase("Preparation", PREPARATION, "C05")
run_until("C03", 40)
next_phase("Preparation", PREPARATION, "C03")

# A fire alarm holds every room; all clear lets them go on.
press("Fire alarm: hold every room")
in_record("the evacuation is on record", "Evacuation")
check("the rooms see it", until(lambda: all(", held" in one for one in screens())))
run_for(3)
look("3-alarm")
press("All clear: every room goes on")
check("they go on", until(lambda: not any(", held" in one for one in screens())))
in_record("what was lost counts as restored", "Restored(")

# C04 goes on too long: that is seen, and explained.
run_until("C01", 40)
next_phase("Conversation", RUN, "C01", "C02")
run_until("C04", -170)
key("Escape")  # while a session is chosen, only the first needs are listed
check("who is over time needs somebody", until(lambda: shows(f"{TALK} is ")))
look("4-over-time")
next_phase("Conversation", RUN, "C04")
run_until("C05", 40)
next_phase("Conversation", RUN, "C05")
run_until("C03", 40)
next_phase("Conversation", RUN, "C03")

# An assessor is lost: the moves are shown in words, and made with one press.
key("r")
press("An assessor has to leave")
press("Which assessor")
press("K Dunn")
press("See the moves…")
check("the moves are shown", until(lambda: shows("Make this change"), 30))
look("5-moves")
before = len(text_of(FILE).splitlines())
press(lambda name: name.startswith("Make this change"), "Make this change")
in_record("somebody else sees C11", "Reseat(")
run_for(7)
key("ctrl+a")
key("n")
check("write-ups are over for all at once", until(lambda: not shows("Finish: ")))

# The second wave begins in one act, at noon the program is killed.
main_window()
key("ctrl+a")
key("space")
check("six begin at once", until(lambda: sum(name.startswith("Next phase: ") for name in names()) >= 6))
wave = ["C07", "C08", "C09", "C10", "C11", "C12"]
run_until("C07", 40)
left = until(clock)
key("ctrl+a")
key("n")
for code in wave:
    had[code, "Preparation"] = 360 - left
until(lambda: not shows("Preparation"))
run_for(4)
chosen("C07")
key("plus")
key("minus")
left = until(clock)
in_record("the newest act is in the file", "Extend(", "-60")
desk.kill(signal.SIGKILL)
time.sleep(5)
desk.start("rehearsal")
check("it comes back as a rehearsal", until(lambda: shows("Hold the rehearsal"), 60))
key("F5")
press("Live")
back = chosen("C07")
check(f"the clocks go on where the record ended: {left} s left before, {back} after", 0 <= left - back <= 30)
key("F9")
check("the room has its window again", until(lambda: "Oak" in rooms() and screens()))
main_window()

run_until("C07", 40)
left = until(clock)
key("ctrl+a")
key("n")
for code in wave:
    had[code, "Conversation"] = 720 - left
until(lambda: not shows("Conversation"))

# The computer sleeps over the end of a phase: the clock is right afterwards, the cue comes late.
run_until("C07", 100)
last = until(clock)
key("F8")
desk.child.send_signal(signal.SIGSTOP)
time.sleep(last / 60 + 8)
desk.child.send_signal(signal.SIGCONT)
# The tree lags a frame behind the window. Two seconds of this day are two minutes of its clock: a
# clock that had slept would not come so far.
right = until(lambda: (clock() or 0) < -400, 2)
after = clock()
key("F5")
check(f"the clock is right after a sleep: {last} s left before, {after} after", right)
in_record("the cue that was missed is on record, with the speed", "Sound(", "TimeUp", "speed:60")
check("the window says that it came late", until(lambda: shows("late by"), 10) or line_with("Sound("))
look("6-slept")
key("ctrl+a")
key("n")
check("all sessions are over", until(lambda: not shows("Finish: ")))

# Why C04 had more is said; then the room's window is closed, and the day is left in good order.
key("l")
press("Times")
press(lambda known: known.startswith(f"C04, {TALK}, Conversation"), "the time of C04")
desk.focus("Why it was longer or shorter")
subprocess.run(["xdotool", "type", "--delay", "25", "Was asked to finish the sentence"], check=False)
press("Keep the explanation")
look("7-times")
bring_up(rooms()["Oak"])
key("alt+F4")
check("the room's window closes", until(lambda: not rooms()))
check("and the program goes on", desk.child.poll() is None and until(lambda: shows("Go on rehearsing")))
desk.stop()

# The log of the day against the account that was kept while it was run.
done = subprocess.run([desk.program, "log", FILE, "--json"], capture_output=True, text=True)
log = json.loads(done.stdout)
times = {(one["candidate"], one["phase"]): one for one in log["times"] if one["phase"] != "Write-up"}
check("the log says that it was a rehearsal", log["rehearsal"])
check(f"those had time who were there: {sorted(set(times) ^ set(had))}", set(times) == set(had))
wrong = [
    f"{code} {phase}: {times[code, phase]['actual']} min, not {seconds / 60:.2f}"
    for (code, phase), seconds in had.items()
    if (code, phase) in times and abs(times[code, phase]["actual"] * 60 - seconds) > 2
]
check(f"everybody had what was counted: {wrong}", not wrong)
held = {key_: one["held"] for key_, one in times.items() if one["held"] > 0 and key_[1] == "Conversation"}
check(f"the alarm held the five who were in their talk, all as long: {held}",
      {code for code, _ in held} == {"C01", "C02", "C03", "C04", "C05"} and max(held.values()) - min(held.values()) < 0.1)
beyond = [one for one in log["times"] if one["standing"] not in ("as planned", "still runs")]
said = {one["candidate"]: one["standing"] for one in beyond}
check(f"why C04 is beyond the tolerance stands in the words that were typed: {said}",
      "finish the sentence" in said.get("C04", ""))
others = {code: why for code, why in said.items() if code != "C04"}
check(f"nobody else is beyond it but whom the alarm held, and because of it: {others}",
      set(others) <= {"C01", "C02", "C03", "C05"} and all("evacuation" in why for why in others.values()))
check("nothing is left unexplained", log["unexplained"] == 0)
alarm = [one for one in log["incidents"] if one["kind"] == "evacuation"]
check(f"the alarm is one incident: {alarm}",
      len(alarm) == 1 and alarm[0]["lost"] > 2 and alarm[0]["lost"] == alarm[0]["restored"])
adjusted = {code for (code, _), one in times.items() if one["adjusted"] > 0}
check(f"C05 alone had granted time: {adjusted}", adjusted == {"C05"})

# The real day, on the machine's clock: it is put back by an hour while a clock runs.
faketime = next(iter(glob.glob("/usr/lib/*/faketime/libfaketime.so.1")), None)
if faketime:
    wall = os.path.join(desk.folder, "wall")
    # At eleven, so that the sample is in the middle of its day at whatever hour this runs.
    today = time.localtime()
    eleven = 11 * 3600 - (today.tm_hour * 3600 + today.tm_min * 60 + today.tm_sec)
    set_wall = lambda seconds: open(wall, "w").write(f"{eleven + seconds:+d}\n")
    set_wall(0)
    FILE = os.path.join(desk.folder, "real.centre.ron")
    # Only what people set is faked: neither the clock that counts from the start of the machine nor waiting.
    desk.start("real", "--demo", LD_PRELOAD=faketime, FAKETIME_TIMESTAMP_FILE=wall, FAKETIME_NO_CACHE="1",
               FAKETIME_DONT_FAKE_MONOTONIC="1", DONT_FAKE_MONOTONIC="1", FAKETIME_DISABLE_SHM="1")
    choose(FILE)
    key("ctrl+s")
    check("the sample is saved", until(lambda: text_of(FILE), 30))
    press("Live")
    before, at = until(clock), time.monotonic()
    set_wall(-3600)
    time.sleep(8)
    after, passed = until(clock), time.monotonic() - at
    check(f"a clock that is put back changes nothing: {before} s left, {after} after {passed:.0f} s",
          abs(before - after - passed) <= 3)
    check("the window says that the clock was set", until(lambda: shows("this computer’s clock was changed"), 30))
    main_window()
    key("plus")
    in_record("what is done afterwards is on record", "Extend(")
    look("8-wall-clock")
    desk.stop()
else:
    print("left out: the wall clock that is set (no libfaketime here)")
check.end()
