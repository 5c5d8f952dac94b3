//! After a whole day with wash-up: every field into which something about a person can be typed is
//! filled with a word that stands nowhere else, and after the erasure none of them is in any byte.

use crate::stage;
use std::collections::BTreeSet;

use bellwether::centre::Change;
use bellwether::centre::personal::{Field, about, texts};
use bellwether::files::fs::Disk;
use bellwether::files::prefs;
use bellwether::ids::Origin;
use bellwether::{people, privacy};
use stage::planting::{
    Held, PLANTED, disturbed, held, marked, off, on_the_list, own_sheet, photo, settled,
};
use stage::searched;

/// Fields that are about others, or about things: a name of the person's goes out of them.
const OF_OTHERS: [Field; 9] = [
    Field::CentreName,
    Field::Room,
    Field::AssessorName,
    Field::PlayerName,
    Field::Guest,
    Field::Facilitator,
    Field::DesignReason,
    Field::Message,
    Field::ErasureReason,
];

#[test]
fn nothing_that_was_typed_about_an_erased_person_is_left_wherever_it_was_typed() {
    let folder = tempfile::tempdir().unwrap();
    let env = searched::env(&folder.path().join("data"));
    let file = folder.path().join("day.centre.ron");
    let mut held = held(&env, &file);
    let (photo, of_photo) = photo();
    let sheet = own_sheet(&held);
    on_the_list(&mut held, photo);
    disturbed(&mut held, sheet);
    marked(&mut held, sheet);
    settled(&mut held, sheet);
    off(&mut held, sheet);
    let centre = held.workspace.centre();
    let competency = &centre.scenario.framework.competencies[0].id;
    let keys = [
        (format!("note {} {}", sheet.session, sheet.assessor), "draft-weasel"),
        (format!("washup {} {competency}", held.subject), "settle-vole"),
        ("somewhere else".to_owned(), "Vándorffy is to come first"),
    ];
    for (key, text) in &keys {
        held.workspace.keep_draft(key, text);
    }
    let mut known = prefs::load(&Disk, &env.places);
    known.remember(file.clone());
    prefs::store(&Disk, &env.places, &known).unwrap();
    held.wait();

    let mut words: Vec<String> = PLANTED.iter().map(|word| (*word).to_owned()).collect();
    words.push(of_photo);
    let there: BTreeSet<String> =
        searched::found(folder.path(), &words).into_iter().map(|(_, word)| word).collect();
    let missing: Vec<_> = words.iter().filter(|word| !there.contains(*word)).collect();
    assert!(missing.is_empty(), "never on the disk: {missing:?}");
    // Every field that can be about a person was typed into.
    let mut typed = BTreeSet::new();
    for entry in held.workspace.record().entries() {
        for change in entry.act.changes() {
            texts(&mut change.clone(), &mut |field, text| {
                if PLANTED.iter().any(|word| text.contains(word)) {
                    typed.insert(field);
                }
            });
        }
    }
    let left_out: Vec<_> = Field::ALL
        .iter()
        .filter(|field| !typed.contains(*field) && !OF_OTHERS.contains(field))
        .collect();
    assert!(left_out.is_empty(), "nothing was planted into {left_out:?}");

    let moot = held.workspace.centre().moot.len();
    let change = privacy::erase(held.workspace.record(), &[held.subject], "Letter 12");
    let now = held.now();
    held.workspace.erase(change, now).unwrap();
    held.wait();
    assert_eq!(searched::found(folder.path(), &words), BTreeSet::new());
    let centre = held.workspace.centre();
    assert_eq!(centre.moot.len(), moot, "{:?}", centre.moot);
    assert!(centre.meeting(held.subject).is_none_or(|meeting| meeting.decisions.is_empty()));
    let said = centre.announcements.messages.last().unwrap();
    assert_eq!(said.text, "[erased] to Oak, please");
    assert!(nobody_speaks_of(&held), "a change is still about the erased person");
    let now = held.now();
    held.workspace.close(now);
    assert_eq!(searched::found(folder.path(), &words), BTreeSet::new());
}

/// Whether nothing in the record is about them but that somebody sat in a group, and the erasure.
fn nobody_speaks_of(held: &Held) -> bool {
    let entries = held.workspace.record().entries();
    let index = bellwether::centre::personal::Index::of(entries);
    entries.iter().all(|entry| {
        (0_u16..).zip(entry.act.changes()).all(|(place, change)| {
            let made = Origin { entry: entry.id, place };
            let theirs = about(change, made, &index).contains(&held.subject);
            let kept = matches!(
                change,
                Change::Erasure(_)
                    | Change::Session(_)
                    | Change::Clock(_)
                    | Change::Announcement(_)
                    | Change::Prompt(_)
                    | Change::Incident(_)
                    | Change::People(people::Change::AddCandidate { .. })
            );
            !theirs || kept
        })
    })
}
