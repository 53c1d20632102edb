//! Characters that LaTeX writes as commands: accents, letters, signs.

/// What a command without arguments shows.
pub(super) fn symbol(name: &str) -> Option<&'static str> {
    Some(match name {
        "&" => "&",
        "%" => "%",
        "$" | "textdollar" => "$",
        "#" => "#",
        "_" | "textunderscore" => "_",
        "{" | "textbraceleft" => "{",
        "}" | "textbraceright" => "}",
        "textbackslash" => "\\",
        "textasciitilde" => "~",
        "textasciicircum" => "^",
        " " | "\n" | "\t" | "," | ";" | ":" | ">" | "quad" | "qquad" | "enspace" | "thinspace" | "space"
        | "nobreakspace" | "linebreak" | "newline" | "hfill" | "hskip" | "\\" | "\\*" | "nbsp" | "enskip" => {
            " "
        }
        "!" | "/" | "-" | "@" | "allowbreak" | "slash-" => "",
        "ss" => "ß",
        "SS" => "SS",
        "o" => "ø",
        "O" => "Ø",
        "l" => "ł",
        "L" => "Ł",
        "ae" => "æ",
        "AE" => "Æ",
        "oe" => "œ",
        "OE" => "Œ",
        "aa" => "å",
        "AA" => "Å",
        "i" => "ı",
        "j" => "ȷ",
        "dh" => "ð",
        "DH" => "Ð",
        "dj" => "đ",
        "DJ" => "Đ",
        "th" => "þ",
        "TH" => "Þ",
        "ng" => "ŋ",
        "S" | "textsection" => "§",
        "P" | "textparagraph" => "¶",
        "copyright" | "textcopyright" => "©",
        "textregistered" | "circledR" => "®",
        "texttrademark" => "™",
        "pounds" | "textsterling" => "£",
        "euro" | "texteuro" | "EUR" => "€",
        "textyen" | "yen" => "¥",
        "textcent" => "¢",
        "dag" | "textdagger" => "†",
        "ddag" | "textdaggerdbl" => "‡",
        "dots" | "ldots" | "textellipsis" | "cdots" => "…",
        "textendash" | "textnumdash" => "–",
        "textemdash" => "—",
        "textquoteleft" | "lq" => "‘",
        "textquoteright" | "rq" => "’",
        "textquotedblleft" => "“",
        "textquotedblright" => "”",
        "textquotedbl" => "\"",
        "textquotesingle" => "'",
        "quotedblbase" | "glqq" => "„",
        "grqq" => "“",
        "quotesinglbase" | "glq" => "‚",
        "grq" => "‘",
        "guillemotleft" | "guillemetleft" | "flqq" | "og" => "«",
        "guillemotright" | "guillemetright" | "frqq" | "fg" => "»",
        "guilsinglleft" | "flq" => "‹",
        "guilsinglright" | "frq" => "›",
        "textdegree" | "degree" => "°",
        "textbullet" => "•",
        "textperiodcentered" => "·",
        "textless" => "<",
        "textgreater" => ">",
        "textbar" => "|",
        "textmu" | "micro" => "µ",
        "texttimes" | "times" => "×",
        "textpm" | "pm" => "±",
        "textminus" => "−",
        "textonehalf" => "½",
        "textonequarter" => "¼",
        "textthreequarters" => "¾",
        "textordfeminine" => "ª",
        "textordmasculine" => "º",
        "textexclamdown" => "¡",
        "textquestiondown" => "¿",
        "LaTeX" => "LaTeX",
        "TeX" => "TeX",
        "BibTeX" => "BibTeX",
        "LaTeXe" => "LaTeX2e",
        "slash" => "/",
        "percent" => "%",
        "textasteriskcentered" => "*",
        _ => return None,
    })
}

/// Letters that take an accent, and what they become. Pairs of characters.
fn accented(accent: &str) -> Option<(&'static str, char)> {
    Some(match accent {
        "`" => ("aàeèiìıìoòuùAÀEÈIÌOÒUÙnǹNǸ", '\u{300}'),
        "'" => ("aáeéiíıíoóuúyýAÁEÉIÍOÓUÚYÝcćCĆlĺLĹnńNŃrŕRŔsśSŚzźZŹgǵ", '\u{301}'),
        "^" => ("aâeêiîıîoôuûAÂEÊIÎOÔUÛcĉCĈgĝGĜhĥHĤjĵȷĵJĴsŝSŜwŵWŴyŷYŶ", '\u{302}'),
        "\"" => ("aäeëiïıïoöuüyÿAÄEËIÏOÖUÜYŸ", '\u{308}'),
        "~" => ("aãnñoõAÃNÑOÕiĩıĩIĨuũUŨeẽ", '\u{303}'),
        "=" => ("aāeēiīıīoōuūAĀEĒIĪOŌUŪ", '\u{304}'),
        "." => ("cċCĊeėEĖgġGĠIİzżZŻaȧoȯ", '\u{307}'),
        "u" => ("aăAĂeĕEĔgğGĞiĭıĭIĬoŏOŎuŭUŬ", '\u{306}'),
        "v" => ("cčCČdďDĎeěEĚnňNŇrřRŘsšSŠtťTŤzžZŽaǎAǍgǧGǦlľLĽ", '\u{30c}'),
        "H" => ("oőOŐuűUŰ", '\u{30b}'),
        "c" => ("cçCÇsşSŞtţTŢgģGĢkķKĶlļLĻnņNŅrŗRŖ", '\u{327}'),
        "k" => ("aąAĄeęEĘiįIĮuųUŲ", '\u{328}'),
        "r" => ("aåAÅuůUŮ", '\u{30a}'),
        "d" => ("aạeẹoọuụsṣtṭdḍhḥSṢTṬHḤ", '\u{323}'),
        "b" => ("", '\u{331}'),
        _ => return None,
    })
}

/// Whether a command is an accent, so that a letter follows.
pub(super) fn is_accent(name: &str) -> bool {
    accented(name).is_some()
}

/// A letter with an accent on it.
pub(super) fn accent(name: &str, letter: &str) -> Option<String> {
    let (pairs, mark) = accented(name)?;
    let mut chars = letter.chars();
    let Some(first) = chars.next() else { return Some(String::new()) };
    let mut pairs = pairs.chars();
    while let (Some(base), Some(whole)) = (pairs.next(), pairs.next()) {
        if base == first {
            return Some(std::iter::once(whole).chain(chars).collect());
        }
    }
    Some([first, mark].into_iter().chain(chars).collect())
}

/// Signs in text that stand for others, `--` for a dash: what is shown and how
/// many bytes it takes. `at` is one of `` ` ' - < > ! ? ``.
pub(super) fn ligature(text: &str) -> Option<(&'static str, usize)> {
    const SIGNS: [(&str, &str); 10] = [
        ("---", "—"),
        ("--", "–"),
        ("``", "“"),
        ("''", "”"),
        ("`", "‘"),
        ("'", "’"),
        ("<<", "«"),
        (">>", "»"),
        ("!`", "¡"),
        ("?`", "¿"),
    ];
    SIGNS.iter().find(|(sign, _)| text.starts_with(sign)).map(|(sign, shown)| (*shown, sign.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_make_one_character() {
        assert_eq!(accent("'", "e").as_deref(), Some("é"));
        assert_eq!(accent("\"", "ı").as_deref(), Some("ï"));
        assert_eq!(accent("v", "x").as_deref(), Some("x\u{30c}"));
        assert_eq!(accent("c", "").as_deref(), Some(""));
        assert_eq!(accent("q", "x"), None);
    }
}
