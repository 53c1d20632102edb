//! A page of HTML made of something else (the files of a book, a vocabulary of XML), and the way
//! back: so that notes, markers and lists are read by the one reader that knows them.
//!
//! Words are copied byte by byte and map so. What is written for the page's sake (tags, a full
//! stop between two fields) maps to the bytes for which it stands.

use crate::span::Span;

/// Where some bytes of the page came from. It goes to where the next begins.
#[derive(Debug, Clone, Copy)]
struct Run {
    start: u32,
    part: u16,
    bytes: Span,
}

/// The page.
#[derive(Debug, Default)]
pub(super) struct Transcript {
    /// Its source.
    pub page: String,
    runs: Vec<Run>,
}

impl Transcript {
    /// Copies bytes of a part.
    pub fn copy(&mut self, part: u16, source: &str, bytes: Span) {
        let Some(words) = source.get(bytes.range()).filter(|words| !words.is_empty()) else { return };
        self.begin(part, bytes);
        self.page.push_str(words);
    }

    /// Writes what stands for these bytes of a part.
    pub fn put(&mut self, words: &str, part: u16, bytes: Span) {
        if !words.is_empty() {
            self.begin(part, bytes);
            self.page.push_str(words);
        }
    }

    /// Writes an attribute of the tag that is open, its value escaped.
    pub fn attribute(&mut self, name: &str, value: &str, part: u16, bytes: Span) {
        self.put(&format!(" {name}=\"{}\"", escaped(value)), part, bytes);
    }

    /// The part, and the bytes of it for which these bytes of the page stand.
    pub fn back(&self, span: Span) -> (u16, Span) {
        let Some(first) = self.at(span.start) else { return (0, Span::at(0)) };
        let start = self.within(first, span.start);
        let run = self.runs[first];
        if span.is_empty() {
            return (run.part, Span { start, end: start });
        }
        let mut last = self.at(span.end - 1).unwrap_or(first);
        // A range over several parts ends where that of the first does.
        while last > first && self.runs[last].part != run.part {
            last -= 1;
        }
        let end = match self.is_even(last) {
            true => self.within(last, span.end),
            false => self.runs[last].bytes.end,
        };
        // A page may show in another order what it took: a given name before the family name.
        if end < start {
            let (first, last) = (run.bytes, self.runs[last].bytes);
            return (run.part, Span { start: first.start.min(last.start), end: first.end.max(last.end) });
        }
        (run.part, Span { start, end })
    }

    fn begin(&mut self, part: u16, bytes: Span) {
        self.runs.push(Run { start: Span::at(self.page.len()).start, part, bytes });
    }

    fn at(&self, offset: u32) -> Option<usize> {
        self.runs.partition_point(|run| run.start <= offset).checked_sub(1)
    }

    /// Whether a run was copied, so that each byte stands for one.
    fn is_even(&self, at: usize) -> bool {
        let end = self.runs.get(at + 1).map_or(Span::at(self.page.len()).start, |next| next.start);
        self.runs[at].bytes.len() == (end - self.runs[at].start) as usize
    }

    fn within(&self, at: usize, offset: u32) -> u32 {
        let Run { start, bytes, .. } = self.runs[at];
        if self.is_even(at) { (bytes.start + (offset - start)).min(bytes.end) } else { bytes.start }
    }
}

/// Words as they stand in the text of a page or in the value of an attribute.
pub fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_copied_leads_back_byte_by_byte_and_the_rest_as_a_whole() {
        let source = "<para>Dues rose</para>";
        let mut made = Transcript::default();
        made.put("<p class=long>", 3, Span::new(0, 6));
        made.copy(3, source, Span::new(6, 15));
        made.put("</p>", 3, Span::new(15, 22));
        made.copy(4, "Next", Span::new(0, 4));
        assert_eq!(made.page, "<p class=long>Dues rose</p>Next");
        let at = made.page.find("rose").expect("it is there");
        assert_eq!(made.back(Span::new(at, at + 4)), (3, Span::new(11, 15)));
        assert_eq!(made.back(Span::new(2, 3)), (3, Span::new(0, 6)));
        assert_eq!(made.back(Span::at(at)), (3, Span::new(11, 11)));
        assert_eq!(made.back(Span::new(0, made.page.len())), (3, Span::new(0, 22)), "the first part alone");
        let mut turned = Transcript::default();
        turned.copy(0, "Hull Ada", Span::new(5, 8));
        turned.put(" ", 0, Span::new(8, 8));
        turned.copy(0, "Hull Ada", Span::new(0, 4));
        assert_eq!(turned.page, "Ada Hull");
        assert_eq!(turned.back(Span::new(0, 8)), (0, Span::new(0, 8)), "both, in whichever order");
        assert_eq!(turned.back(Span::new(4, 8)), (0, Span::new(0, 4)));
        assert_eq!(Transcript::default().back(Span::new(4, 9)), (0, Span::at(0)));
        assert_eq!(escaped("a<b & \"c\">"), "a&lt;b &amp; &quot;c&quot;&gt;");
    }
}
