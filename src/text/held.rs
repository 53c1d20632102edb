//! Held copies: what was read of the local copies of sources that a claims
//! file names with `held "file"`. The files themselves are read by `cli`.

/// A held copy, as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldCopy {
    /// The file as the claims file names it.
    pub name: String,
    /// The SHA-256 of the file's bytes, 64 small hexadecimal digits; empty if
    /// there is no such file.
    pub digest: String,
    /// What became of it.
    pub state: HeldState,
}

/// What became of a held copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeldState {
    /// Its words.
    Read(HeldText),
    /// It is there, but its words cannot be had: why, as the end of a sentence
    /// that begins with its name ("asks for a password").
    Unread(String),
    /// There is nothing to compare with.
    Gone(Gone),
}

/// Why there is no held copy.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gone {
    /// As the end of a sentence that begins with its name: "is not there".
    pub why: String,
    /// A file of its folder that holds the pinned bytes: it was renamed.
    pub same_bytes: Option<String>,
    /// A file of its folder with nearly its name.
    pub near: Option<String>,
}

/// What the numbers of [`HeldText::marks`] count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldUnit {
    /// Lines of the file.
    Line,
    /// Paragraphs and other blocks, as people count them in a word processor.
    Paragraph,
}

/// The words of a held copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldText {
    /// All its words, lines ended by `\n`.
    pub words: String,
    /// Where its pages begin, ascending; empty if the format has none.
    pub pages: Vec<HeldPage>,
    /// What [`HeldText::marks`] counts.
    pub unit: HeldUnit,
    /// Byte offsets with the number of the line or paragraph that begins there,
    /// ascending.
    pub marks: Vec<(u32, u32)>,
    /// Its words were put together from glyphs on pages and may have suffered:
    /// what is not found in it is less surely not there.
    pub frail: bool,
}

/// A page of a held copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldPage {
    /// Where it begins.
    pub start: u32,
    /// The number that the file itself gives it (a page label).
    pub label: Option<String>,
    /// The number printed on it, if the pages show one regularly.
    pub printed: Option<u32>,
}

impl HeldText {
    /// Plain text: lines are counted, form feeds end pages.
    pub fn plain(words: String) -> Self {
        let mut marks = vec![(0, 1)];
        let starts = memchr::memchr_iter(b'\n', words.as_bytes());
        marks.extend(starts.zip(2..).map(|(at, line)| (crate::span::Span::at(at + 1).start, line)));
        let page = |start| HeldPage { start, label: None, printed: None };
        let mut pages: Vec<HeldPage> = Vec::new();
        for at in memchr::memchr_iter(b'\x0c', words.as_bytes()).filter(|at| at + 1 < words.len()) {
            if pages.is_empty() {
                pages.push(page(0));
            }
            pages.push(page(crate::span::Span::at(at + 1).start));
        }
        let mut text = Self { words, pages, unit: HeldUnit::Line, marks, frail: false };
        text.number_pages();
        text
    }

    /// The index of the page that holds this offset.
    pub fn page(&self, offset: u32) -> Option<usize> {
        self.pages.partition_point(|page| page.start <= offset).checked_sub(1)
    }

    /// How people name a page: by the number it carries, else by its place.
    pub fn page_name(&self, page: usize) -> String {
        let count = page + 1;
        let Some(held) = self.pages.get(page) else { return format!("page {count}") };
        match (&held.label, held.printed) {
            (Some(label), _) if *label != count.to_string() => {
                format!("page {label} (page {count} of the copy)")
            }
            (None, Some(printed)) if printed as usize != count => {
                format!("page {printed} (page {count} of the copy)")
            }
            _ => format!("page {count}"),
        }
    }

    /// Whether a page may be called by this number: its place in the copy, the
    /// label the file gives it, the number printed on it.
    pub fn is_called(&self, page: usize, number: &str) -> bool {
        let number = number.trim();
        let held = &self.pages[page];
        number == (page + 1).to_string()
            || held.label.as_deref().is_some_and(|label| label.eq_ignore_ascii_case(number))
            || held.printed.is_some_and(|printed| printed.to_string() == number)
    }

    /// Where an offset stands, for people: `page 3`, `line 12`.
    pub fn whereabouts(&self, offset: u32) -> String {
        if let Some(page) = self.page(offset) {
            return self.page_name(page);
        }
        let mark = self.marks.partition_point(|&(start, _)| start <= offset).saturating_sub(1);
        let number = self.marks.get(mark).map_or(1, |&(_, number)| number);
        match self.unit {
            HeldUnit::Line => format!("line {number}"),
            HeldUnit::Paragraph => format!("paragraph {number}"),
        }
    }

    /// Finds the numbers printed on the pages: one that stands first or last in a
    /// page's first or last line and rises by one from page to page, on at least
    /// half of the pages and on three.
    pub fn number_pages(&mut self) {
        let mut shifts: std::collections::BTreeMap<i64, usize> = std::collections::BTreeMap::new();
        for index in 0..self.pages.len() {
            let start = self.pages[index].start as usize;
            let end = self.pages.get(index + 1).map_or(self.words.len(), |next| next.start as usize);
            let Some(words) = self.words.get(start..end) else { continue };
            let mut seen: Vec<i64> = edge_numbers(words).map(|number| number - index as i64).collect();
            seen.sort_unstable();
            seen.dedup();
            seen.into_iter().for_each(|shift| *shifts.entry(shift).or_default() += 1);
        }
        let Some((&shift, &count)) = shifts.iter().max_by_key(|(_, count)| **count) else { return };
        if count < 3 || count * 2 < self.pages.len() {
            return;
        }
        for (index, page) in self.pages.iter_mut().enumerate() {
            page.printed = u32::try_from(index as i64 + shift).ok().filter(|&number| number > 0);
        }
    }
}

/// Numbers at the edges of a page's first and last line.
fn edge_numbers(words: &str) -> impl Iterator<Item = i64> + '_ {
    let first = words.lines().map(str::trim).find(|line| !line.is_empty());
    let last = words.lines().rev().map(str::trim).find(|line| !line.is_empty());
    first
        .into_iter()
        .chain(last)
        .flat_map(|line| [line.split_whitespace().next(), line.split_whitespace().next_back()])
        .flatten()
        .filter(|word| word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
        .filter_map(|word| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn form_feeds_end_pages_and_printed_numbers_are_seen() {
        let text = HeldText::plain("one\n231\n\x0ctwo\n232\n\x0cthree\n233\n".to_owned());
        assert_eq!(text.pages.len(), 3);
        assert_eq!(text.whereabouts(8), "page 231 (page 1 of the copy)");
        assert!(text.is_called(1, "232") && text.is_called(1, "2") && !text.is_called(1, "3"));
        let text = HeldText::plain("one\ntwo\n".to_owned());
        assert_eq!(text.whereabouts(5), "line 2");
    }
}
