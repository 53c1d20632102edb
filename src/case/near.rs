//! Where a passage without a source of its own has one beside it: the close of its quotation, the line above its list,
//! the sentence that it takes up, the end of its paragraph where the document cites so throughout, a table of the draft.

use std::collections::HashMap;

use super::Case;
use super::cover::Cover;
use crate::draft::{Draft, PassageKind};
use crate::ids::PassageId;
use crate::lexicon::{self, list};
use crate::prose;
use crate::prose::figure::{FigureKind, figures};

/// How many sentences a quotation or a list is followed over.
const FAR: usize = 12;
/// A study without a name is told in so many sentences.
const STUDY: usize = 4;
/// So many paragraphs that cite at their end alone show a habit; one shows nothing.
const TAILS: usize = 2;
/// So many paragraphs that cite show a habit also where some cite in the middle,
const MANY: usize = 12;
/// if so many of ten end with a source.
const MOSTLY: usize = 7;
/// One of so many paragraphs may cite otherwise.
const STRAYS: usize = 5;

/// Whether a sentence says that the next ones tell what it means: *the following picture*, not *the following year*.
fn announces(words: &str) -> bool {
    list::LEADS_LIST.find(words).is_some_and(|said| {
        let next = words.get(said.end as usize..).unwrap_or("").trim_start();
        let next = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        !lexicon::sentence(next).any(lexicon::Sentence::DURATION.or(lexicon::Sentence::MONTH))
    })
}

/// What stands around the passages of a draft, looked at once.
pub(super) struct Near<'c, 'a> {
    case: &'c Case<'a>,
    draft: &'a Draft,
    /// Whether the document cites at the end of its paragraphs.
    tail: bool,
    /// The figures in the cells of its tables.
    cells: HashMap<String, PassageId>,
}

impl<'c, 'a> Near<'c, 'a> {
    pub(super) fn of(case: &'c Case<'a>, draft: &'a Draft) -> Self {
        Self { case, draft, tail: cites_at_the_end(case, draft), cells: cells(draft) }
    }

    /// The passage whose source covers this one; `earlier` are those found covered so far.
    pub(super) fn source(
        &self,
        passage: PassageId,
        earlier: &HashMap<PassageId, Cover>,
    ) -> Option<PassageId> {
        self.close(passage)
            .or_else(|| self.within(passage))
            .or_else(|| self.block(passage))
            .or_else(|| self.lead_in(passage))
            .or_else(|| self.introduced(passage))
            .or_else(|| self.narrated(passage))
            .or_else(|| self.taken_up(passage, earlier))
            .or_else(|| self.end(passage))
            .or_else(|| self.shown(passage))
    }

    /// The sentence that closes a quotation which this one opens, if it is cited.
    fn close(&self, passage: PassageId) -> Option<PassageId> {
        let words = self.draft.words(passage);
        if !left_open(words) {
            return None;
        }
        let curly = words.rfind('“') > words.rfind('"');
        let paragraph = self.draft.passages[passage].paragraph;
        let mut at = passage.next();
        for _ in 0..FAR {
            let held = self.draft.passages.get(at).filter(|held| held.paragraph == paragraph)?;
            let words = self.draft.view.slice(held.view);
            if words.contains(if curly { '”' } else { '"' }) {
                return Some(at).filter(|&at| self.case.is_cited(at));
            }
            at = at.next();
        }
        None
    }

    /// The cited close of a quotation that opened in a sentence before and goes on through this one.
    fn within(&self, passage: PassageId) -> Option<PassageId> {
        if self.draft.words(passage).contains(['“', '”', '"']) {
            return None;
        }
        let paragraph = self.draft.passages[passage].paragraph;
        let mut at = passage.before()?;
        for _ in 0..FAR {
            self.draft.passages.get(at).filter(|held| held.paragraph == paragraph)?;
            let words = self.draft.words(at);
            if words.contains(['“', '”']) {
                return self.close(at).filter(|&close| close > passage);
            }
            at = at.before()?;
        }
        None
    }

    /// The end of the block quotation, or the cited block, that this sentence leads in with a colon.
    fn block(&self, passage: PassageId) -> Option<PassageId> {
        if !self.draft.words(passage).trim_end().ends_with([':', ',']) {
            return None;
        }
        let mut at = passage.next();
        for _ in 0..FAR {
            self.draft.passages.get(at).filter(|held| held.kind == PassageKind::Quote)?;
            if self.case.is_cited(at) {
                return Some(at);
            }
            at = at.next();
        }
        None
    }

    /// The cited sentence of the paragraph that says what the following ones tell: *the reports give the following
    /// picture*, if none between them has a source of its own.
    fn announced(&self, passage: PassageId) -> Option<PassageId> {
        let paragraph = self.draft.passages[passage].paragraph;
        let mut at = passage.before()?;
        for _ in 0..FAR {
            self.draft.passages.get(at).filter(|held| held.paragraph == paragraph)?;
            if self.case.is_cited(at) {
                return Some(at).filter(|&at| announces(self.draft.words(at)));
            }
            at = at.before()?;
        }
        None
    }

    /// The cited end of what is told of a study that a sentence introduces without its name: *In one study bees were
    /// marked. Of 3,106, 71 came back. Traffic explained the rest (Lind, 2021).*
    fn introduced(&self, passage: PassageId) -> Option<PassageId> {
        let paragraph = self.draft.passages[passage].paragraph;
        let same =
            |at: PassageId| self.draft.passages.get(at).is_some_and(|held| held.paragraph == paragraph);
        let opens =
            |at: PassageId| list::STUDY_INTRODUCED.iter().any(|lead| self.draft.words(at).starts_with(lead));
        let mut at = passage;
        for _ in 0..STUDY {
            if !same(at) || at != passage && self.case.is_cited(at) {
                return None;
            }
            if opens(at) {
                let mut end = passage.next();
                for _ in 0..STUDY {
                    if !same(end) || opens(end) {
                        return None;
                    }
                    let sourced = self.case.is_cited(end) || prose::cites_by_year(self.draft.words(end));
                    if sourced {
                        return Some(end);
                    }
                    end = end.next();
                }
                return None;
            }
            at = at.before()?;
        }
        None
    }

    /// The sentence that tells of a study with its work in the words, if this one goes on with what was found: *Lind et al.
    /// (2018) weighed 54 wheels. Wheels of oak lasted a fifth longer.*
    fn narrated(&self, passage: PassageId) -> Option<PassageId> {
        let paragraph = self.draft.passages[passage].paragraph;
        let mut at = passage;
        for _ in 0..STUDY {
            let words = self.draft.words(at);
            if at != passage && prose::tells_a_study(words) {
                return Some(at);
            }
            let sourced = self.case.is_cited(at) || prose::cites_by_year(words);
            if sourced || !prose::tells_on(words) {
                return None;
            }
            at = at.before()?;
            self.draft.passages.get(at).filter(|held| held.paragraph == paragraph)?;
        }
        None
    }

    /// The cited line with a colon above the list, or before the sentence, that this one stands in; above a list also one
    /// that points down in words: *the following*, *listed below*.
    fn lead_in(&self, passage: PassageId) -> Option<PassageId> {
        let list = self.draft.passages[passage].kind == PassageKind::ListItem;
        let mut at = passage.before()?;
        for _ in 0..if list { FAR * 2 } else { 1 } {
            let held = self.draft.passages.get(at)?;
            let said = self.draft.view.slice(held.view);
            let leads = said.trim_end().ends_with(':') || list && list::LEADS_LIST.find(said).is_some();
            if held.kind == PassageKind::Sentence || leads {
                let found = Some(at).filter(|&at| leads && held.kind.is_body() && self.case.is_cited(at));
                return found.or_else(|| if list { None } else { self.announced(passage) });
            }
            if held.kind != PassageKind::ListItem {
                return None;
            }
            at = at.before()?;
        }
        None
    }

    /// The cited sentence before, if this one takes it up in words: *of these*, *the same survey*, *the study* after one
    /// that names a study, *it said*, *in 2003 this was*. One that names its source itself will do as well.
    fn taken_up(&self, passage: PassageId, earlier: &HashMap<PassageId, Cover>) -> Option<PassageId> {
        let before = passage.before()?;
        let same = self.draft.passages[before].paragraph == self.draft.passages[passage].paragraph;
        let source = match earlier.get(&before) {
            Some(Cover::Carried(source)) => Some(*source),
            _ => Some(before).filter(|&before| {
                self.case.is_cited(before) || prose::names_its_source(self.draft.words(before))
            }),
        };
        let source = source.filter(|_| same && self.draft.passages[before].kind.is_body())?;
        let words = self.draft.words(passage);
        let head: String = words.split(' ').take(HEAD).collect::<Vec<_>>().join(" ").to_lowercase();
        let taken = list::TAKES_UP.find(&head).is_some() || prose::takes_up(words, self.draft.words(before));
        taken.then_some(source)
    }

    /// The end of the paragraph, where the document cites there throughout.
    fn end(&self, passage: PassageId) -> Option<PassageId> {
        let marker = self.case.marked.get(passage)?.after.filter(|_| self.tail)?;
        self.draft.markers[marker].passage
    }

    /// The cell of a table that shows every figure of the passage.
    fn shown(&self, passage: PassageId) -> Option<PassageId> {
        if self.cells.is_empty() {
            return None;
        }
        let words = self.draft.words(passage);
        let all = figures(words);
        let mut told =
            all.iter().filter(|figure| !matches!(figure.kind, FigureKind::Year | FigureKind::Label));
        let first = told.next().and_then(|figure| self.cells.get(telling(&figure.value)?))?;
        told.all(|figure| self.cells.contains_key(&figure.value)).then_some(*first)
    }
}

/// How many words of a sentence are looked at for words that take up the one before.
const HEAD: usize = 9;

/// A value that does not stand in a table by chance.
fn telling(value: &str) -> Option<&str> {
    (value.len() > 1).then_some(value)
}

/// Whether a quotation opens in these words that does not close in them.
pub(super) fn left_open(words: &str) -> bool {
    let (opened, closed) = (words.matches('“').count(), words.matches('”').count());
    opened > closed || opened == 0 && words.matches('"').count() % 2 == 1
}

/// The figures in the cells of tables, by value.
fn cells(draft: &Draft) -> HashMap<String, PassageId> {
    let mut cells = HashMap::new();
    for (at, passage) in draft.passages.each().filter(|(_, it)| it.kind == PassageKind::TableCell) {
        let words = draft.view.slice(passage.view);
        if words.len() < 40 && words.bytes().any(|byte| byte.is_ascii_digit()) {
            for figure in figures(words) {
                cells.entry(figure.value).or_insert(at);
            }
        }
    }
    cells
}

/// Whether paragraphs of several sentences carry their markers at the end: nearly all that carry any have them there alone,
/// or most of many end so while most of their sentences have none.
fn cites_at_the_end(case: &Case<'_>, draft: &Draft) -> bool {
    let (mut tails, mut others) = (0, 0);
    let (mut ends, mut all, mut cited) = (0, 0, 0);
    let mut at = draft.passages.ids().next();
    while let Some(first) = at {
        let paragraph = draft.passages[first].paragraph;
        let run = || {
            std::iter::successors(Some(first), |it| Some(it.next()))
                .take_while(|it| draft.passages.get(*it).is_some_and(|held| held.paragraph == paragraph))
        };
        let (mut sentences, mut marked, mut last) = (0, 0, false);
        for passage in run() {
            last = case.marked.get(passage).is_some_and(|around| around.own.is_some());
            sentences += 1;
            marked += usize::from(last);
        }
        let body = draft.passages[first].kind == PassageKind::Sentence;
        if body && sentences > 1 && marked > 0 {
            *if marked == 1 && last { &mut tails } else { &mut others } += 1;
            ends += usize::from(last);
            all += sentences;
            cited += marked;
        }
        let mut next = first;
        for passage in run() {
            next = passage.next();
        }
        at = draft.passages.get(next).map(|_| next);
    }
    let many = tails + others;
    tails >= TAILS && others * STRAYS <= tails
        || many >= MANY && ends * 10 >= many * MOSTLY && cited * 2 < all
}

#[cfg(test)]
mod tests {
    use super::left_open;

    #[test]
    fn a_quotation_is_open_until_its_mark_closes_it() {
        assert!(left_open("The miller said, “The wheel stands."));
        assert!(left_open("The miller said, \"The wheel stands."));
        assert!(!left_open("The miller said, “The wheel stands.”"));
        assert!(!left_open("The wheel stands."));
    }
}
