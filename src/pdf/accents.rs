//! Accents that were drawn apart from their letters, as TeX does in its oldest fonts.

use unicode_normalization::char::compose;

/// Accents that take a place of their own, and the marks that combine.
const ACCENTS: &[(char, char)] = &[
    ('´', '\u{301}'),
    ('`', '\u{300}'),
    ('¨', '\u{308}'),
    ('ˆ', '\u{302}'),
    ('^', '\u{302}'),
    ('˜', '\u{303}'),
    ('~', '\u{303}'),
    ('¯', '\u{304}'),
    ('ˇ', '\u{30c}'),
    ('˘', '\u{306}'),
    ('˙', '\u{307}'),
    ('˚', '\u{30a}'),
    ('˝', '\u{30b}'),
    ('¸', '\u{327}'),
    ('˛', '\u{328}'),
];

/// Whether a character may be the accent of another that stands at its place.
pub fn is_accent(c: char) -> bool {
    mark(c).is_some()
}

fn mark(c: char) -> Option<char> {
    match c {
        '\u{300}'..='\u{328}' => Some(c),
        c => ACCENTS.iter().find(|(accent, _)| *accent == c).map(|(_, mark)| *mark),
    }
}

/// The letter with the accent, if there is such a letter.
pub fn joined(letter: char, accent: char) -> Option<char> {
    let letter = match letter {
        'ı' => 'i',
        'ȷ' => 'j',
        letter => letter,
    };
    compose(letter, mark(accent)?)
}
