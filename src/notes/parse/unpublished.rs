//! Interviews, letters, testimony, reports of an agency: works without a title of their own.

use super::elements::What;
use super::names::contributors;
use super::reader::Reader;
use crate::notes::{Field, WorkType};
use crate::span::Spanned;

/// Words that name such a work, with its sort. Lower case where only that counts.
const KINDS: [(&str, WorkType); 24] = [
    ("response", WorkType::Archive),
    ("visit", WorkType::Archive),
    ("interview", WorkType::Interview),
    ("interviews", WorkType::Interview),
    ("interrogation", WorkType::Archive),
    ("testimony", WorkType::Speech),
    ("statement", WorkType::Speech),
    ("remarks", WorkType::Speech),
    ("speech", WorkType::Speech),
    ("lecture", WorkType::Speech),
    ("letter", WorkType::Letter),
    ("email", WorkType::Letter),
    ("e-mail", WorkType::Letter),
    ("communication", WorkType::Letter),
    ("correspondence", WorkType::Letter),
    ("conversation", WorkType::Interview),
    ("memo", WorkType::Archive),
    ("memorandum", WorkType::Archive),
    ("cable", WorkType::Archive),
    ("briefing", WorkType::Archive),
    ("meeting", WorkType::Archive),
    ("record", WorkType::Archive),
    ("report", WorkType::Archive),
    ("transcript", WorkType::Archive),
];

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
        let Some(limit) = self.els.iter().position(|el| matches!(el.what, What::Date(_) | What::Bracket))
        else {
            return false;
        };
        let mut found = None;
        for el in self.els[..limit].iter().filter(|el| el.what == What::Text) {
            for at in el.from..el.to {
                let hit = KINDS.iter().find(|(word, _)| t.is(at, word));
                let small = !t.list[at].capital
                    || at == self.from
                    || t.is_any(
                        self.from,
                        &["author’s", "author's", "personal", "telephone", "confidential"],
                    );
                if let Some((_, kind)) = hit.filter(|_| small)
                    && found.is_none()
                {
                    found = Some((at, *kind));
                }
            }
        }
        let Some((at, kind)) = found else { return false };
        self.cite.work = kind;
        // "Michael Touhey interview", "Jane Doe, interview by …"; "Interview with …".
        let who = if at > self.from {
            (self.from, at)
        } else {
            let from = at + 1 + usize::from(t.is_any(at + 1, &["with", "of", "from", "by"]));
            (
                from,
                self.els[..limit].iter().find(|el| el.from <= from && from < el.to).map_or(from, |el| el.to),
            )
        };
        let list = (who.0 < who.1).then(|| contributors(t, who.0, who.1)).flatten();
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
                _ => {}
            }
            self.done[at] = true;
        }
        true
    }
}
