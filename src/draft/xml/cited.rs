//! Entries whose fields have nothing between them, written as a note would cite them: the words are the
//! file's, what stands between them is ours.

use crate::draft::office::tree::Tree;
use crate::draft::transcript::Transcript;
use crate::span::Span;

const TITLES: &[&str] = &["article-title", "chapter-title", "part-title", "data-title", "trans-title"];
const YEARS: &[&str] = &["year", "pubdate", "date"];
const GIVEN: &[&str] = &["given-names", "firstname", "givenname", "forenames", "prefix", "othername"];
const PEOPLE: &[&str] =
    &["name", "string-name", "collab", "author", "corpauthor", "corpname", "orgname", "editor", "etal"];

/// The fields of an entry, each the element that has it.
#[derive(Default)]
struct Fields {
    people: Vec<u32>,
    title: Option<u32>,
    source: Option<u32>,
    volume: Option<u32>,
    issue: Option<u32>,
    place: Option<u32>,
    publisher: Option<u32>,
    edition: Option<u32>,
    year: Option<u32>,
    first: Option<u32>,
    last: Option<u32>,
    doi: Option<u32>,
    address: Option<u32>,
    comments: Vec<u32>,
}

impl Fields {
    fn of(tree: &Tree<'_>, entry: u32) -> Self {
        let mut found = Self::default();
        let mut next = entry + 1;
        while next < tree.node(entry).after {
            let node = tree.node(next);
            let after = node.after;
            let first = |field: &mut Option<u32>| {
                field.get_or_insert(next);
                after
            };
            next = match node.name {
                name if PEOPLE.contains(&name) => {
                    if !edits(tree, next) || found.people.is_empty() {
                        found.people.push(next);
                    }
                    after
                }
                name if TITLES.contains(&name) => first(&mut found.title),
                "title" | "citetitle" => match tree.attr(node.parent, "relation") {
                    Some("journal" | "book" | "series" | "proceedings") => first(&mut found.source),
                    _ => first(&mut found.title),
                },
                "source" | "journaltitle" => first(&mut found.source),
                "volume" | "volumenum" => first(&mut found.volume),
                "issue" | "issuenum" => first(&mut found.issue),
                "publisher-loc" | "city" => first(&mut found.place),
                "publisher-name" | "publishername" => first(&mut found.publisher),
                "edition" => first(&mut found.edition),
                name if YEARS.contains(&name) && tree.child(next, "year").is_none() => first(&mut found.year),
                "fpage" | "page-range" | "elocation-id" | "pagenums" | "artpagenums" => {
                    first(&mut found.first)
                }
                "lpage" => first(&mut found.last),
                "pub-id" | "biblioid" => match tree.attr(next, "pub-id-type").or(tree.attr(next, "class")) {
                    Some("doi") => first(&mut found.doi),
                    _ => after,
                },
                "ext-link" | "uri" | "bibliosource" | "ulink" => first(&mut found.address),
                "comment" | "bibliomisc" | "releaseinfo" | "annotation" => {
                    found.comments.push(next);
                    after
                }
                "label" | "abbrev" | "month" | "day" | "season" | "issn" | "isbn" | "xref" => after,
                _ => next + 1,
            };
        }
        found
    }
}

/// Whether people stand here as editors.
fn edits(tree: &Tree<'_>, at: u32) -> bool {
    let node = tree.node(at);
    node.name == "editor" || tree.attr(node.parent, "person-group-type") == Some("editor")
}

/// Writes an entry.
pub(super) fn write(tree: &Tree<'_>, made: &mut Transcript, entry: u32) {
    let fields = Fields::of(tree, entry);
    let mut out = Writer { tree, made, here: tree.node(entry).open };
    for (nth, &person) in fields.people.iter().enumerate() {
        if nth > 0 {
            out.between(if nth + 1 == fields.people.len() { " and " } else { ", " });
        }
        out.person(person);
    }
    let mut begun = !fields.people.is_empty();
    if let (Some(title), Some(_)) = (fields.title, fields.source) {
        out.between(if begun { ", “" } else { "“" });
        out.words(title);
        out.between(",” ");
        begun = false;
    }
    if let Some(source) = fields.source.or(fields.title) {
        let chapter = fields.title.is_some() && fields.source.is_some() && fields.publisher.is_some();
        out.between(match (begun, chapter) {
            (true, _) => ", <i>",
            (false, true) => "in <i>",
            (false, false) => "<i>",
        });
        out.words(source);
        out.between("</i>");
    }
    out.field(fields.volume, " ");
    out.field(fields.issue, ", no. ");
    out.field(fields.edition, ", ");
    out.imprint(&fields);
    let pages = if fields.volume.is_some() { ": " } else { ", " };
    out.field(fields.first, pages);
    out.field(fields.last, "–");
    out.field(fields.doi, ", https://doi.org/");
    if fields.doi.is_none() {
        out.field(fields.address, ", ");
    }
    for comment in fields.comments {
        out.field(Some(comment), ", ");
    }
    out.between(".");
}

/// Writes the people of a byline.
pub(super) fn person(tree: &Tree<'_>, made: &mut Transcript, at: u32) {
    Writer { tree, made, here: tree.node(at).open }.person(at);
}

struct Writer<'a, 't> {
    tree: &'a Tree<'t>,
    made: &'a mut Transcript,
    /// The element written last: what is put between maps to its end.
    here: Span,
}

impl Writer<'_, '_> {
    fn between(&mut self, words: &str) {
        let end = Span { start: self.here.end, end: self.here.end };
        self.made.put(words, 0, end);
    }

    fn field(&mut self, at: Option<u32>, before: &str) {
        if let Some(at) = at {
            self.between(before);
            self.words(at);
        }
    }

    /// Place, publisher and year, in brackets.
    fn imprint(&mut self, fields: &Fields) {
        let mut before = " (";
        for (field, after) in [(fields.place, ": "), (fields.publisher, ", "), (fields.year, ")")] {
            let Some(at) = field else { continue };
            self.between(before);
            self.words(at);
            before = after;
        }
        match before {
            " (" => {}
            _ => self.between(")"),
        }
    }

    /// A person: given names before the family name, or a body as it is written.
    fn person(&mut self, at: u32) {
        let tree = self.tree;
        if tree.node(at).name == "etal" && tree.words(at).is_empty() {
            return self.between("et al.");
        }
        let named = |names: &[&str]| tree.inside(at).find(|&inner| names.contains(&tree.node(inner).name));
        match (named(GIVEN), named(&["surname"])) {
            (Some(given), Some(family)) => {
                self.words(given);
                self.between(" ");
                self.words(family);
            }
            (None, Some(one)) | (Some(one), None) => self.words(one),
            (None, None) => {
                let body = named(&["collab", "orgname", "personname", "string-name", "name", "institution"]);
                self.words(body.unwrap_or(at));
            }
        }
    }

    /// The words in an element, as they are written.
    fn words(&mut self, at: u32) {
        for inner in at..self.tree.node(at).after {
            let node = self.tree.node(inner);
            if node.name.is_empty() && !node.comment {
                self.made.copy(0, self.tree.source, node.open);
            }
        }
        self.here = self.tree.span(at);
    }
}
