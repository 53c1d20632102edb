//! A first claims file for a draft, to be worked on by its author: an entry for each sentence that asserts something and
//! has no source, what needs one most first. Where it is asked for, entries for what is cited already, too, with a line
//! for each source. Or what is new, for a claims file that is there already.
//!
//! Everything here is taken from the draft as it stands: names from its words, the anchor from the sentence's own
//! beginning and end, the sources from its notes. A sentence is no statement: what it claims is for its author to say, and
//! until then the anchored words stand for it. So are the reasons and the quoted words.

mod names;
mod sources;
mod thesis;

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use crate::case::{Anchoring, Case};
pub use crate::compare::Anchors;
use crate::compare::{Anchor, needle};
use crate::draft::Draft;
use crate::ids::PassageId;
use crate::prose::{Assertion, TriggerKind};
use crate::syntax::as_string;
pub use crate::syntax::as_string as string;
use names::Names;
use sources::Sources;

/// Which sentences are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// Those with a count, a share, money or a rate.
    Figures,
    /// Those that assert something and have no source.
    Uncited,
    /// The one that says what the draft argues.
    Thesis,
    /// Those that quote somebody.
    Quotations,
}

/// What is to be written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    /// Which sentences; all that assert something if `None`.
    pub only: Option<Only>,
    /// Whether those that have a source already are wanted, too.
    pub cited: bool,
}

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
    /// How many sentences were passed over because they have a source already.
    pub cited: usize,
    /// Claims that were passed over because they lost the sentence that they seem to be about.
    pub lost: Vec<String>,
    /// The name of the thesis, where one was found and is not named yet.
    pub thesis: Option<String>,
    /// Ids of notes of a source whose line in the claims file does not list them, with
    /// the source's name.
    pub unlisted: Vec<(String, String)>,
}

/// Sentences that lack the same, in the order in which they need their author.
const NEEDS: [(&str, &[TriggerKind]); 5] = [
    ("Figures without a source", &[TriggerKind::Statistic]),
    ("Quotations without a source", &[TriggerKind::Quotation]),
    ("Events without a source", &[TriggerKind::DatedEvent]),
    (
        "What others say or the law holds, without a source",
        &[TriggerKind::Attribution, TriggerKind::NamedReport, TriggerKind::Legal],
    ),
    ("What else a reader may ask a source for", &[TriggerKind::Cause, TriggerKind::FirstOnly]),
];

/// A whole claims file for a draft without one. `file` is how the claims file names
/// the draft.
pub fn new_file(case: &Case<'_>, file: &str, wanted: Wanted) -> Starter {
    let mut starter = begun(case, wanted, true);
    let thesis = match &starter.thesis {
        Some(name) => format!("    thesis {name}\n"),
        None => "    # thesis NAME: the claim that all others serve\n".to_owned(),
    };
    let head = format!(
        "# Claims of {file}, begun by `claimlint init` from the draft itself.\n\
         # Add to each claim what it rests on: `cites SOURCE`, or `kind interpretation` and\n\
         # `because REASON`. Delete what needs no entry.\n\
         \n\
         draft {}\n{thesis}",
        as_string(file)
    );
    starter.text.insert_str(0, &head);
    starter
}

/// A sentence that is to have an entry, and under which heading.
struct Chosen {
    passage: PassageId,
    need: Need,
}

/// Why a sentence is to have an entry, in the order of need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Need {
    /// It says what the draft argues.
    Thesis,
    /// It lacks a source; which of [`NEEDS`].
    Uncited(usize),
    /// It has one.
    Cited,
}

/// Entries for what asserts something and has no entry yet, and lines for the sources
/// that these cite and no line names.
pub fn additions(case: &Case<'_>, wanted: Wanted) -> Starter {
    begun(case, wanted, false)
}

/// Entries and sources, under headings if they are not put behind others.
fn begun(case: &Case<'_>, wanted: Wanted, headings: bool) -> Starter {
    let mut starter = Starter::default();
    let Some(draft) = case.draft else { return starter };
    let chosen = chosen(case, draft, wanted, &mut starter);
    let passages: Vec<PassageId> = chosen.iter().map(|chosen| chosen.passage).collect();
    let anchors = Anchors::find(draft, &passages);
    let mut names = Names::taken(case);
    let mut sources = Sources::of(case, draft);
    let mut claims = String::new();
    let mut above = None;
    for (number, chosen) in chosen.iter().enumerate() {
        let Some(anchor) = anchors.of(number) else {
            starter.repeated += 1;
            continue;
        };
        let here = heading(draft, chosen);
        if headings && above.as_ref() != Some(&here) {
            let _ = write!(claims, "\n# {here}\n");
            above = Some(here);
        }
        let name = claim(&mut claims, case, draft, chosen, anchor, &mut names, &mut sources);
        if chosen.need == Need::Thesis {
            starter.thesis = Some(name);
        }
        starter.claims += 1;
    }
    let (lines, count) = sources.lines();
    starter.sources = count;
    if count > 0 && headings {
        starter.text.push_str("\n# Sources, in the order of the notes. A fragment of the note's own words keeps the line\n# right when notes are renumbered.\n");
    }
    starter.text.push_str(&lines);
    starter.text.push_str(&claims);
    starter.unlisted = sources.unlisted;
    starter
}

/// The sentences that are to have an entry and have none, what needs its author most first; counts those that are left out
/// because they are cited, and names the claims that lost one of them.
fn chosen(case: &Case<'_>, draft: &Draft, wanted: Wanted, starter: &mut Starter) -> Vec<Chosen> {
    let signs: HashMap<PassageId, &Assertion> =
        case.assertions.iter().map(|(passage, signs)| (*passage, signs)).collect();
    let known = claimed(case, draft, starter);
    let claimed = |passage: PassageId| known.contains(&passage);
    let thesis = match case.theses()[..] {
        [] => thesis::of(case, draft).filter(|&passage| !claimed(passage)),
        _ => None,
    };
    let mut chosen: Vec<Chosen> =
        thesis.iter().map(|&passage| Chosen { passage, need: Need::Thesis }).collect();
    if wanted.only == Some(Only::Thesis) {
        return chosen;
    }
    for passage in case.asserting() {
        if claimed(passage) || thesis == Some(passage) {
            continue;
        }
        let signs = signs.get(&passage);
        let has = |kind: TriggerKind| signs.is_some_and(|signs| signs.has(kind));
        let asked = match wanted.only {
            Some(Only::Figures) => has(TriggerKind::Statistic),
            Some(Only::Quotations) => has(TriggerKind::Quotation),
            Some(Only::Uncited | Only::Thesis) | None => true,
        };
        if !asked {
            continue;
        }
        if signs.is_some() && case.is_uncited(passage) {
            let need = NEEDS.iter().position(|(_, kinds)| kinds.iter().any(|&kind| has(kind)));
            chosen.push(Chosen { passage, need: Need::Uncited(need.unwrap_or(NEEDS.len() - 1)) });
        } else if wanted.cited && wanted.only != Some(Only::Uncited) {
            chosen.push(Chosen { passage, need: Need::Cited });
        } else {
            starter.cited += 1;
        }
    }
    chosen.sort_by_key(|chosen| (chosen.need, chosen.passage));
    chosen
}

/// Passages that some claim of the file is about: by its anchor, be it found in several places; by its words, if it has no
/// anchor; or as what became of the sentence that it had.
fn claimed(case: &Case<'_>, draft: &Draft, starter: &mut Starter) -> HashSet<PassageId> {
    let mut known = HashSet::new();
    let stated: HashMap<String, PassageId> =
        draft.passages.ids().map(|passage| (needle(draft.words(passage)), passage)).collect();
    for resolved in case.entries.iter().filter(|entry| entry.is_claim()) {
        known.extend(resolved.passages.iter().copied());
        for (anchoring, at) in resolved.anchors.iter().zip(&resolved.entry.at) {
            if let Anchoring::Ambiguous(_, places) = anchoring {
                known.extend(places.iter().filter_map(|place| draft.passage_at(place.start)));
            }
            if let Some(there) = case.relink(anchoring, at)
                && known.insert(there.passage)
            {
                starter.lost.push(resolved.entry.name.value.clone());
            }
        }
        if let (Some(statement), true) = (&resolved.entry.statement, resolved.anchors.is_empty()) {
            known.extend(stated.get(&needle(&statement.text)));
        }
    }
    known
}

/// A claim for one sentence, with lines for the sources that it cites and that no line names; `None` if no words of it
/// stand in the draft once.
pub fn for_passage(case: &Case<'_>, passage: PassageId) -> Option<String> {
    let draft = case.draft?;
    let anchors = Anchors::find(draft, &[passage]);
    let mut names = Names::taken(case);
    let mut sources = Sources::of(case, draft);
    let mut text = String::new();
    let chosen = Chosen { passage, need: Need::Cited };
    claim(&mut text, case, draft, &chosen, anchors.of(0)?, &mut names, &mut sources);
    let (lines, count) = sources.lines();
    Some(if count > 0 { lines + &text } else { text })
}

/// The comment above an entry: what it lacks; of one that is cited, its section.
fn heading(draft: &Draft, chosen: &Chosen) -> String {
    match chosen.need {
        Need::Thesis => "What the draft argues".to_owned(),
        Need::Uncited(need) => NEEDS.get(need).map_or(String::new(), |(title, _)| (*title).to_owned()),
        Need::Cited => {
            let section = draft.passages[chosen.passage].section;
            let title = draft.sections.get(section).map_or("", |section| draft.view.slice(section.view));
            let title: String = title.chars().filter(|c| !c.is_control()).take(80).collect();
            if title.trim().is_empty() {
                "Cited already".to_owned()
            } else {
                format!("Cited: {}", title.trim())
            }
        }
    }
}

/// Writes an entry; its name.
fn claim(
    out: &mut String,
    case: &Case<'_>,
    draft: &Draft,
    chosen: &Chosen,
    anchor: &Anchor,
    names: &mut Names,
    sources: &mut Sources<'_, '_>,
) -> String {
    let passage = chosen.passage;
    let words = draft.words(passage);
    let line =
        case.texts.get(draft.passages[passage].place.file).line(draft.passages[passage].place.span.start);
    let name = names.for_claim(words, line);
    let _ = write!(out, "\nclaim {name}\n    at {}", as_string(&anchor.from));
    if let Some(to) = &anchor.to {
        let _ = write!(out, " to {}", as_string(to));
    }
    out.push('\n');
    // What is left out is pinned: the sentence stands for the statement, so it is watched from the first day.
    if let Some(pin) = case.pin_of(&[passage]) {
        let _ = writeln!(out, "    pinned {pin}");
    }
    if chosen.need == Need::Thesis {
        out.push_str("    kind interpretation\n");
    }
    for cited in sources.cited_in(passage, names) {
        let _ = writeln!(out, "    cites {cited}");
    }
    name
}
