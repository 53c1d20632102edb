//! Characters of symbol fonts, and digits set as superscripts.

/// A `w:sym`: a character of a font that Unicode may know under another number.
pub fn symbol(font: &str, code: u32) -> char {
    // Symbol fonts put their characters at F000 and above.
    let at = if (0xf000..0xf100).contains(&code) { code - 0xf000 } else { code };
    let wingdings = font.to_ascii_lowercase().starts_with("wingdings");
    match (wingdings, at) {
        (true, 0xe0 | 0xe8 | 0xf0) => '→',
        (true, 0xdf | 0xe7 | 0xef) => '←',
        (true, 0xfc | 0xfe) => '✓',
        (true, 0xfb) => '✗',
        (true, 0x6c | 0x9f | 0xb7) => '•',
        (true, 0xa7 | 0x6e) => '▪',
        (true, _) if code >= 0xf000 || at < 0x100 => '□',
        (false, 0x2a) => '*',
        (false, 0x2d) => '−',
        (false, 0x61..=0x7a) if code >= 0xf000 => greek(at - 0x61, &GREEK_SMALL),
        (false, 0x41..=0x5a) if code >= 0xf000 => greek(at - 0x41, &GREEK_LARGE),
        (false, 0xa3) => '≤',
        (false, 0xa5) => '∞',
        (false, 0xab) => '↔',
        (false, 0xac) => '←',
        (false, 0xad) => '↑',
        (false, 0xae) => '→',
        (false, 0xaf) => '↓',
        (false, 0xb0) => '°',
        (false, 0xb1) => '±',
        (false, 0xb2) => '″',
        (false, 0xb3) => '≥',
        (false, 0xb4) => '×',
        (false, 0xb7) => '•',
        (false, 0xb9) => '≠',
        (false, 0xbb) => '≈',
        (false, 0xbc) => '…',
        (false, 0xd2 | 0xe2) => '®',
        (false, 0xd3 | 0xe3) => '©',
        (false, 0xd4 | 0xe4) => '™',
        (false, 0x20..=0x7e) => char::from_u32(at).unwrap_or('□'),
        _ => char::from_u32(code)
            .filter(|c| !(0xe000..0xf900).contains(&code) && !c.is_control())
            .unwrap_or('□'),
    }
}

const GREEK_SMALL: [char; 26] = [
    'α', 'β', 'χ', 'δ', 'ε', 'φ', 'γ', 'η', 'ι', 'ϕ', 'κ', 'λ', 'μ', 'ν', 'ο', 'π', 'θ', 'ρ', 'σ', 'τ', 'υ',
    'ϖ', 'ω', 'ξ', 'ψ', 'ζ',
];
const GREEK_LARGE: [char; 26] = [
    'Α', 'Β', 'Χ', 'Δ', 'Ε', 'Φ', 'Γ', 'Η', 'Ι', 'ϑ', 'Κ', 'Λ', 'Μ', 'Ν', 'Ο', 'Π', 'Θ', 'Ρ', 'Σ', 'Τ', 'Υ',
    'ς', 'Ω', 'Ξ', 'Ψ', 'Ζ',
];

fn greek(at: u32, letters: &[char; 26]) -> char {
    letters.get(at as usize).copied().unwrap_or('□')
}

/// Figures set as superscripts, as the characters that look so: `m2` is not
/// `m²`, and a raised `3` is a marker. Anything but figures stays as it is.
pub fn raised(text: &str) -> Option<String> {
    let figures = text.bytes().any(|b| b.is_ascii_digit());
    if !figures || !text.chars().all(|c| c.is_ascii_digit() || ",;-–− ".contains(c)) {
        return None;
    }
    Some(
        text.chars()
            .map(|c| match c {
                '1' => '¹',
                '2' => '²',
                '3' => '³',
                '0' | '4'..='9' => char::from_u32('⁰' as u32 + (c as u32 - '0' as u32)).unwrap_or(c),
                '-' | '–' | '−' => '⁻',
                c => c,
            })
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_what_they_look_like() {
        assert_eq!(symbol("Symbol", 0xf0b7), '•');
        assert_eq!(symbol("Symbol", 0xf061), 'α');
        assert_eq!(symbol("Symbol", 0xf02a), '*');
        assert_eq!(symbol("Wingdings", 0xf0e0), '→');
        assert_eq!(symbol("Arial", 0x2020), '†');
        assert_eq!(raised("2"), Some("²".to_owned()));
        assert_eq!(raised("12,4"), Some("¹²,⁴".to_owned()));
        assert_eq!(raised("nd"), None);
    }
}
