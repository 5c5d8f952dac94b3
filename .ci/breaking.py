"""What breaks a program, done to a real window: killed in every stage, a disk that fills up, a folder that goes away, a
file opened twice, a file of tomorrow, yesterday's file, 100,000 characters at once, and keys at random.

usage: breaking.py PROGRAM FOLDER   (inside a session bus with accessibility on; see window.sh)
BREAKING=kill,disk,... picks some of it; KEYS=SECONDS says how long keys are pressed at random (20).
"""
import os, random, re, shutil, signal, subprocess, sys, time

from driver import MAIN, Desk, bring_up, do_press, find, key, names, shows, size, text_of, until, windows

desk = Desk(sys.argv[1], sys.argv[2])
check, press, choose = desk.check, desk.press, desk.choose
STAGES = ["Design", "People", "Timetable", "Live", "Observe", "Wash-up", "Scorecards", "Reports"]
WANTED = os.environ.get("BREAKING", "kill,folder,disk,twice,tomorrow,yesterday,paste,keys").split(",")


def path(*parts):
    return os.path.join(desk.folder, *parts)


def kill():
    if desk.child and desk.child.poll() is None:
        desk.kill(signal.SIGKILL)
    time.sleep(1)


def alive(what):
    ended = desk.child.poll()
    if not check(f"{what}: the program goes on", ended is None):
        print(f"  it ended with {ended}: {open(path('log'), encoding='utf-8', errors='replace').read()[-1500:]}")
    return ended is None


def says(*texts, seconds=20):
    return until(lambda: any(shows(text) for text in texts), seconds)


def sample(data, file):
    """The sample centre, saved to a file."""
    desk.start(data, "--demo")
    choose(file)
    key("ctrl+s")
    check("the sample is saved", until(lambda: text_of(file), 40) and says("All saved"))


def add_candidate(name):
    press("People")
    press("Candidates")
    field = until(lambda: next((known for known in names("Add a candidate as") if find(known, "entry")), None))
    desk.fill(field, name)


def entries(file):
    return sum(line.startswith("(id:") for line in text_of(file).splitlines())


def killed():
    file = path("killed.centre.ron")
    sample("killed", file)
    for place, stage in enumerate(STAGES):
        add_candidate(f"Killed in {stage}")
        press(stage)
        kill()
        desk.start("killed", file)
        check(f"{stage}: what was entered before the kill is there",
              until(lambda: f"Killed in {stage}" in text_of(file), 30))
    desk.stop()
    check("and in the file", all(f"Killed in {stage}" in text_of(file) for stage in STAGES))


def folder_away():
    """The folder goes while the program saves into it, and comes back."""
    os.makedirs(path("stick"))
    file = path("stick", "day.centre.ron")
    sample("folder", file)
    os.rename(path("stick"), path("pulled out"))
    add_candidate("Ada Away")
    check("the window says that the file could not be saved", says("Safe here, not in the file", seconds=40))
    check("and why, and what is done", says("is not there", "could not be", seconds=10))
    kill()
    os.rename(path("pulled out"), path("stick"))
    check("the file is what it was", "Ada Away" not in text_of(file))
    desk.start("folder", file)
    check("what was entered meanwhile comes back", do_press("People") and until(lambda: any("Ada Away" in name for name in names())))
    check("and is saved", until(lambda: "Ada Away" in text_of(file), 40))
    # And while it is open.
    os.rename(path("stick"), path("pulled out"))
    add_candidate("Ben Away")
    check("it says so again", says("Safe here, not in the file", seconds=40))
    os.rename(path("pulled out"), path("stick"))
    check("once the folder is back it is saved by itself", until(lambda: "Ben Away" in text_of(file), 60) and says("All saved"))
    desk.stop()


def disk_full():
    """Both the file and the program's own data lie on a disk of two megabytes that fills up."""
    disk = path("disk")
    os.makedirs(disk)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], check=False).returncode:
        print("left out: a small disk (no mount here)")
        return
    try:
        file = os.path.join(disk, "day.centre.ron")
        sample("disk/data", file)
        before = text_of(file)
        filler = os.open(os.path.join(disk, "filler"), os.O_CREAT | os.O_WRONLY)
        try:
            while os.write(filler, b"x" * 4096):
                pass
        except OSError:
            os.close(filler)
        add_candidate("Fay Full")
        check("the window says that nothing can be saved", says("Not saved", "Safe here, not in the file", seconds=40))
        check("and that the disk is full", says("full"))
        check("the file is whole", text_of(file) == before or "Fay Full" in text_of(file))
        alive("a full disk")
        os.remove(os.path.join(disk, "filler"))
        check("once there is room it is saved by itself", until(lambda: "Fay Full" in text_of(file), 60) and says("All saved"))
        desk.stop()
    finally:
        kill()
        subprocess.run(["umount", "-l", disk], check=False)


def opened_twice():
    file = path("twice.centre.ron")
    sample("twice", file)
    first = desk.child
    before = text_of(file)
    second = subprocess.Popen([desk.program, "--data", path("twice-other"), file],
                              env=dict(os.environ), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    two = until(lambda: len(windows(MAIN)) == 2, 60)
    check("a second window opens", two)
    check("both live", first.poll() is None and second.poll() is None)
    time.sleep(3)
    said = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", MAIN], capture_output=True, text=True).stdout.split()
    bring_up(said[-1])
    read_only = until(lambda: any("read" in name.lower() and ("only" in name.lower() or "look" in name.lower()) for name in every_name()), 20)
    check("the second says that it may only be read there", read_only)
    check("the file is as it was", text_of(file) == before)
    second.kill()
    second.wait()
    time.sleep(1)
    bring_up(windows(MAIN)[0])
    add_candidate("Ida First")
    check("the first goes on writing", until(lambda: "Ida First" in text_of(file), 40))
    desk.stop()


def every_name():
    """Of every window of every running program of ours."""
    import pyatspi
    from driver import nodes
    for known in pyatspi.Registry.getDesktop(0):
        if known and "bellwether" in (known.name or "").lower():
            for node in nodes(known):
                yield node.name or ""


def tomorrow():
    """A file of a later format is refused, and not touched; a line of a later build is kept."""
    file = path("tomorrow.centre.ron")
    source = path("killed.centre.ron")
    if not os.path.exists(source):
        sample("tomorrow-made", source)
        desk.stop()
    text = text_of(source)
    later = re.sub(r"\(format: \d+", "(format: 3", text, count=1)
    open(file, "w", encoding="utf-8").write(later)
    desk.start("tomorrow", file)
    check("a file of tomorrow is refused in words", says("newer", seconds=30))
    alive("a file of tomorrow")
    kill()
    check("and is as it was", text_of(file) == later)


def yesterday():
    file = path("yesterday.centre.ron")
    shutil.copy(os.path.join("tests", "formats", "v1.centre.ron"), file)
    before = text_of(file)
    desk.start("yesterday", file)
    check("a file of format 1 opens", until(lambda: do_press("People", 3), 30))
    for stage in STAGES:
        press(stage)
        alive(f"yesterday's file in {stage}")
    check("looking at it does not write it", text_of(file) == before)
    add_candidate("Yve Yesterday")
    check("what is added is saved", until(lambda: "Yve Yesterday" in text_of(file), 40))
    check("and all that was in it still is", entries(file) >= before.count("(id:") - before.count("scenario"))
    check("the version before is kept beside it", text_of(file + ".backup") == before)
    desk.stop()


def pasted():
    """A hundred thousand characters at once, into a field of each kind."""
    file = path("pasted.centre.ron")
    sample("pasted", file)
    long = "Ein langer Satz über 李小龍 und ελπίδα. " * 2600
    press("People")
    press(lambda known: known.startswith("C01 ·"), "the first candidate")
    import pyatspi
    from driver import nodes
    fields = lambda: [node for node in nodes() if node.getRoleName() in ("entry", "text")]
    tried = 0
    for stage in ["People", "Live", "Observe", "Wash-up", "Reports", "Design"]:
        press(stage)
        for known in (until(lambda: [field.name for field in fields()], 5) or [])[:12]:
            focus = lambda: next(field for field in fields() if field.name == known).queryComponent().grabFocus()
            if not until(focus, 5):
                continue
            paste(long)
            tried += 1
            began = time.time()
            key("End")
            answered = until(lambda: names(), 30)
            check(f"{stage}, {known}: the window answers in {time.time() - began:.1f} s", answered and time.time() - began < 10)
            if not alive(f"{stage}, {known}"):
                return
            key("ctrl+a")
            key("BackSpace")
            key("Escape")
    check(f"{tried} fields were tried", tried > 8)
    time.sleep(4)
    kill()
    desk.start("pasted", file)
    check("the file opens again", until(lambda: do_press("People", 3), 40))
    desk.stop()


def paste(text):
    """Through the clipboard, as people do; without a clipboard's owner by typing less."""
    owner = subprocess.Popen(["xclip", "-selection", "clipboard", "-i"], stdin=subprocess.PIPE)
    owner.communicate(text.encode())
    key("ctrl+v")


KEYS = ["Tab", "Return", "Escape", "space", "Up", "Down", "Left", "Right", "Home", "End", "Prior", "Next", "BackSpace", "Delete",
        "F1", "F2", "F3", "F5", "F6", "F7", "F9", "plus", "minus", "slash", "question", "period", "comma",
        *"abcdefghijklmnopqrstuvwxyz0123456789"]


def keys_at_random():
    """Every key, alone and with others, in every stage: nothing ends the program, and what is done is in the file."""
    file = path("keys.centre.ron")
    sample("keys", file)
    chance = random.Random(8)
    seconds = float(os.environ.get("KEYS", "20"))
    for stage in STAGES:
        bring_up(windows(MAIN)[0])
        key("Escape", "Escape")
        do_press(stage, 5)
        end = time.time() + seconds
        while time.time() < end:
            some = []
            for _ in range(40):
                one = chance.choice(KEYS)
                held = chance.choice(["", "", "", "shift+", "ctrl+", "alt+", "ctrl+shift+"])
                # These end the program or the window, as they should.
                if held.startswith("ctrl") and one in "qw" or held == "alt+" and one.startswith("F"):
                    continue
                some.append(held + one)
            subprocess.run(["xdotool", "key", "--delay", "4", *some], check=False)
            # Within the window: what stands around it can close it.
            for window in windows(MAIN)[:1]:
                left, top, wide, high = size(window)
                place = [str(chance.randrange(wide - 8) + 4), str(chance.randrange(high - 8) + 4)]
                subprocess.run(["xdotool", "mousemove", "--window", window, *place, "click", chance.choice("113")], check=False)
            if desk.child.poll() is not None:
                print(f"  the last keys: {some}")
                break
        if desk.child.poll() == 0:
            # Somebody who presses everything finds the command that ends the program, too.
            print(f"  {stage}: it was asked to end")
            desk.start("keys", file)
        elif not alive(f"keys at random in {stage}"):
            return
    check("the window answers", until(lambda: names(), 30))
    time.sleep(5)
    kill()
    whole = subprocess.run([desk.program, "--data", path("keys-check"), "log", file], capture_output=True, text=True, check=False)
    # 1 says that a time has no explanation, which keys at random may well have brought about.
    check(f"the file is whole: {whole.stderr[:200]}", whole.returncode in (0, 1) and whole.stdout)


PARTS = {"kill": killed, "folder": folder_away, "disk": disk_full, "twice": opened_twice, "tomorrow": tomorrow,
         "yesterday": yesterday, "paste": pasted, "keys": keys_at_random}
for wanted in WANTED:
    print(f"-- {wanted}", flush=True)
    try:
        PARTS[wanted]()
    except Exception as trouble:
        log = open(path("log"), encoding="utf-8", errors="replace").read()[-2000:]
        check(f"{wanted}: {trouble!r}, ended with {desk.child and desk.child.poll()}: {log}", False)
    kill()
check.end()
