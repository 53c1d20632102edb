//! A note cut at its sentence ends and semicolons.

use super::Context;
use super::dates::year;
use super::signal::signal_at;
use super::token::{Kind, Tokens};

/// A stretch between sentence ends and semicolons.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    pub from: usize,
    pub to: usize,
    /// What ended the unit before it.
    pub after: Kind,
}

pub(super) fn units(context: &Context) -> Vec<Unit> {
    let t = &context.tokens;
    let mut found = Vec::new();
    let mut from = 0;
    let mut after = Kind::Break;
    let mut at = 0;
    let end_of = |at: usize| at + 1;
    while at < t.list.len() {
        let mut next = t.over(at);
        if let Some(run) = context.italic_from(at) {
            next = next.max(run);
        }
        let last = next - 1;
        let ends = match t.list[at].kind {
            // "2019;12(3):45", "Norton; 2015": a list of medicine parts its numbers so.
            Kind::Semicolon if joins_numbers(t, at) => None,
            Kind::Semicolon | Kind::Break => Some(t.list[at].kind),
            _ if next > at + 1 => {
                // "…the title.” Next", "*Title.* Next".
                let inner = if t.kind(last) == Some(Kind::CloseQuote) { last - 1 } else { last };
                let stop = matches!(t.kind(inner), Some(Kind::Stop)) || matches!(t.at(inner), "?" | "!");
                let opens = t.get(next).is_some_and(|token| {
                    token.gap && (token.capital || matches!(token.kind, Kind::OpenQuote | Kind::Link(_)))
                });
                (stop && opens && t.list[at].kind != Kind::Open && !t.abbreviates(inner))
                    .then_some(Kind::Stop)
            }
            Kind::Stop
                if t.ends_sentence(at)
                    || (t.list.get(at + 1).is_some_and(|token| token.gap && token.capital)
                        && signal_at(t, at + 1).is_some()) =>
            {
                Some(Kind::Stop)
            }
            Kind::Other
                if matches!(t.at(at), "?" | "!")
                    && t.get(at + 1).is_some_and(|token| token.gap && token.capital) =>
            {
                Some(Kind::Stop)
            }
            _ => None,
        };
        if let Some(kind) = ends {
            found.push(Unit { from, to: end_of(last), after });
            from = next;
            after = kind;
        }
        at = next;
    }
    if from < t.list.len() {
        found.push(Unit { from, to: t.list.len(), after });
    }
    found
}

/// Whether a semicolon stands between parts of one citation.
fn joins_numbers(t: &Tokens, at: usize) -> bool {
    let number = t.kind(at + 1) == Some(Kind::Number);
    let close = t.get(at + 1).is_some_and(|next| !next.gap);
    let dated = year(t, at + 1).is_some() && t.kind(at + 2) == Some(Kind::Stop);
    number && (close && at > 0 && t.kind(at - 1) == Some(Kind::Number) || dated)
}
