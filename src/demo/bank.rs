//! Plainly invented people, rooms, and things that might be noted.

pub(super) const FIRST: [&str; 60] = [
    "Ada", "Bola", "Carys", "Dmitri", "Elin", "Farah", "Gwen", "Hiro", "Ines", "Jonas", "Kofi",
    "Leila", "Mateo", "Nadia", "Owen", "Priya", "Quentin", "Rosa", "Samir", "Tove", "Uma",
    "Viktor", "Wanjiru", "Xenia", "Yusuf", "Zofia", "Aron", "Bea", "Chidi", "Dilys", "Emeka",
    "Freya", "Goran", "Hana", "Ivo", "Jin", "Katya", "Lars", "Mina", "Nils", "Orla", "Pavel",
    "Rania", "Stellan", "Thandi", "Ulla", "Veda", "Wil", "Yara", "Zane", "Amrit", "Brid", "Cosmo",
    "Dana", "Ezra", "Fenna", "Gus", "Henrike", "Idris", "Juno",
];

pub(super) const LAST: [&str; 60] = [
    "Abara",
    "Brandvold",
    "Castellan",
    "Dunmore",
    "Eklund",
    "Farrow",
    "Greaves",
    "Halloran",
    "Ibekwe",
    "Jessop",
    "Karlsen",
    "Lindqvist",
    "Mensah",
    "Novak",
    "Okonjo",
    "Pemberly",
    "Quill",
    "Rask",
    "Sorley",
    "Tamber",
    "Ulvang",
    "Varga",
    "Whitlow",
    "Yarrow",
    "Zeller",
    "Ashdown",
    "Birkett",
    "Corrigan",
    "Dashti",
    "Ellery",
    "Fonseka",
    "Garside",
    "Hartnoll",
    "Iremonger",
    "Joubert",
    "Kettle",
    "Larkspur",
    "Moreau",
    "Nakata",
    "Ostrow",
    "Pryce",
    "Rahimi",
    "Stroud",
    "Thackray",
    "Uzun",
    "Venn",
    "Wetherall",
    "Yilmaz",
    "Zhou",
    "Amsel",
    "Bramwell",
    "Chowdhry",
    "Dray",
    "Engstrom",
    "Fairlie",
    "Gorse",
    "Holloway",
    "Islam",
    "Jarrow",
    "Kinsella",
];

pub(super) const ROOMS: [&str; 20] = [
    "Oak", "Birch", "Cedar", "Elm", "Hazel", "Rowan", "Ash", "Beech", "Larch", "Maple", "Alder",
    "Aspen", "Holly", "Juniper", "Lime", "Pine", "Poplar", "Sycamore", "Willow", "Yew",
];

/// What might be noted for and against a competency, by the competency's name in our scenarios.
#[expect(clippy::too_many_lines, reason = "a table")]
pub(super) fn behaviours(competency: &str, speaks_for: bool) -> &'static [&'static str] {
    match (competency, speaks_for) {
        ("vision-and-direction", true) => &[
            "Says which two jobs can wait so that the third gets done",
            "Opens with where the team should be by the end of the quarter",
            "“What we are here for is that nobody waits twice.”",
            "Comes back to the aim when the talk drifts to the rota",
            "Links the Tuesday change to the promise made to the customer",
            "Asks her to say in her own words what matters most this month",
        ],
        ("vision-and-direction", false) => &[
            "Three aims in four minutes; she writes none of them down",
            "Goes straight into the list; no word on what it is for",
            "“Let’s just get through the week.”",
            "Changes the aim half-way without saying so",
            "Answers “why” with “because head office says so”",
        ],
        ("motivating-others", true) => &[
            "Thanks him for staying on Tuesday and says what it made possible",
            "Asks what she enjoyed most in the last year, and waits",
            "Names two things that went well because of her",
            "“That must have been hard to hear second-hand.”",
            "Turns the missed target into one next step, agreed aloud",
            "Ends with what she will look forward to; she smiles",
        ],
        ("motivating-others", false) => &[
            "Ends on the list of errors and stands up",
            "Passes over “I may as well not bother” without a word",
            "Takes the credit for the Friday clearance",
            "“Everybody is under pressure, you know.”",
            "Promises a review that is not theirs to promise",
        ],
        ("inclusive-leadership", true) => &[
            "Asks the quietest person first",
            "Asks how the night crew will see it",
            "Comes back to a point that was cut off: “you were about to say”",
            "Builds on her idea and says whose it is",
            "Puts the part-timer back on the list of those to be told",
            "Changes the plan after the objection, and says so",
        ],
        ("inclusive-leadership", false) => &[
            "Decides with one colleague while the other two wait",
            "Talks across her twice",
            "Takes silence for a yes",
            "Leaves the agency staff off the message",
            "Repeats her idea as own five minutes later",
        ],
        ("coaching-and-feedback", true) => &[
            "“On Thursday the 6:12 did not run. What happened?”",
            "Says what it did to the people in the rain, calmly",
            "Asks what she would do, and waits for the whole answer",
            "Names what was good and what was missing in one breath",
            "“So you will ring him first, off the channel. Shall we look on Friday week?”",
            "Has her say what they agreed",
        ],
        ("coaching-and-feedback", false) => &[
            "Talks around the awkward point for ten minutes",
            "“You always wait too long.”",
            "Hands over the answer before she has finished",
            "Reads out the list of minutes like a charge",
            "Parts with “let us see how it goes”",
        ],
        ("planning-and-organising", true) => &[
            "Puts names and hours beside each item before answering any",
            "Ranks by what cannot wait, then gives each item an owner",
            "Sees that the fitter and the audit fall on the same hour",
            "Keeps an hour free for what will come in",
            "Groups the three supplier items and hands them over as one",
            "Asks who else is off on Thursday before fixing the rota",
        ],
        ("planning-and-organising", false) => &[
            "Books two meetings on the same half hour, does not notice",
            "Works through in the order given",
            "Puts four items on the one person already full",
            "Leaves item nine without owner or time",
            "Spends six minutes on the car park",
        ],
        ("goals-and-measures", true) => &[
            "Agrees what would count as done, in numbers",
            "“Down from nine late loads to four by the end of May.”",
            "Fixes Thursday at ten to look at the numbers together",
            "Asks what she thinks is reachable, then settles on it",
            "Writes who reports what, and by when",
            "Goes back to last month’s figure before setting the new one",
        ],
        ("goals-and-measures", false) => &[
            "Takes “nearly there” for an answer",
            "“Do your best and we’ll see.”",
            "Sets a target, no date, no measure",
            "Does not come back to what was agreed",
            "Measures what is easy to count only",
        ],
        ("delegating-and-following-up", true) => &[
            "Gives it to Shanice, says why her and what she may settle alone",
            "“Up to two hundred pounds, beyond that ring me.”",
            "Asks how much else is on his desk before giving it",
            "Wants a word by noon on each of the three",
            "Leaves the how to him, keeps the when",
            "Comes back to the piece that was given away and asks what is missing",
        ],
        ("delegating-and-following-up", false) => &[
            "Keeps nine items for the afternoon",
            "Gives it to all, so to nobody",
            "Takes it back at the first question",
            "Passes it on without the letter that belongs to it",
            "Names without a day",
        ],
        ("responsibility-and-control", true) => &[
            "Keeps a list of what was promised and reads it out at the end",
            "Stops the line until the guard check is signed again",
            "Says what must be reported today, and to whom",
            "Sets a limit: “up to two hundred, then ask me”",
            "Writes down the reason for the exception",
            "Asks for a word by four o’clock that it is done",
        ],
        ("responsibility-and-control", false) => &[
            "Cannot say at the end who has the keys",
            "Lets the unsigned check go “for now”",
            "Hands it over and does not ask to hear back",
            "Promises money beyond the authority given in the brief",
            "“Nobody will notice before Friday.”",
        ],
        _ => &[],
    }
}

/// How a reason for a high level ends.
pub(super) const STRONG: [&str; 5] = [
    "Several clear signs, early and late.",
    "Shown once, and with effect.",
    "The other person took it up and used it.",
    "Matches the anchor word for word.",
    "Held under pressure too.",
];

/// How a reason for a low level ends.
pub(super) const WEAK: [&str; 5] = [
    "Only when asked.",
    "Left to chance until the last minutes.",
    "Began well, then let it go under pressure.",
    "There were three openings for it; none was taken.",
    "Nothing later made up for it.",
];

/// How a reason ends when there was something on either side.
pub(super) const MIXED: [&str; 5] = [
    "Both sides seen; the weaker one when it mattered.",
    "Both sides seen; the stronger one towards the end.",
    "Uneven: good with one person, not with the other.",
    "The signs for it outweigh a slow start.",
    "Would be a level higher if it had come unprompted.",
];

/// Why a marksheet was reopened.
pub(super) const REOPENED: [&str; 4] = [
    "A note from the second half was overlooked.",
    "Two rows were mixed up.",
    "Read the anchors again after the break.",
    "The papers written in the exercise came in late.",
];
