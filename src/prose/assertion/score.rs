//! How likely it is that a careful editor would ask a source for a sentence.
//!
//! Hand weights, in the order in which single signs were worth something on
//! hand-labelled policy prose. The score ranks what `coverage` and `init` suggest, and
//! decides between advice and silence; no warning rests on it.

use super::past::past;
use super::{Passage, Trigger, TriggerKind};
use crate::prose::lexicon::Flags;

/// From this score on an editor would expect a source or a declaration.
pub const NEEDS: i32 = 25;

/// The score of a sentence with these signs: the best of each kind, and what stands around.
pub fn of(passage: &Passage<'_>, triggers: &[Trigger]) -> i32 {
    let mut best = [0; TriggerKind::ALL.len()];
    for trigger in triggers {
        let worth = &mut best[trigger.kind as usize];
        *worth = (*worth).max(weight(passage, trigger));
    }
    let signs: i32 = best.iter().sum();
    // "May" and "will" in a law or a report are what it says.
    let told = |kind: TriggerKind| best[kind as usize] > 0;
    let said = told(TriggerKind::Legal) || told(TriggerKind::Attribution);
    if signs == 0 { 0 } else { signs + around(passage, said) }
}

fn weight(passage: &Passage<'_>, trigger: &Trigger) -> i32 {
    match (trigger.kind, trigger.strong) {
        (TriggerKind::Statistic | TriggerKind::DatedEvent | TriggerKind::Quotation, true) => 40,
        (TriggerKind::Attribution, true) => 35,
        (TriggerKind::Attribution | TriggerKind::Legal, _) => 25,
        (TriggerKind::Statistic, false) => count(passage, trigger),
        (TriggerKind::DatedEvent, false) => time(passage, trigger),
        (TriggerKind::NamedReport, _) => 20,
        (TriggerKind::Quotation, false) => 15,
        (TriggerKind::Cause | TriggerKind::FirstOnly, _) => 10,
    }
}

/// A small count in digits, a share in words, a number in words: the last is mostly idle.
fn count(passage: &Passage<'_>, trigger: &Trigger) -> i32 {
    let from = passage.word_index(trigger.span.start as usize);
    let to = passage.words.partition_point(|word| word.start < trigger.span.end as usize);
    match passage.words.get(from..to).unwrap_or(&[]) {
        [first, ..] if first.digit() => 24,
        [first] if first.flags.any(Flags::NUMBER_WORD) => {
            if first.text.len() > 6 && (first.text.ends_with("ty") || first.text.ends_with("teen")) {
                18
            } else {
                12
            }
        }
        _ => 27,
    }
}

/// "Last year" tells more than "in the 1990s" or "in May".
fn time(passage: &Passage<'_>, trigger: &Trigger) -> i32 {
    let index = passage.word_index(trigger.span.start as usize);
    let last = passage.words.get(index).is_some_and(|word| word.is("last") || word.is("previous"));
    if last { 22 } else { 14 }
}

/// A name of two words, a verb of change, a past tense: each a little more. A modal: less.
fn around(passage: &Passage<'_>, said: bool) -> i32 {
    let words = &passage.words;
    let name = words.windows(2).any(|pair| {
        pair[0].capital()
            && pair[1].capital()
            && !pair[0].flags.any(Flags::FUNCTION)
            && passage.between(&pair[0], &pair[1]) == " "
    });
    let told = (0..words.len()).any(|index| past(words, index));
    let changed = words.iter().any(|word| word.flags.any(Flags::CHANGE));
    let open = !said && words.iter().any(|word| word.flags.any(Flags::FORETELLS) && !word.capital());
    5 * i32::from(name && told) + 3 * i32::from(told) + 5 * i32::from(changed && told) - 8 * i32::from(open)
}
