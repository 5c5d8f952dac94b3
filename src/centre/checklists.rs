//! The checklist of an exercise as an assessor ticked it: each item is evidence on its competency.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Centre, Made, Sheet, marksheets};
use crate::ids::{CheckItemId, CompetencyId};
use crate::scenario::papers::CheckItem;

/// What an assessor found about an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tick {
    /// It is there, with so many of its points; 1 where it has no more.
    Seen(u8),
    /// It is not there.
    NotSeen,
    /// The contrary is there.
    Contrary,
}

/// A tick, and who made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticked {
    /// What was found.
    pub tick: Tick,
    /// When and by whom.
    pub made: Made,
}

/// One checklist: what stands, and what stood before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checklist {
    /// The items that are ticked.
    pub ticks: BTreeMap<CheckItemId, Ticked>,
    /// What stood before, oldest first.
    pub replaced: Vec<(CheckItemId, Ticked)>,
}

/// What can happen to a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Change {
    /// An item is ticked, or left open again.
    Tick {
        /// On which marksheet.
        sheet: Sheet,
        /// Which item.
        item: CheckItemId,
        /// What was found; nothing leaves it open again.
        tick: Option<Tick>,
    },
}

/// Why an item cannot be ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody can write on that marksheet.
    Marksheet(marksheets::Refusal),
    /// The exercise has no such item.
    NoSuchItem,
    /// The item has no more than these points, and something seen has at least one.
    Points(u8),
}

/// The items that are evidence on the competency, with what was found, in the order of the list.
/// What was not seen counts only where somebody said so.
pub fn ticks_on<'a>(
    centre: &'a Centre,
    sheet: Sheet,
    competency: &'a CompetencyId,
) -> impl Iterator<Item = (&'a CheckItem, &'a Ticked)> {
    let exercise = centre.session(sheet.session).map(|(_, exercise)| exercise);
    let items = exercise.into_iter().flat_map(|exercise| &exercise.checklist);
    let list = centre.checklists.get(&sheet);
    items
        .filter(move |item| item.competency == *competency)
        .filter_map(move |item| Some((item, list?.ticks.get(&item.id)?)))
}

/// The points that the items on the competency were given so far, and the most that they can be
/// given. What is not seen, or whose contrary is there, gives none.
pub fn points_on(centre: &Centre, sheet: Sheet, competency: &CompetencyId) -> (u32, u32) {
    let exercise = centre.session(sheet.session).map(|(_, exercise)| exercise);
    let items = exercise.into_iter().flat_map(|exercise| &exercise.checklist);
    let of = items.filter(|item| item.competency == *competency);
    let most = of.map(|item| u32::from(item.points)).sum();
    let given = ticks_on(centre, sheet, competency).map(|(_, ticked)| match ticked.tick {
        Tick::Seen(points) => u32::from(points),
        Tick::NotSeen | Tick::Contrary => 0,
    });
    (given.sum(), most)
}

pub(super) fn check(centre: &Centre, change: &Change) -> Result<(), Refusal> {
    let Change::Tick { sheet, item, tick } = change;
    marksheets::check_writable(centre, *sheet).map_err(Refusal::Marksheet)?;
    let exercise = centre.session(sheet.session).map(|(_, exercise)| exercise);
    let mut items = exercise.into_iter().flat_map(|exercise| &exercise.checklist);
    let item = items.find(|known| known.id == *item).ok_or(Refusal::NoSuchItem)?;
    match tick {
        Some(Tick::Seen(points)) if !(1..=item.points).contains(points) => {
            Err(Refusal::Points(item.points))
        }
        _ => Ok(()),
    }
}

pub(super) fn apply(centre: &mut Centre, change: &Change, made: &Made) {
    let Change::Tick { sheet, item, tick } = change;
    let list = centre.checklists.entry(*sheet).or_default();
    let before = match tick {
        Some(tick) => list.ticks.insert(item.clone(), Ticked { tick: *tick, made: *made }),
        None => list.ticks.remove(item),
    };
    list.replaced.extend(before.map(|before| (item.clone(), before)));
}
