//! Words before a citation that say how it bears on the text.

use super::token::{Kind, Tokens};
use crate::notes::Signal;

/// The signal at `at`, and the token after it.
pub(super) fn signal_at(t: &Tokens, at: usize) -> Option<(Signal, usize)> {
    let stop = |at: usize| at + usize::from(t.kind(at) == Some(Kind::Stop));
    let comma = |at: usize| at + usize::from(t.kind(at) == Some(Kind::Comma));
    let for_example = |at: usize| -> Option<usize> {
        let at = comma(at);
        if t.is_any(at, &["e", "eg"]) {
            let mut end = stop(at + 1);
            if t.is(end, "g") {
                end = stop(end + 1);
            }
            return Some(comma(end));
        }
        (t.is(at, "for") && t.is_any(at + 1, &["example", "instance"])).then(|| comma(at + 2))
    };
    let word = t.get(at).filter(|token| token.kind == Kind::Word && token.end - token.start <= 10)?;
    match t.text(word).to_ascii_lowercase().as_str() {
        "see" | "siehe" | "voir" | "véase" => {
            if t.is(at + 1, "also") {
                return Some((Signal::SeeAlso, for_example(at + 2).unwrap_or(comma(at + 2))));
            }
            if t.is(at + 1, "generally") {
                return Some((Signal::SeeGenerally, comma(at + 2)));
            }
            if let Some(end) = for_example(at + 1) {
                return Some((Signal::Eg, end));
            }
            let more =
                t.is_any(at + 1, &["especially", "further", "esp", "particularly", "again", "too", "inter"]);
            Some((Signal::See, if more { comma(stop(at + 2)) } else { comma(at + 1) }))
        }
        "cf" | "vgl" => Some((Signal::Cf, comma(stop(at + 1)))),
        "accord" if t.list[at].capital => Some((Signal::Accord, comma(at + 1))),
        "compare" if t.list[at].capital => Some((Signal::Compare, comma(at + 1))),
        "contra" if t.list[at].capital => Some((Signal::Contra, comma(at + 1))),
        "but" if t.is(at + 1, "see") => Some((Signal::ButSee, for_example(at + 2).unwrap_or(comma(at + 2)))),
        "but" if t.is(at + 1, "cf") => Some((Signal::ButCf, comma(stop(at + 2)))),
        "and" if t.is(at + 1, "see") => Some((Signal::SeeAlso, comma(at + 2))),
        "e" if t.is(at + 2, "g") && t.kind(at + 1) == Some(Kind::Stop) => {
            Some((Signal::Eg, for_example(at)?))
        }
        "quoted" | "qtd" if t.is_any(stop(at + 1), &["in", "by"]) => {
            Some((Signal::QuotedIn, stop(at + 1) + 1))
        }
        "cited" if t.is_any(at + 1, &["in", "by"]) => Some((Signal::CitedIn, at + 2)),
        _ => None,
    }
}
