//! Text as XML: every letter that a person typed is escaped here, and only here.

/// XML that is being written.
#[derive(Debug, Default)]
pub(super) struct Xml(String);

impl Xml {
    /// Markup of ours.
    pub(super) fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text of people within an attribute or element.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.0.push_str(&escaped(text));
        self
    }

    /// Text of people as pieces of a run: lines and tabs are elements of their own.
    pub(super) fn pieces(&mut self, text: &str) -> &mut Self {
        for (place, line) in text.lines().enumerate() {
            if place > 0 {
                self.raw("<w:br/>");
            }
            for (place, piece) in line.split('\t').enumerate() {
                if place > 0 {
                    self.raw("<w:tab/>");
                }
                if !piece.is_empty() {
                    self.raw("<w:t xml:space=\"preserve\">").text(piece).raw("</w:t>");
                }
            }
        }
        self
    }

    /// What was written.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Text with what XML reserves escaped, and without what it cannot hold.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(letter),
            '\u{FFFE}' | '\u{FFFF}' => {}
            control if control.is_control() && control < ' ' => {}
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_left_out_and_what_it_reserves_is_escaped() {
        assert_eq!(escaped("a<b>&\"\u{0}\u{1f}\u{FFFF}é"), "a&lt;b&gt;&amp;&quot;é");
    }

    #[test]
    fn lines_and_tabs_are_elements() {
        let mut xml = Xml::default();
        xml.pieces("a\tb\n\nc");
        let text = |v: &str| format!("<w:t xml:space=\"preserve\">{v}</w:t>");
        let wanted = format!("{}<w:tab/>{}<w:br/><w:br/>{}", text("a"), text("b"), text("c"));
        assert_eq!(xml.as_str(), wanted);
    }
}
