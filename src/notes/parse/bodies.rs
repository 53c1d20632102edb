//! Names of bodies that hold commas and an "and".

use super::lexicon::Flags;
use super::part::{Part, all_initials, is_acronym};
use super::token::Tokens;

/// Puts the parts of a body's name together again: "Department for Energy Security and Net Zero",
/// "Center for Strategic and International Studies", "Housing, Communities and Local Government Committee".
pub(super) fn bodies_joined(tokens: &Tokens, mut parts: Vec<Part>) -> Vec<Part> {
    let head = |at: usize| tokens.list[at].capital && tokens.flag(at, Flags::BODY_HEAD);
    let led = |part: &Part| {
        (part.from..part.to)
            .any(|at| head(at) && at + 2 < part.to && tokens.is_any(at + 1, &["for", "of", "on"]))
    };
    let named = |part: &Part| (part.from..part.to).any(head) || is_acronym(tokens.at(part.from));
    // "… and Amnesty Internationale", "… and Nuffield Trust": a body of its own.
    let whole = |part: &Part| {
        named(part) || part.to > part.from + 1 && (part.from..part.to).any(|at| tokens.flag(at, Flags::BODY))
    };
    let initials = |part: &Part| all_initials(tokens, part.from, part.to);
    let mut at = 0;
    while at + 1 < parts.len() {
        let Some(joint) = (at + 1..parts.len().min(at + 6)).find(|&at| parts[at].joined) else { break };
        let between = &parts[at + 1..=joint];
        // What follows "for", "of", "on" goes on behind the "and", unless that names a body itself.
        // "Strategic and International Studies": an adjective wants its noun.
        let adjective = ["ic", "al", "ary", "ive", "ern"].iter().any(|end| {
            parts[at].to - parts[at].from >= 3
                && tokens.is_any(parts[at].to - 2, &["for", "of", "on"])
                && tokens.at(parts[at].to - 1).ends_with(end)
        });
        let goes_on = led(&parts[at])
            && !between.iter().any(initials)
            && (adjective || !between.iter().any(&whole))
            && between.iter().all(|part| part.to - part.from <= 5);
        // "…, and … Committee": the last word is the head of all.
        let last = parts[joint];
        let closes = head(last.to - 1)
            && last.to - last.from >= 2
            && !led(&last)
            && parts[at..joint]
                .iter()
                .all(|part| part.to - part.from <= 2 && !named(part) && !initials(part));
        if goes_on || closes {
            parts[at] = Part { to: last.to, body: true, ..parts[at] };
            parts.drain(at + 1..=joint);
        } else {
            at += 1;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::super::names::contributors;
    use super::super::token::Tokens;

    fn names(words: &str) -> Vec<(String, bool)> {
        let tokens = Tokens::new(words);
        let (list, _) = contributors(&tokens, 0, tokens.list.len()).unwrap_or_default();
        list.into_iter().map(|it| (it.family, it.body)).collect()
    }

    #[test]
    fn one_body() {
        for words in [
            "Department for Forests and Net Yield",
            "Center for Tropical and Arctic Studies",
            "Committee on Seeds and Market Gardens",
            "Ministry for Sport, Music, Dance and Theatre",
            "Heritage, Parks and Village Halls Committee",
            "Royal Music and Parish Affairs Committee",
        ] {
            assert_eq!(names(words), [(words.to_string(), true)], "{words}");
        }
    }

    #[test]
    fn two_bodies_or_persons_stay_two() {
        for words in [
            "Harvest Research Center and Elmwood University",
            "Ministry of Forests and Office for Village Halls",
            "Mary Reed and Paul Ash",
            "Reed, M., Ash, P., and Stone, R.",
        ] {
            assert!(names(words).len() >= 2, "{words}: {:?}", names(words));
        }
    }
}
