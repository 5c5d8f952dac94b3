//! Colours, type and space: the only place where a colour is written down.

use std::sync::Arc;

use egui::{Color32, CornerRadius, FontFamily, FontId, Margin, Stroke, TextStyle, Theme, Vec2};

use super::missing_letters;

/// The semibold companion of the body face.
const STRONG: &str = "strong";

/// The colours of one theme. Amber and red only for what needs a person; a word or a shape always
/// goes with a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Behind everything.
    pub ground: Color32,
    /// Cards and fields.
    pub card: Color32,
    /// The rail on the left.
    pub rail: Color32,
    /// The top bar and the panel on the right.
    pub side: Color32,
    /// Text.
    pub ink: Color32,
    /// Text of second rank; still 4.5:1.
    pub muted: Color32,
    /// Hairlines.
    pub line: Color32,
    /// Around what is typed into or ticked: 3:1 (WCAG 2.2, 1.4.11).
    pub edge: Color32,
    /// The one thing to do next.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// A tint of the accent, for pills.
    pub tint: Color32,
    /// Needs a person soon.
    pub amber: Color32,
    /// Behind amber words.
    pub amber_tint: Color32,
    /// Needs a person now.
    pub red: Color32,
    /// Behind red words.
    pub red_tint: Color32,
    /// Done, or for.
    pub green: Color32,
    /// Behind green words.
    pub green_tint: Color32,
    /// Unfilled bars and level buttons that are not chosen.
    pub trough: Color32,
    /// The run of an exercise in a bar of phases.
    pub run: Color32,
    /// Other phases in a bar of phases.
    pub phase: Color32,
    /// Exercises on the timetable, each with its title in it.
    pub lanes: [Color32; 8],
    /// Behind the codes of candidates: hues that lie far apart from one to the next.
    pub ring: [Color32; 12],
    /// The codes on them.
    pub on_ring: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

const LIGHT: Palette = Palette {
    ground: rgb(0x00F6_F5F2),
    card: rgb(0x00FF_FFFF),
    rail: rgb(0x00EC_EAE5),
    side: rgb(0x00FB_FAF8),
    ink: rgb(0x001B_1D22),
    muted: rgb(0x0063_666E),
    line: rgb(0x00DD_DBD5),
    edge: rgb(0x008A_8C90),
    accent: rgb(0x000B_5F66),
    on_accent: rgb(0x00FF_FFFF),
    tint: rgb(0x00DF_ECED),
    amber: rgb(0x008F_4A0B),
    amber_tint: rgb(0x00FD_EFD6),
    red: rgb(0x00A3_2117),
    red_tint: rgb(0x00FB_E3E0),
    green: rgb(0x001E_6B32),
    green_tint: rgb(0x00E0_F1E3),
    trough: rgb(0x00EB_EFF0),
    run: rgb(0x009D_C6CA),
    phase: rgb(0x00E9_E4DA),
    lanes: [
        rgb(0x009D_C6CA),
        rgb(0x00E6_CFA2),
        rgb(0x00C9_D8B6),
        rgb(0x00D9_C2DC),
        rgb(0x00B8_C9E6),
        rgb(0x00EB_C4BE),
        rgb(0x00D6_D29A),
        rgb(0x00CB_CDD3),
    ],
    ring: [
        rgb(0x00B6_4340),
        rgb(0x0005_585F),
        rgb(0x008C_6802),
        rgb(0x005B_3291),
        rgb(0x0024_8430),
        rgb(0x0084_1C58),
        rgb(0x0006_76AE),
        rgb(0x0076_3B03),
        rgb(0x0011_816B),
        rgb(0x002F_429D),
        rgb(0x006D_7601),
        rgb(0x0073_2679),
    ],
    on_ring: rgb(0x00FF_FFFF),
};

const DARK: Palette = Palette {
    ground: rgb(0x0017_191C),
    card: rgb(0x001E_2125),
    rail: rgb(0x0010_1215),
    side: rgb(0x001B_1D21),
    ink: rgb(0x00EC_EBE7),
    muted: rgb(0x009C_A0A8),
    line: rgb(0x0031_353B),
    edge: rgb(0x0070_757C),
    accent: rgb(0x005F_B6BE),
    on_accent: rgb(0x000C_1E20),
    tint: rgb(0x0020_3A3D),
    amber: rgb(0x00F0_B35A),
    amber_tint: rgb(0x0040_2E14),
    red: rgb(0x00F2_8B80),
    red_tint: rgb(0x0045_1F1B),
    green: rgb(0x007C_CB8E),
    green_tint: rgb(0x001C_3823),
    trough: rgb(0x002A_2E33),
    run: rgb(0x0033_676D),
    phase: rgb(0x0039_3A3A),
    lanes: [
        rgb(0x002B_5960),
        rgb(0x0058_4621),
        rgb(0x003C_5030),
        rgb(0x0051_3A57),
        rgb(0x0031_456B),
        rgb(0x005D_3935),
        rgb(0x004D_4B22),
        rgb(0x0044_474D),
    ],
    ring: [
        rgb(0x00FF_A098),
        rgb(0x0010_ACBA),
        rgb(0x00EA_B532),
        rgb(0x00A7_80E6),
        rgb(0x007B_D77F),
        rgb(0x00DB_6EA5),
        rgb(0x0078_C7FD),
        rgb(0x00DD_7B2B),
        rgb(0x0009_DCB8),
        rgb(0x0075_91F4),
        rgb(0x00BB_C949),
        rgb(0x00C6_75CB),
    ],
    on_ring: rgb(0x000C_1E20),
};

/// The room screen is dark in both themes, so that a projector does not light the room.
pub const ROOM: Palette = DARK;

impl Palette {
    /// The colours of the theme that is on.
    pub fn of(ctx: &egui::Context) -> &'static Self {
        match ctx.theme() {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        }
    }

    /// The step of one hue for the level at `place` of `count`, and the text on it.
    pub fn level(&self, place: usize, count: usize) -> (Color32, Color32) {
        let last = count.saturating_sub(1).max(1);

        let share = (place.min(last) as f32) / (last as f32);
        let fill = self.trough.lerp_to_gamma(self.accent, share * share.sqrt());
        let inks = [self.ink, Color32::WHITE, Color32::BLACK];
        let best =
            inks.into_iter().max_by(|a, b| contrast(*a, fill).total_cmp(&contrast(*b, fill)));
        let text = best.unwrap_or(self.ink);
        (fill, text)
    }

    /// The colour of a candidate's code: by the number in it, so that it stays the same wherever
    /// the code stands, and those who come after one another are told apart.
    pub fn of_code(&self, code: &str) -> Color32 {
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        let number = digits.parse::<u64>().unwrap_or_else(|_no_number| {
            code.bytes().fold(0, |sum: u64, byte| sum.wrapping_mul(31).wrapping_add(byte.into()))
        });
        let place = usize::try_from(number.wrapping_add(11) % 12).unwrap_or(0);
        self.ring.get(place).copied().unwrap_or(self.accent)
    }
}

fn luminance(colour: Color32) -> f32 {
    let [r, g, b, _] = egui::Rgba::from(colour).to_array();
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// How well two colours tell apart, from 1 to 21. Source: WCAG 2.2, "contrast ratio".
fn contrast(a: Color32, b: Color32) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Within `ui`, what can be scrolled has a bar that is always seen.
pub fn seen_bars(ui: &mut egui::Ui) {
    ui.spacing_mut().scroll = egui::style::ScrollStyle {
        bar_width: 6.0,
        floating_width: 6.0,
        floating_allocated_width: 10.0,
        dormant_handle_opacity: 0.35,
        active_handle_opacity: 0.45,
        interact_handle_opacity: 0.7,
        ..egui::style::ScrollStyle::floating()
    };
}

/// Body text in the semibold face.
pub fn strong(text: impl Into<String>) -> egui::RichText {
    egui::RichText::new(text).family(strong_family())
}

/// The semibold face.
pub fn strong_family() -> FontFamily {
    FontFamily::Name(STRONG.into())
}

/// The semibold face at a size.
pub fn strong_font(size: f32) -> FontId {
    FontId::new(size, strong_family())
}

/// Sets fonts, type sizes, spacing and colours of both themes.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    ctx.set_missing_glyph_policy(egui::epaint::text::MissingGlyphPolicy::Tofu);
    missing_letters::install(ctx);
    ctx.options_mut(|options| {
        options.quit_shortcuts.clear();
        options.fallback_theme = Theme::Light;
    });
    ctx.all_styles_mut(lay_out);
    ctx.style_mut_of(Theme::Light, |style| colour(style, &LIGHT));
    ctx.style_mut_of(Theme::Dark, |style| colour(style, &DARK));
}

fn fonts() -> egui::FontDefinitions {
    let mut fonts = egui::FontDefinitions::default();
    let face = |bytes: &'static [u8]| Arc::new(egui::FontData::from_static(bytes));
    let regular = include_bytes!("../../assets/fonts/Inter-Regular.otf");
    let semibold = include_bytes!("../../assets/fonts/Inter-SemiBold.otf");
    fonts.font_data.insert("Inter".into(), face(regular));
    fonts.font_data.insert("Inter SemiBold".into(), face(semibold));
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let family = |first: &str| {
        let mut faces = vec![first.to_owned()];
        faces.extend(fallback.iter().cloned());
        faces
    };
    fonts.families.insert(strong_family(), family("Inter SemiBold"));
    fonts.families.insert(FontFamily::Proportional, family("Inter"));
    fonts
}

fn lay_out(style: &mut egui::Style) {
    let body = |size| FontId::new(size, FontFamily::Proportional);
    style.text_styles = [
        (TextStyle::Small, body(12.0)),
        (TextStyle::Body, body(14.0)),
        (TextStyle::Button, body(14.0)),
        (TextStyle::Monospace, body(13.0)),
        (TextStyle::Heading, strong_font(20.0)),
    ]
    .into();
    style.spacing.item_spacing = Vec2::new(8.0, 8.0);
    style.spacing.button_padding = Vec2::new(12.0, 6.0);
    style.spacing.interact_size = Vec2::new(32.0, 30.0);
    style.spacing.menu_margin = Margin::same(12);
    style.spacing.text_edit_width = 240.0;
    style.spacing.scroll = egui::style::ScrollStyle::thin();
    style.animation_time = 0.0;
    style.interaction.selectable_labels = false;
    style.visuals.button_frame = true;
}

fn colour(style: &mut egui::Style, palette: &Palette) {
    let visuals = &mut style.visuals;
    visuals.panel_fill = palette.ground;
    visuals.window_fill = palette.card;
    visuals.extreme_bg_color = palette.card;
    visuals.text_edit_bg_color = Some(palette.card);
    visuals.faint_bg_color = palette.trough;
    visuals.code_bg_color = palette.trough;
    visuals.warn_fg_color = palette.amber;
    visuals.error_fg_color = palette.red;
    visuals.hyperlink_color = palette.accent;
    visuals.weak_text_color = Some(palette.muted);
    visuals.window_stroke = Stroke::new(1.0, palette.line);
    visuals.window_corner_radius = CornerRadius::same(8);
    visuals.menu_corner_radius = CornerRadius::same(8);
    visuals.selection.bg_fill = palette.tint;
    visuals.selection.stroke = Stroke::new(1.5, palette.accent);
    let radius = CornerRadius::same(6);
    let edge = Stroke::new(1.0, palette.line);
    let widgets = &mut visuals.widgets;
    for state in [
        &mut widgets.noninteractive,
        &mut widgets.inactive,
        &mut widgets.hovered,
        &mut widgets.active,
        &mut widgets.open,
    ] {
        state.corner_radius = radius;
        state.bg_fill = palette.card;
        state.weak_bg_fill = palette.card;
        state.bg_stroke = edge;
        state.fg_stroke = Stroke::new(1.0, palette.ink);
        state.expansion = 0.0;
    }
    // Fields, ticks and choices are told by their edge, buttons by their words.
    widgets.inactive.bg_stroke = Stroke::new(1.0, palette.edge);
    widgets.open.bg_stroke = Stroke::new(1.0, palette.edge);
    widgets.hovered.weak_bg_fill = palette.trough;
    widgets.hovered.bg_stroke = Stroke::new(1.0, palette.muted);
    // Focus shows in the same way as a press: it must be seen wherever it is.
    widgets.active.weak_bg_fill = palette.tint;
    widgets.active.bg_stroke = Stroke::new(2.0, palette.accent);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_has_a_contrast_of_four_and_a_half_in_both_themes() {
        for palette in [LIGHT, DARK] {
            let grounds = [palette.ground, palette.card, palette.rail, palette.side];
            for ground in grounds {
                for text in [palette.ink, palette.muted, palette.accent, palette.red, palette.amber]
                {
                    assert!(contrast(text, ground) >= 4.5, "{text:?} on {ground:?}");
                }
            }
            for (text, ground) in [
                (palette.on_accent, palette.accent),
                (palette.accent, palette.tint),
                (palette.amber, palette.amber_tint),
                (palette.red, palette.red_tint),
                (palette.green, palette.green_tint),
                (palette.ink, palette.run),
                (palette.ink, palette.phase),
                (palette.ink, palette.trough),
                (palette.muted, palette.trough),
                (palette.muted, palette.tint),
                (palette.ink, palette.tint),
            ]
            .into_iter()
            .chain(palette.lanes.map(|lane| (palette.ink, lane)))
            {
                assert!(
                    contrast(text, ground) >= 4.5,
                    "{text:?} on {ground:?}: {}",
                    contrast(text, ground)
                );
            }
        }
    }

    #[test]
    fn what_tells_a_control_or_the_focus_has_a_contrast_of_three_in_both_themes() {
        for palette in [LIGHT, DARK] {
            for ground in [palette.ground, palette.card, palette.side] {
                for part in [palette.edge, palette.accent, palette.muted] {
                    assert!(contrast(part, ground) >= 3.0, "{part:?} on {ground:?}");
                }
            }
            assert!(
                contrast(palette.accent, palette.trough) >= 3.0,
                "a bar and what is left of it"
            );
            assert!(contrast(palette.red, palette.trough) >= 3.0, "a bar that is over time");
        }
    }

    #[test]
    fn every_code_can_be_read_and_twelve_in_a_row_differ() {
        for palette in [LIGHT, DARK] {
            let mut seen = Vec::new();
            for number in 1..=12 {
                let fill = palette.of_code(&format!("C{number:02}"));
                assert!(contrast(palette.on_ring, fill) >= 4.5, "C{number:02} on {fill:?}");
                assert!(!seen.contains(&fill), "C{number:02} looks like another");
                seen.push(fill);
            }
            assert_eq!(palette.of_code("C01"), palette.of_code("C13"));
            palette.of_code("");
            palette.of_code(&"9".repeat(40));
        }
    }

    #[test]
    fn every_level_can_be_read_in_both_themes() {
        for palette in [LIGHT, DARK] {
            for count in 2..=11 {
                for place in 0..count {
                    let (fill, text) = palette.level(place, count);
                    assert!(
                        contrast(text, fill) >= 4.5,
                        "{place} of {count}: {}",
                        contrast(text, fill)
                    );
                }
            }
        }
    }
}
