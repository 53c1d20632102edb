//! The short form of a work: family name and short title, as a second note
//! gives it (Chicago 14.30).

use super::{Citation, Field, TitleMark};
use crate::draft::Draft;
use crate::lexicon::list;
use crate::span::Span;

/// Most words of a title that a short form keeps whole.
const WHOLE: usize = 5;

/// A work's short form in the manner of the note that gives it in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShortForm {
    names: String,
    title: String,
    open: &'static str,
    close: &'static str,
    /// Whether a comma goes inside the closing mark, as in American English.
    inside: bool,
}

impl ShortForm {
    /// The short form of a work, from a citation that gives its title. `None` without one.
    pub fn of(draft: &Draft, citation: &Citation) -> Option<Self> {
        let Field::Found(title) = &citation.title else { return None };
        let text = shorten(&title.value.text);
        let (open, close, inside) = match title.value.mark {
            TitleMark::Quoted => quotes(draft, title.span),
            TitleMark::Italic if draft.format == "markdown" => ("*", "*", false),
            _ => ("", "", false),
        };
        (!text.is_empty()).then(|| Self { names: names(citation), title: text, open, close, inside })
    }

    /// With the mark that follows it (`,` before a page, `.` at the end):
    /// `Hughes, “Cyber Power,”`.
    pub fn with(&self, mark: &str) -> String {
        let names = if self.names.is_empty() { String::new() } else { format!("{}, ", self.names) };
        let ended = self.title.ends_with(['?', '!']);
        let mark = if ended && !self.close.is_empty() && self.inside { "" } else { mark };
        let (title, open, close) = (&self.title, self.open, self.close);
        if self.inside {
            format!("{names}{open}{title}{mark}{close}")
        } else {
            format!("{names}{open}{title}{close}{mark}")
        }
    }
}

/// "Hughes", "Kallender and Hughes", "Kallender et al."; a body by its name.
fn names(citation: &Citation) -> String {
    match citation.author_list() {
        [] => String::new(),
        [one] => one.family.clone(),
        [one, other] => format!("{} and {}", one.family, other.family),
        [one, ..] => format!("{} et al.", one.family),
    }
}

/// The quotation marks that set a title off, and whether a comma goes inside.
fn quotes(draft: &Draft, span: Span) -> (&'static str, &'static str, bool) {
    let text = draft.view.text();
    let before = text.get(..span.start as usize).and_then(|before| before.chars().next_back());
    let words = draft.view.slice(span);
    // The span may hold the marks or stand inside them.
    let open = words.chars().next().into_iter().chain(before).find_map(|c| match c {
        '“' => Some(("“", "”")),
        '‘' => Some(("‘", "’")),
        '"' => Some(("\"", "\"")),
        '\'' => Some(("'", "'")),
        '«' => Some(("«", "»")),
        '„' => Some(("„", "“")),
        _ => None,
    });
    let (open, close) = open.unwrap_or(("“", "”"));
    let after: String = text.get(span.end as usize..).unwrap_or("").chars().take(2).collect();
    let tail = format!("{words}{after}");
    let outside = tail.contains(&format!("{close},")) || tail.contains(&format!("{close}."));
    (open, close, !outside)
}

/// The title up to its colon or question mark, without its article, and if it
/// is still long its first words.
fn shorten(title: &str) -> String {
    let title = title.trim().trim_end_matches([',', '.']);
    let main = match title.find([':', '?', '!', ';']).map(|at| (at, title.as_bytes()[at])) {
        Some((at, b'?' | b'!')) => &title[..=at],
        Some((at, _)) => &title[..at],
        None => [" – ", " — ", " - "]
            .iter()
            .filter_map(|dash| title.find(dash))
            .min()
            .map_or(title, |at| &title[..at]),
    };
    let mut words: Vec<&str> = main.split_whitespace().collect();
    if words.len() > 1 && ["the", "a", "an"].contains(&words[0].to_lowercase().as_str()) {
        words.remove(0);
    }
    if words.len() > WHOLE {
        words.truncate(WHOLE - 1);
        while words.len() > 2
            && words.last().is_some_and(|word| list::DANGLING.contains(&word.to_lowercase().as_str()))
        {
            words.pop();
        }
    }
    words.join(" ").trim_end_matches([',', ':', '–', '—']).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn titles_are_cut_at_sense() {
        for (title, short) in [
            (
                "Japan’s Emerging Trajectory as a ‘Cyber Power’: From Securitization",
                "Japan’s Emerging Trajectory",
            ),
            ("The Tempting of America", "Tempting of America"),
            ("Cyber Blitz", "Cyber Blitz"),
            ("What Is So Controversial about Japan’s Yasukuni Shrine?", "What Is So Controversial"),
            ("Who Pays?", "Who Pays?"),
            ("防衛省・自衛隊", "防衛省・自衛隊"),
            ("The", "The"),
            ("", ""),
        ] {
            assert_eq!(shorten(title), short, "{title}");
        }
    }
}
