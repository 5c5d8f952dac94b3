//! The needs in words, kept for a second: who could observe instead of somebody, and what follows
//! could be shifted, is looked for among all sessions, which is too much for each frame.

use std::cell::RefCell;

use super::need_words::{self, Told};
use crate::day::{Attention, Forecast, Need};
use crate::ui::cx::Cx;

/// Those that were put into words in the second that is drawn.
#[derive(Default)]
struct Kept(RefCell<Vec<(Need, Option<Told>)>>);

/// The need in words.
pub(super) fn told(cx: &Cx<'_>, attention: &Attention, forecast: &Forecast) -> Option<Told> {
    let kept = cx.once(Kept::default);
    let known = kept.0.borrow().iter().find(|(need, _)| *need == attention.need).cloned();
    if let Some((_, told)) = known {
        return told;
    }
    let told = need_words::told(cx, attention, forecast);
    kept.0.borrow_mut().push((attention.need.clone(), told.clone()));
    told
}
