//! What a file holds, and what all files of the folders hold: headings, claims, sources.

use gen_lsp_types::{DocumentSymbolParams, SymbolKind, WorkspaceSymbolParams};
use serde_json::{Value, json};

use super::answer::Answer;
use super::look::Look;
use super::thing::span_of;
use crate::lsp::desktop::Desktop;
use crate::lsp::found::Placer;
use crate::lsp::shared::Shared;
use crate::report::clip;
use crate::span::{Place, Span};
use crate::syntax::tree::{EntryKind, Item, Tree};

/// The longest words of a claim in a list, in characters.
const LONGEST: usize = 80;
/// Most symbols of one answer.
const MOST: usize = 1000;

/// A declaration of the claims file in a list.
struct Declared<'a> {
    name: String,
    detail: String,
    kind: SymbolKind,
    span: Span,
    named: Span,
    word: &'a str,
}

fn declared(tree: &Tree) -> impl Iterator<Item = Declared<'_>> {
    tree.items.iter().filter_map(|item| {
        let words = |words: Option<&crate::syntax::tree::Words>| {
            clip(words.map_or("", |it| it.text.as_str()), LONGEST)
        };
        let (name, detail, kind, named, word) = match item {
            Item::Draft(it) => {
                (it.file.text.as_str(), String::new(), SymbolKind::File, it.file.span, "draft")
            }
            Item::Source(it) => (
                it.name.value.as_str(),
                words(it.fragment.as_ref()),
                SymbolKind::Constant,
                it.name.span,
                "source",
            ),
            Item::Entry(it) => {
                let (kind, word) = match it.entry {
                    EntryKind::Claim => (SymbolKind::Class, "claim"),
                    EntryKind::Assume => (SymbolKind::Interface, "assumption"),
                    EntryKind::Objection => (SymbolKind::Event, "objection"),
                };
                (it.name.value.as_str(), words(it.statement.as_ref()), kind, it.name.span, word)
            }
            Item::Accept(it) => {
                (it.rule.value.as_str(), words(it.reason.as_ref()), SymbolKind::Key, it.rule.span, "waiver")
            }
            Item::Broken(_) => return None,
        };
        // An editor refuses a symbol without a name.
        (!name.is_empty()).then(|| Declared {
            name: name.to_owned(),
            detail,
            kind,
            span: span_of(item),
            named,
            word,
        })
    })
}

/// The outline of a file.
pub fn of_file(shared: &Shared, top: &Desktop, params: &DocumentSymbolParams) -> Answer {
    let Some(look) = Look::at(shared, top, &params.text_document.uri) else { return Ok(json!([])) };
    let ruler = look.ruler();
    let symbol = |name: &str, detail: String, kind: SymbolKind, span: Span, named: Span| {
        json!({
            "name": name, "detail": detail, "kind": kind, "range": ruler.range(span.to(named)),
            "selectionRange": ruler.range(named), "children": [],
        })
    };
    if look.in_claims() {
        let Some(tree) = look.case.tree() else { return Ok(json!([])) };
        let all = declared(tree)
            .map(|it| symbol(&it.name, format!("{}  {}", it.word, it.detail), it.kind, it.span, it.named));
        return Ok(all.collect());
    }
    let Some(draft) = look.draft() else { return Ok(json!([])) };
    let sections: Vec<(u8, Span, String)> = draft
        .sections
        .iter()
        .filter(|section| section.title.file == look.file && section.level > 0)
        .map(|section| (section.level, section.title.span, clip(draft.view.slice(section.view), LONGEST)))
        .filter(|(_, _, title)| !title.trim().is_empty())
        .collect();
    let end = look.text().span().end;
    let until = |at: usize, level: u8| {
        let next = sections[at + 1..].iter().find(|(other, ..)| *other <= level);
        next.map_or(end, |(_, span, _)| span.start)
    };
    let mut open: Vec<(u8, Value)> = Vec::new();
    let mut all: Vec<Value> = Vec::new();
    let close = |open: &mut Vec<(u8, Value)>, all: &mut Vec<Value>, level: u8| {
        while open.last().is_some_and(|(other, _)| *other >= level) {
            let Some((_, done)) = open.pop() else { break };
            match open.last_mut().and_then(|(_, above)| above["children"].as_array_mut()) {
                Some(above) => above.push(done),
                None => all.push(done),
            }
        }
    };
    for (at, (level, span, title)) in sections.iter().enumerate() {
        close(&mut open, &mut all, *level);
        let whole = Span { start: span.start, end: until(at, *level) };
        open.push((*level, symbol(title, String::new(), SymbolKind::String, whole, *span)));
    }
    close(&mut open, &mut all, 0);
    Ok(json!(all))
}

/// What the cases have whose name or words hold what is sought.
pub fn of_all(shared: &Shared, top: &Desktop, params: &WorkspaceSymbolParams) -> Answer {
    let sought = params.query.to_lowercase();
    let mut found: Vec<Value> = Vec::new();
    for case in top.cases.values() {
        let placer = Placer { kept: &case.kept, papers: &top.papers, unit: shared.unit };
        let mut put = |name: &str, words: &str, kind: SymbolKind, place: Place, container: &str| {
            let fits = [name, words].iter().any(|words| words.to_lowercase().contains(&sought));
            if let Some(location) = placer.location(place).filter(|_| fits && found.len() < MOST) {
                found.push(
                    json!({ "name": name, "kind": kind, "location": location, "containerName": container }),
                );
            }
        };
        if let Some(claims) = &case.kept.claims {
            for it in declared(&claims.tree).filter(|it| it.kind != SymbolKind::File) {
                put(&it.name, &it.detail, it.kind, Place::new(claims.file, it.named), it.word);
            }
        }
        let Some(draft) = &case.kept.draft else { continue };
        for section in draft.sections.iter().filter(|section| section.level > 0) {
            let title = clip(draft.view.slice(section.view), LONGEST);
            if !title.trim().is_empty() {
                put(&title, "", SymbolKind::String, section.title, "heading");
            }
        }
    }
    Ok(json!(found))
}
