//! The parts of a Word document besides its text: styles, lists, head and foot, and what ties
//! them together (ECMA-376, part 1).

use super::xml::Xml;
use super::{Drawn, Picture, SCALE};
use crate::report::data::Report;

/// The number of what ties the logo to its file, and of the first chart.
const LOGO: usize = 9;
const CHARTS: usize = 20;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
     xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

pub(super) const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;

pub(super) const RELATIONSHIPS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

pub(super) const NUMBERING: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="280"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;

pub(super) const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>"#;

/// Title, language and subject, as programs for those who cannot see read them first.
pub(super) fn properties(report: &Report) -> String {
    let mut xml = Xml::default();
    xml.raw(HEAD).raw(
        "<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>",
    );
    xml.text(&title(report)).raw("</dc:title><dc:creator>Bellwether</dc:creator><dc:language>");
    xml.text(&report.language).raw("</dc:language></cp:coreProperties>");
    xml.as_str().to_owned()
}

fn title(report: &Report) -> String {
    let whom = if report.name.is_empty() { &report.code } else { &report.name };
    if whom.is_empty() {
        format!("{} · {}", report.title, report.centre)
    } else {
        format!("{} · {whom}", report.title)
    }
}

pub(super) fn document_relationships(logo: Option<&Picture<'_>>, charts: &[Drawn]) -> String {
    const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    let mut xml = Xml::default();
    xml.raw(HEAD).raw(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    );
    let parts = ["styles", "numbering", "settings", "header", "footer"];
    for (place, part) in parts.into_iter().enumerate() {
        let number = if matches!(part, "header" | "footer") { "1" } else { "" };
        let id = place + 1;
        xml.raw(&format!(
            "<Relationship Id=\"rId{id}\" Type=\"{KIND}{part}\" Target=\"{part}{number}.xml\"/>"
        ));
    }
    if let Some(picture) = logo {
        let target = format!("media/logo.{}", picture.format);
        xml.raw(&format!(
            "<Relationship Id=\"rId{LOGO}\" Type=\"{KIND}image\" Target=\"{target}\"/>"
        ));
    }
    for (place, one) in charts.iter().enumerate() {
        let (id, name) = (CHARTS + place, one.chart.word());
        xml.raw(&format!(
            "<Relationship Id=\"rId{id}\" Type=\"{KIND}image\" Target=\"media/{name}.png\"/>"
        ));
    }
    xml.raw("</Relationships>").as_str().to_owned()
}

/// The picture of the centre, 16 mm high and at most 60 mm wide.
pub(super) fn logo(xml: &mut Xml, picture: &Picture<'_>, centre: &str) {
    const MM: u64 = 36_000;
    let (wide, high) = (u64::from(picture.size.0.max(1)), u64::from(picture.size.1.max(1)));
    let width = (16 * MM * wide / high).min(60 * MM);
    inline(xml, ("logo", 1, LOGO), (width, width * high / wide), centre, false);
}

/// A chart in the size in which it was drawn, the `place`th of the document; `keep`: on the page of
/// what follows.
pub(super) fn chart(xml: &mut Xml, (place, drawn): (usize, &Drawn), alt: &str, keep: bool) {
    // A point of the page is 12,700 of Word's units (ECMA-376, part 1, 20.1.2.1).
    let unit = |points: u32| u64::from(points) * 12_700 / u64::from(SCALE);
    let name = (drawn.chart.word(), place + 2, CHARTS + place);
    inline(xml, name, (unit(drawn.size.0), unit(drawn.size.1)), alt, keep);
}

/// A picture in a paragraph of its own: its name, its number in the document and the number of what
/// ties it to its file; its size in Word's units; and what it says to those who do not see it.
fn inline(
    xml: &mut Xml,
    (name, id, tie): (&str, usize, usize),
    size: (u64, u64),
    alt: &str,
    keep: bool,
) {
    let (width, height) = size;
    let kept = if keep { "<w:pPr><w:keepNext/></w:pPr>" } else { "" };
    xml.raw(&format!(
        "<w:p>{kept}<w:r><w:drawing><wp:inline><wp:extent cx=\"{width}\" cy=\"{height}\"/>\
         <wp:docPr id=\"{id}\" name=\"{name}\" descr=\""
    ));
    xml.text(alt).raw(&format!(
        "\"/><a:graphic><a:graphicData \
         uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr>\
         <pic:cNvPr id=\"{id}\" name=\"{name}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>\
         <a:blip r:embed=\"rId{tie}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>\
         <a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>\
         </a:graphic></wp:inline></w:drawing></w:r></w:p>"
    ));
}

pub(super) fn document(body: &Xml) -> String {
    format!(
        "{HEAD}<w:document {SPACES}><w:body>{}<w:sectPr>\
         <w:headerReference w:type=\"default\" r:id=\"rId4\"/>\
         <w:footerReference w:type=\"default\" r:id=\"rId5\"/>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1418\" w:right=\"1134\" \
         w:bottom=\"1134\" w:left=\"1134\" w:header=\"624\" w:footer=\"567\" w:gutter=\"0\"/>\
         </w:sectPr></w:body></w:document>",
        body.as_str()
    )
}

pub(super) fn header(report: &Report) -> String {
    let mut xml = Xml::default();
    xml.raw(HEAD).raw("<w:hdr ").raw(SPACES).raw(">");
    xml.raw("<w:p><w:pPr><w:pStyle w:val=\"Muted\"/></w:pPr><w:r>");
    xml.pieces(&title(report));
    xml.raw("</w:r></w:p></w:hdr>").as_str().to_owned()
}

/// For whom it is, what it is, and page by page its number.
pub(super) fn footer(report: &Report) -> String {
    let word = |key: &str| report.words.get(key).cloned().unwrap_or_default();
    let field = |xml: &mut Xml, name: &str| {
        xml.raw("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>");
        xml.raw(name);
        xml.raw("</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>");
        xml.raw("<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
    };
    let mut xml = Xml::default();
    xml.raw(HEAD).raw("<w:ftr ").raw(SPACES).raw(">");
    if !report.sample.is_empty() {
        xml.raw("<w:p><w:pPr><w:pStyle w:val=\"Foot\"/></w:pPr><w:r><w:rPr><w:b/><w:bCs/>");
        xml.raw("<w:color w:val=\"8F4A0B\"/></w:rPr>").pieces(&report.sample);
        xml.raw("</w:r></w:p>");
    }
    xml.raw("<w:p><w:pPr><w:pStyle w:val=\"Foot\"/></w:pPr><w:r>");
    xml.pieces(&report.confidential).raw("</w:r></w:p>");
    xml.raw("<w:p><w:pPr><w:pStyle w:val=\"Foot\"/><w:tabs>");
    xml.raw("<w:tab w:val=\"right\" w:pos=\"9638\"/></w:tabs></w:pPr><w:r>");
    let held = format!("{} · {}\t{} ", report.centre, report.held, word("page"));
    xml.pieces(&held).raw("</w:r>");
    field(&mut xml, "PAGE");
    xml.raw("<w:r>").pieces(&format!(" {} ", word("of"))).raw("</w:r>");
    field(&mut xml, "NUMPAGES");
    xml.raw("</w:p></w:ftr>").as_str().to_owned()
}

/// A paragraph style: its id, the name by which Word knows it, what it rests on, and how it looks.
type Style = (&'static str, &'static str, &'static str, &'static str, &'static str);

const STYLES: [Style; 13] = [
    (
        "Title",
        "Title",
        "Normal",
        "<w:keepNext/><w:spacing w:after=\"60\"/>",
        "<w:b/><w:bCs/><w:sz w:val=\"48\"/><w:szCs w:val=\"48\"/>",
    ),
    (
        "Subtitle",
        "Subtitle",
        "Normal",
        "<w:keepNext/><w:spacing w:after=\"120\"/>",
        "<w:color w:val=\"0B5F66\"/><w:sz w:val=\"30\"/><w:szCs w:val=\"30\"/>",
    ),
    (
        "Heading1",
        "heading 1",
        "Normal",
        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"360\" w:after=\"120\"/><w:outlineLvl w:val=\"0\"/>",
        "<w:b/><w:bCs/><w:color w:val=\"0B5F66\"/><w:sz w:val=\"30\"/><w:szCs w:val=\"30\"/>",
    ),
    (
        "Heading2",
        "heading 2",
        "Normal",
        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"280\" w:after=\"80\"/><w:outlineLvl w:val=\"1\"/>",
        "<w:b/><w:bCs/><w:sz w:val=\"25\"/><w:szCs w:val=\"25\"/>",
    ),
    (
        "Heading3",
        "heading 3",
        "Normal",
        "<w:keepNext/><w:keepLines/><w:spacing w:before=\"160\" w:after=\"60\"/><w:outlineLvl w:val=\"2\"/>",
        "<w:b/><w:bCs/>",
    ),
    (
        "ListBullet",
        "List Bullet",
        "Normal",
        "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:spacing w:after=\"80\"/>",
        "",
    ),
    (
        "Quote",
        "Quote",
        "Normal",
        "<w:pBdr><w:left w:val=\"single\" w:sz=\"12\" w:space=\"8\" w:color=\"9DC6CA\"/></w:pBdr><w:spacing w:after=\"80\"/><w:ind w:left=\"360\"/>",
        "",
    ),
    (
        "Notice",
        "Notice",
        "Normal",
        "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FDEFD6\"/>",
        "<w:b/><w:bCs/><w:color w:val=\"8F4A0B\"/>",
    ),
    (
        "Muted",
        "Muted",
        "Normal",
        "",
        "<w:color w:val=\"5A5D64\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>",
    ),
    (
        "Foot",
        "Foot",
        "Normal",
        "<w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>",
        "<w:color w:val=\"5A5D64\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/>",
    ),
    (
        "Cell",
        "Cell",
        "Normal",
        "<w:spacing w:before=\"40\" w:after=\"40\" w:line=\"252\" w:lineRule=\"auto\"/>",
        "<w:sz w:val=\"19\"/><w:szCs w:val=\"19\"/>",
    ),
    ("NumberCell", "Number Cell", "Cell", "<w:jc w:val=\"right\"/>", ""),
    ("Gap", "Gap", "Normal", "<w:spacing w:after=\"0\"/>", "<w:sz w:val=\"12\"/>"),
];

pub(super) fn styles(language: &str) -> String {
    let tag = if language == "de" { "de-DE" } else { "en-GB" };
    let mut xml = Xml::default();
    xml.raw(HEAD).raw("<w:styles ").raw(SPACES).raw("><w:docDefaults><w:rPrDefault><w:rPr>");
    xml.raw("<w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:cs=\"Arial\"/>");
    xml.raw("<w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/>");
    xml.raw(&format!("<w:lang w:val=\"{tag}\"/>"));
    xml.raw("</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"120\" ");
    xml.raw("w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>");
    xml.raw("<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">");
    xml.raw("<w:name w:val=\"Normal\"/><w:qFormat/></w:style>");
    for (id, name, based, paragraph, letters) in STYLES {
        xml.raw(&format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>\
             <w:basedOn w:val=\"{based}\"/><w:next w:val=\"Normal\"/><w:qFormat/>\
             <w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
        ));
    }
    xml.raw(
        "<w:style w:type=\"table\" w:styleId=\"Grid\"><w:name w:val=\"Table Grid\"/><w:tblPr>\
         <w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:color=\"B9B9B4\"/>\
         <w:bottom w:val=\"single\" w:sz=\"4\" w:color=\"B9B9B4\"/>\
         <w:insideH w:val=\"single\" w:sz=\"4\" w:color=\"DDDBD5\"/></w:tblBorders>\
         <w:tblCellMar><w:left w:w=\"80\" w:type=\"dxa\"/><w:right w:w=\"80\" w:type=\"dxa\"/>\
         </w:tblCellMar></w:tblPr></w:style></w:styles>",
    );
    xml.as_str().to_owned()
}
