//! One run over everything that is to be looked at.

use super::journal::Journal;
use super::looker::Looker;
use super::numbers::blank;
use super::page::since;
use super::plan::Task;
use super::registries::TELLS_UPDATES;
use crate::verified::{Answer, Kind, Seen, Work};

/// What came of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Came {
    /// How many identifiers were looked at.
    pub looked: usize,
    /// If nobody answered at all, and nothing was recorded: what came of the first, as a sentence.
    pub deaf: Option<String>,
}

/// Looks at everything; `step` is called after each.
///
/// # Errors
/// A plain sentence, if the record cannot be written. What was seen before is in it.
pub fn run(
    looker: &mut Looker<'_>,
    tasks: &[Task],
    journal: &mut Journal,
    step: &mut dyn FnMut(&Seen),
) -> Result<Came, String> {
    let mut came = Came::default();
    // While nobody has answered, it may be our own network that is down: nothing is written of that.
    let mut waiting: Vec<Seen> = Vec::new();
    for task in tasks {
        let refused = looker.refused.len();
        let seen = one(looker, task, journal);
        step(&seen);
        came.looked += 1;
        // Whom we may not ask we learned nothing of: another run may.
        if looker.refused.len() > refused {
            continue;
        }
        if looker.heard {
            for earlier in waiting.drain(..) {
                journal.put(earlier, looker.clock)?;
            }
            journal.put(seen, looker.clock)?;
        } else {
            waiting.push(seen);
        }
    }
    let told = |first: &Seen| format!("{} {} {}", first.id.kind.said(), first.id.value, first.why);
    came.deaf = waiting.first().filter(|_| !looker.heard).map(told);
    journal.save()?;
    Ok(came)
}

fn one(looker: &mut Looker<'_>, task: &Task, journal: &Journal) -> Seen {
    let known = journal.record().get(&task.id).cloned();
    let mut seen = match (&known, task.look) {
        (Some(known), false) => known.clone(),
        (None, false) => Seen { why: "was not looked at itself".to_owned(), ..blank(&task.id, looker.today) },
        (_, true) if task.id.kind == Kind::Url => page(looker, task, known.as_ref()),
        (_, true) => kept(looker.look_up(&task.id, &task.citation), known.as_ref()),
    };
    if task.copy {
        seen.copy = looker.look_for_copy(&task.id.value, task.near).or(seen.copy);
    } else if seen.copy.is_none() {
        seen.copy = known.and_then(|known| known.copy);
    }
    seen
}

/// A look at a DOI that did not reach Crossref takes nothing back of what an earlier one learned there: a retraction, the
/// work that the number names.
fn kept(mut seen: Seen, known: Option<&Seen>) -> Seen {
    let Some(known) = known.filter(|_| seen.id.kind == Kind::Doi && seen.answer == Answer::There) else {
        return seen;
    };
    if !seen.by.iter().any(|name| name == TELLS_UPDATES) {
        if seen.updates.is_empty() {
            seen.updates.clone_from(&known.updates);
        }
        if seen.work.is_none() {
            seen.work.clone_from(&known.work);
        }
    }
    seen
}

fn page(looker: &mut Looker<'_>, task: &Task, known: Option<&Seen>) -> Seen {
    let noted = task.citation.title.value().map(|title| title.text.as_str()).unwrap_or_default();
    let look = looker.look_at_page(&task.id.value, None, noted);
    let (answer, why, missed) =
        since(&look, known.and_then(|known| known.missed), looker.today, looker.heard_outside);
    let mut seen = blank(&task.id, looker.today);
    seen.by = vec![super::plan::first_host(&task.id)];
    seen.answer = answer;
    seen.why = why;
    seen.missed = missed;
    seen.at = look.at;
    seen.hops = look.hops;
    seen.work = (!look.title.is_empty()).then(|| Work { title: look.title, ..Work::default() });
    seen
}
