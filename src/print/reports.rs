//! Reports as pages: PDF to hand on, and pictures to look at before.
//!
//! **Invariant:** what a report says comes from [`Report`] alone; a template arranges it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::typeset::{self, Beside, Faces, TemplateError};
use crate::report::data::Report;
use crate::report::word::{Chart, Drawn, Picture, SCALE};

/// A picture of the centre's own: its file name, which tells the format, and what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// Such as `logo.svg`.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Logo {
    /// The formats that can be set, by the end of the file name.
    pub const ENDS: [&'static str; 4] = ["png", "jpg", "jpeg", "svg"];

    /// A picture from a file of that name. None when the format cannot be set.
    pub fn of(file_name: &str, bytes: Vec<u8>) -> Option<Self> {
        let (_, end) = file_name.rsplit_once('.')?;
        let end = end.to_lowercase();
        let fits = Self::ENDS.contains(&end.as_str());
        fits.then(|| Self { name: format!("logo.{end}"), bytes })
    }

    /// The same for a Word document, which shows PNG and JPEG alone.
    pub fn for_word(&self) -> Option<Picture<'_>> {
        let (_, end) = self.name.rsplit_once('.')?;
        let (format, size) = match end {
            "png" => ("png", png_size(&self.bytes)?),
            "jpg" | "jpeg" => ("jpeg", jpeg_size(&self.bytes)?),
            _ => return None,
        };
        Some(Picture { format, bytes: &self.bytes, size })
    }
}

/// Width and height of a PNG: its first chunk says them (W3C PNG, 11.2.2).
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let number = |at: usize| -> Option<u32> {
        Some(u32::from_be_bytes(rest.get(at..at + 4)?.try_into().ok()?))
    };
    Some((number(8)?, number(12)?))
}

/// Width and height of a JPEG: its frame header says them (ITU T.81, B.2.2).
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(&[0xFF, 0xD8])?;
    loop {
        let marker = *rest.get(1).filter(|_| rest.first() == Some(&0xFF))?;
        let number = |at: usize| -> Option<u32> {
            Some(u32::from(u16::from_be_bytes(rest.get(at..at + 2)?.try_into().ok()?)))
        };
        // Frame headers, but not tables of codes, which share their range.
        if matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
            return Some((number(7)?, number(5)?));
        }
        rest = rest.get(2 + number(2)? as usize..)?;
    }
}

/// How reports look.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// The templates by file name.
    pub templates: BTreeMap<String, String>,
    /// Faces for letters that the bundled ones lack.
    pub faces: Faces,
    /// The centre's own mark.
    pub logo: Option<Logo>,
}

/// A report as PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Why it falls short of the standard for accessible documents; a bundled template never does.
    pub falls_short: Option<TemplateError>,
}

/// The templates of reports by file name: those that come with the program.
pub fn bundled_templates() -> BTreeMap<String, String> {
    [
        ("common.typ", include_str!("../../assets/reports/common.typ")),
        ("charts.typ", include_str!("../../assets/reports/charts.typ")),
        ("word.typ", include_str!("../../assets/reports/word.typ")),
        ("feedback.typ", include_str!("../../assets/reports/feedback.typ")),
        ("scorecard.typ", include_str!("../../assets/reports/scorecard.typ")),
        ("development.typ", include_str!("../../assets/reports/development.typ")),
        ("panel.typ", include_str!("../../assets/reports/panel.typ")),
        ("cohort.typ", include_str!("../../assets/reports/cohort.typ")),
        ("log.typ", include_str!("../../assets/reports/log.typ")),
        ("assessor.typ", include_str!("../../assets/reports/assessor.typ")),
    ]
    .map(|(name, text)| (name.to_owned(), text.to_owned()))
    .into()
}

/// The report as accessible PDF, written on `today`.
///
/// # Errors
///
/// Where a template is wrong: its file, line and column, and what Typst says.
pub fn pdf(report: &Report, look: &Look, today: Date) -> Result<Pdf, TemplateError> {
    let (report, beside) = laid_out(report, look);
    let main = template(&report);
    let made = typeset::accessible_pdf(&main, &look.templates, &report, &beside, today);
    typeset::let_go();
    let (bytes, falls_short) = made?;
    Ok(Pdf { bytes, falls_short })
}

/// The letters of a report that the bundled faces lack.
pub fn lacking(report: &Report) -> std::collections::BTreeSet<char> {
    let text = serde_json::to_string(report).unwrap_or_default();
    typeset::lacking(&text)
}

fn template(report: &Report) -> String {
    format!("{}.typ", report.kind)
}

fn laid_out(report: &Report, look: &Look) -> (Report, Beside) {
    let mut report = report.clone();
    let mut files = BTreeMap::new();
    if let Some(logo) = &look.logo {
        report.logo.clone_from(&logo.name);
        files.insert(logo.name.clone(), logo.bytes.clone());
    }
    (report, Beside { files, faces: look.faces.clone() })
}

/// What a template of charts reads: the report, and which chart is drawn.
#[derive(Serialize)]
struct Charted<'a> {
    #[serde(flatten)]
    report: &'a Report,
    chart: &'static str,
}

/// A chart for the Word document of a report, drawn by the same templates as its pages.
///
/// # Errors
///
/// As [`pdf`].
pub fn chart(
    report: &Report,
    look: &Look,
    today: Date,
    chart: Chart,
) -> Result<Option<Drawn>, TemplateError> {
    let data = Charted { report, chart: chart.word() };
    let beside = Beside { faces: look.faces.clone(), ..Beside::default() };
    let document = typeset::document("word.typ", &look.templates, &data, &beside, today)?;
    let drawn = document.pages().first().and_then(|page| {
        let drawn = typst_render::render(page, &options(f64::from(SCALE)));
        let (width, height) = (drawn.width(), drawn.height());
        let picture = image::RgbaImage::from_raw(width, height, drawn.take())?;
        let mut png = std::io::Cursor::new(Vec::new());
        // A page is opaque: what opacity says is left out.
        let picture = image::DynamicImage::ImageRgba8(picture).into_rgb8();
        picture.write_to(&mut png, image::ImageFormat::Png).ok()?;
        Some(Drawn { chart, png: png.into_inner(), size: (width, height) })
    });
    typeset::let_go();
    Ok(drawn)
}

fn options(scale: f64) -> typst_render::RenderOptions {
    typst_render::RenderOptions {
        pixel_per_pt: typst::utils::Scalar::new(scale),
        render_bleed: false,
    }
}

/// A page as a picture: red, green, blue and opacity of each point, from the top.
#[cfg(feature = "window")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageDrawn {
    /// How wide.
    pub width: usize,
    /// How high.
    pub height: usize,
    /// Four bytes a point.
    pub points: Vec<u8>,
}

/// The pages of a report as pictures, so many points for each point of the page, at most `most`
/// of them; and how many pages there are.
///
/// # Errors
///
/// As [`pdf`].
#[cfg(feature = "window")]
pub fn pictures(
    report: &Report,
    look: &Look,
    today: Date,
    (scale, most): (f64, usize),
) -> Result<(Vec<PageDrawn>, usize), TemplateError> {
    let (report, beside) = laid_out(report, look);
    let main = template(&report);
    let document = typeset::document(&main, &look.templates, &report, &beside, today)?;
    let options = options(scale);
    let picture = |page: &typst_layout::Page| {
        let drawn = typst_render::render(page, &options);
        let (width, height) = (drawn.width() as usize, drawn.height() as usize);
        // A page is opaque, so that nothing has to be undone of what opacity does to colours.
        PageDrawn { width, height, points: drawn.take() }
    };
    let pages = document.pages();
    let drawn = pages.iter().take(most).map(picture).collect();
    typeset::let_go();
    Ok((drawn, pages.len()))
}
