//! Environments: lists, tables, quotations, code, formulas.

use super::known::{self, Env};
use super::walk::{Latex, Open};
use crate::draft::PassageKind;
use crate::span::Span;

/// Environments that stand deeper than this are read without regard to what
/// they are.
const MAX_ENVIRONMENTS: usize = 100;

impl<'t> Latex<'t> {
    /// `\begin{x}`.
    pub(super) fn begin(&mut self, start: usize, end: usize) {
        let Some((name, after)) = self.src().name(end) else { return };
        self.at = after.min(self.end.max(end));
        let env = known::environment(name);
        if let Some(inside) = self.src().verbatim(end) {
            let close = inside.end + "\\end{}".len() + name.len();
            if env == Env::Verbatim && !self.quiet {
                self.code(inside.start, inside.end);
            }
            self.at = close.min(self.end);
            return;
        }
        if env == Env::Hidden || env == Env::Math {
            let closing = format!("\\end{{{name}}}");
            let found = self.seek_end(name, closing.as_bytes(), after);
            // Without its end an environment hides nothing.
            if let Some(len) = found {
                let close = after + len + closing.len();
                self.at = close.min(self.end);
                if env == Env::Math {
                    self.show_as(Span::new(start, close), "⟨formula⟩");
                }
            }
            return;
        }
        if self.envs.len() >= MAX_ENVIRONMENTS {
            return;
        }
        let (kind, table) = match env {
            Env::Document => {
                self.quiet = false;
                (None, false)
            }
            Env::Quote => (Some(PassageKind::Quote), false),
            Env::List => {
                let quoted = self.envs.iter().any(|env| env.kind == Some(PassageKind::Quote));
                ((!quoted).then_some(PassageKind::ListItem), false)
            }
            Env::Table(_) => (Some(PassageKind::TableCell), true),
            _ => (None, false),
        };
        if self.quiet {
            return;
        }
        if kind.is_some() || !matches!(env, Env::Plain) || starts_line(self.text(), start) {
            self.paragraph();
        }
        self.envs.push(Open { name, kind, table });
        let arguments = match env {
            Env::Table(count) | Env::Arguments(count) => count,
            Env::Bibliography => 1,
            Env::Figure => known::figure_arguments(name),
            _ => 0,
        };
        self.skip_arguments(arguments, after, env);
    }

    /// Where an environment ends, as bytes from `after`. That one has no end is
    /// kept, so that a row of them is not looked through again and again.
    fn seek_end(&mut self, name: &'t str, closing: &[u8], after: usize) -> Option<usize> {
        let missing = (self.source, self.end, name);
        if self.missing.contains(&missing) {
            return None;
        }
        let rest = self.text().as_bytes().get(after..self.end).unwrap_or(&[]);
        let found = memchr::memmem::find(rest, closing);
        if found.is_none() {
            self.missing.insert(missing);
        }
        found
    }

    /// Options and arguments between `\begin{x}` and its words.
    fn skip_arguments(&mut self, count: usize, from: usize, env: Env) {
        let mut after = from;
        if self.text().as_bytes().get(after) == Some(&b'[')
            && let Some((_, next)) = self.src().option(after)
        {
            after = next;
        }
        for nth in 0..count {
            // `\begin{wrapfigure}{r}[2em]{5cm}`
            if let (true, Env::Figure, Some((_, next))) = (nth > 0, env, self.src().option(after)) {
                after = next;
            }
            let Some((_, next)) = self.src().argument(after) else { break };
            after = next;
        }
        if let (Env::Table(_), Some((_, next))) = (env, self.src().option(after).filter(|_| after == from)) {
            after = next;
        }
        // `\begin{x}{0.5\textwidth}` is a measure, `\begin{frame}{Ports}` a title.
        if env == Env::Plain
            && self.text().as_bytes().get(after) == Some(&b'{')
            && let Some((inside, next)) = self.src().argument(after)
            && !self.text()[inside].contains(|c: char| c.is_whitespace() && c != '\n')
        {
            after = next;
        }
        self.at = after.min(self.end.max(from));
    }

    /// `\end{x}`.
    pub(super) fn end_environment(&mut self, end: usize) {
        let Some((name, after)) = self.src().name(end) else { return };
        self.at = after.min(self.end.max(end));
        if name == "document" {
            self.end_entry();
            self.close();
            self.done = !self.in_note;
            return;
        }
        let open = self.envs.iter().rev().take(64).position(|env| env.name == name);
        let Some(index) = open else { return };
        if name == "thebibliography" {
            self.end_entry();
        }
        let env = self.envs[self.envs.len() - 1 - index].clone();
        if env.kind.is_some()
            || known::environment(name) != Env::Plain
            || starts_line(self.text(), end.saturating_sub(4))
        {
            self.paragraph();
        }
        self.envs.truncate(self.envs.len() - 1 - index);
    }

    fn code(&mut self, start: usize, end: usize) {
        self.paragraph();
        let text = &self.text()[start..end];
        // The rest of the line of `\begin` holds options, no code.
        let first = text.find('\n').map_or(0, |line| line + 1);
        let words = text[first..].trim_end().len();
        if words == 0 {
            return;
        }
        if !self.in_note {
            self.out.open(PassageKind::Code);
        }
        self.out.raw(Span::new(start + first, start + first + words));
        self.paragraph();
    }
}

/// Whether nothing stands before a byte on its line.
fn starts_line(text: &str, at: usize) -> bool {
    let before = &text.as_bytes()[at.saturating_sub(200)..at.min(text.len())];
    matches!(before.iter().rev().find(|b| !matches!(b, b' ' | b'\t')), None | Some(b'\n'))
}
