//! Which elements are the title, and which before it name the authors.

use super::elements::{Element, What};
use super::lexicon::Flags;
use super::names::Who;
use super::reader::Reader;
use super::token::Kind;
use crate::notes::{Field, TitleMark};

impl Reader<'_> {
    /// Finds title and authors.
    pub fn read_title(&mut self) {
        self.skip_labels();
        if self.author_date() || self.unclosed() || self.marked() || self.plain() {
            return;
        }
        self.doubt = true;
    }

    /// "Press Release, …", "UN Doc. …", "Index: …" in front: what the thing is, not its name.
    fn skip_labels(&mut self) {
        for at in 0..self.els.len().min(3) {
            let el = self.els[at];
            if el.what != What::Text {
                continue;
            }
            let followed = self.els[at + 1..]
                .iter()
                .any(|el| matches!(el.what, What::Text | What::Quoted | What::Italic));
            let label = at == 0
                && ["note", "comment", "recent case", "editorial", "book review", "review"]
                    .contains(&self.text_of(el).to_ascii_lowercase().as_str())
                || ["un doc", "u.n. doc", "doc", "index:", "index"]
                    .contains(&self.text_of(el).to_ascii_lowercase().trim_end_matches('.'));
            let lead = self
                .t
                .is_any(el.from, &["preface", "introduction", "foreword", "afterword", "epilogue", "review"])
                && self.t.is_any(el.to - 1, &["to", "of"])
                && matches!(self.els.get(at + 1).map(|el| el.what), Some(What::Italic | What::Quoted));
            if lead {
                self.review = true;
                self.done[at] = true;
                self.skip = self.skip.or(Some(at));
            }
            if label || (at == 0 && followed && el.to - el.from == 2 && self.is_genre(at, el)) {
                self.done[at] = true;
            }
        }
    }

    fn first_mark(&self) -> Option<usize> {
        (0..self.els.len()).find(|&at| matches!(self.els[at].what, What::Quoted | What::Italic))
    }

    /// "Smith, J. (2010). Title…", "Smith, J. 2010. Title…".
    fn author_date(&mut self) -> bool {
        let limit = self.first_mark().unwrap_or(self.els.len());
        let Some(at) = (0..limit).find(|&at| {
            matches!(self.els[at].what, What::Date(_))
                || (self.els[at].what == What::Bracket && self.bracket_date(self.els[at]).is_some())
        }) else {
            return false;
        };
        if at == 0
            || !self.els[..at]
                .iter()
                .all(|el| matches!(el.what, What::Text | What::Sep(_)) || is_role(self, el))
        {
            return false;
        }
        let bracket = self.els[at].what == What::Bracket;
        // The names end where a role bracket "(ed.)" begins.
        let names_end = (0..at).find(|&at| self.els[at].what == What::Bracket).unwrap_or(at);
        let Some((_, mut known)) = self.names(0, names_end) else { return false };
        if self.title_in_front(at, known) {
            return true;
        }
        known &= true;
        let next = self.next_real(at + 1);
        let Some(title) = self.els.get(next).copied() else { return false };
        let stopped = self.els.get(at + 1).is_some_and(|el| el.what == What::Sep(Kind::Stop));
        if !bracket {
            // A year without brackets is one of author–date only between author and title.
            let commas = (0..at).filter(|&at| self.els[at].what == What::Sep(Kind::Stop)).count();
            let marked = matches!(title.what, What::Quoted | What::Italic);
            if !known || !(stopped || marked && commas > 0) {
                return false;
            }
        }
        let colon_or_comma =
            matches!(self.els.get(at + 1).map(|el| el.what), Some(What::Sep(Kind::Comma | Kind::Colon)));
        let range = match title.what {
            What::Quoted => (next, next + 1, TitleMark::Quoted),
            What::Italic => (next, next + 1, TitleMark::Italic),
            What::Text if !bracket || stopped || next == at + 1 || colon_or_comma => {
                // "Smith (2010), 34" has no title; "in", "cited in" lead elsewhere.
                if colon_or_comma && !self.text_of(title).contains(' ') {
                    return false;
                }
                (next, self.sentence(next), TitleMark::Plain)
            }
            _ => return false,
        };
        if range.2 == TitleMark::Plain
            && self.t.flag(title.from, Flags::SMALL)
            && !self.t.list[title.from].capital
        {
            return false;
        }
        self.set_title(range.0, range.1, range.2);
        match self.els[at].what {
            What::Date(date) => self.set_date(date, self.value_span(self.els[at])),
            _ => {
                if let Some((date, span)) = self.bracket_date(self.els[at]) {
                    self.set_date(date, span);
                }
            }
        }
        self.done[at] = true;
        self.take_authors(0, at);
        true
    }

    /// "Trust in Ballots. (2007). *Survival*": no author, so the title stands in front.
    fn title_in_front(&mut self, at: usize, known: bool) -> bool {
        let stop = |at: Option<&Element>| at.is_some_and(|el| el.what == What::Sep(Kind::Stop));
        let texts = self.els[..at].iter().filter(|el| el.what == What::Text).count();
        // "Trust in Ballots. (2007). *Survival*, 63": a journal and its volume are no title.
        let next = self.next_real(at + 1);
        let journal = self.els.get(next).is_some_and(|el| el.what == What::Italic)
            && self.numbered(self.next_real(next + 1).saturating_sub(1));
        if known && !journal
            || self.els[at].what != What::Bracket
            || texts != 1
            || !stop(self.els.get(at.wrapping_sub(1)))
            || !stop(self.els.get(at + 1))
        {
            return false;
        }
        self.set_title(0, at - 1, TitleMark::Plain);
        true
    }

    /// End of the sentence that begins at element `at`: a stop, italics or a bracket.
    pub fn sentence(&self, at: usize) -> usize {
        let mut end = at + 1;
        while let Some(el) = self.els.get(end) {
            let ends = match el.what {
                What::Sep(Kind::Stop | Kind::Semicolon | Kind::Break) | What::Italic | What::Bracket => true,
                What::Link(_) | What::Access(_) | What::Aside => true,
                // "Japan's Security Agenda, Boulder: Lynne Rienner".
                What::Sep(Kind::Comma) => self.imprint_at(end + 1),
                // "Title? Journal": the mark stands inside the text.
                _ => false,
            };
            if ends {
                break;
            }
            end += 1;
        }
        // A comma just before italics parts title and container.
        while end > at + 1 && matches!(self.els[end - 1].what, What::Sep(_)) {
            end -= 1;
        }
        end
    }

    /// Whether "Boulder: Lynne Rienner" stands at element `at`, the last words before the end.
    fn imprint_at(&self, at: usize) -> bool {
        let Some(el) = self.els.get(at).filter(|el| el.what == What::Text) else { return false };
        let Some(colon) = (el.from + 1..el.to).find(|&at| self.t.kind(at) == Some(Kind::Colon)) else {
            return false;
        };
        let capitals = (el.from..el.to).all(|at| {
            let token = self.t.list[at];
            token.kind != Kind::Word || token.capital || token.flags.any(Flags::SMALL)
        });
        let last = !self.els[at + 1..].iter().any(|el| el.what == What::Text);
        let place = self.is_place(Element { to: colon, ..*el }) || colon - el.from == 1;
        capitals
            && place
            && (last || self.publishes(Element { from: colon + 1, ..*el }))
            && el.to - colon <= 7
    }

    /// A title in quotation marks or italics.
    fn marked(&mut self) -> bool {
        let Some(at) = self.first_mark() else { return false };
        // A quotation that a plain title runs into: "Is Known as “Putin’s Cook”, Times".
        if self.els[at].what == What::Quoted && at > 0 && self.els[at - 1].what == What::Text {
            let before = self.els[at - 1];
            let last = before.to - 1;
            let runs_on = self.t.kind(last) == Some(Kind::Colon) && at > 1
                || self.t.flag(last, Flags::SMALL) && !self.t.is_any(last, &["in", "by", "and"])
                || (self.who_is(before) == Who::Neither
                    && before.to - before.from > 3
                    // "By Tom Ridge: “Title”".
                    && !(self.t.is(before.from, "by") && self.names(at - 1, at).is_some_and(|it| it.1)));
            let headword = self.text_of(before).eq_ignore_ascii_case("s.v.");
            if runs_on && !headword && !self.t.is_any(before.from, &["in"]) {
                return false;
            }
        }
        let mark = if self.els[at].what == What::Quoted { TitleMark::Quoted } else { TitleMark::Italic };
        if mark == TitleMark::Italic {
            if let Some((from, to)) = self.title_before_container(at) {
                self.set_title(from, to, TitleMark::Plain);
                self.take_authors(0, from);
                return true;
            }
            // "*New York Times*, “Title”": the outlet is in front, perhaps with its year.
            let mut next = self.next_real(at + 1);
            if at == 0
                && self
                    .els
                    .get(next)
                    .is_some_and(|el| self.bracket_date(*el).is_some() && el.what == What::Bracket)
            {
                next = self.next_real(next + 1);
            }
            if self.els.get(next).is_some_and(|el| el.what == What::Quoted)
                && (next <= at + 2 && self.has(self.els[at], Flags::OUTLET)
                    || at == 0 && next > at + 1 && self.els[at + 1].what == What::Bracket)
                && self.els[at].to - self.els[at].from <= 6
            {
                let outlet = self.els[at];
                self.cite.container = Field::Found(self.spanned(outlet.from, outlet.to));
                self.done[at] = true;
                let date = self.els[at + 1];
                if let Some((found, span)) = self.bracket_date(date).filter(|_| date.what == What::Bracket) {
                    self.set_date(found, span);
                    self.done[at + 1] = true;
                }
                self.set_title(next, next + 1, TitleMark::Quoted);
                self.take_authors(0, at);
                return true;
            }
        }
        // "Encyclopaedia Britannica, s.v. “Sovereignty”": the headword is the title.
        let headword = at >= 2
            && mark == TitleMark::Quoted
            && self.t.is(self.els[at - 1].from, "s")
            && self.t.is(self.els[at - 1].to.saturating_sub(1), "v")
            || at >= 2
                && mark == TitleMark::Quoted
                && self.text_of(self.els[at - 1]).eq_ignore_ascii_case("s.v.");
        if headword {
            self.set_title(at, at + 1, mark);
            let outlet = self.els[0];
            self.cite.container = Field::Found(self.spanned(outlet.from, outlet.to));
            self.mark(0, at);
            return true;
        }
        // Two quotations with a dash or a colon between are one title; so are a
        // quotation and the italics that close it. Rare, and left alone.
        let (from, to) = if mark == TitleMark::Italic { self.half_marked(at) } else { (at, at + 1) };
        self.set_title(from, to, mark);
        self.take_authors(0, from);
        true
    }

    /// "*Like* War (Boston: Mill Press, 2018)", "Who *Owns* the Quay? (…)": italics are a vote. Where
    /// words run on beside them up to the imprint, these are of the title too.
    fn half_marked(&self, at: usize) -> (usize, usize) {
        let text = |at: usize| self.els.get(at).is_some_and(|el| el.what == What::Text && !self.done[at]);
        let mut to = at + 1;
        while text(to) || self.els.get(to).is_some_and(|el| el.what == What::Italic) {
            to += 1;
        }
        let imprint = self.els.get(to).is_some_and(|el| {
            el.what == What::Bracket
                && (el.from..el.to).any(|at| super::dates::year(self.t, at).is_some())
                && (el.from..el.to).any(|at| self.t.kind(at) == Some(Kind::Colon))
        });
        if !imprint {
            return (at, at + 1);
        }
        let part = at >= 2 && matches!(self.els[at - 2].what, What::Sep(Kind::Comma | Kind::Stop));
        let opens = part
            && text(at - 1)
            && self.skip.is_none()
            && self.t.list[self.els[at - 1].from].capital
            && !self.has(self.els[at - 1], Flags::EDITOR.or(Flags::TRANSLATOR).or(Flags::GENRE))
            && self.names(0, at - 1).is_some_and(|(_, known)| known);
        (if opens { at - 1 } else { at }, to)
    }

    /// "Smith J. Title of the article. *Journal*": the italics are the container.
    fn title_before_container(&self, mark: usize) -> Option<(usize, usize)> {
        let texts: Vec<usize> = (0..mark).filter(|&at| self.els[at].what == What::Text).collect();
        let names_end = (0..mark).find(|&at| is_role(self, &self.els[at])).unwrap_or(mark);
        if texts.len() < 2 || self.names(0, names_end).is_some_and(|(_, known)| known) {
            return None;
        }
        // The longest start that names somebody.
        let parted =
            |at: usize| matches!(self.els[at - 1].what, What::Sep(Kind::Stop | Kind::Comma | Kind::Colon));
        let split = texts[1..]
            .iter()
            .copied()
            .rfind(|&at| parted(at) && self.names(0, at).is_some_and(|(_, known)| known))?;
        let title = &self.els[split..mark];
        let words: usize = title.iter().map(|el| el.to - el.from).sum();
        let words = words.min(
            title
                .iter()
                .flat_map(|el| el.from..el.to)
                .filter(|&at| self.t.kind(at) == Some(Kind::Word))
                .count(),
        );
        let lower_in = self.t.is_any(title[0].from, &["in", "ed", "eds", "trans", "interview", "letter"]);
        (words >= 3 && !lower_in).then(|| {
            let mut end = mark;
            while end > split + 1
                && (matches!(self.els[end - 1].what, What::Sep(_)) || self.is_in(self.els[end - 1]))
            {
                end -= 1;
            }
            (split, end)
        })
    }

    fn is_in(&self, el: Element) -> bool {
        el.to - el.from == 1 && self.t.is_any(el.from, &["in", "In"])
    }

    /// Whether the words are the name of a periodical, a site or a body.
    pub fn is_outlet(&self, el: Element) -> bool {
        let capital = |at: usize| self.t.list[at].capital;
        let dotted = (el.from + 1..el.to).any(|at| {
            self.t.kind(at) == Some(Kind::Stop)
                && !self.t.list[at].gap
                && at + 1 < el.to
                && !self.t.list[at + 1].gap
                && self.t.at(at + 1).len() > 1
        });
        dotted
            || (el.to - el.from <= 9
                && (el.from..el.to).any(|at| {
                    capital(at) && self.t.flag(at, Flags::OUTLET.or(Flags::BODY).or(Flags::PUBLISHER))
                }))
    }
}

/// "(ed.)", "eds.", "(Hrsg.)", "trans.".
pub(super) fn is_role(reader: &Reader, el: &Element) -> bool {
    let t = reader.t;
    matches!(el.what, What::Text | What::Bracket)
        && el.to - el.from <= 5
        && (el.from..el.to).any(|at| t.flag(at, Flags::EDITOR.or(Flags::TRANSLATOR)))
        && (el.from..el.to).all(|at| {
            t.kind(at) != Some(Kind::Word)
                || t.flag(at, Flags::EDITOR.or(Flags::TRANSLATOR))
                || t.is_any(at, &["and", "&", "by", "volume", "series"])
        })
}
