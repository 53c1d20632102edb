//! What an element of a vocabulary is for a reader of the page.

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Its words are words of what it stands in.
    Through,
    /// Nothing of it is shown.
    Skip,
    /// It is this element of HTML.
    As(&'static str),
    /// It is this element of HTML and stands in a line.
    Line(&'static str),
    /// A part with a heading.
    Section,
    /// What names the part, figure or table in which it stands.
    Title,
    /// What stands before a title or a note: its number.
    Label,
    /// Who wrote the whole, and when.
    Byline,
    /// A foot- or endnote.
    Note,
    /// A pointer to what has the name in one of these attributes.
    Pointer,
    /// A link to the address in one of these attributes, else in its words.
    Link,
    /// An entry of a list of references.
    Entry,
    /// An entry, or part of one, whose fields have nothing between them.
    Fields,
}

/// The elements of a vocabulary.
pub(super) struct Vocabulary {
    /// What each is, by its local name; what is not here, is walked through.
    pub roles: &'static [(Role, &'static [&'static str])],
    /// The titles of whole documents, each with the element it stands in.
    pub titles: &'static [(&'static str, &'static str)],
    /// Elements whose notes are numbered anew.
    pub runs: &'static [&'static str],
    /// Elements that hold what is said of the document; of these only what is in `shown` is shown.
    pub about: &'static [&'static str],
    /// See `about`.
    pub shown: &'static [&'static str],
}

impl Vocabulary {
    pub fn role(&self, name: &str) -> Role {
        self.roles.iter().find(|(_, names)| names.contains(&name)).map_or(Role::Through, |(role, _)| *role)
    }
}
