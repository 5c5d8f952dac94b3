"""A group of six noted by keyboard alone, at the speed of a fast typist and faster, in a real window:
every note is in the file, whole, with the second at which its typing began, and no key is lost.
Where the window is slower than the keys, a moment may be as much later as the window was behind.

usage: typed.py PROGRAM FOLDER   (inside a session bus with accessibility on; see window.sh)
"""
import datetime, os, re, subprocess, sys, time

from driver import Desk, find, key, look, shows, text_of, until

desk = Desk(sys.argv[1], sys.argv[2])
check, press = desk.check, desk.press
FILE = os.path.join(desk.folder, "typing.centre.ron")

SAID = ["Asks who has not been heard", "Reads the figures out twice", "Says nothing, looks at the plan",
        "Cuts the next one off", "Offers to keep the time", "Names a price: 35 pounds a head"]
SIGNS = [("+", "Some(For)"), ("-", "Some(Against)"), ("=", "Some(Neutral)"), ("", "None")]
NAMES = ["Ada Abara", "Bola Venn", "Cleo Papadaki", "D Ekstrom-Vanterpool", "Eun-ji Seo", "F Okafor"]


def types(text, delay):
    """xdotool lets half of its delay pass after each letter."""
    subprocess.run(["xdotool", "type", "--delay", str(delay), text], check=False)


def stroke(keys):
    subprocess.run(["xdotool", "key", keys], check=False)


def line():
    return find("Note", "entry") or find("Note", "text")


def begin():
    """Six candidates and one assessor in a group discussion."""
    desk.start("typing")
    press("New centre from Leading and managing")
    press("Make the centre")
    for place, name in enumerate(NAMES, 1):
        desk.fill(f"Add a candidate as C{place:02}: type a name, then Enter", name)
        check(f"{name} is on the list", until(lambda: shows(f"C{place:02} · {name}")))
    press("Assessors")
    desk.fill("Add an assessor: type a name, then Enter", "R Castellan")
    until(lambda: shows("R Castellan"))
    desk.choose(FILE)
    key("ctrl+s")
    check("the file is saved", until(lambda: "R Castellan" in text_of(FILE)))
    press("Live")
    press("Plan sessions…")
    press(lambda known: re.fullmatch(r"Plan (1|one) session", known), "plan the session")
    press(lambda known: known.startswith("Start: Group discussion"), "start")
    until(lambda: shows("Record consent and begin"), 10) and press("Record consent and begin")
    for _ in range(2):
        press(lambda known: known.startswith("Next phase: Group discussion"), "next phase")
    press("Observe")
    press("R Castellan")
    check("all six are in view", until(lambda: all(shows(f"C{place:02}") for place in range(1, 7))))


def note(count, delay, burst):
    """Types one note; in the middle of some, others begin to speak and a moment is marked."""
    seat, said = count % 6 + 1, f"{SAID[count % 6]} ({count})"
    sign, direction = SIGNS[count % 4]
    half = len(said) // 2
    began = time.time()
    types(f"{seat}{sign}{said[:half]}", delay)
    if count % 3 == 0:
        speakers.append((time.time(), seat % 6 + 1, burst))
        stroke(f"alt+{seat % 6 + 1}")
    if count % 5 == 2:
        moments.append((time.time(), seat, burst))
        stroke("ctrl+Return")
    tag = count % 4 == 1
    types(said[half:] + (" #2 " if tag else ""), delay)
    stroke("Return")
    typed.append((began, seat, said, direction, tag))


def behind():
    """How long after its last key the window shows the last note, without what it takes to look."""
    last, began = typed[-1][2], time.time()
    until(lambda: shows(last), 40)
    shown = time.time()
    shows(last)
    return max(0, 2 * shown - began - time.time())


def in_time(its, mine, burst):
    return abs(its - mine) <= 1 + late[burst]


def seconds(stamp):
    return datetime.datetime.fromisoformat(stamp.strip('"').replace("Z", "+00:00")).timestamp()


def kept():
    """The notes in the file in the order of their moments: when, on whom, what, which way, what it shows."""
    wanted = re.compile(r'Keep\(sheet:\((.*?)\),\s*began:"?([^",]+)"?,\s*content:\(text:"((?:[^"\\]|\\.)*)",\s*'
                        r'direction:(None|Some\(\w+\)),\s*competency:(None|Some\("[^"]*"\))')
    found = []
    for sheet, began, said, direction, shows_ in wanted.findall(text_of(FILE)):
        found.append((seconds(began), candidate(sheet), said.replace('\\"', '"'), direction, shows_ != "None"))
    return sorted(found)


def candidate(sheet):
    return re.search(r'candidate:("[^"]*"|[^,]+)', sheet).group(1)


def marked():
    found = re.findall(r'Mark\(sheet:\((.*?)\),\s*at:"?([^",)]+)"?', text_of(FILE))
    return sorted((seconds(at), candidate(sheet)) for sheet, at in found)


def spoken():
    found = re.findall(r'Speaks\(.*?at:"?([^",)]+)"?,\s*speaker:Some\(("[^"]*"|[^)]+)\)', text_of(FILE))
    return sorted((seconds(at), speaker) for at, speaker in found)


def same_people(pairs, what):
    """Each digit stands for one candidate of its own."""
    people = {}
    for digit, who in pairs:
        people.setdefault(digit, set()).add(who)
    one_each = all(len(who) == 1 for who in people.values())
    check(f"{what}: each digit is one candidate of its own",
          one_each and len(set.union(*people.values())) == len(people))
    return {digit: next(iter(who)) for digit, who in people.items()}


typed, moments, speakers, late = [], [], [], []
begin()
desk.focus("Note")
speeds = {}
for burst, a_second in enumerate((12, 24, 48)):
    first = time.time()
    before = len(typed)
    for count in range(before, before + 18):
        note(count, round(2 * 1000 / a_second), burst)
    keys = sum(len(said) + 3 for _, _, said, _, _ in typed[before:])
    speeds[a_second] = keys / (time.time() - first)
    late.append(behind())
look("typing")
print("keys a second, with all between, and seconds until the last note shows: "
      + ", ".join(f"{wanted}: {had:.1f}, {wait:.1f} s" for (wanted, had), wait in zip(speeds.items(), late)))
check("all of it is in the file", until(lambda: len(kept()) >= len(typed), 40))
notes = kept()
check(f"no note is lost and none is double: {len(notes)} of {len(typed)}", len(notes) == len(typed))
check("every note is whole, with its direction and what it shows",
      [one[2:] for one in notes] == [one[2:] for one in typed] or print(*[
          f"  typed {mine[2:]}\n  kept  {its[2:]}" for mine, its in zip(typed, notes) if mine[2:] != its[2:]], sep="\n"))
for burst, wanted in enumerate(speeds):
    span = list(zip(typed, notes))[burst * 18:][:18]
    off = max((abs(its[0] - mine[0]) for mine, its in span), default=99)
    check(f"each has the second at which its typing began, at {wanted} keys a second: "
          f"{off:.2f} s off at most", off <= 1 + late[burst])
people = same_people([(mine[1], its[1]) for mine, its in zip(typed, notes)], "notes")
check("six candidates have notes", len(people) == 6)
found = marked()
check(f"every moment is marked at its second: {len(found)} of {len(moments)}",
      len(found) == len(moments) and all(in_time(its[0], mine[0], mine[2]) and its[1] == people.get(mine[1])
                                         for mine, its in zip(moments, found)))
found = spoken()
check(f"every speaker is marked at the second: {len(found)} of {len(speakers)}",
      len(found) == len(speakers) and all(in_time(its[0], mine[0], mine[2]) and its[1] == people.get(mine[1])
                                          for mine, its in zip(speakers, found)))
check("nothing is left in the line", until(lambda: line().queryText().getText(0, -1) == ""))
desk.stop()
check.end()
