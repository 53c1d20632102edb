//! Characters that nobody sees: those that turn the order of writing, and letters
//! without a shape.
//!
//! Many have honest work: marks of direction in Hebrew and Arabic, joiners in
//! Persian, Indian scripts and emoji, spaces of no width where a script writes
//! none. Only those are told that do none of it where they stand.

use crate::span::Span;

/// What a character does without being seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// It turns the order in which a screen shows what follows.
    Turns,
    /// It stands between letters and has no shape.
    Invisible,
}

/// A hidden character, or a pair of them that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hidden {
    /// The character, as bytes of the text.
    pub span: Span,
    /// The one that ends what it began, if there is one.
    pub end: Option<Span>,
    /// Which it is.
    pub sign: char,
    /// What it does.
    pub sort: Sort,
}

impl Hidden {
    /// Its name as Unicode gives it, in small letters, with its number.
    pub fn name(&self) -> String {
        let name = match self.sign {
            '\u{34f}' => "combining grapheme joiner",
            '\u{61c}' => "Arabic letter mark",
            '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => "Hangul filler",
            '\u{180e}' => "Mongolian vowel separator",
            '\u{200b}' => "zero-width space",
            '\u{200c}' => "zero-width non-joiner",
            '\u{200d}' => "zero-width joiner",
            '\u{200e}' => "left-to-right mark",
            '\u{200f}' => "right-to-left mark",
            '\u{202a}' => "left-to-right embedding",
            '\u{202b}' => "right-to-left embedding",
            '\u{202c}' => "end of an embedding",
            '\u{202d}' => "left-to-right override",
            '\u{202e}' => "right-to-left override",
            '\u{2060}' => "word joiner",
            '\u{2061}'..='\u{2064}' => "invisible operator",
            '\u{2066}' => "left-to-right isolate",
            '\u{2067}' => "right-to-left isolate",
            '\u{2068}' => "first-strong isolate",
            '\u{2069}' => "end of an isolate",
            '\u{feff}' => "byte order mark within the text",
            _ => "tag character",
        };
        format!("{name} (U+{:04X})", u32::from(self.sign))
    }
}

/// The hidden characters of one paragraph, in order. Direction ends with the
/// paragraph, so a text is to be given paragraph by paragraph.
pub fn hidden(paragraph: &str) -> Vec<Hidden> {
    if paragraph.is_ascii() {
        return Vec::new();
    }
    let turned = paragraph.chars().any(is_right_to_left);
    let mut found: Vec<Hidden> = Vec::new();
    // Where in `found` embeddings and isolates stand that have not come to an end.
    let (mut embeddings, mut isolates): (Vec<usize>, Vec<usize>) = Default::default();
    for (at, sign) in paragraph.char_indices() {
        let span = Span::new(at, at + sign.len_utf8());
        let mut push = |sort| found.push(Hidden { span, end: None, sign, sort });
        match sign {
            '\u{202a}'..='\u{202b}' | '\u{202d}'..='\u{202e}' | '\u{2066}'..='\u{2068}' => {
                let only_hides = matches!(sign, '\u{202a}' | '\u{2066}' | '\u{2068}') && !turned;
                push(if only_hides { Sort::Invisible } else { Sort::Turns });
                let open = if sign < '\u{2066}' { &mut embeddings } else { &mut isolates };
                open.push(found.len() - 1);
            }
            '\u{202c}' | '\u{2069}' => {
                let open = if sign == '\u{202c}' { &mut embeddings } else { &mut isolates };
                match open.pop() {
                    Some(index) => found[index].end = Some(span),
                    None => push(Sort::Invisible),
                }
            }
            '\u{200e}' | '\u{200f}' | '\u{61c}' if !turned => push(Sort::Invisible),
            sign if has_no_shape(sign) && !has_work(paragraph, at, sign) => push(Sort::Invisible),
            _ => {}
        }
    }
    // Embedded and isolated words are how right-to-left writing is set, if they come to an end.
    found.retain(|hidden| {
        let override_ = matches!(hidden.sign, '\u{202d}' | '\u{202e}');
        !(turned && hidden.sort == Sort::Turns && hidden.end.is_some() && !override_)
    });
    found
}

/// Whether a character is a letter of a script that is written from right to left.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{60b}' | '\u{60d}'..='\u{61b}' | '\u{61d}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Whether a character takes no room and has no shape of its own, whatever its neighbours.
/// A soft hyphen is seen where a line breaks, and is none.
fn has_no_shape(c: char) -> bool {
    matches!(c, '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}'
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether a character without a shape does what it is there for.
fn has_work(text: &str, at: usize, sign: char) -> bool {
    let mut back = text[..at].chars().rev().filter(|c| !is_shade(*c));
    let before = back.next();
    let after = text[at + sign.len_utf8()..].chars().next();
    let beside = |is: fn(char) -> bool| before.is_some_and(is) || after.is_some_and(is);
    match sign {
        // Joiners shape letters, and make one picture of several.
        '\u{200c}' => beside(joins) || parts_a_ligature(before, after),
        '\u{200d}' => beside(joins) || before.is_some_and(is_picture) && after.is_some_and(is_picture),
        // Where no spaces are written a line may break here.
        '\u{200b}' => beside(has_no_spaces),
        '\u{2060}' => {
            !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric))
        }
        '\u{2061}'..='\u{2064}' => beside(|c| matches!(c, '\u{1d400}'..='\u{1d7ff}' | '(' | ')')),
        '\u{34f}' => !beside(|c| c.is_ascii_alphanumeric()),
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => beside(is_hangul),
        '\u{180e}' => beside(|c| matches!(c, '\u{1800}'..='\u{18af}')),
        '\u{e0020}'..='\u{e007f}' => is_flag(&text[..at]),
        // The mark at the head of a file is passed over by whoever asks.
        _ => false,
    }
}

/// Variation selectors and colours of skin stand between a picture and what joins it.
fn is_shade(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// Scripts whose letters take another shape beside a joiner: Arabic, Syriac, those of India and
/// South-East Asia, Mongolian and others.
fn joins(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{109f}' | '\u{1700}'..='\u{18af}' | '\u{1900}'..='\u{1cff}' | '\u{a800}'..='\u{abff}'
        | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10a00}'..='\u{11fff}' | '\u{1e900}'..='\u{1e95f}')
}

/// German sets no ligature over the joint of a compound: *Auf·lage*.
fn parts_a_ligature(before: Option<char>, after: Option<char>) -> bool {
    matches!(before, Some('f' | 't')) && matches!(after, Some('b' | 'f' | 'h' | 'i' | 'j' | 'k' | 'l' | 't'))
}

fn is_picture(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

fn has_no_spaces(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1950}'..='\u{19df}' | '\u{1a20}'..='\u{1aaf}'
        | '\u{3000}'..='\u{9fff}' | '\u{a980}'..='\u{a9df}' | '\u{aa00}'..='\u{aadf}')
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}')
}

/// Whether a tag that follows belongs to a flag of a region: a black flag, then its letters.
fn is_flag(before: &str) -> bool {
    before.chars().rev().take(8).find(|c| !matches!(c, '\u{e0020}'..='\u{e007e}')) == Some('\u{1f3f4}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(u32, Sort)> {
        hidden(text).iter().map(|hidden| (u32::from(hidden.sign), hidden.sort)).collect()
    }

    #[test]
    fn what_turns_the_order_is_told() {
        assert_eq!(told("rose by \u{202e}04\u{202c} per cent"), [(0x202e, Sort::Turns)]);
        assert_eq!(told("rose by \u{202e}04"), [(0x202e, Sort::Turns)]);
        assert_eq!(told("rose by \u{2067}1-2\u{2069} per cent"), [(0x2067, Sort::Turns)]);
        assert_eq!(told("\u{5e9}\u{5dc} \u{2067}cited x"), [(0x2067, Sort::Turns)], "it does not end");
        assert_eq!(told("by \u{2068}Ada\u{2069}"), [(0x2068, Sort::Invisible)], "copied along from a page");
        assert_eq!(told("by Ada\u{202c}"), [(0x202c, Sort::Invisible)]);
        let pair = &hidden("a \u{202e}b\u{202c}")[0];
        assert_eq!((pair.span, pair.end), (Span::new(2, 5), Some(Span::new(6, 9))));
    }

    #[test]
    fn letters_without_a_shape_are_told() {
        for (text, sign) in [
            ("4\u{200b}0 per cent", 0x200b),
            ("Chi\u{2060}na", 0x2060),
            ("Chi\u{200c}na", 0x200c),
            ("4\u{200d}0", 0x200d),
            ("ferry\u{200e}", 0x200e),
            ("a \u{feff}b", 0xfeff),
            ("pi\u{34f}er", 0x34f),
            ("pi\u{3164}er", 0x3164),
            ("pier\u{e0041}", 0xe0041),
            ("x\u{2062}y", 0x2062),
        ] {
            assert_eq!(told(text), [(sign, Sort::Invisible)], "{text:?}");
        }
    }

    #[test]
    fn those_with_honest_work_are_none() {
        for text in [
            "plain words, na\u{ef}ve caf\u{e9}s, “quotes” — dashes\u{a0}…",
            "soft hy\u{ad}phens",
            "\u{6a9}\u{62a}\u{627}\u{628}\u{200c}\u{647}\u{627}",
            "\u{5e9}\u{5dc}\u{5d5}\u{5dd}\u{200f}! \u{2067}\u{5d0}\u{2069} and \u{202b}\u{5d1}\u{202c}",
            "\u{627}\u{644}\u{61c} 12",
            "\u{915}\u{94d}\u{200d}\u{937} and \u{915}\u{94d}\u{200c}\u{937}",
            "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} \u{2764}\u{fe0f}\u{200d}\u{1f525} \u{1f469}\u{1f3fd}\u{200d}\u{1f680}",
            "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
            "\u{e20}\u{e32}\u{e29}\u{e32}\u{200b}\u{e44}\u{e17}\u{e22} \u{65e5}\u{672c}\u{200b}\u{8a9e}",
            "Auf\u{200c}lage",
            "the year\u{2060}—\u{2060}or two",
            "\u{1820}\u{180e}\u{1820} \u{1100}\u{1160}",
        ] {
            assert_eq!(told(text), [], "{text:?}");
        }
    }
}
