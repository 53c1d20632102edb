//! In which language a text is: by what its file declares, by its script, by its commonest small words.
//!
//! The rules on wording read English. In a text of another language they would guess, so they are silent there. A
//! declaration is often a leftover of a template, so what the words show clearly goes before it.

use std::collections::BTreeSet;

use crate::lexicon::{LANGUAGES as LANGUAGES_TOLD, Sentence, languages, list, sentence};

/// Words of a text that are looked at: enough to decide, few enough to cost nothing.
const SAMPLE: usize = 400;
/// Fewer words than this cannot show that a text is not English.
const ENOUGH: usize = 200;
/// Fewer words than this show nothing at all.
const FEW: usize = 20;
/// A short text is foreign if so many different small words of one other language stand in it, and of ten hardly one is
/// English.
const PLAINLY: usize = 4;
/// Fewer words than this cannot show that it is.
const ENGLISH_ENOUGH: usize = 40;
/// A sentence needs as many words before it is called foreign among English ones.
const SENTENCE: usize = 12;

/// Languages by tag, name, and the names that LaTeX packages give them.
const LANGUAGES: &[(&str, &str, &[&str])] = &[
    (
        "en",
        "English",
        &["english", "british", "american", "usenglish", "ukenglish", "canadian", "australian", "newzealand"],
    ),
    ("de", "German", &["german", "ngerman", "austrian", "naustrian", "swissgerman", "nswissgerman"]),
    ("fr", "French", &["french", "francais", "frenchb", "acadian", "canadien"]),
    ("es", "Spanish", &["spanish", "spanishmx"]),
    ("pt", "Portuguese", &["portuguese", "portuges", "brazilian", "brazil"]),
    ("it", "Italian", &["italian"]),
    ("nl", "Dutch", &["dutch", "afrikaans"]),
    ("sv", "Swedish", &["swedish"]),
    ("da", "Danish", &["danish"]),
    ("no", "Norwegian", &["norsk", "nynorsk", "norwegian", "nb", "nn"]),
    ("pl", "Polish", &["polish"]),
    ("cs", "Czech", &["czech"]),
    ("sk", "Slovak", &["slovak"]),
    ("fi", "Finnish", &["finnish"]),
    ("hu", "Hungarian", &["hungarian", "magyar"]),
    ("tr", "Turkish", &["turkish"]),
    ("ro", "Romanian", &["romanian"]),
    ("id", "Indonesian", &["indonesian", "bahasa"]),
    ("vi", "Vietnamese", &["vietnamese"]),
    ("ru", "Russian", &["russian"]),
    ("uk", "Ukrainian", &["ukrainian"]),
    ("bg", "Bulgarian", &["bulgarian"]),
    ("el", "Greek", &["greek"]),
    ("he", "Hebrew", &["hebrew"]),
    ("ar", "Arabic", &["arabic"]),
    ("fa", "Persian", &["persian", "farsi"]),
    ("hi", "Hindi", &["hindi"]),
    ("th", "Thai", &["thai"]),
    ("ja", "Japanese", &["japanese"]),
    ("zh", "Chinese", &["chinese"]),
    ("ko", "Korean", &["korean"]),
];

/// How a language was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The file says so.
    Declared,
    /// The small words of the text are those of the language.
    Words,
    /// The text is written in its script.
    Script,
    /// Nothing says otherwise, and English is what is expected.
    Assumed,
}

impl Basis {
    /// The words for it in `show`.
    pub fn name(self) -> &'static str {
        match self {
            Basis::Declared => "declared",
            Basis::Words => "recognised by its words",
            Basis::Script => "recognised by its script",
            Basis::Assumed => "assumed",
        }
    }
}

/// The language of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// Its English name; a tag that no table knows stays a tag.
    pub name: String,
    /// How it was told.
    pub basis: Basis,
    /// What the file declares, if the words show another language.
    pub against: Option<String>,
}

impl Language {
    /// Whether rules that read English may speak.
    pub fn is_english(&self) -> bool {
        self.name == "English"
    }

    /// The language of a text: what its words or script show clearly, else what it declares, else English. `declared`
    /// is a tag (`fr-CH`) or a name of a LaTeX package (`ngerman`); `pieces` are its sentences. Looks at no more than
    /// some hundred words, taken from the whole text.
    pub fn of(declared: Option<&str>, pieces: &[&str]) -> Self {
        let declared = declared.and_then(named);
        match shown(pieces) {
            Some((name, basis)) => {
                let same = declared.as_deref() == Some(name);
                let basis = if same { Basis::Declared } else { basis };
                Self { name: name.to_owned(), basis, against: declared.filter(|_| !same) }
            }
            None => match declared {
                Some(name) => Self { name, basis: Basis::Declared, against: None },
                None => Self { name: "English".to_owned(), basis: Basis::Assumed, against: None },
            },
        }
    }
}

/// The name of a language by tag or LaTeX name. `None` for what is no language: `und`, `zxx`, nothing.
fn named(declared: &str) -> Option<String> {
    let lower = declared.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
    let first = lower.split(['-', '_', '.']).next().unwrap_or("");
    if first.is_empty() || matches!(first, "und" | "zxx" | "mul" | "x" | "none" | "c") {
        return None;
    }
    let row = LANGUAGES.iter().find(|(tag, _, others)| *tag == first || others.contains(&first));
    Some(row.map_or_else(|| declared.trim().to_owned(), |(_, name, _)| (*name).to_owned()))
}

/// The tag of a language, by its English name.
pub fn tag_of(name: &str) -> Option<&'static str> {
    LANGUAGES.iter().find(|(_, known, _)| *known == name).map(|(tag, ..)| *tag)
}

/// The tags of all languages that are known by name.
pub fn tags() -> Vec<&'static str> {
    LANGUAGES.iter().map(|(tag, ..)| *tag).collect()
}

/// The English name of a language, by its tag; empty for a tag that is not known.
pub fn name_of(tag: &str) -> &'static str {
    LANGUAGES.iter().find(|(known, ..)| *known == tag).map_or("", |(_, name, _)| name)
}

/// What the words or the script show clearly.
fn shown(pieces: &[&str]) -> Option<(&'static str, Basis)> {
    let mut count = Count::default();
    let mut letters = Letters::default();
    let step = (pieces.len() * 20 / SAMPLE).max(1);
    for piece in pieces.iter().step_by(step) {
        letters.add(piece);
        count.add(piece, SAMPLE);
        if count.words >= SAMPLE {
            break;
        }
    }
    if let Some(script) = letters.foreign(20) {
        return Some((script, Basis::Script));
    }
    if count.words >= ENGLISH_ENOUGH && count.of(0) * 100 >= count.words * 6 {
        return Some(("English", Basis::Words));
    }
    let (language, best) = count.best();
    let clear = if count.words >= ENOUGH {
        count.of(0) * 100 < count.words * 2
    } else {
        count.words >= FEW && plainly(pieces, language)
    };
    let foreign = clear && best * 100 >= count.words * 12;
    foreign.then(|| (name_of(LANGUAGES_TOLD[language]), Basis::Words))
}

/// Whether the small words of a short text are those of this language, and hardly one is English: a short text must not
/// pass for English because it is short. Words with a capital are not asked: they may be of a name.
fn plainly(pieces: &[&str], language: usize) -> bool {
    let mut count = Count::default();
    let mut different = BTreeSet::new();
    let all = pieces.iter().flat_map(|piece| words(piece));
    for word in all.filter(|word| word.starts_with(char::is_lowercase)) {
        if count.see(word) >> language & 1 == 1 {
            different.insert(word);
        }
    }
    // "by" is Czech too: one word said often shows nothing.
    different.len() >= PLAINLY && count.of(0) * 10 < count.of(language)
}

/// Whether a sentence in an English text is surely in another language: by its script, or by twelve words and more none
/// of which is English and a fifth of which are small words of one other language.
pub fn is_foreign(sentence: &str) -> bool {
    if !sentence.is_ascii() {
        let mut letters = Letters::default();
        letters.add(sentence);
        if letters.foreign(20).is_some() {
            return true;
        }
    }
    let mut count = Count::default();
    for word in words(sentence) {
        if count.see(word) & 1 != 0 {
            return false;
        }
    }
    let (_, best) = count.best();
    count.words >= SENTENCE && best >= 4 && best * 5 >= count.words
}

/// How many words of each language were seen.
#[derive(Debug, Default)]
struct Count {
    words: usize,
    of: Vec<usize>,
}

impl Count {
    /// Counts a word; gives the languages that have it as bits, English the first.
    fn see(&mut self, word: &str) -> u32 {
        self.words += 1;
        // A word with capitals beyond ASCII is looked up as it stands: it opens a sentence or is a name.
        let all = languages(word);
        if all != 0 {
            self.of.resize(LANGUAGES_TOLD.len(), 0);
            (0..LANGUAGES_TOLD.len()).filter(|bit| all >> bit & 1 == 1).for_each(|bit| self.of[bit] += 1);
        }
        all
    }

    fn add(&mut self, text: &str, most: usize) {
        for word in words(text) {
            if self.words >= most {
                return;
            }
            self.see(word);
        }
    }

    fn of(&self, language: usize) -> usize {
        self.of.get(language).copied().unwrap_or(0)
    }

    /// The other language with the most words, and how many.
    fn best(&self) -> (usize, usize) {
        let others = self.of.iter().copied().enumerate().skip(1);
        others.rev().max_by_key(|(_, count)| *count).unwrap_or((0, 0))
    }
}

/// Whether a title is surely English: a small word of English in it, and hardly any of another language. Too few words
/// for a count; "Charles de Gaulle", "Vincent van Gogh": one such word is a name's.
pub fn is_english_title(title: &str) -> bool {
    let (mut english, mut other) = (0, 0);
    for word in title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if list::ENGLISH_IN_TITLE.has(word) {
            english += 1;
        } else if languages(word) & !1 != 0 && sentence(word) == Sentence::default() {
            other += 1;
        }
    }
    english > 0 && other < 2 && english > other
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}

/// Letters by script.
#[derive(Debug, Default)]
struct Letters {
    latin: usize,
    cyrillic: usize,
    ukrainian: usize,
    greek: usize,
    arabic: usize,
    persian: usize,
    hebrew: usize,
    indic: usize,
    thai: usize,
    kana: usize,
    han: usize,
    hangul: usize,
    other: usize,
}

impl Letters {
    fn add(&mut self, text: &str) {
        if text.is_ascii() {
            self.latin += text.bytes().filter(u8::is_ascii_alphabetic).count();
            return;
        }
        for c in text.chars() {
            *match c {
                'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => &mut self.latin,
                '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => &mut self.greek,
                '\u{400}'..='\u{52f}' => {
                    self.ukrainian += usize::from(matches!(c, 'і' | 'ї' | 'є' | 'ґ'));
                    &mut self.cyrillic
                }
                '\u{590}'..='\u{5ff}' => &mut self.hebrew,
                '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => {
                    self.persian += usize::from(matches!(c, 'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی'));
                    &mut self.arabic
                }
                '\u{900}'..='\u{dff}' => &mut self.indic,
                '\u{e00}'..='\u{e7f}' => &mut self.thai,
                '\u{3040}'..='\u{30ff}' => &mut self.kana,
                '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' => &mut self.han,
                '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}' => &mut self.hangul,
                c if c.is_alphabetic() => &mut self.other,
                _ => continue,
            } += 1;
        }
    }

    /// The language of a script that has more than half of the letters, of which there are at least `least`.
    fn foreign(&self, least: usize) -> Option<&'static str> {
        let east = self.kana + self.han + self.hangul;
        let rest =
            self.cyrillic + self.greek + self.arabic + self.hebrew + self.indic + self.thai + self.other;
        // One ideograph says as much as three letters.
        let foreign = east * 3 + rest;
        if foreign < least || foreign <= self.latin {
            return None;
        }
        let scripts = [
            (self.kana * 10 + self.han, if self.kana * 20 > self.han { "Japanese" } else { "Chinese" }),
            (self.hangul * 3, "Korean"),
            (self.cyrillic, if self.ukrainian * 50 > self.cyrillic { "Ukrainian" } else { "Russian" }),
            (self.arabic, if self.persian * 20 > self.arabic { "Persian" } else { "Arabic" }),
            (self.greek, "Greek"),
            (self.hebrew, "Hebrew"),
            (self.indic, "an Indian language"),
            (self.thai, "Thai"),
            (self.other, "another language"),
        ];
        scripts.into_iter().max_by_key(|(count, _)| *count).map(|(_, name)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_small_words_of_english_are_its_own() {
        for word in list::STOP_WORD.in_language("en") {
            assert_eq!(languages(word), 1, "{word} is not English alone");
        }
        assert_eq!(LANGUAGES_TOLD[0], "en");
        assert!(LANGUAGES_TOLD.len() < 32 && LANGUAGES_TOLD.iter().all(|tag| !name_of(tag).is_empty()));
    }

    #[test]
    fn tags_and_names_of_packages_are_languages() {
        for (declared, expected) in [
            ("fr-CH", Some("French")),
            ("ngerman", Some("German")),
            ("EN_us", Some("English")),
            (" \"de\"", Some("German")),
            ("tlh", Some("tlh")),
            ("und", None),
            ("", None),
        ] {
            assert_eq!(named(declared).as_deref(), expected, "{declared}");
        }
    }

    #[test]
    fn a_declaration_counts_where_words_are_few_and_yields_to_clear_ones() {
        let short = ["Der Hafen wuchs um 40 Prozent."];
        assert_eq!(Language::of(Some("de"), &short).name, "German");
        assert_eq!(Language::of(None, &short).basis, Basis::Assumed);
        let english =
            ["The port that grew is the one which they have in the south and this is because of it."; 4];
        let told = Language::of(Some("de-DE"), &english);
        assert_eq!((told.name.as_str(), told.against.as_deref()), ("English", Some("German")));
        assert_eq!(Language::of(Some("en"), &english).basis, Basis::Declared);
    }

    #[test]
    fn sentences_in_another_language_are_told() {
        assert!(is_foreign(
            "Der Hafen ist nach dem Krieg um das Doppelte gewachsen und wird auch von Schiffen aus dem Süden genutzt."
        ));
        assert!(is_foreign("港は戦後に二倍の大きさになり、多くの船が入港している。"));
        assert!(is_foreign("Порт после войны вырос вдвое и принимает суда с юга."));
        assert!(!is_foreign(
            "The Hafen von der Elbe und das Schiff is an old name for a harbour near the Elbe."
        ));
        assert!(!is_foreign(
            "Ministers Müller, García, Nguyễn, Yılmaz, Kowalski, Rossi, Silva, de la Cruz, van den Berg met."
        ));
        assert!(!is_foreign("Der Hafen ist groß."));
    }
}
