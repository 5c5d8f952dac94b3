//! What is derived from the centre and now, worked out once and kept until the record or the second
//! changes: looking at 500 candidates each frame would cost more than drawing them.
//!
//! One place for all of it, whatever its type: a screen says how a view is made, and is handed the
//! one that is kept.

use std::any::{Any, TypeId};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::centre::Centre;
use crate::day::Outlook;
use crate::ids::CentreId;
use crate::time::Now;

/// The views of the open centre, as of the second that is drawn: one of each type.
#[derive(Debug, Default)]
pub struct Derived {
    of: Cell<Option<Of>>,
    kept: RefCell<BTreeMap<TypeId, Rc<dyn Any>>>,
}

/// Of which centre, in the state of which version, and in which second.
type Of = (CentreId, usize, i64);

impl Derived {
    /// The outlook of the centre in the state of that version.
    pub fn outlook(&self, centre: &Centre, version: usize, now: Now) -> Rc<Outlook> {
        self.once(centre, version, now, || Outlook::of(centre, now.wall))
    }

    /// The view of that type: the one that is kept, else the one that is made now. It may look at
    /// others while it is made.
    pub fn once<T: 'static>(
        &self,
        centre: &Centre,
        version: usize,
        now: Now,
        make: impl FnOnce() -> T,
    ) -> Rc<T> {
        let of = Some((centre.id, version, now.wall.as_second()));
        if self.of.replace(of) != of {
            self.kept.borrow_mut().clear();
        }
        let known = self.kept.borrow().get(&TypeId::of::<T>()).cloned();
        if let Some(known) = known.and_then(|known| known.downcast().ok()) {
            return known;
        }
        let made = Rc::new(make());
        let kept: Rc<dyn Any> = Rc::<T>::clone(&made);
        self.kept.borrow_mut().insert(TypeId::of::<T>(), kept);
        made
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::demo::{Demo, record};
    use crate::time::shifted;

    #[test]
    fn a_view_is_made_once_until_the_record_or_the_second_changes() {
        let begins = "2026-11-24T09:00:00Z".parse().unwrap();
        let day = record(&Demo {
            candidates: 6,
            seed: 1,
            scenario: crate::scenario::library::bundled().remove(0),
            date: jiff::civil::date(2026, 11, 24),
            begins,
            until: begins,
            zone: jiff::tz::TimeZone::UTC,
        });
        let (derived, made) = (Derived::default(), Cell::new(0_u32));
        let look = |version, millis| {
            let now = Now::at(shifted(begins, SignedDuration::from_millis(millis)));
            let outer = derived.once(day.centre(), version, now, || {
                made.set(made.get() + 1);
                derived.outlook(day.centre(), version, now).board.cards.len()
            });
            (*outer, made.get())
        };
        let (cards, _) = look(1, 0);
        assert!(cards > 0, "one view looks at another");
        assert_eq!(look(1, 999), (cards, 1), "the same second");
        assert_eq!(look(1, 1000), (cards, 2), "the next second");
        assert_eq!(look(2, 1001), (cards, 3), "another act");
    }
}
