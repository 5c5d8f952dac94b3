//! What the columns of a list mean: from its heading, else from what stands in them.

use super::{MOST_COLUMNS, Table};

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Kind {
    /// A candidate.
    #[default]
    Candidate,
    /// An assessor.
    Assessor,
    /// A role player.
    RolePlayer,
    /// A room.
    Room,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Candidate, Self::Assessor, Self::RolePlayer, Self::Room];

    /// The kind that a word names.
    pub fn named(word: &str) -> Option<Self> {
        match plain(word).as_str() {
            "candidate" | "candidates" | "participant" | "participants" | "delegate" => {
                Some(Self::Candidate)
            }
            "assessor" | "assessors" | "observer" | "observers" | "rater" => Some(Self::Assessor),
            "role player" | "role players" | "roleplayer" | "roleplayers" | "actor" | "actors" => {
                Some(Self::RolePlayer)
            }
            "room" | "rooms" => Some(Self::Room),
            _ => None,
        }
    }
}

/// What a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// Passed over.
    Ignored,
    /// Candidate, assessor, role player or room.
    Kind,
    /// A candidate's code.
    Code,
    /// The whole name.
    Name,
    /// The first half of a name.
    FirstName,
    /// The second half of a name.
    LastName,
    /// A candidate's pronouns.
    Pronouns,
    /// A candidate's extra time, in percent.
    ExtraTime,
    /// A candidate needs a way without steps; a room has one.
    StepFree,
    /// Comes, or opens.
    From,
    /// Leaves, or closes.
    Until,
    /// What the facilitator has to know about a candidate.
    Notes,
    /// When an assessor was last trained.
    Trained,
    /// Minutes that a role player needs after a session.
    Reset,
    /// Places of a room.
    Places,
    /// The exercises that an assessor may rate in, a role player plays in, a room is fitted for.
    Exercises,
    /// The assessors whom a candidate must not meet.
    Apart,
    /// Who manages a candidate; kept apart where that is an assessor.
    Manager,
}

impl Column {
    /// Every meaning, in the order of a choice.
    pub const ALL: [Self; 18] = [
        Self::Ignored,
        Self::Kind,
        Self::Code,
        Self::Name,
        Self::FirstName,
        Self::LastName,
        Self::Pronouns,
        Self::ExtraTime,
        Self::StepFree,
        Self::From,
        Self::Until,
        Self::Notes,
        Self::Trained,
        Self::Reset,
        Self::Places,
        Self::Exercises,
        Self::Apart,
        Self::Manager,
    ];

    /// What a heading says, if it is known.
    fn headed(heading: &str) -> Option<Self> {
        if Kind::named(heading).is_some() {
            return Some(Self::Name);
        }
        Some(match plain(heading).as_str() {
            "code" | "id" | "candidate code" | "candidate id" | "participant id" | "number"
            | "no" | "nr" | "ref" | "reference" | "candidate number" | "candidate no" => Self::Code,
            "name" | "full name" | "candidate name" | "assessor name" | "observer name"
            | "participant name" | "role player name" | "room name" | "who" => Self::Name,
            "first name" | "firstname" | "first" | "given name" | "given names" | "forename"
            | "forenames" => Self::FirstName,
            "last name" | "lastname" | "last" | "surname" | "family name" => Self::LastName,
            "pronouns" | "pronoun" => Self::Pronouns,
            "extra time" | "extra time %" | "extra time percent" | "extra" | "extra %"
            | "additional time" | "additional time %" => Self::ExtraTime,
            "step free" | "stepfree" | "step free access" | "without steps" | "wheelchair"
            | "wheelchair access" | "accessible" => Self::StepFree,
            "from" | "there from" | "available from" | "arrives" | "arrival" | "start"
            | "starts" | "open from" => Self::From,
            "until" | "there until" | "available until" | "available to" | "to" | "till"
            | "leaves" | "departure" | "end" | "ends" | "open until" => Self::Until,
            "notes" | "note" | "notes for the day" | "comment" | "comments" | "remark"
            | "remarks" => Self::Notes,
            "kind" | "role" | "type" => Self::Kind,
            "trained" | "last trained" | "trained on" | "training" | "training date" => {
                Self::Trained
            }
            "reset" | "reset min" | "reset minutes" | "minutes to reset" => Self::Reset,
            "places" | "capacity" | "seats" | "size" => Self::Places,
            "exercises" | "exercise" | "certified for" | "certified" | "may rate" | "rates in"
            | "plays in" | "plays" | "fitted for" | "fitted" => Self::Exercises,
            "must not meet"
            | "not with"
            | "kept apart from"
            | "keep apart"
            | "conflict"
            | "conflicts"
            | "conflict of interest"
            | "conflicts of interest"
            | "no go"
            | "knows" => Self::Apart,
            "manager" | "line manager" | "managed by" | "reports to" | "manager name" => {
                Self::Manager
            }
            "email" | "e mail" | "e mail address" | "email address" | "mail" | "phone"
            | "telephone" | "mobile" | "department" | "team" | "job" | "job title" | "grade"
            | "title" | "location" | "date of birth" => Self::Ignored,
            _ => return None,
        })
    }
}

/// What the columns of a list mean.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    /// The first row is a heading.
    pub heading: bool,
    /// What each column means.
    pub columns: Vec<Column>,
    /// What rows are about that do not say so themselves.
    pub kind: Kind,
}

impl Mapping {
    /// The place of the column that means this.
    pub fn place(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|known| *known == column)
    }
}

/// What the columns of `table` mean, as far as can be told.
pub fn guess(table: &Table) -> Mapping {
    guess_for(table, Kind::Candidate)
}

/// The same for a table that is brought into a list: its rows are about what is `listed` there,
/// unless a column says otherwise.
pub fn guess_for(table: &Table, listed: Kind) -> Mapping {
    let width = table.width();
    let first = table.lines.first().map(|line| line.cells.as_slice()).unwrap_or_default();
    let headed: Vec<Option<Column>> =
        first.iter().take(MOST_COLUMNS).map(|cell| Column::headed(cell)).collect();
    let filled = first.iter().filter(|cell| !cell.trim().is_empty()).count();
    let known = headed.iter().flatten().count();
    let heading = known >= 2 || (known == 1 && filled <= 2);
    let mut columns = if heading {
        headed.into_iter().map(|known| known.unwrap_or(Column::Ignored)).collect()
    } else {
        by_content(table, width)
    };
    columns.resize(width, Column::Ignored);
    let mut seen = Vec::new();
    for column in &mut columns {
        if seen.contains(column) {
            *column = Column::Ignored;
        } else if *column != Column::Ignored {
            seen.push(*column);
        }
    }
    let kind = kind_of(if heading { first } else { &[] }, &columns).unwrap_or(listed);
    Mapping { heading, columns, kind }
}

/// What a heading or a column says that rows are about.
fn kind_of(heading: &[String], columns: &[Column]) -> Option<Kind> {
    let named = heading.iter().find_map(|cell| {
        let first = plain(cell);
        Kind::named(&first).or_else(|| Kind::named(first.strip_suffix(" name")?))
    });
    let has = |column| columns.contains(&column);
    named.or(match () {
        () if has(Column::Places) => Some(Kind::Room),
        () if has(Column::Trained) => Some(Kind::Assessor),
        () if has(Column::Reset) => Some(Kind::RolePlayer),
        () if has(Column::Code) || has(Column::ExtraTime) => Some(Kind::Candidate),
        () => None,
    })
}

/// What columns without a heading mean.
fn by_content(table: &Table, width: usize) -> Vec<Column> {
    let mut columns: Vec<Column> = (0..width).map(|place| looks_like(table, place)).collect();
    let mut names = columns.iter_mut().filter(|column| **column == Column::Name);
    let single = |place: usize| mostly(table, place, |cell| !cell.contains(char::is_whitespace));
    let (first, second) = (names.next(), names.next());
    if let (Some(first), Some(second)) = (first, second) {
        *first = Column::FirstName;
        *second = Column::LastName;
    }
    // Two columns of single words are the halves of a name; else the first is the whole.
    let halves = [Column::FirstName, Column::LastName].map(|half| {
        let place = columns.iter().position(|known| *known == half);
        place.is_some_and(single)
    });
    if halves != [true, true] {
        for column in &mut columns {
            match column {
                Column::FirstName => *column = Column::Name,
                Column::LastName => *column = Column::Ignored,
                _ => {}
            }
        }
    }
    columns
}

fn looks_like(table: &Table, place: usize) -> Column {
    let any = |fits: &dyn Fn(&str) -> bool| mostly(table, place, fits);
    if any(&|cell| cell.contains('@')) {
        Column::Ignored
    } else if any(&|cell| Kind::named(cell).is_some()) {
        Column::Kind
    } else if any(&is_code) {
        Column::Code
    } else if any(&|cell| cell.ends_with('%')) {
        Column::ExtraTime
    } else if any(&|cell| cell.contains('/') && !cell.contains(|c: char| c.is_ascii_digit())) {
        Column::Pronouns
    } else if any(&|cell| cell.chars().any(char::is_alphabetic)) {
        Column::Name
    } else {
        Column::Ignored
    }
}

/// Whether most of the first cells of a column that say something fit.
fn mostly(table: &Table, place: usize, fits: impl Fn(&str) -> bool) -> bool {
    let cells = table.lines.iter().take(50).filter_map(|line| line.cells.get(place));
    let said = cells.map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let (fitting, all) = said.fold((0_usize, 0_usize), |(fitting, all), cell| {
        (fitting + usize::from(fits(cell)), all + 1)
    });
    all > 0 && fitting * 3 > all * 2
}

/// A few letters and a number, such as `C01` or `AB-12`.
fn is_code(cell: &str) -> bool {
    let letters = cell.chars().take_while(char::is_ascii_alphabetic).count();
    let rest = cell.get(letters..).unwrap_or_default().trim_start_matches(['-', ' ']);
    (1..=4).contains(&letters)
        && (1..=5).contains(&rest.len())
        && rest.chars().all(|c| c.is_ascii_digit())
}

/// Lower case, letters, digits and `%` alone, one space between words.
pub(super) fn plain(text: &str) -> String {
    let kept: String = text
        .chars()
        .take(60)
        .map(|c| if c.is_alphanumeric() || c == '%' { c } else { ' ' })
        .collect();
    kept.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
