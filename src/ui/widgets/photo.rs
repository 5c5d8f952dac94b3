//! A person's photo.

use std::collections::BTreeMap;
use std::fmt;

use egui::{ColorImage, Image, Response, TextureHandle, Ui, vec2};

use crate::ids::CandidateId;
use crate::people::Photo;

/// Photos that were shown before, ready to be shown again.
#[derive(Default)]
pub struct Photos(BTreeMap<CandidateId, (Photo, TextureHandle)>);

impl fmt::Debug for Photos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Photos({})", self.0.len())
    }
}

impl Photos {
    /// Shows the photo of `whose` within a square of `side` points; `name` says whose it is.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        (whose, name): (CandidateId, &str),
        photo: &Photo,
        side: f32,
    ) -> Option<Response> {
        let is_known = self.0.get(&whose).is_some_and(|(known, _)| known == photo);
        if !is_known {
            let (size, pixels) = photo.pixels()?;
            let picture = ColorImage::from_rgb(size, &pixels);
            let texture = ui.ctx().load_texture("photo", picture, egui::TextureOptions::LINEAR);
            self.0.insert(whose, (photo.clone(), texture));
        }
        let (_, texture) = self.0.get(&whose)?;
        let picture = Image::new(texture)
            .fit_to_exact_size(vec2(side, side))
            .maintain_aspect_ratio(true)
            .corner_radius(6)
            .alt_text(format!("Photo of {name}"));
        Some(ui.add(picture))
    }
}
