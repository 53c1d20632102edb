//! Commands that the author defines: other names, text, arguments.

use super::known::{self, Do};
use super::lex::command;
use super::walk::{Latex, Macro};
use super::{plain, symbols};
use crate::span::Span;

impl<'t> Latex<'t> {
    /// `\newcommand{\x}[1][default]{…}`.
    pub(super) fn define(&mut self, end: usize) {
        let text = self.text();
        let (name, mut after) = match self.src().argument(end) {
            Some((inside, after)) => (text[inside].trim(), after),
            None => {
                let start = self.src().gap(end);
                if text.as_bytes().get(start) != Some(&b'\\') {
                    return;
                }
                let (_, after) = command(text, start);
                (&text[start..after], after)
            }
        };
        let count = self.src().option(after);
        let mut arguments = 0;
        let mut optional = false;
        if let Some((inside, next)) = count {
            arguments = text[inside].trim().parse().unwrap_or(0);
            after = next;
            if let Some((_, next)) = self.src().option(after) {
                optional = true;
                after = next;
            }
        }
        let mut body = self.src().argument(after);
        // `\NewDocumentCommand{\x}{m m}{…}`.
        if text[..end].ends_with("NewDocumentCommand")
            && let Some((spec, next)) = body
        {
            arguments = text[spec].bytes().filter(|b| *b == b'm').count();
            body = self.src().argument(next);
        }
        let Some((body, after)) = body else {
            self.at = after.min(self.end.max(end));
            return;
        };
        self.at = after.min(self.end.max(end));
        self.keep(name, Macro { arguments, optional, body: &text[body] });
    }

    /// `\def\x#1{…}`.
    pub(super) fn def(&mut self, end: usize) {
        let text = self.text();
        let start = self.src().gap(end);
        if text.as_bytes().get(start) != Some(&b'\\') {
            return;
        }
        let (_, after) = command(text, start);
        let open = text.as_bytes()[after..].iter().take(40).position(|b| *b == b'{');
        let Some(open) = open else { return };
        let arguments = text.as_bytes()[after..after + open].iter().filter(|b| **b == b'#').count();
        let (body, next) = self.src().group(after + open);
        self.at = next.min(self.end.max(end));
        self.keep(&text[start..after], Macro { arguments, optional: false, body: &text[body] });
    }

    fn keep(&mut self, name: &'t str, found: Macro<'t>) {
        let Some(name) = name.strip_prefix('\\').filter(|name| !name.is_empty()) else { return };
        // What we know we know better than its definition.
        if known::what(name).is_none() && self.macros.len() < 10_000 {
            self.macros.insert(name, found);
        }
    }

    /// A macro of the author's own.
    pub(super) fn expand(&mut self, found: Macro<'t>, start: usize, end: usize) {
        self.at = end.min(self.end.max(start + 1));
        let body = found.body.trim();
        if found.arguments == 0 {
            let bare = body.strip_suffix("\\xspace");
            let empty = self.text()[end..].starts_with("{}");
            if is_text(body) && body.len() <= self.expansion {
                self.expansion -= body.len();
                let words = plain::words(bare.unwrap_or(body));
                self.show_as(Span::new(start, end + 2 * usize::from(empty)), &words);
            }
            let after = if empty { end + 2 } else { end };
            self.at = if bare.is_some() || empty { after } else { self.word_end(after) }
                .min(self.end.max(start + 1));
            return;
        }
        if body.starts_with("\\footnote{") && body.ends_with('}') && body.contains("#1") {
            return self.note(Do::Footnote, start, end);
        }
        let mut after = end;
        for number in 1..=found.arguments {
            let next = match self.src().option(after) {
                Some((_, next)) if number == 1 && found.optional => Some(next),
                _ if number == 1 && found.optional => continue,
                _ => self.src().argument(after).map(|(_, next)| next),
            };
            let Some(next) = next else { break };
            if body.contains(&format!("#{number}")) && !(number == 1 && found.optional) {
                break;
            }
            after = next;
        }
        self.at = after.min(self.end.max(start + 1));
    }
}

/// The command that a macro is another name of.
pub(super) fn alias<'t>(found: &Macro<'t>) -> Option<&'t str> {
    let body = found.body.trim();
    let rest = body.strip_prefix('\\')?;
    let len = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (name, rest) = rest.split_at(len);
    let same = rest.is_empty() && found.arguments == 0 || rest == "{#1}" && found.arguments == 1;
    (len > 0 && same && (known::what(name).is_some() || symbols::symbol(name).is_some())).then_some(name)
}

/// Whether a macro's body is words, and does nothing else.
fn is_text(body: &str) -> bool {
    const ACTS: [&str; 9] =
        ["\\begin", "\\end", "\\section", "\\cite", "\\footnote", "\\include", "\\def", "\\input", "\\set"];
    body.len() <= 400 && !ACTS.iter().any(|act| body.contains(act))
}
