//! A small writer of XML, for the two formats that are nothing else.
//!
//! Only elements, attributes and text are needed, and what we write must be
//! well-formed whatever an author's file holds: XML 1.0 forbids most control
//! characters even as references, so they are shown as U+FFFD.

use super::clean;

/// XML under way.
pub(super) struct Xml {
    out: String,
    depth: usize,
}

impl Xml {
    /// A document with nothing in it yet.
    pub(super) fn new() -> Self {
        Self { out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), depth: 0 }
    }

    /// Opens an element, to be closed by [`Xml::close`].
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push_str(">\n");
        self.depth += 1;
    }

    /// Closes the element that was opened last and has this name.
    pub(super) fn close(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.indent();
        self.out.push_str(&format!("</{name}>\n"));
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push_str("/>\n");
    }

    /// An element with nothing but text.
    pub(super) fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.tag(name, attributes);
        self.out.push('>');
        self.escaped(text, false);
        self.out.push_str(&format!("</{name}>\n"));
    }

    /// The document.
    pub(super) fn finish(self) -> String {
        self.out
    }

    fn indent(&mut self) {
        (0..self.depth).for_each(|_| self.out.push_str("  "));
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.indent();
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push_str(&format!(" {key}=\""));
            self.escaped(value, true);
            self.out.push('"');
        }
    }

    fn escaped(&mut self, text: &str, in_attribute: bool) {
        for c in text.chars() {
            match c {
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '&' => self.out.push_str("&amp;"),
                '"' if in_attribute => self.out.push_str("&quot;"),
                '\n' if in_attribute => self.out.push_str("&#10;"),
                '\n' => self.out.push('\n'),
                '\u{fffe}' | '\u{ffff}' => self.out.push('\u{fffd}'),
                c => clean::push(&mut self.out, c, true),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_left_out_of_it() {
        let mut xml = Xml::new();
        xml.open("a", &[("b", "1 < 2 \"&\"\n\u{0}\u{ffff}")]);
        xml.text("c", &[], "<d>\u{1b}[31m]]>");
        xml.close("a");
        let said = "<a b=\"1 &lt; 2 &quot;&amp;&quot;&#10;\u{fffd}\u{fffd}\">\n  <c>&lt;d&gt;\u{fffd}[31m]]&gt;</c>\n</a>\n";
        assert_eq!(xml.finish().split_once('\n').map(|(_, rest)| rest.to_owned()).as_deref(), Some(said));
    }
}
