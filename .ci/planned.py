"""Lays out a centre file by hand: a planned day of twelve candidates, six rooms and seven assessors, of whom one
is spare. The exercise is the first that was ever released, made shorter: 6 min of preparation, 12 min of talk, 6 min
to write up. C05 has a quarter more time: 8 and 15 min (7.5 is rounded up)."""
import os, re, subprocess

CANDIDATES = [
    "Ada Abara", "Hiro Lindqvist", "Zoë O’Brien", "Viktor Iremonger", "Chidi Uzun", "Jin Gorse", "أمينة الحسيني",
    "陈伟", "Αλεξάνδρα Παπαδοπούλου-Μιχαηλίδη von und zu Habsburg-Lothringen der Dritte", "Owen Whitlow",
    "Mina Rask", "Freya Castellan",
]
ASSESSORS = ["R Castellan", "T Ojo", "U Gorse", "J Rask", "K Dunn", "M Lind", "S Spare"]
ROOMS = ["Oak", "Birch", "Cedar", "Elm", "Hazel", "Rowan"]
WAVES = ["11:00", "11:40"]
DEVICE = "de5c0000.00000001"


def write(path, program, scenario):
    made = path + ".sample"
    subprocess.run([program, "demo", "--scenario", scenario, "--candidates", "1", "--hours", "0", "-o", made],
                   check=True, capture_output=True)
    text = open(made, encoding="utf-8").read()
    os.remove(made)
    # Without the marks of the program it is a file that somebody laid out anew.
    beginning = text[:text.index("entries: [") + len("entries: [")]
    with open(path, "w", encoding="utf-8") as file:
        file.write(shorter(beginning) + "\n" + "\n".join(entries()) + "\n])\n")


def shorter(text):
    for before, after in [
        ("assessors_per_candidate: 2", "assessors_per_candidate: 1"), ('length: "10 min"', 'length: "6 min"'),
        ('length: "20 min"', 'length: "12 min"'), ('minute: "6 min"', 'minute: "2 min"'),
        ('minute: "10 min"', 'minute: "4 min"'), ('minute: "14 min"', 'minute: "6 min"'),
        ('minute: "17 min"', 'minute: "8 min"'),
    ]:
        assert before in text, before
        text = text.replace(before, after)
    return text


def entries():
    """What was done before the day began, one act a line."""
    def act(number, at, changes):
        return f'(id:"{DEVICE}-{number}",stamp:"2026-11-24T{at}:00.000Z",by:Facilitator,act:Do([{",".join(changes)}])),'

    def made(number, place):
        return f'"{DEVICE}-{number}' + (f'/{place}"' if place else '"')

    people = [f'People(AddCandidate(code:"C{place + 1:02}",name:"{name}"))' for place, name in enumerate(CANDIDATES)]
    yield act(1, "08:00", ['Details(Name("The day at speed"))', 'Details(HeldOn("2026-11-24"))'])
    yield act(2, "08:01", people)
    yield act(3, "08:02", [f'People(AddAssessor(name:"{name}"))' for name in ASSESSORS])
    yield act(4, "08:03", [f'People(AddRoom(name:"{room}"))' for room in ROOMS])
    yield act(5, "08:04", [f"People(GiveExtraTime(candidate:{made(2, 4)},exercise:None,percent:25))"])
    plans = [
        f'Session(Plan(exercise:"inherited-team",seats:[(candidate:{made(2, wave * 6 + room)},'
        f'assessors:[{made(3, room)}])],room:"{ROOMS[room]}",planned:Some("2026-11-24T{WAVES[wave]}:00Z")))'
        for wave in range(2) for room in range(6)
    ]
    yield act(6, "08:05", plans)
    # All but C03, who is late, and C06, who will not come, are checked in when the rehearsal begins.
    here = [place for place in range(12) if place not in (2, 5)]
    yield act(7, "10:50", [
        change for place in here for change in (
            f'Attendance(Arrive(who:Candidate({made(2, place)}),at:"2026-11-24T10:45:00Z"))',
            f"Attendance(Consent(candidate:{made(2, place)},given:true))",
            f"Attendance(Brief(candidate:{made(2, place)},briefed:true))",
        )
    ])
