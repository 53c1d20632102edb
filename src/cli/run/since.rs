//! `--since REF` and `--staged`: findings on what changed. Everything is
//! checked as always; then those findings are kept whose words changed: their
//! places, passage, notes, entry of the claims file or source line.

use std::collections::{BTreeSet, HashMap};

use crate::check::Report;
use crate::cli::base::path::canonical;
use crate::cli::flags::ChangedFlags;
use crate::cli::run::checked::Checked;
use crate::cli::run::git::{self, Hunk, Lines};
use crate::diagnostic::Diagnostic;
use crate::draft::Draft;
use crate::ids::{NoteId, PassageId};
use crate::report::LeftOut;
use crate::span::{Place, Span};
use crate::syntax::Claims;
use crate::syntax::tree::{Entry, Item, Target};
use crate::text::{FileId, Text};

/// A difference of more bytes is not compared word by word: its lines count whole.
const COMPARED: usize = 400_000;

/// Keeps the findings on what changed, and says how many it left out.
///
/// # Errors
/// Why git could not be asked, in a plain sentence.
pub fn keep(checked: &mut Checked, flags: &ChangedFlags) -> Result<LeftOut, String> {
    let paths = checked.files.paths().map(|path| path.to_owned());
    let changes = git::changes(paths, flags)?;
    let changed = |(file, text): (FileId, &Text)| {
        // What came in on standard input is not under version control.
        let Some(path) = checked.files.path(file) else { return (file, Changed::All) };
        let changed = match changes.get(&canonical(path)) {
            None => Changed::Spans(Vec::new()),
            Some(Lines::All) => Changed::All,
            // A packaged file has no lines that git could compare.
            Some(Lines::Some(_)) if text.rendition().is_some() => Changed::All,
            Some(Lines::Some(hunks)) => Changed::Spans(spans(text, hunks)),
        };
        (file, changed)
    };
    let mut spans: HashMap<FileId, Changed> = checked.texts().iter().map(changed).collect();
    for draft in checked.cases.iter().filter_map(|case| case.draft.as_ref()) {
        spans.iter_mut().for_each(|(&file, changed)| by_sentence(changed, file, draft));
    }
    let mut count = 0;
    for case in &mut checked.cases {
        let view = View { spans: &spans, draft: case.draft.as_ref(), claims: case.claims.as_ref() };
        let Some(report) = &mut case.report else { continue };
        let before = report.findings.len();
        keep_in(report, &view);
        count += before - report.findings.len();
    }
    let because = match &flags.since {
        Some(since) => format!("on what has not changed since {since}"),
        None => "on what is not staged".to_owned(),
    };
    Ok(LeftOut { count, because })
}

fn keep_in(report: &mut Report, view: &View<'_>) {
    report.findings.retain(|finding| view.touches(finding));
    report.waived.retain(|waived| view.touches(&waived.finding));
}

/// What changed of one text.
#[derive(Debug)]
enum Changed {
    All,
    /// Ranges of bytes, ascending, line ends included.
    Spans(Vec<Span>),
}

impl Changed {
    fn meets(&self, span: Span) -> bool {
        match self {
            Changed::All => true,
            Changed::Spans(spans) => {
                // An empty place stands at a byte, and belongs to its line.
                let end = span.end.max(span.start + 1);
                let after = spans.partition_point(|changed| changed.end <= span.start);
                spans.get(after).is_some_and(|changed| changed.start < end)
            }
        }
    }
}

/// The bytes that changed: of lines that are new all of them, else the words that are not as they were.
fn spans(text: &Text, hunks: &[Hunk]) -> Vec<Span> {
    let content = text.content.as_str();
    let mut starts = vec![0];
    starts.extend(memchr::memchr_iter(b'\n', content.as_bytes()).map(|at| at + 1));
    let start = |line: usize| starts.get(line - 1).copied().unwrap_or(content.len());
    let mut spans = Vec::new();
    for hunk in hunks.iter().filter(|hunk| hunk.first > 0 && hunk.count > 0) {
        let (from, to) = (start(hunk.first), start(hunk.first + hunk.count));
        let new = &content[from..to];
        if hunk.old.is_empty() || hunk.old.len() + new.len() > COMPARED {
            // A last line without a line end has one byte more than its words: the end of the text.
            let end = starts.get(hunk.first + hunk.count - 1).copied().unwrap_or(content.len() + 1);
            spans.push(Span::new(from, end));
        } else {
            let words = changed_words(&hunk.old, new).into_iter();
            spans.extend(words.map(|(at, end)| Span::new(from + at, from + end)));
        }
    }
    spans
}

/// The bytes of the new words that are not among the old, and where words were taken out, what stands beside the gap.
fn changed_words(old: &str, new: &str) -> Vec<(usize, usize)> {
    let diff = similar::TextDiff::configure().algorithm(similar::Algorithm::Patience).diff_words(old, new);
    let mut at = 0;
    let words = (0..diff.new_len()).filter_map(|nth| diff.new_slice(nth));
    let starts: Vec<usize> = words
        .map(|word| {
            at += word.len();
            at - word.len()
        })
        .collect();
    let byte = |index: usize| starts.get(index).copied().unwrap_or(new.len());
    let mut found: Vec<(usize, usize)> = Vec::new();
    for op in diff.ops().iter().filter(|op| op.tag() != similar::DiffTag::Equal) {
        let range = op.new_range();
        let (from, to) = match range.is_empty() {
            true => (byte(range.start.saturating_sub(1)), byte(range.start + 1)),
            false => (byte(range.start), byte(range.end)),
        };
        match found.last_mut().filter(|(_, end)| *end >= from) {
            Some((_, end)) => *end = (*end).max(to),
            None => found.push((from, to)),
        }
    }
    found
}

/// What changed of a draft, by sentence: a finding on a sentence may point at words of it that are as they were.
fn by_sentence(changed: &mut Changed, file: FileId, draft: &Draft) {
    let Changed::Spans(words) = &*changed else { return };
    if words.is_empty() {
        return;
    }
    let passages = draft.passages.iter().map(|passage| passage.place);
    let meant = passages.filter(|place| place.file == file && changed.meets(place.span));
    let mut spans: Vec<Span> = words.iter().copied().chain(meant.map(|place| place.span)).collect();
    spans.sort_unstable();
    let mut whole: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match whole.last_mut().filter(|last| last.end >= span.start) {
            Some(last) => last.end = last.end.max(span.end),
            None => whole.push(span),
        }
    }
    *changed = Changed::Spans(whole);
}

/// One case, and what changed of its files.
struct View<'a> {
    spans: &'a HashMap<FileId, Changed>,
    draft: Option<&'a Draft>,
    claims: Option<&'a Claims>,
}

impl View<'_> {
    fn changed(&self, place: Place) -> bool {
        self.spans.get(&place.file).is_some_and(|spans| spans.meets(place.span))
    }

    fn touches(&self, finding: &Diagnostic) -> bool {
        finding.labels.iter().any(|label| self.changed(label.place))
            || finding.passage.is_some_and(|passage| self.passage(passage))
            || finding.note.is_some_and(|note| self.note(note))
            || finding.entry.as_ref().is_some_and(|name| self.entry(name))
            || finding.related.iter().any(|related| self.touches(related))
    }

    /// A passage, or a note that it points to.
    fn passage(&self, index: PassageId) -> bool {
        let Some((draft, passage)) = self.draft.and_then(|draft| Some((draft, draft.passages.get(index)?)))
        else {
            return false;
        };
        let markers = draft.markers.run(&passage.markers);
        self.changed(passage.place)
            || markers.iter().filter_map(|marker| marker.note).any(|note| self.note(note))
    }

    fn note(&self, index: NoteId) -> bool {
        let note = self.draft.and_then(|draft| draft.notes.get(index));
        note.is_some_and(|note| self.changed(note.place))
    }

    /// An entry, or the line of a source that it cites.
    fn entry(&self, name: &str) -> bool {
        let Some(claims) = self.claims else { return false };
        let items = &claims.tree.items;
        let changed = |span: Span| self.changed(Place::new(claims.file, span));
        let entry: Option<&Entry> = items.iter().find_map(|item| match item {
            Item::Entry(entry) if entry.name.value == name => Some(entry),
            _ => None,
        });
        let Some(entry) = entry else { return false };
        let cited: BTreeSet<&str> = entry
            .cites
            .iter()
            .filter_map(|cite| match &cite.target {
                Target::Source(name) => Some(name.value.as_str()),
                _ => None,
            })
            .collect();
        let source = |item: &Item| matches!(item, Item::Source(source) if cited.contains(source.name.value.as_str()) && changed(source.span));
        changed(entry.span) || items.iter().any(source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hunk(first: usize, count: usize, old: &str) -> Hunk {
        Hunk { first, count, old: old.to_owned() }
    }

    #[test]
    fn new_lines_are_bytes_up_to_the_last_one() {
        let text = Text::new("t", "a\r\nb\nc");
        assert_eq!(spans(&text, &[hunk(1, 1, ""), hunk(3, 1, "")]), [Span::new(0, 3), Span::new(5, 7)]);
        let changed = Changed::Spans(spans(&text, &[hunk(3, 1, "")]));
        assert!(changed.meets(Span::at(6)) && changed.meets(Span::new(5, 6)) && !changed.meets(Span::at(3)));
        assert!(spans(&text, &[hunk(0, 0, ""), hunk(2, 0, "x\n")]).is_empty());
    }

    #[test]
    fn of_a_changed_line_only_the_words_that_changed_count() {
        let old = "Rents rose by 12% in 2014. They fell in the south. Nobody moved.\n";
        let words = |new: &str| -> Vec<String> {
            let text = Text::new("t", new);
            spans(&text, &[hunk(1, 1, old)]).into_iter().map(|span| text.slice(span).to_owned()).collect()
        };
        assert_eq!(words(&old.replace("12%", "13%")), ["13%"]);
        assert_eq!(words(&old.replace(" in the south", "")), ["fell."], "the gap touches its neighbours");
        assert_eq!(words("Ships came.\n"), ["Ships", "came."]);
    }
}
