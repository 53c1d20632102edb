//! The number a reader sees before a note. It is not in the file: notes are
//! counted in the order of their references, anew in a section if the file
//! says so, footnotes and endnotes apart.

use super::super::office::story::{Class, StoryNote};

/// How notes of one class are numbered, where the file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbering {
    /// `decimal`, `lowerRoman`, `chicago`.
    pub format: Option<String>,
    /// The first number.
    pub start: Option<u32>,
    /// `continuous`, `eachSect`, `eachPage`.
    pub restart: Option<String>,
}

impl Numbering {
    /// These settings, and the document's where they are silent.
    fn over(&self, base: &Self) -> Self {
        Self {
            format: self.format.clone().or_else(|| base.format.clone()),
            start: self.start.or(base.start),
            restart: self.restart.clone().or_else(|| base.restart.clone()),
        }
    }

    fn restarts(&self) -> bool {
        matches!(self.restart.as_deref(), Some("eachSect" | "eachPage"))
    }
}

/// What is needed to number the notes of a document.
#[derive(Debug, Default)]
pub struct Counting {
    /// The document's settings: footnotes, endnotes.
    pub document: [Numbering; 2],
    /// Each section's.
    pub sections: Vec<[Numbering; 2]>,
    /// For each note, in order, the section of its first reference and its
    /// custom mark.
    pub places: Vec<(usize, Option<String>)>,
}

impl Counting {
    /// Gives each note its label and its run of numbering. Says whether numbers
    /// begin anew on each page, which nobody can follow without the pages.
    pub fn number(&self, notes: &mut [StoryNote]) -> bool {
        let mut next: [Option<u32>; 2] = [None, None];
        let mut last = [0, 0];
        // Runs of numbering: footnotes 0, 2, 4 …, endnotes 1, 3, 5 ….
        let mut run: [u32; 2] = [0, 1];
        // Each custom mark is a run of its own: `*` may come again on every page.
        let mut custom = u32::MAX;
        let mut paged = false;
        for (note, (section, mark)) in notes.iter_mut().zip(&self.places) {
            let class = usize::from(note.class == Class::End);
            if let Some(mark) = mark {
                note.label = mark.clone();
                note.scope = custom;
                custom -= 1;
                continue;
            }
            let settings = match self.sections.get(*section) {
                Some(section) => section[class].over(&self.document[class]),
                None => self.document[class].clone(),
            };
            paged |= settings.restart.as_deref() == Some("eachPage");
            let first = settings.start.unwrap_or(1);
            if settings.restarts() && *section != last[class] && next[class].is_some() {
                next[class] = None;
                run[class] += 2;
            }
            last[class] = *section;
            let number = next[class].unwrap_or(first);
            next[class] = Some(number.saturating_add(1));
            let usual = if class == 0 { "decimal" } else { "lowerRoman" };
            note.label = format(number, settings.format.as_deref().unwrap_or(usual));
            note.scope = run[class];
        }
        paged
    }
}

/// A number in one of Word's number formats; unknown ones as figures.
pub fn format(number: u32, style: &str) -> String {
    match style {
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        "lowerLetter" => letters(number, 'a'),
        "upperLetter" => letters(number, 'A'),
        "chicago" => chicago(number),
        _ => number.to_string(),
    }
}

fn roman(number: u32) -> String {
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let (mut left, mut out) = (number, String::new());
    for (value, sign) in SIGNS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    out
}

/// `a` … `z`, `aa`, `bb` …, as Word goes on.
fn letters(number: u32, first: char) -> String {
    let Some(at) = number.checked_sub(1).filter(|at| *at < 26 * 20) else { return number.to_string() };
    let letter = char::from_u32(first as u32 + at % 26).unwrap_or(first);
    std::iter::repeat_n(letter, (at / 26 + 1) as usize).collect()
}

/// `*`, `†`, `‡`, `§`, then doubled.
fn chicago(number: u32) -> String {
    let Some(at) = number.checked_sub(1).filter(|at| *at < 4 * 20) else { return number.to_string() };
    let sign = ['*', '†', '‡', '§'][(at % 4) as usize];
    std::iter::repeat_n(sign, (at / 4 + 1) as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_what_a_reader_sees() {
        let shown = |number, style| format(number, style);
        assert_eq!(shown(4, "lowerRoman"), "iv");
        assert_eq!(shown(1999, "upperRoman"), "MCMXCIX");
        assert_eq!(shown(27, "lowerLetter"), "aa");
        assert_eq!(shown(6, "chicago"), "††");
        assert_eq!(shown(12, "decimal"), "12");
        assert_eq!(shown(0, "lowerRoman"), "0");
    }
}
