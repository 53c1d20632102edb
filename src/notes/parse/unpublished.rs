//! Interviews, letters, testimony, reports of an agency: works without a title of their own.

use super::elements::What;
use super::lexicon::Flags;
use super::names::contributors;
use super::reader::Reader;
use super::token::Kind;
use crate::lexicon::list;
use crate::notes::{Field, WorkType};
use crate::span::Spanned;

impl Reader<'_> {
    /// Reads such a work, if this is one: its word stands in the first words, in
    /// small letters or first of all, and no title is marked.
    pub fn unpublished(&mut self) -> bool {
        let t = self.t;
        if self.els.iter().any(|el| matches!(el.what, What::Quoted | What::Italic | What::Link(_)))
            || self.to - self.from > 90
        {
            return false;
        }
        let limit = self.els.iter().position(|el| matches!(el.what, What::Date(_) | What::Bracket));
        let Some(limit) = limit.or_else(|| self.shelf().map(|_| self.els.len())) else { return false };
        let mut found = None;
        for el in self.els[..limit].iter().filter(|el| el.what == What::Text) {
            for at in el.from..el.to {
                let hit = list::UNPUBLISHED_WORK.group(t.at(at)).and_then(WorkType::of_csl);
                let small = !t.list[at].capital
                    || at == self.from
                    || t.is_any(
                        self.from,
                        &["author’s", "author's", "personal", "telephone", "confidential"],
                    );
                if let Some(kind) = hit.filter(|_| small)
                    && found.is_none()
                {
                    found = Some((at, kind));
                }
            }
        }
        let found = found.or_else(|| self.letter(limit)).or_else(|| self.shelf());
        let Some((at, kind)) = found else { return false };
        self.cite.work = kind;
        // "Michael Touhey interview", "Jane Doe, interview by …"; "Interview with …".
        let own = ["author’s", "author's", "author", "personal", "telephone", "confidential"];
        let who = if at > self.from && !(t.is_any(self.from, &own) && at <= self.from + 2) {
            // "Nadia Karim, telephone interview": the name ends at the comma.
            let comma = (self.from..at).find(|&at| t.kind(at) == Some(Kind::Comma));
            (self.from, comma.unwrap_or(at))
        } else {
            let from = at + 1 + usize::from(t.is_any(at + 1, &["with", "of", "from", "by"]));
            let end =
                self.els[..limit].iter().find(|el| el.from <= from && from < el.to).map_or(from, |el| el.to);
            // "Letter from James Madison to Thomas Jefferson".
            let to = (from..end).find(|&it| t.is(at + 1, "from") && t.at(it) == "to");
            (from, to.unwrap_or(end))
        };
        // "interview with senior official" names nobody.
        let named = (who.0..who.1).any(|at| t.list[at].capital);
        let list = named.then(|| contributors(t, who.0, who.1)).flatten();
        if let Some((list, true)) = list
            && list.iter().all(|it| !it.body)
            && kind != WorkType::Archive
        {
            let span = list.iter().map(|it| it.span).reduce(crate::span::Span::to).unwrap_or_default();
            self.cite.authors = Field::Found(Spanned::new(list, span));
        }
        // "response to the questions of February 3, 2004, Mar. 15, 2004": the last date is its own.
        for at in (0..self.els.len()).rev() {
            let el = self.els[at];
            match el.what {
                What::Date(date) => self.set_date(date, self.value_span(el)),
                What::Bracket => {
                    if let Some((date, span)) = self.bracket_date(el) {
                        self.set_date(date, span);
                    }
                }
                What::Count(super::elements::Count::Place(label)) => self.set_locator(label, el),
                What::Count(_) => self.set_locator("page", el),
                What::Text
                    if at > 0
                        && (self.is_place(el) || el.from >= who.1 && self.stands_as_place(at))
                        && kind != WorkType::Archive =>
                {
                    let value = self.spanned(el.from, el.to);
                    self.cite.place = Some(value);
                }
                _ => {}
            }
            self.done[at] = true;
        }
        true
    }

    /// "…, interview by the author, Mwanza, 4 March 2019": a name right before the day, of nobody
    /// and of no body, is where it was.
    fn stands_as_place(&self, at: usize) -> bool {
        let t = self.t;
        let el = self.els[at];
        let comma = |at: usize| self.els.get(at).is_some_and(|el| el.what == What::Sep(Kind::Comma));
        let dated =
            matches!(self.els.get(at + 2).map(|el| el.what), Some(What::Date(date)) if date.month.is_some());
        let name = |at: usize| {
            let token = t.list[at];
            let other =
                Flags::OUTLET.or(Flags::BODY).or(Flags::PUBLISHER).or(Flags::GENRE).or(Flags::HONORIFIC);
            token.kind == Kind::Word
                && token.capital
                && !token.flags.any(other)
                && t.text(token).chars().skip(1).any(char::is_lowercase)
                && t.text(token).chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''))
        };
        dated
            && comma(at + 1)
            && comma(at.wrapping_sub(1))
            && el.to - el.from <= 2
            && (el.from..el.to).all(name)
    }

    /// "J. M. Kearns to Roy Harding, 4 July 1938": where "to" stands.
    fn letter(&self, limit: usize) -> Option<(usize, WorkType)> {
        let t = self.t;
        let el = self.els[..limit].first().filter(|el| el.what == What::Text)?;
        let to = (el.from + 1..el.to).find(|&at| t.at(at) == "to")?;
        let person = |from: usize, to: usize| super::names::who(t, from, to) == super::names::Who::Person;
        (person(el.from, to) && person(to + 1, el.to)).then_some((to, WorkType::Letter))
    }

    /// "Box 14, folder 3": a place in an archive.
    fn shelf(&self) -> Option<(usize, WorkType)> {
        let t = self.t;
        (self.from..self.to)
            .find(|&at| {
                t.is_any(at, &["box", "folder"]) && t.number(at + 1).is_some()
                    || matches!(t.at(at), "TNA" | "NARA" | "BArch")
                    || t.at(at) == "RG" && t.number(at + 1).is_some()
            })
            .map(|at| (at, WorkType::Archive))
    }
}

#[cfg(test)]
mod tests {
    use crate::notes::{Hints, parse};

    fn place(words: &str) -> Option<String> {
        parse(words, &Hints::default()).citations.first()?.place.as_ref().map(|it| it.value.clone())
    }

    #[test]
    fn what_stands_right_before_the_day_is_where_it_was() {
        assert_eq!(
            place("Rosa Lind, interview by the author, Mwanza, 4 March 2019.").as_deref(),
            Some("Mwanza")
        );
        assert_eq!(place("Rosa Lind, letter to the editor, Suva, May 14, 1999.").as_deref(), Some("Suva"));
        // Near misses: an outlet, the person, a station.
        assert_eq!(place("Rosa Lind, interview by the author, The Guardian, 4 March 2019."), None);
        assert_eq!(place("Interview with Rosa Lind, 4 March 2019."), None);
        assert_eq!(place("Interview with Rosa Lind, NRK1, 3 November 2009."), None);
    }
}
