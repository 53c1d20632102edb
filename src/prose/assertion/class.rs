//! What a sentence is: an assertion, or which kind of the author's own voice.

use crate::lexicon::list;
use std::sync::LazyLock;

use super::Passage;
use super::guard::Silence;
use crate::needles::Needles;
use crate::prose::lexicon::Flags;
use crate::prose::words::Word;

/// What a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// It shows signs that a reader could ask a source for.
    Assertion,
    /// It opens a paragraph and says what the paragraph shows.
    TopicSentence,
    /// It leads from one part to the next.
    Transition,
    /// It draws a conclusion, and says so.
    Inference,
    /// It says what will or may happen.
    Forecast,
    /// It says what should be done.
    Recommendation,
    /// It says what a term means.
    Definition,
    /// It asks.
    Question,
    /// It repeats what a cited passage of the draft says.
    Summary,
    /// It tells who paid, whose views these are, who is thanked.
    Disclosure,
    /// Another sentence in the first person, about this paper, or of a supposed case.
    OwnVoice,
    /// A plain sentence without hard signs.
    Statement,
}

impl Class {
    /// Every class.
    pub const ALL: [Class; 12] = [
        Class::Assertion,
        Class::TopicSentence,
        Class::Transition,
        Class::Inference,
        Class::Forecast,
        Class::Recommendation,
        Class::Definition,
        Class::Question,
        Class::Summary,
        Class::Disclosure,
        Class::OwnVoice,
        Class::Statement,
    ];

    /// The word for it in `show` and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Class::Assertion => "assertion",
            Class::TopicSentence => "topic-sentence",
            Class::Transition => "transition",
            Class::Inference => "inference",
            Class::Forecast => "forecast",
            Class::Recommendation => "recommendation",
            Class::Definition => "definition",
            Class::Question => "question",
            Class::Summary => "summary",
            Class::Disclosure => "disclosure",
            Class::OwnVoice => "own-voice",
            Class::Statement => "statement",
        }
    }
}

static PHRASES: LazyLock<Needles> = LazyLock::new(|| Needles::in_any_case(list::DEFINING.iter()));

/// The class of a sentence that was silenced.
pub fn of_silence(silence: Silence, sentence: &str) -> Class {
    match silence {
        Silence::Sourced => Class::Assertion,
        Silence::Advice => Class::Recommendation,
        Silence::Question => Class::Question,
        Silence::Disclosure => Class::Disclosure,
        Silence::Definition => Class::Definition,
        Silence::Summary => Class::Summary,
        Silence::Forecast => Class::Forecast,
        Silence::Common => Class::Statement,
        // A short sentence whose verb is not known, or a heading.
        Silence::Fragment if sentence.trim_end().ends_with('.') => Class::Statement,
        Silence::Caption | Silence::Fragment => Class::OwnVoice,
        // "We should", "our debts will": what is said counts more than by whom.
        Silence::Supposition | Silence::OwnVoice => {
            own_voice(&Passage::read(sentence)).unwrap_or(Class::OwnVoice)
        }
    }
}

/// The author's own voice in a sentence, if its words say so.
pub fn own_voice(passage: &Passage<'_>) -> Option<Class> {
    definition(passage)
        .then_some(Class::Definition)
        .or_else(|| transition(passage.text).then_some(Class::Transition))
        .or_else(|| mood(passage).filter(|mood| *mood == Class::Recommendation))
        .or_else(|| infers(passage).then_some(Class::Inference))
        .or_else(|| mood(passage))
}

/// A set phrase, or `A weir is a low barrier …`.
fn definition(passage: &Passage<'_>) -> bool {
    if PHRASES.any_in(passage.text) {
        return true;
    }
    let words = &passage.words;
    let opens = words.first().is_some_and(|first| first.is("a") || first.is("an"));
    let kind = |at: usize| {
        words[at].is("is")
            && words.get(at + 1).is_some_and(|next| ["a", "an", "the", "one"].iter().any(|it| next.is(it)))
    };
    opens && words.len() > 4 && (2..words.len().min(6)).any(kind) && !words[1].capital()
}

/// Whether a set phrase that leads on opens the sentence.
fn transition(text: &str) -> bool {
    let first = text.as_bytes().first().map_or(0, u8::to_ascii_lowercase);
    let opens = |with: &str| {
        with.as_bytes()[0] == first
            && text.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with))
    };
    list::TRANSITION.iter().any(|with| opens(with))
}

/// A recommendation or a forecast, by the first modal that is no quotation's.
fn mood(passage: &Passage<'_>) -> Option<Class> {
    if passage.text.starts_with("It is necessary to") || passage.text.starts_with("It is essential to") {
        return Some(Class::Recommendation);
    }
    if !passage.can.any(Flags::ADVISES.or(Flags::FORETELLS)) {
        return None;
    }
    passage.words.iter().enumerate().find_map(|(index, word)| {
        if !word.flags.any(Flags::ADVISES.or(Flags::FORETELLS)) || passage.in_quotes(word.start) {
            return None;
        }
        let next = passage.words.get(index + 1);
        let before = index.checked_sub(1).map(|index| &passage.words[index]);
        let noun = before.is_some_and(|before| before.flags.any(Flags::DET)) || word.capital() && index > 0;
        if noun {
            return None;
        }
        if word.flags.any(Flags::ADVISES) {
            let needs = word.is("need") || word.is("needs");
            return (!needs || next.is_some_and(|next| next.is("to"))).then_some(Class::Recommendation);
        }
        let could_have = next.is_some_and(|next| next.is("have"));
        let may = word.is("May") && word.capital();
        (!could_have && !may).then_some(Class::Forecast)
    })
}

/// `Thus …`, `This suggests that …`, `These incidents paint a picture …`.
fn infers(passage: &Passage<'_>) -> bool {
    let mut words =
        passage.words.iter().skip_while(|word| word.flags.any(Flags::CONNECTIVE) && !word.is("thus"));
    let Some(first) = words.next() else { return false };
    if first.flags.any(Flags::INFERS) {
        return true;
    }
    let near = |word: &Word<'_>| word.flags.any(Flags::SHOWS) && !word.capital();
    let pointing = ["this", "these", "that", "it", "such", "all", "both"].iter().any(|one| first.is(one));
    pointing && words.take(4).any(near)
        || passage
            .words
            .iter()
            .any(|word| word.flags.any(Flags::INFERS) && (word.is("therefore") || word.is("thus")))
        || passage.text.starts_with("If that is right")
        || passage.text.starts_with("In short")
        || passage.text.starts_with("In sum")
        || passage.text.starts_with("Taken together")
        || passage.text.starts_with("As a result,")
        || passage.text.starts_with("It follows")
        || passage.text.starts_with("In other words")
}
