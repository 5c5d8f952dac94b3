//! What is derived from the centre and now, kept for a second: looking at 500 candidates each
//! frame would cost more than drawing them.

use std::cell::RefCell;
use std::rc::Rc;

use crate::centre::Centre;
use crate::day::Outlook;
use crate::ids::CentreId;
use crate::time::Now;

/// The outlook of the open centre, as of the second that is drawn.
#[derive(Debug, Default)]
pub struct Derived(RefCell<Option<Kept>>);

#[derive(Debug)]
struct Kept {
    of: (CentreId, usize, i64),
    outlook: Rc<Outlook>,
}

impl Derived {
    /// The outlook of the centre in the state of that version.
    pub fn outlook(&self, centre: &Centre, version: usize, now: Now) -> Rc<Outlook> {
        let of = (centre.id, version, now.wall.as_second());
        let mut kept = self.0.borrow_mut();
        if let Some(known) = kept.as_ref().filter(|known| known.of == of) {
            return Rc::clone(&known.outlook);
        }
        let outlook = Rc::new(Outlook::of(centre, now.wall));
        *kept = Some(Kept { of, outlook: Rc::clone(&outlook) });
        outlook
    }
}
