//! How sure a claim is said to be, in the draft and by its qualifier, and how sure its reasons let it be.

use super::{Anchoring, Case, Resolved};
use crate::argument::certainty::{Ceiling, Degree, Held, Term, degree_of};
use crate::argument::status::Argued;
use crate::lexicon::list;
use crate::span::Span;
use crate::syntax::tree::{EntryKind, Scale};

/// The degree that a word of running text says, and `None` of one that only hedges: of such a sentence it is not
/// known how sure it is. The outer `None` is a word that says neither.
fn degree_said(word: &str) -> Option<Option<Degree>> {
    // `May` may be a month, `Might` a power.
    if word.len() <= 5 && word.starts_with(char::is_uppercase) {
        return None;
    }
    Some(match list::SAYS_HOW_SURE.group(word)? {
        "certain" => Some(Degree::Certain),
        "likely" => Some(Degree::Likely),
        "possible" => Some(Degree::Possible),
        _ => None,
    })
}

/// A word of the draft that says how sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// How sure.
    pub degree: Degree,
    /// The word, in the view.
    pub view: Span,
}

impl Case<'_> {
    /// The degree that an entry's qualifier names, if it can be compared.
    pub fn qualified(&self, entry: usize) -> Term {
        degree_of(&self.entries[entry].entry.qualifier.as_ref()?.value)
    }

    /// The one clear word by which the anchored words say how sure they are. `None` if there is none, if there are
    /// several degrees, or if it is turned round.
    pub fn said(&self, resolved: &Resolved<'_>) -> Option<Said> {
        let view = &self.draft?.view;
        let mut found: Option<Said> = None;
        for anchor in &resolved.anchors {
            let Anchoring::Found(span) = anchor else { continue };
            // An anchor may span paragraphs; what a later sentence says is another matter.
            if span.len() > 400 {
                return None;
            }
            let words = view.slice(*span);
            let mut before = ["", ""];
            for (start, word) in tokens(words) {
                if let Some(degree) = degree_said(word) {
                    let turned = before.iter().any(|word| {
                        list::TURNED.contains(word)
                            || list::COMPARES.contains(word)
                            || word.ends_with("n’t")
                            || word.ends_with("n't")
                    });
                    let degree = degree.filter(|_| !turned)?;
                    if found.is_some_and(|known| known.degree != degree) {
                        return None;
                    }
                    let at = span.start as usize + start;
                    found = found.or(Some(Said { degree, view: Span::new(at, at + word.len()) }));
                }
                before = [before[1], word];
            }
        }
        found
    }

    /// The ceiling of each entry: the best of its reasons that stand, and a reason is no better than its weakest
    /// member. A member counts as its own qualifier says; without one, as its own ceiling. A citation counts as its
    /// digit says (1 confirmed, 2 probably true, 3 possibly true, 4 and 5 doubtful). What is not rated is not
    /// guessed: a claim one of whose alternatives is not rated at all has no ceiling.
    pub fn ceilings(&self) -> Vec<Option<Ceiling>> {
        let argued = self.argued();
        let mut ceilings: Vec<Option<Ceiling>> = vec![None; argued.graph.nodes];
        for node in argued.graph.order() {
            if node < self.entries.len() {
                ceilings[node] = self.ceiling(argued, node, &ceilings);
            }
        }
        ceilings
    }

    fn ceiling(&self, argued: &Argued, node: usize, below: &[Option<Ceiling>]) -> Option<Ceiling> {
        let mut best: Option<Ceiling> = None;
        let graph = &argued.graph;
        let standing = graph.reasons.of(node).iter().map(|&reason| reason as usize);
        for reason in standing.filter(|&reason| argued.reason_stands(reason)) {
            let members = graph.members.of(reason).iter().map(|&member| member as usize);
            let known = members
                .filter(|&member| member < self.entries.len())
                .filter_map(|member| self.counts_as(member, below));
            let weakest = known.min_by_key(|ceiling| ceiling.degree)?;
            if best.is_none_or(|best| weakest.degree > best.degree) {
                best = Some(weakest);
            }
        }
        for (number, evidence) in self.entries[node].evidence.iter().enumerate().filter(|(_, e)| e.supports())
        {
            let digit = evidence.cite.rating.as_ref().and_then(|rating| rating.value);
            let degree = match digit? {
                1 => Degree::Certain,
                2 => Degree::Likely,
                3 => Degree::Possible,
                4 | 5 => Degree::Doubtful,
                _ => return None,
            };
            if best.is_none_or(|best| degree > best.degree) {
                best = Some(Ceiling { degree, by: Held::Cite(node, number) });
            }
        }
        best
    }

    fn counts_as(&self, member: usize, below: &[Option<Ceiling>]) -> Option<Ceiling> {
        let entry = self.entries[member].entry;
        match (&entry.qualifier, entry.entry) {
            (Some(_), _) => Some(Ceiling { degree: self.qualified(member)?, by: Held::Entry(member) }),
            (None, EntryKind::Assume) => None,
            (None, _) => below[member],
        }
    }

    /// The scale that the claims file names.
    pub fn scale(&self) -> Scale {
        use crate::syntax::tree::Item;
        let named = self.items().find_map(|(_, item)| match item {
            Item::Draft(draft) => draft.scale.as_ref()?.value,
            _ => None,
        });
        named.unwrap_or(Scale::Plain)
    }
}

/// The words of a text with the byte at which each begins.
fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '’' | '\'' | '-');
    text.split(move |c: char| !inside(c))
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_keep_their_places() {
        let found: Vec<_> = tokens("It may, isn’t 日本 so").collect();
        assert_eq!(found, [(0, "It"), (3, "may"), (8, "isn’t"), (16, "日本"), (23, "so")]);
    }
}
