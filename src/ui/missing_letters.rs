//! A box for each letter that no face on this computer has. The bundled face draws nothing there,
//! and a name of such letters would look like no name.

use egui::{Color32, ColorImage, GlyphBitmap, GlyphRasterizer, GlyphRasterizerRequest, Vec2};
use egui::{Context, RasterizedGlyph};

/// Boxes are drawn where the computer's faces have been asked in vain.
pub fn install(ctx: &Context) {
    ctx.add_glyph_rasterizer(GlyphRasterizer::new("bellwether::missing_letters", drawn));
}

/// Letters and figures alone: what is not seen in any face (spaces, marks of direction) stays so.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a few pixels, clamped to a handful"
)]
fn drawn(asked: &GlyphRasterizerRequest<'_>) -> Option<RasterizedGlyph> {
    asked.cluster.chars().next().filter(|first| first.is_alphanumeric())?;
    let size = asked.font_size_px;
    let pixels = |share: f32| (share * size).round().clamp(2.0, 512.0) as usize;
    let (wide, high, line) = (pixels(0.5), pixels(0.7), pixels(0.07).min(8) - 1);
    let mut image = ColorImage::filled([wide, high], Color32::TRANSPARENT);
    let inside = |at: usize, of: usize| at >= line.max(1) && at + line.max(1) < of;
    for y in 0..high {
        for x in (0..wide).filter(|x| !(inside(*x, wide) && inside(y, high))) {
            image[(x, y)] = Color32::WHITE;
        }
    }
    let beside = (0.1 * size).round();
    let offset_px = Vec2::new(beside, -(high as f32));
    let bitmap = GlyphBitmap { image, offset_px, is_color: false };
    Some(RasterizedGlyph { bitmap, advance_px: wide as f32 + 2.0 * beside })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(cluster: &str) -> Option<RasterizedGlyph> {
        let family = egui::FontFamily::Proportional;
        drawn(&GlyphRasterizerRequest {
            cluster,
            family: &family,
            font_size_px: 14.0,
            subpixel_offset_px: 0.0,
        })
    }

    #[test]
    fn a_letter_that_no_face_has_is_a_box_and_what_is_never_seen_stays_so() {
        for letter in ["王", "ه", "ก", "7"] {
            let image = of(letter).unwrap().bitmap.image;
            assert!(image.pixels.contains(&Color32::WHITE), "{letter}");
            assert!(image.pixels.contains(&Color32::TRANSPARENT), "{letter} is hollow");
        }
        for unseen in [" ", "\t", "\u{200e}", "\u{2068}", ""] {
            assert!(of(unseen).is_none(), "{unseen:?}");
        }
    }
}
