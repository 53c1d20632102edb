//! What follows the title: container, publisher, editors, dates, pages.

use super::elements::{Count, Element, What};
use super::lexicon::Flags;
use super::names::{Who, contributors};
use super::reader::Reader;
use super::token::Kind;
use crate::notes::{Field, TitleMark};
use crate::span::Spanned;

impl Reader<'_> {
    /// Reads everything after the title.
    pub fn read_after(&mut self) {
        let Some((_, start)) = self.title else { return };
        let mut at = start;
        while at < self.els.len() {
            if !self.done[at] {
                self.one(at, start);
            }
            at += 1;
        }
        self.pages();
    }

    fn one(&mut self, at: usize, start: usize) {
        let el = self.els[at];
        match el.what {
            What::Date(date) => {
                // "c. 1990" and the like count too. A second date fits nowhere.
                if !self.cite.date.is_found() {
                    self.set_date(date, self.span_of(el));
                    self.done[at] = true;
                } else if self.same_year(date.year) {
                    self.done[at] = true;
                }
            }
            What::Bracket => self.bracket(at, start),
            What::Italic | What::Quoted => self.second_mark(at),
            What::Text => self.words_after(at),
            What::Count(Count::Place(label)) => {
                self.set_locator(label, el);
                self.done[at] = true;
            }
            _ => {}
        }
    }

    fn same_year(&self, year: Option<i16>) -> bool {
        self.cite.date.value().is_some_and(|date| date.year == year)
    }

    /// Italics or a quotation after the title: what contains it.
    fn second_mark(&mut self, at: usize) {
        let el = self.els[at];
        let own = self.cite.title.value().map(|title| title.mark);
        let quoted = el.what == What::Quoted;
        if self.cite.container.is_found() || (quoted && own != Some(TitleMark::Quoted) && !self.chapter) {
            return;
        }
        if quoted && !self.chapter {
            return;
        }
        let (mut from, mut to) = (el.from, el.to);
        if quoted {
            (from, to) = (from + 1, to - 1);
        }
        while to > from + 1
            && matches!(self.t.kind(to - 1), Some(Kind::Comma | Kind::Stop | Kind::Colon))
            && !self.t.abbreviates(to - 1)
        {
            to -= 1;
        }
        // Volume in the italics: "*Journal of Studies, 12*".
        let mut end = to;
        if self.t.kind(end - 1) == Some(Kind::Number)
            && end > from + 2
            && self.t.kind(end - 2) == Some(Kind::Comma)
        {
            let value = self.spanned(end - 1, end);
            self.cite.volume.get_or_insert(value);
            end -= 2;
        }
        self.cite.container = Field::Found(self.spanned(from, end));
        self.done[at] = true;
    }

    /// Plain words after the title.
    fn words_after(&mut self, at: usize) {
        let mut el = self.els[at];
        let t = self.t;
        // "in", "In:", before a book.
        if t.is(el.from, "in") && !self.chapter {
            el.from += 1;
            if t.kind(el.from) == Some(Kind::Colon) {
                el.from += 1;
            }
            let next = self.next_real(at + 1);
            let book = self.els.get(next).is_some_and(|el| matches!(el.what, What::Italic | What::Quoted));
            if el.from >= el.to {
                self.chapter = book || self.els.get(next).is_some_and(|el| el.what == What::Text);
                self.done[at] = true;
                return;
            }
            self.chapter = true;
            self.els[at].from = el.from;
            if book && self.take_editors(at, el) {
                return;
            }
            if self.editors_then_title(at, el) {
                return;
            }
        }
        if self.take_editors(at, el)
            || self.edition(at, el)
            || self.number_of(at, el)
            || self.is_genre(at, el)
        {
            return;
        }
        if self.only_introduces(el.from, el.to) || self.is_aside(el) {
            self.done[at] = true;
            return;
        }
        self.outlet_or_place(at, el);
    }

    /// "ed. Paul Smith", "edited by …", "trans. …"; "Paul Smith, ed.,".
    fn take_editors(&mut self, at: usize, el: Element) -> bool {
        let t = self.t;
        let is_mark = |at: usize| t.flag(at, Flags::EDITOR.or(Flags::TRANSLATOR));
        let mut from = el.from;
        let mut led = false;
        while from < el.to
            && (is_mark(from)
                || led && (t.is_any(from, &["by", "and", "von", "par"]) || t.kind(from) == Some(Kind::Stop)))
        {
            led = true;
            from += 1;
        }
        let mut to = el.to;
        let mut tailed = false;
        while to > from
            && (is_mark(to - 1) || (t.kind(to - 1) == Some(Kind::Stop) && to >= 2 && is_mark(to - 2)))
        {
            tailed = true;
            to -= 1;
        }
        if !led && !tailed {
            // The role may stand in the next element: "Smith and Jones (eds.),", "Smith, ed.,".
            let next = self.next_real(at + 1);
            let role = self.els.get(next).is_some_and(|el| {
                el.to - el.from <= 4
                    && (el.from..el.to).any(&is_mark)
                    && matches!(el.what, What::Text | What::Bracket)
            });
            let who = contributors(t, el.from, el.to);
            let Some((list, true)) = who.filter(|_| role) else { return false };
            self.set_editors(list);
            self.mark(at, next + 1);
            return true;
        }
        if from >= to {
            // A role alone: names follow ("ed. " cut off) or came before.
            self.done[at] = tailed || led;
            return true;
        }
        // Names with commas: "ed. A. Smith, B. Jones, and C. Doe".
        let mut last = at;
        let mut end = to;
        while led {
            let next = last + 2;
            let Some(more) = self.els.get(next) else { break };
            if self.els[last + 1].what != What::Sep(Kind::Comma) || more.what != What::Text || self.done[next]
            {
                break;
            }
            let names = contributors(t, from, more.to);
            if !names.is_some_and(|(list, known)| known && list.iter().all(|it| !it.body))
                || self.is_outlet(*more)
            {
                break;
            }
            last = next;
            end = more.to;
        }
        let Some((list, known)) = contributors(t, from, end) else {
            return false;
        };
        self.doubt |= !known;
        self.set_editors(list);
        self.mark(at, last + 1);
        true
    }

    fn set_editors(&mut self, list: Vec<crate::notes::Contributor>) {
        let span = list.iter().map(|it| it.span).reduce(crate::span::Span::to).unwrap_or_default();
        if self.cite.editors.is_none() && !list.is_empty() {
            self.cite.editors = Some(Spanned::new(list, span));
        }
    }

    /// "in Dertouzos and Moses (eds.), The Computer Age": no marks tell the book's title.
    fn editors_then_title(&mut self, at: usize, el: Element) -> bool {
        let next = self.next_real(at + 1);
        let role = self.els.get(next).is_some_and(|el| {
            el.to - el.from <= 4
                && self.has(*el, Flags::EDITOR)
                && matches!(el.what, What::Text | What::Bracket)
        });
        role && self.take_editors(at, el)
    }

    /// "2nd ed.", "rev. ed.", "third edition".
    fn edition(&mut self, at: usize, el: Element) -> bool {
        let t = self.t;
        let last =
            if t.kind(el.to - 1) == Some(Kind::Stop) && el.to > el.from + 1 { el.to - 2 } else { el.to - 1 };
        if el.to - el.from > 5
            || !t.is_any(last, &["ed", "edn", "edition", "aufl", "auflage"])
            || last == el.from
        {
            return false;
        }
        let value = self.spanned(el.from, el.to);
        self.cite.edition.get_or_insert(value);
        self.done[at] = true;
        true
    }

    /// "Report No. GAO-16-325", "GAO-16-325", "A/RES/70/1", "Working Paper 24514".
    fn number_of(&mut self, at: usize, el: Element) -> bool {
        let Some((from, to)) = self.number_in(el.from, el.to) else { return false };
        let value = self.spanned(from, to);
        self.cite.number.get_or_insert(value);
        // What stands before it: a kind of document, or the body that numbers.
        if from > el.from {
            let all_genre = (el.from..from).all(|at| {
                self.t.flag(at, Flags::GENRE.or(Flags::ISSUE))
                    || self.t.kind(at) != Some(Kind::Word)
                    || self.t.is_any(
                        at,
                        &[
                            "discussion",
                            "technical",
                            "research",
                            "policy",
                            "series",
                            "rand",
                            "crs",
                            "nber",
                            "doc",
                            "un",
                        ],
                    )
            });
            if all_genre {
                self.genre = self.genre.or(Some(self.t.at(el.from)));
                self.done[at] = true;
                return true;
            }
            self.els[at].to = from;
            let mut cut = self.els[at];
            while cut.to > cut.from + 1
                && (self.t.flag(cut.to - 1, Flags::GENRE.or(Flags::ISSUE))
                    || self.t.kind(cut.to - 1) == Some(Kind::Stop))
            {
                cut.to -= 1;
            }
            self.els[at].to = cut.to;
            self.outlet_or_place(at, cut);
            return true;
        }
        self.done[at] = to == el.to;
        true
    }

    /// The number of a report in `from..to`.
    pub fn number_in(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let t = self.t;
        for at in from..to {
            let text = t.at(at);
            let digits = text.bytes().any(|byte| byte.is_ascii_digit());
            if t.kind(at) == Some(Kind::Word)
                && digits
                && text.len() >= 4
                && text.as_bytes()[0].is_ascii_uppercase()
            {
                // "GAO-16-325", "R45123", "COM(2016)".
                let mut end = at + 1;
                while end + 1 < to
                    && matches!(t.kind(end), Some(Kind::Slash | Kind::Dash))
                    && !t.list[end].gap
                    && !t.list[end + 1].gap
                {
                    end += 2;
                }
                return Some((at, end));
            }
            // "A/RES/70/1", "S/2015/53".
            if t.kind(at) == Some(Kind::Word)
                && t.kind(at + 1) == Some(Kind::Slash)
                && text.len() <= 5
                && t.list[at].capital
            {
                let mut end = at + 1;
                while end + 1 < to && matches!(t.kind(end), Some(Kind::Slash | Kind::Dash)) {
                    end += 2;
                }
                if (at..end).any(|at| matches!(t.kind(at), Some(Kind::Number | Kind::Mixed))) && end > at + 2
                {
                    return Some((at, end.min(to)));
                }
            }
            // "Working Paper 24514", "Paper 12-3".
            if at > from
                && matches!(t.kind(at), Some(Kind::Number | Kind::Mixed))
                && (t.flag(at - 1, Flags::GENRE) || (at >= 2 && t.flag(at - 2, Flags::ISSUE)))
            {
                let mut end = at + 1;
                while end + 1 < to
                    && matches!(t.kind(end), Some(Kind::Slash | Kind::Dash))
                    && !t.list[end].gap
                {
                    end += 2;
                }
                return Some((at, end));
            }
        }
        None
    }

    /// "PhD diss.", "working paper", "press release": a kind of document.
    fn is_genre(&mut self, at: usize, el: Element) -> bool {
        let t = self.t;
        let fits = (el.from..el.to).all(|at| {
            t.kind(at) != Some(Kind::Word)
                || t.flag(at, Flags::GENRE)
                || t.is_any(
                    at,
                    &[
                        "phd",
                        "ph",
                        "d",
                        "ma",
                        "msc",
                        "master's",
                        "master’s",
                        "doctoral",
                        "research",
                        "policy",
                        "discussion",
                        "technical",
                        "white",
                        "fact",
                        "sheet",
                        "op",
                        "ed",
                        "news",
                        "opinion",
                        "blog",
                        "committee",
                        "final",
                        "annual",
                        "online",
                        "print",
                        "video",
                        "web",
                        "comment",
                        "in",
                        "set",
                        "series",
                        "classified",
                    ],
                )
        });
        let some = (el.from..el.to).any(|at| t.flag(at, Flags::GENRE));
        if !fits || !some || el.to - el.from > 6 {
            return false;
        }
        self.genre = (el.from..el.to).filter(|at| t.flag(*at, Flags::GENRE)).map(|at| t.at(at)).last();
        self.done[at] = true;
        true
    }

    /// Words of no field that every editor knows.
    fn is_aside(&self, el: Element) -> bool {
        let text = self.text_of(el).to_ascii_lowercase();
        let text = text.trim_end_matches('.');
        ASIDES.contains(&text)
            || text.starts_with("translation")
            || text.starts_with("hereinafter")
            || text.starts_with("my translation")
            || text.starts_with("author's")
            || text.starts_with("on file with")
            || text.starts_with("emphasis")
    }

    /// Container, publisher, place or nothing known.
    fn outlet_or_place(&mut self, at: usize, el: Element) {
        let container = self.cite.container.is_found();
        let publisher = self.cite.publisher.is_found();
        let quoted = self.cite.title.value().is_some_and(|title| title.mark != TitleMark::Italic);
        if !self.names_outlet(el) {
            return;
        }
        // "City: Publisher" without brackets.
        if self.place_and_publisher(at, el) {
            return;
        }
        let place = self.is_place(el);
        if place && (container || publisher || self.place_leads(at)) {
            let value = self.spanned(el.from, el.to);
            match &self.cite.publisher {
                // "University of California, Berkeley".
                Field::Found(found)
                    if found.value.contains("University of") && el.from == self.after(found.span.end) =>
                {
                    let whole = found.span.to(value.span);
                    let text = self.t.slice(whole).to_string();
                    self.cite.publisher = Field::Found(Spanned::new(text, whole));
                }
                _ => {
                    self.cite.place.get_or_insert(value);
                }
            }
            self.done[at] = true;
            return;
        }
        let publishes = self.publishes(el);
        if !container && quoted && (!publishes || self.chapter) {
            self.cite.container = Field::Found(self.spanned(el.from, el.to));
            self.done[at] = true;
        } else if !publisher {
            // A person after an outlet is not a publisher.
            if container && self.who_is(el) == Who::Person && !publishes && el.to - el.from <= 3 {
                return;
            }
            self.cite.publisher = Field::Found(self.spanned(el.from, el.to));
            self.done[at] = true;
        } else if publishes || self.is_outlet(el) {
            self.widen_publisher(at, el);
        }
    }

    /// The token that begins two tokens after this offset: after one comma.
    fn after(&self, end: u32) -> usize {
        self.t.list.partition_point(|token| token.start < end) + 1
    }

    /// "Office of Mgmt. & Budget, Exec. Office of the President": one body and its parent.
    fn widen_publisher(&mut self, at: usize, el: Element) {
        if let Field::Found(found) = &self.cite.publisher {
            let between = self.t.words.get(found.span.end as usize..self.t.list[el.from].start as usize);
            if between.is_some_and(|between| between.trim_matches([',', ' ']).is_empty()) {
                let span = found.span.to(self.span_of(el));
                let value = self.t.slice(span).to_string();
                self.cite.publisher = Field::Found(Spanned::new(value, span));
                self.done[at] = true;
            }
        }
    }

    /// Whether the words could be the name of an outlet or a place: they open
    /// with a capital (or are another script) and do not run like a sentence.
    fn names_outlet(&self, el: Element) -> bool {
        let t = self.t;
        let first = t.text(t.list[el.from]);
        let opens = first.starts_with(|c: char| !c.is_lowercase() && c.is_alphanumeric())
            || first.contains('.')
            || (el.from + 2 < el.to && t.kind(el.from + 1) == Some(Kind::Stop) && !t.list[el.from + 1].gap)
            || t.is_any(el.from, &["the", "arXiv"])
            || first.starts_with('@');
        let prose = (el.from..el.to)
            .any(|at| t.flag(at, Flags::PROSE) && !t.list[at].capital && !t.is_any(at, &["us", "here", "i"]));
        opens && !prose && el.to - el.from <= 40
    }

    /// "New York: Viking" as plain words.
    fn place_and_publisher(&mut self, at: usize, el: Element) -> bool {
        let t = self.t;
        let Some(colon) = (el.from + 1..el.to.saturating_sub(1)).find(|&at| t.kind(at) == Some(Kind::Colon))
        else {
            return false;
        };
        let place = Element { to: colon, ..el };
        if !self.is_place(place) || self.cite.publisher.is_found() {
            return false;
        }
        // "Cambridge, MA: MIT Press": the place began one element earlier.
        self.cite.place = Some(self.spanned(el.from, colon));
        self.cite.publisher = Field::Found(self.spanned(colon + 1, el.to));
        self.done[at] = true;
        true
    }

    /// Whether every word is of a place: "Washington, DC".
    pub fn is_place(&self, el: Element) -> bool {
        let t = self.t;
        let mut some = false;
        let all = (el.from..el.to).all(|at| {
            let token = t.list[at];
            let known = token.capital && token.flags.any(Flags::PLACE.or(Flags::REGION));
            some |= known;
            known
                || token.kind != Kind::Word
                || (token.capital
                    && t.is_any(
                        at,
                        &[
                            "new",
                            "los",
                            "san",
                            "angeles",
                            "francisco",
                            "d",
                            "c",
                            "the",
                            "st",
                            "united",
                            "states",
                            "kingdom",
                            "ann",
                            "arbor",
                            "notre",
                            "dame",
                            "haven",
                            "santa",
                            "monica",
                            "palo",
                            "alto",
                            "kong",
                            "hong",
                        ],
                    ))
                || t.is_any(at, &["am", "upon", "and", "new"])
        });
        all && (some || t.is_any(el.from, &["new", "los", "san", "hong", "notre"]) && el.to - el.from >= 2)
    }

    /// A place that leads to a publisher: the next words are a body or a publisher.
    fn place_leads(&self, at: usize) -> bool {
        let next = self.next_real(at + 1);
        self.els.get(next).is_some_and(|el| el.what == What::Text && !self.done[next] && self.publishes(*el))
    }

    /// Whether the words name a publisher or an institution rather than a periodical.
    pub fn publishes(&self, el: Element) -> bool {
        let t = self.t;
        let capital = |at: &usize| t.list[*at].capital;
        let words = || (el.from..el.to).filter(capital);
        let outlet = words().any(|at| t.flag(at, Flags::OUTLET) && !t.flag(at, Flags::PUBLISHER));
        let body = words().any(|at| t.flag(at, Flags::BODY));
        let publisher = words().any(|at| t.flag(at, Flags::PUBLISHER));
        (publisher || body) && !(outlet && !publisher) && !t.is(el.from, "proceedings")
    }

    /// Page numbers: of the whole work or of the place relied on.
    fn pages(&mut self) {
        let mut seen = false;
        for at in 0..self.els.len() {
            let el = self.els[at];
            let bare = match el.what {
                What::Count(Count::Pages) => false,
                What::Count(Count::Bare) => true,
                _ => continue,
            };
            if self.done[at] {
                continue;
            }
            let width = self.width(el.value.0, el.value.1);
            let part = self.cite.container.is_found();
            let unplaced = bare && !part && !self.cite.date.is_found() && self.cite.volume.is_none();
            if unplaced
                && !self.cite.publisher.is_found()
                && self.cite.title.value().is_some_and(|t| t.mark == TitleMark::Plain)
            {
                continue;
            }
            self.done[at] = true;
            let whole = part && self.cite.extent.is_none() && !seen;
            match width {
                Some(2..) if whole => self.cite.extent = Some(self.spanned(el.value.0, el.value.1)),
                // Two pages are a short article or a pinpoint: the words do not say.
                Some(1) if whole => {
                    self.cite.extent = Some(self.spanned(el.value.0, el.value.1));
                    self.doubtful_locator();
                }
                _ => self.set_locator("page", el),
            }
            seen = true;
        }
    }

    fn doubtful_locator(&mut self) {
        if !self.cite.locator.is_found() {
            self.cite.locator = Field::Unsure;
        }
    }

    /// How many pages a range goes on after its first: "118–45" is 27. `None` for
    /// a single page, a list or a range that runs backwards.
    fn width(&self, from: usize, to: usize) -> Option<u32> {
        if to != from + 3 || self.t.kind(from + 1) != Some(Kind::Dash) {
            return None;
        }
        let (first, last) = (self.t.at(from), self.t.at(from + 2));
        let start: u32 = first.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
        let mut end: u32 = last.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
        if last.len() < first.len() {
            let base = 10_u32.checked_pow(u32::try_from(last.len()).ok()?)?;
            end = start - start % base + end;
        }
        end.checked_sub(start)
    }
}

const ASIDES: [&str; 22] = [
    "print",
    "online",
    "web",
    "dvd",
    "kindle",
    "pdf",
    "ebook",
    "e-book",
    "mimeo",
    "in japanese",
    "in chinese",
    "in german",
    "in french",
    "in russian",
    "in spanish",
    "emphasis added",
    "emphasis mine",
    "video",
    "press release",
    "unpublished",
    "on file with author",
    "s.v",
];
