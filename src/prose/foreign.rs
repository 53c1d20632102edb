//! Figures, dated events and quotations in German, French and Spanish sentences. Only these: their forms are few and
//! their words are data (`data/<language>/figures.toml`, `events.toml`). What else such a sentence asserts is not
//! read, and the report says so.

use super::assertion::{Assertion, Trigger, TriggerKind, cites_by_year};
use crate::lexicon::{Form, Words, list};
use crate::prose::language::{Language, tag_of};
use crate::span::Span;

/// What one figure is worth to those who rank; the same as in English.
const SCORE: i32 = 40;

/// The tag of a language whose figures are read here; English has its own reading.
pub fn counted_language(language: &Language) -> Option<&'static str> {
    tag_of(&language.name).filter(|tag| list::COUNTED_SHARE.in_language(tag).next().is_some())
}

/// The figures that a sentence states of the world (shares, sums of money, counts from a hundred on and ratios in
/// words), the year in which something happened, and the words of others in quotation marks.
/// `None` for questions, plans, duties, the writer's own doings, and where the sentence names a source.
pub fn counted(sentence: &str, tag: &str) -> Option<Assertion> {
    if sentence.trim_end().ends_with(['?', ':']) {
        return None;
    }
    let lower = sentence.to_lowercase();
    // Offsets of the one are to be those of the other.
    let lower = if lower.len() == sentence.len() { lower } else { sentence.to_ascii_lowercase() };
    // What others say tells nothing of who is speaking here: “Wir haben das nicht gewollt”.
    let quotes = quotes(sentence);
    let own = blanked(&lower, &quotes);
    let triggers = signs(sentence, &lower, &own, &quotes, tag);
    let idle = || {
        // "d’après": here no place is asked for.
        let plain = own.replace('’', "'");
        let said = |list: &Words| stands(list, tag, &plain).is_some();
        said(&list::COUNTED_GUARD)
            || said(&list::COUNTED_SOURCE)
            || said(&list::COUNTED_LAW)
            || tag == "es" && own.split(|c: char| !c.is_alphabetic()).any(is_ours)
    };
    if triggers.is_empty()
        || idle()
        || cites_by_year(sentence)
        || named_with_year(sentence)
        || numbered(sentence)
    {
        return None;
    }
    Some(Assertion { triggers, score: SCORE })
}

/// The signs of a sentence, in the order of their kinds.
fn signs(sentence: &str, lower: &str, own: &str, quotes: &[Span], tag: &str) -> Vec<Trigger> {
    let in_numbers =
        numbers(sentence).filter(|number| states(sentence, lower, number, tag)).map(|number| number.span);
    let mut figures: Vec<Span> = in_numbers.collect();
    if figures.is_empty() {
        figures.extend(stands(&list::COUNTED_RATIO, tag, lower));
    }
    let sign = |kind| move |span| Trigger { kind, span, strong: true };
    let mut found: Vec<Trigger> = figures.into_iter().map(sign(TriggerKind::Statistic)).collect();
    found.extend(event(own, tag).map(sign(TriggerKind::DatedEvent)));
    if stands(&list::QUOTED_VERB, tag, own).is_some() {
        let long = |span: &&Span| sentence[span.range()].split_whitespace().count() >= QUOTED_WORDS;
        found.extend(quotes.iter().filter(long).copied().map(sign(TriggerKind::Quotation)));
    }
    found
}

/// Fewer words in quotation marks are a term or a name.
const QUOTED_WORDS: usize = 4;

/// The year of an event: a year that stands as the time of a verb of the past.
fn event(lower: &str, tag: &str) -> Option<Span> {
    stands(&list::DATED_VERB, tag, lower)?;
    let leads = |number: &Number| {
        let (head, rest) = (&lower[..number.span.start as usize], &lower[number.span.end as usize..]);
        let apart = !head.ends_with(|c: char| c.is_alphanumeric() || "-–/.(".contains(c))
            && !rest.starts_with(|c: char| c.is_alphanumeric() || "-–/)".contains(c));
        let word = head
            .trim_end()
            .rsplit(|c: char| c.is_whitespace() || matches!(c, '’' | '\''))
            .next()
            .unwrap_or("");
        // Spanish puts a "de" between month and year.
        let before =
            head.trim_end().strip_suffix(" de").and_then(|rest| rest.rsplit(' ').next()).unwrap_or("");
        let of = |list: &Words| list.in_language(tag).any(|known| known == word);
        // "Die Weberei schloss 1871": in German the year may follow its verb.
        let led = of(&list::DATED_LEAD) || is_month(word, tag) || tag == "de" && of(&list::DATED_VERB);
        let opens = tag == "de" && head.trim().is_empty();
        number.year && apart && (led || opens || tag == "es" && is_month(before, tag))
    };
    numbers(lower).find(leads).map(|number| number.span)
}

/// What stands between quotation marks of the continent, the marks left out: „…“, »…«, « … », “…”.
fn quotes(sentence: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(char, usize)> = None;
    for (at, c) in sentence.char_indices() {
        match open {
            None => {
                let close = match c {
                    '„' => '“',
                    '»' => '«',
                    '«' => '»',
                    '“' => '”',
                    _ => continue,
                };
                open = Some((close, at + c.len_utf8()));
            }
            // Words that are set on Swiss or typed keyboards close „ with ”.
            Some((close, start)) if c == close || close == '“' && c == '”' => {
                let words = &sentence[start..at];
                let lead = words.len() - words.trim_start().len();
                found.push(Span::new(start + lead, start + lead + words.trim().len()));
                open = None;
            }
            Some(_) => {}
        }
    }
    found
}

/// A text with blanks where others speak.
fn blanked(text: &str, quotes: &[Span]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for quote in quotes {
        out.push_str(&text[at..quote.start as usize]);
        out.extend(std::iter::repeat_n(' ', quote.len()));
        at = quote.end as usize;
    }
    out.push_str(&text[at..]);
    out
}

/// Whether a sentence takes up what the one before counts: `davon`, `parmi eux`, `esa cifra`.
pub fn takes_up(sentence: &str, tag: &str) -> bool {
    stands(&list::COUNTED_TAKES_UP, tag, &sentence.to_lowercase()).is_some()
}

/// The first entry of a list in a language that stands in a text in small letters.
fn stands(list: &Words, tag: &str, lower: &str) -> Option<Span> {
    let words: Vec<&'static str> = list.in_language(tag).collect();
    Words::first_of(&words, Form::Word, lower)
}

/// `encuestamos`, `vimos`: Spanish says "we" by the end of the verb.
fn is_ours(word: &str) -> bool {
    word.len() > OURS
        && ["amos", "emos", "imos"].iter().any(|end| word.ends_with(end))
        && !list::NOT_OURS.in_language("es").any(|known| known == word)
}

/// Shorter words end so by chance: "ramos".
const OURS: usize = 6;

/// `(Drs. 7/311)`, `(BT-Drucksache 19/123)`, `(DS 2015/44)`: the number of a document in brackets, by which it is found.
fn numbered(text: &str) -> bool {
    let mut inside =
        text.split('(').skip(1).filter_map(|rest| rest.split_once(')')).map(|(inside, _)| inside);
    inside.any(|inside| {
        let named = inside.starts_with(char::is_uppercase);
        let parts =
            inside.split(|c: char| !c.is_ascii_digit() && c != '/').filter_map(|part| part.split_once('/'));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        named && parts.into_iter().any(|(volume, number)| digits(volume) && digits(number))
    })
}

/// `(Rojas y Mamani, 2019, p. 8)`: a bracket that opens with a name and holds a year.
fn named_with_year(text: &str) -> bool {
    text.split('(').skip(1).any(|rest| {
        let inside = rest.split(')').next().unwrap_or("");
        let year = |word: &str| {
            word.len() == 4 && (["18", "19", "20"].iter().any(|century| word.starts_with(century)))
        };
        inside.starts_with(char::is_uppercase) && inside.split(|c: char| !c.is_ascii_digit()).any(year)
    })
}

/// A number as it is written on the continent: `1 800`, `40.000`, `0,93`.
struct Number {
    span: Span,
    /// How many digits stand before the comma.
    digits: usize,
    /// It lies where years do, and is written as they are.
    year: bool,
}

/// The numbers of a text, in order.
fn numbers(text: &str) -> impl Iterator<Item = Number> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let from = at + text.get(at..)?.find(|c: char| c.is_ascii_digit())?;
        let number = number(text, from);
        at = number.span.end as usize;
        Some(number)
    })
}

fn number(text: &str, from: usize) -> Number {
    let digits_at = |at: usize| text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = from + digits_at(from);
    let mut digits = end - from;
    let mut grouped = false;
    while digits <= 3 || grouped {
        let Some(mark) = text[end..].chars().next() else { break };
        let next = end + mark.len_utf8();
        let parts = matches!(mark, '.' | ' ' | '\u{a0}' | '\u{202f}' | '’' | '\'');
        if !parts || digits_at(next) != 3 {
            break;
        }
        (grouped, digits, end) = (true, digits + 3, next + 3);
    }
    let plain = text.get(from..end).and_then(|digits| digits.parse::<u32>().ok());
    let year = !grouped && digits == 4 && plain.is_some_and(|year| (1000..=2100).contains(&year));
    if text[end..].starts_with(',') && digits_at(end + 1) > 0 {
        end += 1 + digits_at(end + 1);
    }
    Number { span: Span::new(from, end), digits, year }
}

/// Whether a number is one of a share, a sum or a count, by its neighbours.
fn states(typed: &str, lower: &str, number: &Number, tag: &str) -> bool {
    let (from, end) = (number.span.start as usize, number.span.end as usize);
    let (head, rest) = (&lower[..from], &lower[end..]);
    let of = |list: &Words, word: &str| list.in_language(tag).any(|known| known == word);
    let joined = head.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '.' | '_' | '#'));
    let goes_on =
        rest.starts_with(|c: char| c.is_alphabetic() || matches!(c, '/' | ':' | '.') && !at_end(rest));
    let before = head.trim_end().trim_end_matches(['.', '°']);
    let word =
        before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '’' | '\'')).next().unwrap_or("");
    // "DIN EN 14825": letters in capitals name what they number; of money they say which.
    let letters = typed[..from].trim_end().rsplit(' ').next().unwrap_or("");
    let capitals = letters.len() > 1 && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    let whole = rest.trim_start().starts_with('%') && matches!(&lower[from..end], "100" | "0");
    if joined || goes_on || before.ends_with('§') || capitals || whole || of(&list::COUNTED_LABEL, word) {
        return false;
    }
    if head.trim_end().ends_with(['€', '$', '£']) {
        return true;
    }
    let after = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    if after.starts_with(['%', '€', '$', '£']) {
        return true;
    }
    let next =
        after.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | ')')).next().unwrap_or("");
    let phrase = |list: &Words| {
        list.in_language(tag).any(|known| {
            after.strip_prefix(known).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    };
    if phrase(&list::COUNTED_SHARE) || phrase(&list::COUNTED_MONEY) || phrase(&list::COUNTED_SCALE) {
        return true;
    }
    let counts = number.digits > 2 && !number.year;
    let noun = next.chars().count() > 2 && next.starts_with(char::is_alphabetic);
    counts && noun && !rest.starts_with(',') && !of(&list::COUNTED_TIME, next) && !is_month(next, tag)
}

/// Whether a stop ends the sentence here.
fn at_end(rest: &str) -> bool {
    rest.starts_with('.') && !rest[1..].starts_with(|c: char| c.is_ascii_digit())
}

fn is_month(word: &str, tag: &str) -> bool {
    // German writes its months with a capital; the words asked for are in small letters.
    list::MONTH.in_language(tag).any(|month| month.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::{TriggerKind, counted};

    fn figures(sentence: &str, tag: &str) -> Vec<String> {
        let found = counted(sentence, tag).map(|assertion| assertion.triggers).unwrap_or_default();
        let figures = found.iter().filter(|trigger| trigger.kind == TriggerKind::Statistic);
        figures.map(|trigger| sentence[trigger.span.range()].to_owned()).collect()
    }

    /// The signs of a kind other than figures.
    fn signs(sentence: &str, tag: &str) -> Vec<(TriggerKind, String)> {
        let found = counted(sentence, tag).map(|assertion| assertion.triggers).unwrap_or_default();
        let other = found.iter().filter(|trigger| trigger.kind != TriggerKind::Statistic);
        other.map(|trigger| (trigger.kind, sentence[trigger.span.range()].to_owned())).collect()
    }

    #[test]
    fn events_at_a_stated_time_are_read() {
        for (tag, sentence, year) in [
            ("de", "1871 schloss die Weberei.", "1871"),
            ("de", "Die Weberei schloss 1871.", "1871"),
            ("de", "Im Jahr 1871 wurde die Weberei am Wehr gegründet.", "1871"),
            ("de", "Der Müller starb im Mai 1871.", "1871"),
            ("fr", "Le moulin a été fondé en 1871.", "1871"),
            ("fr", "Le 12 mars 1871, la ville a adopté le plan du moulin.", "1871"),
            ("es", "El molino cerró en 1871.", "1871"),
            ("es", "En mayo de 1871 la ciudad aprobó el canal.", "1871"),
        ] {
            assert_eq!(signs(sentence, tag), [(TriggerKind::DatedEvent, year.to_owned())], "{sentence}");
        }
    }

    #[test]
    fn words_of_others_are_read() {
        for (tag, sentence, words) in [
            ("de", "„Wir haben das nicht gewollt“, sagte der Müller.", "Wir haben das nicht gewollt"),
            ("de", "Der Müller schrieb, »das Wehr hält keinen Winter«.", "das Wehr hält keinen Winter"),
            ("fr", "« Nous ne l’avons pas voulu », a dit le meunier.", "Nous ne l’avons pas voulu"),
            ("es", "«No lo hemos querido nunca», dijo el molinero.", "No lo hemos querido nunca"),
        ] {
            assert_eq!(signs(sentence, tag), [(TriggerKind::Quotation, words.to_owned())], "{sentence}");
        }
    }

    #[test]
    fn the_number_of_a_document_is_a_source() {
        assert!(super::counted("Der Rat beschloss den Bau am 3. März 2011 (Drs. 4/98).", "de").is_none());
        assert!(
            super::counted("Der Rat beschloss den Bau am 3. März 2011 (im Winter 2011/12).", "de").is_some()
        );
    }

    #[test]
    fn years_and_marks_that_tell_no_event_and_no_speech_are_left_alone() {
        for (tag, sentence) in [
            ("de", "Seit 1871 steht das Wehr am Fluss."),
            ("de", "Der Haushalt 1871 wurde im Rat beschlossen."),
            ("de", "Die Mühle soll im Jahr 1871 gegründet werden."),
            ("de", "Laut Chronik wurde die Mühle im Jahr 1871 gegründet."),
            ("de", "Die Weberei wurde (1871) geschlossen."),
            ("de", "Im Winter 1871/72 wurde das Wehr gebaut."),
            ("de", "Der „Rat der Müller“, sagte er, sei klein."),
            ("de", "Das Lied „Es klappert die Mühle am Bach“ ist alt."),
            ("de", "Wir haben die Weberei im Jahr 1871 gegründet."),
            ("fr", "La loi de 1871 est en vigueur."),
            ("fr", "Depuis 1871, le moulin est fermé le lundi."),
            ("fr", "Selon la mairie, le moulin a été fondé en 1871."),
            ("fr", "Le moulin sera fondé en 2071."),
            ("es", "El molino de 1871 es grande."),
            ("es", "Según el gremio, el molino cerró en 1871."),
            ("es", "En 1871 el molino era grande."),
        ] {
            assert!(signs(sentence, tag).is_empty(), "{sentence}: {:?}", signs(sentence, tag));
        }
        assert!(counted("Ein „offener Satz, sagte er", "de").is_none());
    }

    #[test]
    fn figures_of_the_continent_are_read() {
        for (tag, sentence, expected) in [
            ("de", "Von den Mühlen standen 71 Prozent leer.", vec!["71"]),
            ("de", "Die Stadt gab 4,7 Mio. Euro für Brunnen aus.", vec!["4,7"]),
            ("de", "Am Fluss arbeiteten 1.250 Weber.", vec!["1.250"]),
            ("de", "Jede dritte Mühle verfiel.", vec!["Jede dritte"]),
            ("fr", "Le meunier a reçu 1 800 sacs et 0,93 € par sac.", vec!["1 800", "0,93"]),
            ("fr", "En 1871, un moulin sur trois a fermé.", vec!["sur trois"]),
            ("es", "El molino costaba 400.000 pesetas.", vec!["400.000"]),
            ("es", "Uno de cada cuatro molinos cerró.", vec!["de cada cuatro"]),
        ] {
            assert_eq!(figures(sentence, tag), expected, "{sentence}");
        }
    }

    #[test]
    fn what_states_nothing_of_the_world_is_left_alone() {
        for (tag, sentence) in [
            ("de", "Die Weberei schloss 1871."),
            ("de", "Nach § 400 BGB haften Müller."),
            ("de", "Der Müller muss 71 Prozent abgeben."),
            ("de", "Wir haben 480 Weber befragt."),
            ("de", "Laut Müllerbund standen 71 Prozent leer."),
            ("de", "Es dauerte 120 Tage."),
            ("de", "Brannten 480 Mühlen?"),
            ("fr", "Le 12 mars 1871, le moulin a fermé."),
            ("fr", "L’article 400 du code le dit."),
            ("fr", "Les moulins devraient recevoir 40 % de l’eau."),
            ("es", "Según el gremio, cerró el 40 por ciento."),
            ("es", "La Ley 400/2003 lo dice."),
            ("de", "DIN EN 14825 gilt für Mühlen."),
            ("de", "Das Gesetz vom 3. Mai gibt Müllern 40 Euro."),
            ("fr", "Les moulins (Meunier et Fournier, 1871, p. 8) ont 40 % de l’eau."),
            ("fr", "Un tiers de confiance garde le moulin."),
            ("es", "Contamos 400 molinos."),
        ] {
            assert!(figures(sentence, tag).is_empty(), "{sentence}: {:?}", figures(sentence, tag));
        }
    }
}
