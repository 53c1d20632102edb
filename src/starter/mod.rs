//! A first claims file for a draft, to be worked on by its author: one entry for
//! each sentence that asserts something or carries a note, and one line for each
//! source. Or what is new, for a claims file that is there already.
//!
//! Everything here is taken from the draft as it stands: names from its words, the
//! anchor from the sentence's own beginning and end, the sources from its notes. What
//! only the author knows (the thesis, the reasons, the quoted words) is left out.

mod names;
mod sources;

use std::fmt::Write as _;

use crate::case::Case;
pub use crate::compare::Anchors;
use crate::draft::Draft;
use crate::ids::PassageId;
pub use crate::syntax::as_string as string;
use crate::syntax::{as_string, as_strings};
use names::Names;
use sources::Sources;

/// What was written, and what could not be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Starter {
    /// Text of the claims language, whole lines; empty if there is nothing to add.
    pub text: String,
    /// How many claims are in it.
    pub claims: usize,
    /// How many sources are in it.
    pub sources: usize,
    /// How many sentences were passed over because no words of theirs occur only once.
    pub repeated: usize,
    /// Ids of notes of a source whose line in the claims file does not list them, with
    /// the source's name.
    pub unlisted: Vec<(String, String)>,
}

/// A whole claims file for a draft without one. `file` is how the claims file names
/// the draft.
pub fn new_file(case: &Case<'_>, file: &str) -> Starter {
    let mut starter = additions(case);
    let head = format!(
        "# Claims of {file}, begun by `claimlint init` from the draft itself.\n\
         # Shorten each statement to the one thing that its sentence claims. Where nothing is\n\
         # cited, cite a source, say `kind interpretation` and give reasons, or delete the entry.\n\
         \n\
         draft {}\n\
         # thesis name-of-the-claim-that-all-others-serve\n",
        as_string(file)
    );
    starter.text.insert_str(0, &head);
    starter
}

/// Entries for what asserts something and has no entry yet, and lines for the sources
/// that these cite and no line names.
pub fn additions(case: &Case<'_>) -> Starter {
    let mut starter = Starter::default();
    let Some(draft) = case.draft else { return starter };
    let claimed = |passage: &PassageId| {
        let entries = case.anchored.get(passage).map_or(&[][..], Vec::as_slice);
        entries.iter().any(|&entry| case.entries[entry].is_claim())
    };
    let passages: Vec<PassageId> = case.asserting().into_iter().filter(|passage| !claimed(passage)).collect();
    of_passages(case, draft, &passages, &mut starter);
    starter
}

/// A claim for one sentence, with lines for the sources that it cites and that no line names; `None` if no words of it
/// stand in the draft once.
pub fn for_passage(case: &Case<'_>, passage: PassageId) -> Option<String> {
    let draft = case.draft?;
    let anchors = Anchors::find(draft, &[passage]);
    let mut names = Names::taken(case);
    let mut sources = Sources::of(case, draft);
    let mut text = String::new();
    claim(&mut text, case, draft, passage, anchors.of(0)?, &mut names, &mut sources);
    let (lines, count) = sources.lines();
    Some(if count > 0 { lines + &text } else { text })
}

/// The same for many.
fn of_passages(case: &Case<'_>, draft: &Draft, passages: &[PassageId], starter: &mut Starter) {
    let anchors = Anchors::find(draft, passages);
    let mut names = Names::taken(case);
    let mut sources = Sources::of(case, draft);
    let mut claims = String::new();
    let mut section = None;
    for (number, &passage) in passages.iter().enumerate() {
        let Some(anchor) = anchors.of(number) else {
            starter.repeated += 1;
            continue;
        };
        let here = draft.passages[passage].section;
        if section.replace(here) != Some(here) {
            heading(&mut claims, draft, here);
        }
        claim(&mut claims, case, draft, passage, anchor, &mut names, &mut sources);
        starter.claims += 1;
    }
    let (lines, count) = sources.lines();
    starter.sources = count;
    if count > 0 {
        starter.text.push_str("\n# Sources, in the order of the notes. A fragment of the note's own words keeps the line\n# right when notes are renumbered.\n");
        starter.text.push_str(&lines);
    }
    starter.text.push_str(&claims);
    starter.unlisted = sources.unlisted;
}

/// A section's title as a comment.
fn heading(out: &mut String, draft: &Draft, section: usize) {
    let title = draft.sections.get(section).map_or("", |section| draft.view.slice(section.view));
    let title: String = title.chars().filter(|c| !c.is_control()).take(80).collect();
    if !title.trim().is_empty() {
        let _ = write!(out, "\n# {}\n", title.trim());
    }
}

fn claim(
    out: &mut String,
    case: &Case<'_>,
    draft: &Draft,
    passage: PassageId,
    anchor: &crate::compare::Anchor,
    names: &mut Names,
    sources: &mut Sources<'_, '_>,
) {
    let words = draft.words(passage);
    let line =
        case.texts.get(draft.passages[passage].place.file).line(draft.passages[passage].place.span.start);
    let name = names.for_claim(words, line);
    let _ = write!(out, "\nclaim {name} {}\n", as_strings(words, "claim ".len() + name.len() + 1));
    let _ = write!(out, "    at {}", as_string(&anchor.from));
    if let Some(to) = &anchor.to {
        let _ = write!(out, " to {}", as_string(to));
    }
    out.push('\n');
    let cited = sources.cited_in(passage, names);
    if cited.is_empty() {
        out.push_str("    # no note in this sentence\n");
    }
    for cited in cited {
        let _ = writeln!(out, "    cites {cited}");
    }
}
