//! Texts that somebody is typing. They are kept with the open centre from the first letter on and
//! nowhere else, so that no crash, no other stage, session, candidate or role takes them away.
//!
//! **Invariant:** a text is forgotten only when it has become an entry, or when somebody empties it.

use egui::{Response, Ui};

use super::asks::{Ask, Asks};
use super::cx::Cx;
use super::widgets::fields;

/// The text as typed so far, and its field.
pub(super) struct HalfTyped {
    pub(super) text: String,
    pub(super) field: Response,
}

/// The text as typed so far.
pub(super) fn text(cx: &Cx<'_>, key: &str) -> String {
    cx.drafts.get(key).cloned().unwrap_or_default()
}

/// A line to type in, with its label above it.
pub(super) fn line(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (key, label, hint): (&str, &str, &str),
    asks: &mut Asks,
) -> HalfTyped {
    let mut text = text(cx, key);
    let field = fields::line(ui, key, label, &mut text, hint);
    followed(key, text, field, asks)
}

/// Several lines to type in, with their label above them.
pub(super) fn lines(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (key, label, rows): (&str, &str, usize),
    asks: &mut Asks,
) -> HalfTyped {
    let mut text = text(cx, key);
    let field = fields::lines(ui, key, label, &mut text, rows);
    followed(key, text, field, asks)
}

fn followed(key: &str, text: String, field: Response, asks: &mut Asks) -> HalfTyped {
    if field.changed() {
        keep(key, &text, asks);
    }
    HalfTyped { text, field }
}

/// Keeps the text as typed so far.
pub(super) fn keep(key: &str, text: &str, asks: &mut Asks) {
    asks.ask(Ask::Draft { key: key.to_owned(), text: text.to_owned() });
}

/// The text has become an entry, or nobody wants it any more.
pub(super) fn forget(key: &str, asks: &mut Asks) {
    keep(key, "", asks);
}
