//! Typst as a library: templates and data in, PDF out. It sees no file but those that it is
//! handed, no network and no clock.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Serialize;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, LinkedNode, RootedPath, Source, VirtualPath, VirtualRoot, ast};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World, WorldExt as _};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    /// The template's file name.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What Typst says, with its hints.
    pub says: String,
}

impl std::fmt::Display for TemplateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "The template {}, line {}, column {}: {}. Mend it there, or take your own template away \
             to use the bundled one.",
            self.file, self.line, self.column, self.says
        )
    }
}

/// The faces in which everything is set.
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let faces: [&'static [u8]; 3] = [
        include_bytes!("../../assets/fonts/Inter-Regular.otf"),
        include_bytes!("../../assets/fonts/Inter-SemiBold.otf"),
        include_bytes!("../../assets/fonts/Inter-Italic.otf"),
    ];
    faces.into_iter().flat_map(|face| Font::iter(Bytes::new(face))).collect()
});

/// Faces beside the bundled ones, for letters that those lack.
#[derive(Debug, Clone, Default)]
pub struct Faces(Vec<Font>);

impl Faces {
    /// The faces in font files: each file with the place of the face in it. What is no font is
    /// left out.
    pub fn of(files: impl IntoIterator<Item = (Vec<u8>, u32)>) -> Self {
        let font = |(file, place)| Font::new(Bytes::new(file), place);
        Self(files.into_iter().filter_map(font).collect())
    }

    /// Takes in those of `others`.
    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }
}

/// The letters of a text that the bundled faces lack, each once. Marks that are not seen by
/// themselves are no letters.
pub fn lacking(text: &str) -> BTreeSet<char> {
    let Some(face) = FONTS.first() else { return BTreeSet::new() };
    let seen = |c: &char| {
        !(c.is_control()
            || c.is_whitespace()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}')
            || matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'))
    };
    let lacks = |c: &char| !face.info().coverage.contains(u32::from(*c));
    text.chars().filter(|c| !c.is_ascii()).filter(seen).filter(lacks).collect()
}

/// What is beside templates and data.
#[derive(Debug, Clone, Default)]
pub(super) struct Beside {
    /// Further files that templates may read, such as a picture.
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// Further faces.
    pub(super) faces: Faces,
}

/// The largest whole number in a template.
const LARGEST: i64 = 1_000_000;

/// The name under which templates read the data.
const DATA: &str = "data.json";

/// What Typst may see.
struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    main: FileId,
    templates: BTreeMap<String, String>,
    data: Bytes,
    files: BTreeMap<String, Bytes>,
    fonts: Vec<Font>,
    today: Date,
}

/// Sets the template `main` with `data`.
pub(super) fn pdf(
    main: &str,
    templates: &BTreeMap<String, String>,
    data: &impl Serialize,
    today: Date,
) -> Result<Vec<u8>, TemplateError> {
    pdf_beside(main, templates, data, &Beside::default(), today)
}

/// The same with further files and faces.
pub(super) fn pdf_beside(
    main: &str,
    templates: &BTreeMap<String, String>,
    data: &impl Serialize,
    beside: &Beside,
    today: Date,
) -> Result<Vec<u8>, TemplateError> {
    let desk = Desk::laid(main, templates, data, beside, today)?;
    apart(main, || {
        let document = desk.set(main)?;
        written(&document, PdfStandards::default()).map_err(|errors| desk.first_of(&errors, main))
    })
}

/// The same, to the standard for accessible documents (PDF/UA-1) if the template keeps to it.
pub(super) fn accessible_pdf(
    main: &str,
    templates: &BTreeMap<String, String>,
    data: &impl Serialize,
    beside: &Beside,
    today: Date,
) -> Result<(Vec<u8>, Option<TemplateError>), TemplateError> {
    let desk = Desk::laid(main, templates, data, beside, today)?;
    apart(main, || {
        let document = desk.set(main)?;
        let standard = PdfStandards::new(&[PdfStandard::Ua_1]).unwrap_or_default();
        let short = match written(&document, standard) {
            Ok(pdf) => return Ok((pdf, None)),
            Err(errors) => desk.first_of(&errors, main),
        };
        let pdf = written(&document, PdfStandards::default());
        let pdf = pdf.map_err(|errors| desk.first_of(&errors, main))?;
        Ok((pdf, Some(short)))
    })
}

/// The pages as they are set.
pub(super) fn document(
    main: &str,
    templates: &BTreeMap<String, String>,
    data: &impl Serialize,
    beside: &Beside,
    today: Date,
) -> Result<PagedDocument, TemplateError> {
    let desk = Desk::laid(main, templates, data, beside, today)?;
    apart(main, || desk.set(main))
}

/// Lets go of what was kept to set the next document faster, so that a long order does not grow.
pub(super) fn let_go() {
    typst::comemo::evict(5);
}

fn written(
    document: &PagedDocument,
    standards: PdfStandards,
) -> Result<Vec<u8>, typst::diag::EcoVec<SourceDiagnostic>> {
    let options = PdfOptions {
        ident: Smart::Auto,
        creator: Smart::Custom(Some("Bellwether".to_owned())),
        timestamp: None,
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    };
    typst_pdf::pdf(document, &options)
}

/// How deep Typst may go. It bears templates that call themselves some hundred times before it
/// refuses them, which is more than a thread's usual stack holds; what is not used of it is not taken.
const STACK: usize = 256 << 20;

/// Sets a template on a thread that has room for it. A panic is the end of the template and not of
/// the program, in which a day may be running.
fn apart<T: Send>(
    main: &str,
    work: impl FnOnce() -> Result<T, TemplateError> + Send,
) -> Result<T, TemplateError> {
    let failed = |says: String| TemplateError { file: main.to_owned(), line: 1, column: 1, says };
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("typeset".into()).stack_size(STACK);
        match thread.spawn_scoped(scope, work) {
            Ok(thread) => thread.join().unwrap_or_else(|_panic| {
                Err(failed("Typst could not go on, and did not say why".to_owned()))
            }),
            Err(error) => Err(failed(error.to_string())),
        }
    })
}

/// Every text on each page, as it is set, for tests.
#[cfg(test)]
pub(super) fn pages(
    main: &str,
    templates: &BTreeMap<String, String>,
    data: &impl Serialize,
    today: Date,
) -> Result<Vec<String>, TemplateError> {
    use typst::layout::{Frame, FrameItem};
    fn walk(frame: &Frame, all: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Text(text) => {
                    all.push_str(&text.text);
                    all.push(' ');
                }
                FrameItem::Group(group) => walk(&group.frame, all),
                _ => {}
            }
        }
    }
    let document = document(main, templates, data, &Beside::default(), today)?;
    let text = |page: &typst_layout::Page| {
        let mut all = String::new();
        walk(&page.frame, &mut all);
        all
    };
    Ok(document.pages().iter().map(text).collect())
}

/// Refuses a number that no page needs: Typst makes room for as many columns as it is told, and
/// where there is no memory for them the whole program ends.
fn no_huge_number(name: &str, text: &str) -> Result<(), TemplateError> {
    let source = Source::detached(text);
    let mut waiting = vec![LinkedNode::new(source.root())];
    while let Some(node) = waiting.pop() {
        if node.cast::<ast::Int<'_>>().is_some_and(|number| number.get() > LARGEST) {
            let at = node.range().start;
            let (line, column) = source.lines().byte_to_line_column(at).unwrap_or_default();
            return Err(TemplateError {
                file: name.to_owned(),
                line: line + 1,
                column: column + 1,
                says: format!("{} is larger than {LARGEST}, the most here", node.leaf_text()),
            });
        }
        waiting.extend(node.children());
    }
    Ok(())
}

fn file_id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl Desk {
    fn laid(
        main: &str,
        templates: &BTreeMap<String, String>,
        data: &impl Serialize,
        beside: &Beside,
        today: Date,
    ) -> Result<Self, TemplateError> {
        let nowhere =
            |says: String| TemplateError { file: main.to_owned(), line: 1, column: 1, says };
        let json = serde_json::to_vec(data).map_err(|error| nowhere(error.to_string()))?;
        let fonts: Vec<Font> = FONTS.iter().chain(&beside.faces.0).cloned().collect();
        let file = |(name, bytes): (&String, &Vec<u8>)| (name.clone(), Bytes::new(bytes.clone()));
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            main: file_id(main).ok_or_else(|| nowhere("this is no file name".to_owned()))?,
            templates: templates.clone(),
            data: Bytes::new(json),
            files: beside.files.iter().map(file).collect(),
            fonts,
            today,
        })
    }

    fn set(&self, main: &str) -> Result<PagedDocument, TemplateError> {
        self.templates.iter().try_for_each(|(name, text)| no_huge_number(name, text))?;
        let set = typst::compile::<PagedDocument>(self).output;
        set.map_err(|errors| self.first_of(&errors, main))
    }

    fn name(id: FileId) -> &'static str {
        id.get().vpath().get_without_slash()
    }

    /// The first thing that is wrong, with its place in the template.
    fn first_of(&self, errors: &[SourceDiagnostic], main: &str) -> TemplateError {
        let Some(first) = errors.first() else {
            let says = "Typst gave no reason".to_owned();
            return TemplateError { file: main.to_owned(), line: 1, column: 1, says };
        };
        let hints: Vec<String> = first.hints.iter().map(|hint| format!(" ({})", hint.v)).collect();
        let says = format!("{}{}", first.message, hints.concat());
        let id = first.span.id().unwrap_or(self.main);
        let file = Self::name(id).to_owned();
        let place = self.range(first.span).and_then(|range| {
            let source = self.source(id).ok()?;
            let lines = source.lines();
            let line = lines.byte_to_line(range.start)?;
            let column = lines.byte_to_column(range.start)?;
            Some((line + 1, column + 1))
        });
        let (line, column) = place.unwrap_or((1, 1));
        TemplateError { file, line, column, says }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let name = Self::name(id);
        let missing = || FileError::NotFound(name.into());
        let text = self.templates.get(name).ok_or_else(missing)?;
        Ok(Source::new(id, text.clone()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let name = Self::name(id);
        if name == DATA {
            return Ok(self.data.clone());
        }
        if let Some(file) = self.files.get(name) {
            return Ok(file.clone());
        }
        let missing = || FileError::NotFound(name.into());
        let text = self.templates.get(name).ok_or_else(missing)?;
        Ok(Bytes::from_string(text.clone()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        let date = self.today;
        Datetime::from_ymd(
            i32::from(date.year()),
            u8::try_from(date.month()).ok()?,
            u8::try_from(date.day()).ok()?,
        )
    }
}
