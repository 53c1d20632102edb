//! Tense and mood: finite past verbs, clauses, and the modals in them.

use crate::lexicon::list;
use crate::prose::lexicon::Flags;
use crate::prose::words::Word;

/// Where clauses part, and where modals and hedges stand.
pub struct Clauses {
    breaks: Vec<usize>,
    modals: Vec<usize>,
    /// Where finite past verbs stand.
    told: Vec<usize>,
}

impl Clauses {
    /// The clauses of `text`, whose words are `words`.
    pub fn of(text: &str, words: &[Word<'_>]) -> Self {
        let mut breaks: Vec<usize> = memchr::memchr_iter(b';', text.as_bytes()).collect();
        breaks.extend(memchr::memmem::find_iter(text.as_bytes(), "—".as_bytes()));
        let mut modals = Vec::new();
        let mut verbs = Vec::new();
        let mut told = false;
        for (index, word) in words.iter().enumerate() {
            // After a past verb, "that nobody expects" opens a clause of its own; after a
            // verb of saying, "that" goes on with what was said.
            let relative = told && relative(words, index);
            if index > 0 && (word.flags.any(Flags::BREAK) || relative) {
                breaks.push(word.start);
                told = false;
            }
            told = told || word.flags.any(Flags::WAS.or(Flags::PAST)) || regular(words, index);
            if past(words, index) {
                verbs.push(word.start);
            }
            if modal(words, index) {
                modals.push(word.start);
            }
        }
        breaks.sort_unstable();
        Self { breaks, modals, told: verbs }
    }

    /// The clause that holds `at`, as byte offsets.
    pub fn bounds(&self, at: usize) -> (usize, usize) {
        let next = self.breaks.partition_point(|&place| place <= at);
        let start = next.checked_sub(1).map_or(0, |index| self.breaks[index]);
        (start, self.breaks.get(next).copied().unwrap_or(usize::MAX))
    }

    /// Whether a modal or a hedge in its clause governs what stands at `at`: one that stands before it, or one after
    /// it that no past verb parts from it. `The fund paid 40 million and may pay more` is told as far as the *may*.
    pub fn hedged(&self, at: usize) -> bool {
        let (start, end) = self.bounds(at);
        let next = self.modals.partition_point(|&place| place < start);
        let Some(&modal) = self.modals.get(next).filter(|&&place| place < end) else { return false };
        let verb = self.told.get(self.told.partition_point(|&place| place < start));
        modal < at || verb.is_none_or(|&verb| verb >= modal)
    }
}

/// Whether a relative clause may open here.
fn relative(words: &[Word<'_>], index: usize) -> bool {
    let word = &words[index];
    let opens = ["that", "which", "who", "whose", "because"].iter().any(|one| word.is(one));
    let said = Flags::SAYS.or(Flags::FINDS);
    opens
        && !words[index.saturating_sub(4)..index].iter().any(|before| before.flags.any(said))
        && !(word.is("that") && words[..index].last().is_some_and(|before| before.flags.any(Flags::PREP)))
}

/// Whether the word is a modal or a hedge: `May` is a month before a digit, `Will` a name.
fn modal(words: &[Word<'_>], index: usize) -> bool {
    let word = &words[index];
    if !word.flags.any(Flags::MODAL) {
        return false;
    }
    if word.is("need") && !words.get(index + 1).is_some_and(|next| next.is("to")) {
        return false;
    }
    if acts(words, index) || counts(words, index) {
        return false;
    }
    let capital = word.capital();
    // "The target for 2020 is" foretells; "met the target of 85%" does not.
    let noun = index > usize::from(word.is("target") || word.is("goal") || word.is("plan"))
        && words[index - 1].flags.any(Flags::DET)
        && list::FORETELLING_NOUN.iter().any(|one| word.is(one));
    !(noun || capital && (index > 0 || words.get(1).is_some_and(Word::digit)))
}

/// Whether the word at `index` is a finite past verb, or opens a perfect.
pub fn past(words: &[Word<'_>], index: usize) -> bool {
    let flags = words[index].flags;
    if acts(words, index) {
        return true;
    }
    if flags.any(Flags::WAS) {
        return !words.get(index + 1).is_some_and(|next| next.is("to"));
    }
    if flags.any(Flags::HAVE) {
        return perfect(words, index);
    }
    if flags.any(Flags::PAST.or(Flags::SAME)) {
        return finite(words, index);
    }
    regular(words, index)
}

/// `the Department proposed a rule`: what somebody did, whatever may come of it.
fn acts(words: &[Word<'_>], index: usize) -> bool {
    let word = &words[index];
    let who = |before: &Word<'_>| before.capital() || before.flags.any(Flags::BODY);
    word.flags.any(Flags::MODAL)
        && word.text.ends_with("ed")
        && !word.capital()
        && index
            .checked_sub(1)
            .is_some_and(|before| who(&words[before]) && !words[before].flags.any(Flags::FUNCTION))
}

/// `140 data centre projects`: a plural that a number before it counts.
fn counts(words: &[Word<'_>], index: usize) -> bool {
    let word = &words[index];
    let near = words[index.saturating_sub(4)..index].iter().rev();
    let mut run =
        near.take_while(|before| !before.flags.any(Flags::FUNCTION.or(Flags::PREP)) && !before.capital());
    word.flags.any(Flags::MODAL)
        && word.text.ends_with('s')
        && run.any(|before| before.digit() && before.text.len() < 4 || before.flags.any(Flags::NUMBER_WORD))
}

/// `has also occurred`, `have been`.
fn perfect(words: &[Word<'_>], index: usize) -> bool {
    words.iter().skip(index + 1).take(3).any(|word| {
        word.flags.any(Flags::PARTICIPLE.or(Flags::PAST))
            || (word.text.len() > 4 && word.text.ends_with("ed"))
    })
}

/// A regular past form in a finite place.
pub fn regular(words: &[Word<'_>], index: usize) -> bool {
    let word = &words[index];
    let form = word.text.len() > 3 && word.text.ends_with("ed") && !word.capital();
    form && !word.flags.any(Flags::NOT_PAST) && finite(words, index)
}

/// No article, preposition or form of "be" before it, no "by" after it.
fn finite(words: &[Word<'_>], index: usize) -> bool {
    let Some(before) = index.checked_sub(1).map(|index| &words[index]) else { return false };
    let irregular = words[index].flags.any(Flags::PAST.or(Flags::SAME));
    // `exports and imported goods`: a coordinated -ed is more often an adjective.
    let joined = irregular && (before.is("and") || before.is("or"));
    if before.flags.any(Flags::BE.or(Flags::DET)) || before.flags.any(Flags::PREP) && !joined {
        return false;
    }
    let by = words.get(index + 1).is_some_and(|next| next.is("by"));
    let measured = words
        .get(index + 2)
        .is_some_and(|next| next.digit() || next.is("about") || next.is("more") || next.is("nearly"));
    irregular || !by || measured
}
