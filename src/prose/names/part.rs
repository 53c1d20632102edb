//! What a heading says its section is: a conclusion, a summary, a list of
//! abbreviations.

use crate::lexicon::list;

/// What a section is by its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// It draws together what was said before it.
    Conclusion,
    /// It tells the whole at the head of the document.
    Summary,
    /// It spells out abbreviations or terms.
    Abbreviations,
}

/// What a heading says; `None` for every other heading.
pub fn part(heading: &str) -> Option<Part> {
    let lower = unnumbered(heading).trim_end_matches([':', '.', ' ']).to_lowercase();
    let lower = lower.trim();
    if lower.len() > 60 {
        return None;
    }
    let opens = |words: &[&str]| {
        words.iter().any(|word| {
            lower.strip_prefix(word).is_some_and(|rest| {
                rest.is_empty()
                    || rest.starts_with([':', ',', ' ', '.', '–', '—']) && !rest.starts_with(" of ")
            })
        })
    };
    if opens(&["list of abbreviations", "abbreviations", "list of acronyms", "acronyms", "glossary"]) {
        return Some(Part::Abbreviations);
    }
    if opens(&["executive summary"]) || matches!(lower, "summary" | "in brief" | "at a glance") {
        return Some(Part::Summary);
    }
    let closing = ["concluding ", "closing ", "final "].iter().any(|word| {
        lower
            .strip_prefix(word)
            .is_some_and(|rest| list::CONCLUDING_NOUN.iter().any(|kind| rest.trim_end_matches('s') == *kind))
    });
    let concludes = opens(&["conclusion", "conclusions", "in conclusion", "summary and conclusion"])
        || matches!(lower, "concluding" | "summary and conclusions" | "conclusion and recommendations");
    (closing || concludes).then_some(Part::Conclusion)
}

/// A heading without its number: `7.`, `VII.`, `Chapter 5:`, `5.1`.
fn unnumbered(heading: &str) -> &str {
    let heading = heading.trim();
    let heading = ["Chapter ", "CHAPTER ", "Section ", "Part "]
        .iter()
        .find_map(|word| heading.strip_prefix(word))
        .unwrap_or(heading);
    let number = |c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X' | '.' | ')');
    let rest = heading.trim_start_matches(number);
    // "In conclusion" opens with a letter that could be a number.
    if rest.len() < heading.len() && rest.starts_with([' ', ':', '–', '—', '-']) {
        rest.trim_start_matches([' ', ':', '–', '—', '-'])
    } else {
        heading
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_what_a_section_is() {
        for heading in [
            "Conclusion",
            "7. CONCLUSIONS",
            "VII. Concluding Remarks",
            "In conclusion",
            "Conclusion: what next",
        ] {
            assert_eq!(part(heading), Some(Part::Conclusion), "{heading}");
        }
        for heading in ["Executive Summary", "Summary", "1 Summary"] {
            assert_eq!(part(heading), Some(Part::Summary), "{heading}");
        }
        for heading in [
            "Summary of the law",
            "The conclusion of the treaty",
            "Conclusion of the treaty",
            "Methods",
            "",
            "X",
        ] {
            assert_eq!(part(heading), None, "{heading}");
        }
        assert_eq!(part("List of abbreviations"), Some(Part::Abbreviations));
    }
}
