//! Sentences that carry on with a neighbour which has its source: they open as elaborations do, have the same subject
//! again, tell on what a court held, or stand before the cited sentence that tells of the same name.

use std::collections::{HashMap, HashSet};

use super::Case;
use super::cover::Cover;
use crate::draft::Draft;
use crate::ids::PassageId;
use crate::lexicon::list;
use crate::prose::{self, Assertion, Flags, TriggerKind, Word, words};

/// A speaker or a case may have been cited so many sentences before.
const SPEAKER: usize = 5;
/// The cited sentence ahead stands at most so many sentences on.
const AHEAD: usize = 2;
/// A name that stands in more than one of so many passages is what the draft is about: it ties nothing together.
const COMMON: usize = 25;
/// And in a short draft in more than so many.
const FEW: usize = 4;
/// A row of budget years has at most so many sentences.
const YEARS: usize = 10;
/// The verb of an act stands so near behind its letters.
const GIVES: usize = 3;
/// The letters of an act stand so near behind the word, in bytes: `Act of 2002 (HAVA`.
const LETTERS: usize = 24;
/// The subject stands among so many words.
const SUBJECT: usize = 8;

/// The passages of a draft by the names in them, looked at once.
pub(super) struct CarriesOn<'c, 'a> {
    case: &'c Case<'a>,
    draft: &'a Draft,
    /// In how many passages each name stands.
    named: HashMap<&'a str, usize>,
    /// The letters by which the draft calls an act, and where it says so: *the Safe Harbours Act (SHA)*.
    acts: HashMap<&'a str, PassageId>,
}

impl<'c, 'a> CarriesOn<'c, 'a> {
    pub(super) fn of(case: &'c Case<'a>, draft: &'a Draft) -> Self {
        let mut named: HashMap<&str, usize> = HashMap::new();
        let mut acts: HashMap<&str, PassageId> = HashMap::new();
        for at in draft.passages.ids().filter(|&at| draft.passages[at].kind.is_body()) {
            for letters in acts_in(draft.words(at)) {
                acts.entry(letters).or_insert(at);
            }
            for name in names(draft.words(at)).collect::<HashSet<_>>() {
                *named.entry(name).or_default() += 1;
            }
        }
        Self { case, draft, named, acts }
    }

    /// The passage whose source this one carries on with; `earlier` are those found covered so far.
    pub(super) fn source(
        &self,
        passage: PassageId,
        assertion: &Assertion,
        earlier: &HashMap<PassageId, Cover>,
    ) -> Option<Cover> {
        self.elaborates(passage, earlier)
            .or_else(|| self.year_after_year(passage, earlier))
            .or_else(|| self.by_its_act(passage))
            .or_else(|| self.told_before(passage, assertion))
            .or_else(|| self.told_ahead(passage))
            .map(Cover::Beside)
    }

    /// Whether another passage is running text of the same paragraph.
    fn beside(&self, passage: PassageId, other: PassageId) -> bool {
        self.draft.in_one_paragraph(passage, other) && self.draft.passages[other].kind.is_body()
    }

    /// The sentence before, where this one only goes into its detail: *Specifically*, *Over the same period*, *Of the total*;
    /// or where it has the same subject again with another count: *From May to July the Board recorded nine*. It names
    /// nobody new.
    fn elaborates(&self, passage: PassageId, earlier: &HashMap<PassageId, Cover>) -> Option<PassageId> {
        let before = passage.before().filter(|&before| self.beside(passage, before))?;
        let source = match earlier.get(&before) {
            Some(Cover::Carried(source) | Cover::Repeated(source) | Cover::Beside(source)) => *source,
            _ if self.case.is_cited(before) || prose::names_its_source(self.draft.words(before)) => before,
            _ => return None,
        };
        let sentence = self.draft.words(passage);
        let said = self.draft.words(before);
        let details = list::ELABORATES.iter().any(|lead| sentence.starts_with(lead));
        let nobody_new = || {
            let known = tokens(said);
            names(sentence).all(|name| known.contains(name))
        };
        (details && nobody_new() || counts_on(sentence, said)).then_some(source)
    }

    /// The cited sentence at the head of a row of budget years that this one goes on with; sentences without a figure may
    /// stand between.
    fn year_after_year(&self, passage: PassageId, earlier: &HashMap<PassageId, Cover>) -> Option<PassageId> {
        let back = std::iter::successors(passage.before(), |at| at.before()).take(YEARS);
        let head = back
            .take_while(|&at| self.beside(passage, at))
            .find(|at| self.case.is_cited(*at) || earlier.contains_key(at))?;
        let said = self.draft.words(head);
        let goes_on = |at: PassageId| goes_through_years(self.draft.words(at), said);
        let plain = |at: PassageId| !self.draft.words(at).bytes().any(|byte| byte.is_ascii_digit());
        let between =
            std::iter::successors(Some(head.next()), |at| Some(at.next())).take_while(|&at| at < passage);
        let mut between = between.take(YEARS);
        (goes_on(passage) && between.all(|at| goes_on(at) || plain(at))).then_some(head)
    }

    /// Where the draft names the act that this sentence lets give or ask something: *SHA authorized $3 billion*. The act
    /// itself says it.
    fn by_its_act(&self, passage: PassageId) -> Option<PassageId> {
        if self.acts.is_empty() {
            return None;
        }
        let all = words(self.draft.words(passage));
        all.iter().enumerate().find_map(|(at, word)| {
            let act = self.acts.get(word.text).copied().filter(|&act| act != passage)?;
            let gives = all.iter().skip(at + 1).take(GIVES).any(|verb| list::ACT_GIVES.has(verb.text));
            gives.then_some(act)
        })
    }

    /// The cited sentence before in the paragraph in which the speaker of this one, or the case of the court that speaks in
    /// it, was named.
    fn told_before(&self, passage: PassageId, assertion: &Assertion) -> Option<PassageId> {
        let said = assertion.triggers.iter().find(|trigger| trigger.kind == TriggerKind::Attribution)?;
        let strong = |kind: TriggerKind| matches!(kind, TriggerKind::Statistic | TriggerKind::Quotation);
        if assertion.triggers.iter().any(|trigger| trigger.strong && strong(trigger.kind)) {
            return None;
        }
        let sentence = self.draft.words(passage);
        let who = sentence.get(..said.span.end as usize).unwrap_or(sentence);
        let court = words(who).iter().any(|word| list::COURT.has(&word.text.to_lowercase()));
        let speaker: Vec<&str> = names(who).collect();
        let opens = words(sentence).first().filter(|first| first.text.len() > 3).map(|first| first.text);
        let telling: Vec<&str> =
            speaker.iter().copied().chain(opens).filter(|name| self.tells(name)).collect();
        let mut at = passage.before()?;
        for _ in 0..SPEAKER {
            if !self.beside(passage, at) {
                return None;
            }
            let before = self.draft.words(at);
            let named = || shares(&telling, before);
            let sourced = self.case.is_cited(at) || prose::cites_by_year(before);
            if sourced && (named() || court && speaker.is_empty() && names_a_case(before)) {
                return Some(at);
            }
            at = at.before()?;
        }
        None
    }

    /// The cited sentence ahead, one or two on, that tells of the same name: a name that is not that of the whole draft, and
    /// that every sentence between has too.
    fn told_ahead(&self, passage: PassageId) -> Option<PassageId> {
        let sentence = self.draft.words(passage);
        let mine: Vec<&str> = names(sentence).filter(|name| self.tells(name)).collect();
        let mut at = passage.next();
        for _ in 0..AHEAD {
            if !self.beside(passage, at) {
                return None;
            }
            let next = self.draft.words(at);
            if !points_back(next) && !shares(&mine, next) {
                return None;
            }
            if self.case.is_cited(at) {
                return Some(at);
            }
            at = at.next();
        }
        None
    }

    /// Whether a name tells one matter of the draft from another.
    fn tells(&self, name: &str) -> bool {
        let places = self.named.get(name).copied().unwrap_or(0);
        places > 0 && places <= FEW.max(self.draft.passages.ids().len() / COMMON)
    }
}

/// The names in a sentence: words with a capital that do not open it, and all in capitals.
fn names(sentence: &str) -> impl Iterator<Item = &str> {
    let known = Flags::FUNCTION.or(Flags::CONNECTIVE).or(Flags::PREP).or(Flags::DET).or(Flags::MONTH);
    words(sentence).into_iter().enumerate().filter_map(move |(at, word)| {
        let capitals = word.text.len() > 2 && word.text.bytes().all(|byte| byte.is_ascii_uppercase());
        let name = word.capital() && word.text.len() > 2 && !word.digit() && (at > 0 || capitals);
        (name && !word.flags.any(known)).then_some(word.text)
    })
}

/// The letters in brackets behind the name of an act: `the Safe Harbours Act of 2002 (SHA, P.L. 107-252)`.
fn acts_in(sentence: &str) -> impl Iterator<Item = &str> {
    sentence.match_indices("Act").filter_map(|(at, _)| {
        let rest = sentence.get(at..)?;
        let open = rest.bytes().take(LETTERS).position(|byte| byte == b'(')?;
        let inside = rest.get(open + 1..)?;
        let end = inside.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(inside.len());
        (end > 2 && inside[end..].starts_with([')', ',', ';'])).then(|| &inside[..end])
    })
}

/// The words of a sentence, to look names up in.
fn tokens(sentence: &str) -> HashSet<&str> {
    words(sentence).into_iter().map(|word| word.text).collect()
}

/// Whether one of these names stands in a sentence as a whole word.
fn shares(names: &[&str], sentence: &str) -> bool {
    let known = if names.is_empty() { HashSet::new() } else { tokens(sentence) };
    names.iter().any(|name| known.contains(name))
}

/// `In that update Baker …`, `As she noted`, `In his telling`, `Based on these estimates`: the sentence points to what
/// stands before it.
fn points_back(sentence: &str) -> bool {
    let all = words(sentence);
    let lead = |at: usize, one: &[&str]| all.get(at).is_some_and(|word| one.iter().any(|it| word.is(it)));
    let place = usize::from(lead(0, &["based"])) + 1;
    // "Such losses were mended": not "such as".
    let such = lead(0, &["such"]) && all.get(1).is_some_and(|noun| !noun.is("as") && !noun.is("a"));
    let person = lead(0, &["in", "as", "to"]) && lead(1, &["he", "she", "his", "her", "their"]);
    let thing = (lead(0, &["in", "under", "from", "on", "of"]) || lead(0, &["based"]) && lead(1, &["on"]))
        && lead(place, &["that", "those", "these", "this"])
        && all
            .get(place + 1)
            .is_some_and(|noun| !noun.flags.any(Flags::BE.or(Flags::MODAL).or(Flags::DURATION)));
    person || thing || such
}

/// `From May to July the Board recorded nine boats` after a sentence on the Board's record, `In 2018 alone, it recorded 104`.
fn counts_on(sentence: &str, before: &str) -> bool {
    let all = words(sentence);
    let Some(verb) = all.iter().position(|word| list::RECORDS.has(word.text)) else { return false };
    let Some(subject) = verb.checked_sub(1).map(|at| &all[at]).filter(|_| verb <= SUBJECT + 2) else {
        return false;
    };
    let same = |word: &Word<'_>| word.capital() && word.text.len() > 2 && shares(&[word.text], before);
    (subject.is("it") || subject.is("they") || same(subject)) && words(before).iter().any(records)
}

/// `In FY2023, Congress reduced it to $25 million` behind `In FY2022, Congress provided $150 million[31]`: what one source
/// says of a row of budget years. The subject is the same, or what is told is a sum of each year.
fn goes_through_years(sentence: &str, before: &str) -> bool {
    let fiscal = |text: &str| {
        ["FY", "fiscal year", "Fiscal year", "Fiscal Year"].iter().any(|sign| text.contains(sign))
    };
    let each =
        ["each year", "each fiscal year", "each of these years"].iter().any(|sign| sentence.contains(sign));
    let opens = || {
        words(sentence)
            .first()
            .filter(|first| first.capital() && first.text.len() > 3)
            .map(|first| first.text)
    };
    let shared = || {
        let own: Vec<&str> = names(sentence).chain(opens()).filter(|name| !name.starts_with("FY")).collect();
        shares(&own, before)
    };
    fiscal(before) && (fiscal(sentence) && shared() || each)
}

/// A word that says that something is counted or kept count of.
fn records(word: &Word<'_>) -> bool {
    let stem = word.text.get(..5).unwrap_or(word.text).to_lowercase();
    list::RECORDS.iter().any(|verb| verb.starts_with(&stem))
        || list::TAKEN_WORK.has(&word.text.to_lowercase())
}

/// Whether a case is named: `Marvin v. Alder`.
fn names_a_case(sentence: &str) -> bool {
    [" v. ", " v ", " vs. ", "In re ", "Ex parte "].iter().any(|sign| sentence.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::{acts_in, counts_on, goes_through_years, names_a_case, points_back};

    #[test]
    fn an_act_has_its_letters() {
        assert_eq!(
            acts_in("The Safe Harbours Act of 2002 (SHA, P.L. 107-1) stands.").collect::<Vec<_>>(),
            ["SHA"]
        );
        assert_eq!(acts_in("The Act was read (in May).").count(), 0);
    }

    #[test]
    fn one_source_tells_a_row_of_years() {
        let before = "In FY2022, Parliament gave $150 million to mills.";
        assert!(goes_through_years("In FY2023, Parliament cut the sum to $25 million.", before));
        assert!(goes_through_years("The subsidy each year ranged from $16 million to $39 million.", before));
        assert!(!goes_through_years("In FY2023, bakers lost $25 million.", before));
        assert!(!goes_through_years(
            "In 2023, Parliament cut the sum to $25 million.",
            "In 2022, Parliament met."
        ));
    }

    #[test]
    fn a_sentence_points_back() {
        for words in [
            "In that letter Brook also named nine mills.",
            "As she noted, the mills had burned.",
            "In his telling the miller was away.",
            "Based on these sums the mill lost nine crowns.",
        ] {
            assert!(points_back(words), "{words}");
        }
        for words in [
            "In that year mills burned.",
            "As mills burned, millers left.",
            "In her mill nobody baked bread.",
        ] {
            assert_eq!(points_back(words), words.starts_with("In her"), "{words}");
        }
    }

    #[test]
    fn the_same_body_counts_on() {
        let before = "Since 2006 the Mill Board (MB) has kept a record of fires in mills.";
        assert!(counts_on("In 2018 alone, it recorded 104.", before));
        assert!(counts_on("From May to July the Board recorded nine fires.", before));
        assert!(!counts_on("In 2018 the Bakers recorded 104.", before));
        assert!(!counts_on("In 2018 alone, it recorded 104.", "The mill burned."));
    }

    #[test]
    fn a_case_is_named() {
        assert!(names_a_case("In Marvin v. Alder the court heard nobody."));
        assert!(!names_a_case("The court heard nobody."));
    }
}
