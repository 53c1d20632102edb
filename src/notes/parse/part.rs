//! One part of a list of names, and the letters that stand for names.

use super::lexicon::Flags;
use super::token::{Kind, Tokens};

/// One part of a list of names: between commas and "and".
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub from: usize,
    pub to: usize,
    /// "and" or "&" stands before it.
    pub joined: bool,
    /// It is one body, with the commas and the "and" that stand in its name.
    pub body: bool,
}

impl Part {
    /// How many words it has, particles and suffixes left out.
    pub(super) fn words(self, tokens: &Tokens) -> usize {
        let counted = |at: &usize| {
            tokens.kind(*at) == Some(Kind::Word) && !tokens.flag(*at, Flags::PARTICLE.or(Flags::SUFFIX))
        };
        (self.from..self.to).filter(counted).count()
    }
}

/// Whether the token is an initial: "J", "JK", "Ch" before a stop.
pub(super) fn is_initial(tokens: &Tokens, at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let text = tokens.text(token);
    let stop = tokens.kind(at + 1) == Some(Kind::Stop) && !tokens.list[at + 1].gap;
    token.kind == Kind::Word
        && token.capital
        && (text.chars().count() == 1
            || (stop && text.len() <= 2 && !token.flags.any(Flags::SUFFIX.or(Flags::HONORIFIC)))
            || (text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_uppercase()))
            // "J-P.", "M.-A."
            || (text.len() == 3 && text.as_bytes()[1] == b'-'))
}

/// Whether `from..to` holds initials and nothing else: "J. K.", "JK".
pub(super) fn all_initials(tokens: &Tokens, from: usize, to: usize) -> bool {
    let mut some = false;
    for at in from..to {
        match tokens.kind(at) {
            Some(Kind::Word) if is_initial(tokens, at) => some = true,
            Some(Kind::Stop | Kind::Dash) => {}
            _ => return false,
        }
    }
    some
}

/// Whether a word is capitals alone.
pub(super) fn is_acronym(text: &str) -> bool {
    text.len() >= 2 && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'&')
}
