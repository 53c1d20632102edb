//! What can stand where the author is writing: notes, keys, names, rules, the words of the claims language.

use gen_lsp_types::{CompletionItemKind, TextDocumentPositionParams};
use serde_json::{Value, json};

use super::answer::Answer;
use super::lens::title;
use super::look::Look;
use crate::draft::Draft;
use crate::lsp::desktop::Desktop;
use crate::lsp::shared::Shared;
use crate::report::clip;
use crate::rules::RULES;
use crate::span::Span;
use crate::syntax::vocabulary;
use crate::text::Text;

/// What is offered at a place.
pub fn complete(shared: &Shared, top: &Desktop, at: &TextDocumentPositionParams) -> Answer {
    let Some((look, offset)) = Look::pointed(shared, top, at) else { return Ok(json!([])) };
    let (line, before) = look.line_before(offset);
    let mut offer = Offer { look: &look, end: offset, items: Vec::new() };
    if look.in_claims() {
        in_claims(&mut offer, line, before)
    } else {
        in_draft(&mut offer, line, before)
    }
    Ok(json!(offer.items))
}

/// What is offered so far.
struct Offer<'l, 'a> {
    look: &'l Look<'a>,
    end: u32,
    items: Vec<Value>,
}

impl Offer<'_, '_> {
    /// Offers words in place of what is written from a byte on.
    fn put(&mut self, start: u32, words: &str, kind: CompletionItemKind, detail: &str) {
        let range = self.look.range(Span { start, end: self.end });
        let number = self.items.len();
        self.items.push(json!({
            "label": words, "kind": kind, "detail": detail, "filterText": words, "sortText": format!("{number:05}"),
            "textEdit": { "range": range, "newText": words },
        }));
    }
}

/// Where the word that is being written begins.
fn word_start(line: Span, before: &str) -> u32 {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == ',').next().unwrap_or("");
    line.start + Span::at(before.len() - word.len()).start
}

fn in_draft(offer: &mut Offer<'_, '_>, line: Span, before: &str) {
    // In a comment to claimlint: `accept`, then a rule.
    if let Some(said) = before.rfind("claimlint:").map(|at| &before[at + "claimlint:".len()..])
        && !said.contains("-->")
    {
        let start = word_start(line, before);
        if said.trim_start().starts_with("accept") {
            let done = said.trim_start()["accept".len()..].trim_start();
            if !done.contains(char::is_whitespace) {
                rules(offer, start);
            }
        } else {
            offer.put(start, "accept", CompletionItemKind::Keyword, "accept RULE \"reason\"");
        }
        return;
    }
    if let Some(said) = claim_before(offer.look.text(), offer.end) {
        return in_comment(offer, &said, line, before);
    }
    let Some(draft) = offer.look.draft() else { return };
    let key = before
        .rfind('@')
        .filter(|at| before[*at..].chars().skip(1).all(|c| c.is_alphanumeric() || "_-:.".contains(c)));
    if let Some(at) = key {
        return notes(
            offer,
            draft,
            line.start + Span::at(at).start,
            |id| id.starts_with('@'),
            |id| id.to_owned(),
        );
    }
    let Some(at) = before.rfind('[').filter(|at| !before[*at..].contains([']', ' '])) else { return };
    let (start, labels) = (line.start + Span::at(at).start, before[at..].starts_with("[^"));
    let closed = offer.look.text().content[offer.end as usize..].starts_with(']');
    let end = if closed { "" } else { "]" };
    let markdown = draft.format == "markdown";
    let open = if labels || markdown { "[^" } else { "[" };
    notes(offer, draft, start, |id| !id.starts_with('@'), |id| format!("{open}{id}{end}"));
}

/// The words of a claim in a comment that is still open at a byte: behind `claim:`, `assume:` or `objection:`, or the names
/// behind `thesis:`.
fn claim_before(text: &Text, offset: u32) -> Option<String> {
    /// No comment that anybody writes is longer.
    const LONGEST: usize = 2_000;
    let end = offset as usize;
    let from = text.content.floor_char_boundary(end.saturating_sub(LONGEST));
    let before = text.content.get(from..end)?;
    let at = before.rfind("<!--")?;
    let said = &before[at + "<!--".len()..];
    let (head, rest) = said.trim_start().split_once(':')?;
    (!said.contains("-->") && COMMENTS.contains(&head.trim_end()))
        .then(|| format!("{} {rest}", head.trim_end()))
}

/// What begins a comment of the light form.
const COMMENTS: [&str; 4] = ["claim", "assume", "objection", "thesis"];

/// In a claim in a comment, whose clauses stand one after the other: what may follow the last keyword.
fn in_comment(offer: &mut Offer<'_, '_>, said: &str, line: Span, before: &str) {
    let start = word_start(line, before);
    if said.matches('"').count() % 2 == 1 || said.rfind('“') > said.rfind('”') {
        return;
    }
    let known = vocabulary();
    let words: Vec<&str> = said.split_whitespace().collect();
    let open = said.ends_with(char::is_whitespace) || said.ends_with(',');
    let whole = if open { words.len() } else { words.len().saturating_sub(1) };
    let is_clause = |word: &str| known.shapes.iter().any(|(clause, ..)| *clause == word);
    let last =
        words[..whole.min(words.len())].iter().rev().find(|word| is_clause(word) || **word == "thesis");
    match last.copied() {
        Some("because" | "against" | "thesis") => entries(offer, start),
        Some("cites" | "same-origin") => sources(offer, start),
        _ => {}
    }
    // The name comes first; a list goes on behind a comma.
    if whole > 1 && words.first() != Some(&"thesis") && !said.trim_end().ends_with(',') {
        let head = words[0];
        for (word, _, example) in known.shapes.iter().filter(|(_, homes, _)| homes.contains(&head)) {
            offer.put(start, word, CompletionItemKind::Property, example);
        }
    }
}

/// Offers the notes of which the id is wanted, as they are to be written.
fn notes(
    offer: &mut Offer<'_, '_>,
    draft: &Draft,
    start: u32,
    wanted: impl Fn(&str) -> bool,
    written: impl Fn(&str) -> String,
) {
    for (note, held) in
        draft.notes.each().filter(|(note, held)| wanted(&held.id) && !draft.linked.contains(note))
    {
        let words = title(&offer.look.case, draft, note).unwrap_or_else(|| clip(draft.note_words(note), 60));
        offer.put(start, &written(&held.id), CompletionItemKind::Reference, &words);
    }
}

fn rules(offer: &mut Offer<'_, '_>, start: u32) {
    for rule in RULES {
        offer.put(start, rule.code, CompletionItemKind::EnumMember, rule.summary);
    }
}

fn in_claims(offer: &mut Offer<'_, '_>, line: Span, before: &str) {
    let start = word_start(line, before);
    // In words of the author's own nothing is known better.
    if before.matches('"').count() % 2 == 1 || before.rfind('“') > before.rfind('”') {
        return;
    }
    if let Some(at) = before.rfind('[').filter(|at| !before[*at..].contains(']')) {
        let start = line.start + Span::at(at).start;
        if let Some(draft) = offer.look.draft() {
            let label = |id: &str| {
                let number = id.bytes().all(|byte| byte.is_ascii_digit());
                if number || id.starts_with('@') { format!("[{id}]") } else { format!("[^{id}]") }
            };
            notes(offer, draft, start, |_| true, label);
        }
        return;
    }
    let words: Vec<&str> = before.split_whitespace().collect();
    let whole = if before.ends_with(char::is_whitespace) || before.ends_with(',') {
        words.len()
    } else {
        words.len().saturating_sub(1)
    };
    match words.first().filter(|_| whole > 0) {
        None => {
            let known = vocabulary();
            if !before.starts_with(char::is_whitespace) {
                known
                    .declarations
                    .iter()
                    .for_each(|word| offer.put(start, word, CompletionItemKind::Keyword, "declaration"));
                return;
            }
            let head = head_above(offer.look.text(), line, &known.declarations);
            let fits = |homes: &Vec<&str>| head.is_none_or(|head| homes.contains(&head));
            for (word, _, example) in known.shapes.iter().filter(|(_, homes, _)| fits(homes)) {
                offer.put(start, word, CompletionItemKind::Property, example);
            }
        }
        Some(&"cites") if whole == 1 => sources(offer, start),
        Some(&"same-origin") => sources(offer, start),
        Some(&("because" | "against" | "thesis")) => entries(offer, start),
        Some(&"accept") if whole == 1 => rules(offer, start),
        Some(&"accept") if words.get(whole - 1) == Some(&"on") => {
            entries(offer, start);
            sources(offer, start);
        }
        Some(_) => {}
    }
}

/// The keyword of the declaration that a line stands under.
fn head_above(text: &Text, line: Span, heads: &[&'static str]) -> Option<&'static str> {
    let above = text.content.get(..line.start as usize)?.lines().rev();
    let first = above.map(|line| (line.starts_with(char::is_whitespace), line.split_whitespace().next()));
    let head = first
        .filter(|(indented, _)| !indented)
        .find_map(|(_, word)| word.filter(|word| !word.starts_with('#')))?;
    heads.iter().find(|known| **known == head).copied()
}

fn sources(offer: &mut Offer<'_, '_>, start: u32) {
    for source in &offer.look.case.sources {
        let words = source.decl.fragment.as_ref().map_or("", |words| words.text.as_str());
        offer.put(start, &source.decl.name.value, CompletionItemKind::Constant, words);
    }
}

fn entries(offer: &mut Offer<'_, '_>, start: u32) {
    let case = &offer.look.case;
    for entry in 0..case.entries.len() {
        offer.put(start, case.name(entry), CompletionItemKind::Class, case.statement(entry));
    }
}
