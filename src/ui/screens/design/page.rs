//! The pages of the editor, and what each draws with.

use egui_commonmark::CommonMarkCache;

use crate::problem::{Path, Step};
use crate::ui::widgets::form::Form;

/// A page of the editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Section {
    /// Title, purpose, authors, background.
    #[default]
    Heading,
    /// Rotation, events, wash-up, policies, scores from outside.
    Day,
    /// The scale.
    Scale,
    /// How levels become a result.
    Decision,
    /// The field's rules.
    Rules,
    /// The short names by which files know things.
    ShortNames,
    /// What is to be mended, where there is no room beside the page.
    Checks,
    /// The exercise at that place.
    Exercise(usize),
    /// The competency at that place.
    Competency(usize),
}

/// What a page draws with.
pub(super) struct Page<'a, 'f> {
    pub(super) form: Form<'f>,
    pub(super) cache: &'a mut CommonMarkCache,
    pub(super) section: &'a mut Section,
    pub(super) phase: &'a mut Option<usize>,
    pub(super) competency: &'a mut usize,
}

/// The page on which the field stands, unless it stands on every page.
pub(super) fn section_of(path: &Path) -> Option<Section> {
    Some(match path.0.as_slice() {
        [_, .., Step::Field("id")] => Section::ShortNames,
        [Step::Field("exercises")] | [Step::Field("framework"), Step::Field("competencies")] => {
            return None;
        }
        [Step::Field("exercises"), Step::Item(place), ..] => Section::Exercise(*place),
        [Step::Field("framework"), Step::Field("competencies"), Step::Item(place), ..] => {
            Section::Competency(*place)
        }
        [Step::Field("scale"), ..] => Section::Scale,
        [Step::Field("decision"), ..] => Section::Decision,
        [Step::Field("rules"), ..] => Section::Rules,
        [
            Step::Field(
                "events" | "rotation" | "external_scores" | "wash_up" | "policies" | "keeping",
            ),
            ..,
        ] => Section::Day,
        _ => Section::Heading,
    })
}
