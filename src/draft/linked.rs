//! Links in the text as sources: “480 weirs were lost, [a survey found](https://example.org)”.
//!
//! One stage for every format, after the reader and the citations by author and year. In a
//! draft that cites in no other way, each page that its sentences link to becomes a note
//! with an id of its own (`@example-survey`), each link a marker that points to it, so that
//! whatever works on notes works on these. The same page linked twice is one source.
//!
//! A link is a source only where a sentence goes on around it. A list of reading, a menu, a
//! line that is nothing but a link, and a page of the author's own site support nothing.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::bibliography::{BibEntry, BibField, BibValue, Variable};
use super::view::ViewBuilder;
use super::{Draft, Link, Marker, Note, Passage};
use crate::ids::{NoteId, PassageId};
use crate::span::Span;
use crate::text::Texts;

/// Headings over links that support nothing.
static READING: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("linked/words.txt").lines().map(str::trim).filter(|line| !line.starts_with('#')).collect()
});

/// A passage of which the linked words are so many in a hundred letters is a list of links.
const MOSTLY: usize = 70;

/// How much of a file is looked at for the address of the page itself, in bytes.
const HEAD: usize = 64 * 1024;

/// Whether the linked words are the name of the page itself: “[weir](…/wiki/Weir)” explains a
/// word and says nothing of what the sentence states.
pub fn is_gloss(draft: &Draft, note: NoteId) -> bool {
    let Some(entry) = draft.entries.get(&note).filter(|_| draft.linked.contains(&note)) else { return false };
    let Some(BibField { value: BibValue::Text(url), view, .. }) = entry.field(Variable::Url) else {
        return false;
    };
    let words = draft.view.slice(Span { start: draft.notes[note].view.start, end: view.start });
    let fold = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let path = url.split(['?', '#']).next().unwrap_or(url).trim_end_matches('/');
    let name = path.rsplit('/').next().unwrap_or("").split("_(").next().unwrap_or("");
    !fold(words).is_empty() && fold(words) == fold(name)
}

/// Makes sources of the links of a draft that has no others.
pub(super) fn read(draft: &mut Draft, texts: &Texts) {
    let cites = !draft.notes.is_empty()
        || !draft.markers.is_empty()
        || !draft.field_citations.is_empty()
        || !draft.bibliographies.is_empty()
        || !draft.unread.is_empty();
    if cites || !draft.links.iter().any(Link::is_outside) {
        return;
    }
    let own = own_host(draft, texts);
    let mut pages: Vec<Page> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut found: Vec<(PassageId, usize, usize)> = Vec::new();
    for (passage, links) in supporting(draft) {
        for at in links {
            let link = &draft.links[at];
            let Some((host, address)) = page_of(&link.target) else { continue };
            if own.as_deref() == Some(host.as_str()) {
                continue;
            }
            let page = *known.entry(address.clone()).or_insert_with(|| {
                pages.push(Page { id: id_of(&host, &address), first: at });
                pages.len() - 1
            });
            found.push((passage, at, page));
        }
    }
    let ids = notes(draft, texts, pages);
    markers(draft, &ids, &found);
    draft.link();
}

/// A page that is linked to.
struct Page {
    id: String,
    /// The first link to it.
    first: usize,
}

/// The links of each passage that may support what it says, as ranges of `Draft::links`.
fn supporting(draft: &Draft) -> Vec<(PassageId, Range<usize>)> {
    let mut found = Vec::new();
    for (id, passage) in draft.passages.each().filter(|(_, passage)| passage.kind.is_body()) {
        let heading =
            draft.sections.get(passage.section).map_or("", |section| draft.view.slice(section.view));
        let heading = heading.trim_end_matches([':', '.', ' ']).to_lowercase();
        if READING.contains(heading.as_str()) {
            continue;
        }
        let first = draft.links.partition_point(|link| link.view.end <= passage.view.start);
        let count = draft.links[first..].iter().take_while(|link| link.view.start < passage.view.end).count();
        let links = first..first + count;
        if count > 0 && !is_mostly_links(draft, passage, &draft.links[links.clone()]) {
            found.push((id, links));
        }
    }
    found
}

fn is_mostly_links(draft: &Draft, passage: &Passage, links: &[Link]) -> bool {
    let letters = |span: Span| draft.view.slice(span).chars().filter(|c| c.is_alphanumeric()).count();
    let linked: usize = links.iter().map(|link| letters(link.view)).sum();
    linked * 100 >= letters(passage.view) * MOSTLY
}

/// Host and address of a page, so that two ways to write one are equal: without scheme,
/// `www.`, fragment, closing slash and the marks of campaigns. `None` for what is no page.
fn page_of(target: &str) -> Option<(String, String)> {
    let target = target.trim();
    let rest = match target.split_once("://") {
        Some((_, rest)) => rest,
        None if target.starts_with("doi:") => {
            return Some(("doi.org".to_owned(), format!("doi.org/{}", &target[4..].to_lowercase())));
        }
        None => target.strip_prefix("//")?,
    };
    let rest = rest.split('#').next().unwrap_or(rest);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = path.split_once('/').unwrap_or((path, ""));
    let host = host.rsplit('@').next().unwrap_or(host).split(':').next().unwrap_or(host).to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host).to_owned();
    if !host.contains('.') {
        return None;
    }
    let campaign = |part: &&str| {
        let name = part.split('=').next().unwrap_or(part);
        !(name.is_empty() || name.starts_with("utm_") || matches!(name, "fbclid" | "gclid" | "ref" | "s"))
    };
    let kept: Vec<&str> = query.split('&').filter(campaign).collect();
    let mut address = format!("{host}/{}", path.trim_end_matches('/'));
    if !kept.is_empty() {
        address.push('?');
        address.push_str(&kept.join("&"));
    }
    Some((host, address))
}

/// `@bbc-weirs-were-lost`: the site, and the first words of the page's own name. It does not
/// hang on the order of the links.
fn id_of(host: &str, address: &str) -> String {
    let labels: Vec<&str> = host.split('.').collect();
    // The label before the public suffix; second-level suffixes are short: `co.uk`, `gov.au`.
    let mut at = labels.len().saturating_sub(2);
    while at > 0 && labels[at].len() <= 3 {
        at -= 1;
    }
    let site = labels.get(at).copied().unwrap_or("page");
    let path =
        address.split(['?', '#']).next().unwrap_or(address).split_once('/').map_or("", |(_, path)| path);
    let name = path.rsplit('/').find(|part| part.chars().any(char::is_alphabetic)).unwrap_or("");
    let name = name.split('.').next().unwrap_or(name);
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).take(4);
    let words: Vec<String> = words.map(|word| word.to_ascii_lowercase().chars().take(24).collect()).collect();
    let site: String = site.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let site = if site.is_empty() { "page".to_owned() } else { site };
    if words.is_empty() { format!("@{site}") } else { format!("@{site}-{}", words.join("-")) }
}

/// The host of the page that the draft itself is, where the file says so.
fn own_host(draft: &Draft, texts: &Texts) -> Option<String> {
    let file = draft.passages.iter().next()?.place.file;
    let content = &texts.get(file).content;
    let mut end = content.len().min(HEAD);
    while !content.is_char_boundary(end) {
        end -= 1;
    }
    let head = &content[..end];
    let address = match draft.format {
        "html" => ["rel=\"canonical\"", "rel='canonical'", "rel=canonical", "property=\"og:url\""]
            .into_iter()
            .find_map(|sign| {
                let at = head.find(sign)?;
                let open = head[..at].rfind('<')?;
                let tag = &head[open..at + head[at..].find('>')?];
                Some(&tag[tag.find("http")?..])
            })?,
        _ if head.trim_start_matches('\u{feff}').starts_with("---") => {
            let mut lines = head.lines().skip(1).take_while(|line| line.trim_end() != "---");
            lines.find_map(|line| {
                let (name, value) = line.split_once(':')?;
                let name = name.trim().trim_matches('"').to_ascii_lowercase();
                let says =
                    matches!(name.as_str(), "url" | "canonical" | "canonical_url" | "site" | "original_url");
                says.then(|| value.trim().trim_matches(['"', '\'']))
            })?
        }
        _ => return None,
    };
    let end = address.find(['"', '\'', ' ', '>']).unwrap_or(address.len());
    page_of(&address[..end]).map(|(host, _)| host)
}

/// Makes the notes: the linked words and the address, at the end of the view.
fn notes(draft: &mut Draft, texts: &Texts, pages: Vec<Page>) -> Vec<NoteId> {
    let mut taken = HashMap::new();
    let mut made = Vec::new();
    for page in pages {
        let link = draft.links[page.first].clone();
        let mut view = ViewBuilder::new(link.place.file);
        if let Some(words) = draft.view.place(link.view) {
            view.push_as(words.span, draft.view.slice(link.view));
            view.push_as(Span { start: words.span.end, end: words.span.end }, " ");
        }
        let from = view.next();
        let source = texts.get(link.place.file).slice(link.place.span);
        let at = source.find(link.target.as_str()).map_or(link.place.span, |at| {
            let start = link.place.span.start + Span::at(at).start;
            Span { start, end: start + Span::at(link.target.len()).start }
        });
        view.push_as(at, &link.target);
        let shown = view.end_block();
        let shift = draft.view.append(&view.finish());
        let id = unique(page.id, &mut taken);
        let whole = shown.shifted(shift);
        let url = Span { start: from, end: shown.end }.shifted(shift);
        let note = draft.notes.push(Note {
            id: id.clone(),
            label: link.place,
            place: link.place,
            view: whole,
            scope: 0,
            uses: 0,
            unnumbered: false,
        });
        let title = Span { start: whole.start, end: url.start.saturating_sub(1).max(whole.start) };
        draft.entries.insert(note, entry(draft, &id, title, url));
        draft.linked.insert(note);
        made.push(note);
    }
    made
}

/// What a link says of its source: its words are the title where they are more than a
/// pointer, and what it does not say may well stand on the page.
fn entry(draft: &Draft, id: &str, title: Span, url: Span) -> BibEntry {
    let text = |name: Variable, view: Span| BibField {
        name,
        value: BibValue::Text(draft.view.slice(view).to_owned()),
        view,
    };
    let words = draft.view.slice(title);
    let telling = words.split_whitespace().filter(|word| word.chars().count() > 3).count() >= 2;
    let fields = [telling.then(|| text(Variable::Title, title)), Some(text(Variable::Url, url))];
    BibEntry {
        key: id.trim_start_matches('@').to_owned(),
        kind: "webpage",
        fields: fields.into_iter().flatten().collect(),
        partial: true,
    }
}

/// The name itself, or with a number behind it. `taken` holds how often each was asked for: thousands of links to one site do
/// not begin at 2 each time.
fn unique(id: String, taken: &mut HashMap<String, usize>) -> String {
    let mut count = taken.get(&id).copied().unwrap_or(0);
    let mut unique = if count == 0 { id.clone() } else { format!("{id}-{}", count + 1) };
    while count > 0 && taken.contains_key(&unique) {
        count += 1;
        unique = format!("{id}-{}", count + 1);
    }
    taken.insert(id, count + 1);
    taken.entry(unique.clone()).or_insert(1);
    unique
}

/// Makes the markers; a link stands at its own words, which stay where they are.
fn markers(draft: &mut Draft, ids: &[NoteId], found: &[(PassageId, usize, usize)]) {
    let made = found.iter().map(|&(passage, link, page)| {
        let link = &draft.links[link];
        let id = draft.notes[ids[page]].id.clone();
        let (place, view) = (link.place, link.view.end);
        Marker { id, place, view, passage: Some(passage), in_note: None, scope: 0, note: None, locator: None }
    });
    let made = made.collect();
    draft.set_markers(made);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_has_one_address() {
        let address = |target: &str| page_of(target).map(|(_, address)| address);
        for target in [
            "https://www.example.org/weirs/",
            "http://example.org/weirs#lost",
            "//Example.org/weirs?utm_source=x&fbclid=1",
        ] {
            assert_eq!(address(target).as_deref(), Some("example.org/weirs"), "{target}");
        }
        assert_eq!(address("https://example.org/?id=4").as_deref(), Some("example.org/?id=4"));
        assert_eq!(address("doi:10.1000/AB").as_deref(), Some("doi.org/10.1000/ab"));
        assert_eq!(address("https://localhost/x"), None);
    }

    #[test]
    fn ids_say_site_and_page() {
        for (target, id) in [
            ("https://www.bbc.co.uk/news/uk-12", "@bbc-uk-12"),
            ("https://en.wikipedia.org/wiki/Weir", "@wikipedia-weir"),
            (
                "https://assets.publishing.service.gov.uk/media/a/Annual_Report_2020.pdf",
                "@service-annual-report-2020",
            ),
            ("https://example.org", "@example"),
            ("https://example.org/2020/04/", "@example"),
        ] {
            let (host, address) = page_of(target).expect("a page");
            assert_eq!(id_of(&host, &address), id, "{target}");
        }
    }
}
