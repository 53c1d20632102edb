//! Which part of a Word file is what: by relationship and content type, never
//! by name. Pandoc calls the main part `word/document2.xml`.

use std::collections::HashMap;

use super::super::office::Fault;
use super::super::office::package::Package;
use super::super::office::xml::{Ns, Token, Xml};

/// The relationships of one part, by id.
#[derive(Debug, Default)]
pub struct Relations {
    all: HashMap<String, Relation>,
}

/// One relationship.
#[derive(Debug, Clone)]
pub struct Relation {
    /// The last word of its type: `footnotes`, `hyperlink`.
    pub kind: String,
    /// A part's full name, or an address if it leads outside.
    pub target: String,
    /// Whether it leads outside.
    pub external: bool,
}

impl Relations {
    /// Reads the relationships of a part; the empty name means the package's own.
    ///
    /// # Errors
    /// The part that lists them is damaged.
    pub fn read(package: &mut Package<'_>, part: &str) -> Result<Self, Fault> {
        let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
        let name = rels_of(part);
        let mut relations = Self::default();
        let Some(source) = package.text(&name)? else { return Ok(relations) };
        let mut xml = Xml::new(&name, &source);
        while let Some(token) = xml.pull()? {
            if token != Token::Start(Ns::PackageRels, "Relationship") {
                continue;
            }
            let attr = |name| xml.attr(Ns::PackageRels, name).unwrap_or_default();
            let kind = attr("Type").rsplit('/').next().unwrap_or("").to_owned();
            let external = attr("TargetMode") == "External";
            let target = if external { attr("Target") } else { join(folder, &attr("Target")) };
            relations.all.insert(attr("Id"), Relation { kind, target, external });
        }
        Ok(relations)
    }

    /// The part to which a relationship of this kind leads.
    pub fn part(&self, kind: &str) -> Option<&str> {
        let mut found: Vec<&str> = self
            .all
            .values()
            .filter(|relation| relation.kind == kind && !relation.external)
            .map(|relation| relation.target.as_str())
            .collect();
        found.sort_unstable();
        found.first().copied()
    }

    /// Whether an id is taken.
    pub fn has(&self, id: &str) -> bool {
        self.all.contains_key(id)
    }

    /// The parts to which relationships lead, each with the last word of the type.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.all
            .values()
            .filter(|relation| !relation.external)
            .map(|relation| (relation.kind.as_str(), relation.target.as_str()))
    }

    /// Where the hyperlink with this id leads.
    pub fn link(&self, id: &str) -> Option<&str> {
        self.all
            .get(id)
            .filter(|relation| relation.kind == "hyperlink")
            .map(|relation| relation.target.as_str())
    }
}

/// The part that lists the relationships of another; the empty name means the package's own.
pub fn rels_of(part: &str) -> String {
    match part.rsplit_once('/') {
        None => format!("_rels/{part}.rels"),
        Some(("", file)) => format!("_rels/{file}.rels"),
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
    }
}

/// A target as a part's full name: relative to the folder unless it begins
/// with `/`. It cannot climb out of the package.
pub fn join(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = Vec::new();
    let whole = if target.starts_with('/') { target.to_owned() } else { format!("{folder}/{target}") };
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

/// The main part of a Word file.
///
/// # Errors
/// There is none, or it is a spreadsheet or a presentation.
pub fn main_part(package: &mut Package<'_>) -> Result<String, Fault> {
    let relations = Relations::read(package, "")?;
    let types = package.text("[Content_Types].xml")?.unwrap_or_default();
    let mut named = HashMap::new();
    let mut xml = Xml::new("[Content_Types].xml", &types);
    while let Some(token) = xml.pull()? {
        if token == Token::Start(Ns::ContentTypes, "Override") {
            let attr = |name| xml.attr(Ns::ContentTypes, name).unwrap_or_default();
            named.insert(join("", &attr("PartName")), attr("ContentType"));
        }
    }
    let is_word = |kind: &str| kind.contains("wordprocessingml") || kind.contains("ms-word");
    let is_main = |kind: &str| is_word(kind) && kind.ends_with("main+xml");
    if let Some(part) = relations.part("officeDocument") {
        let kind = named.get(part).map_or("", String::as_str);
        for (sign, what) in [("spreadsheetml", "a spreadsheet"), ("presentationml", "a presentation")] {
            if kind.contains(sign) {
                return Err(Fault::new(format!("it is {what}, not a text document")));
            }
        }
        if package.find(part).is_some() {
            return Ok(part.to_owned());
        }
    }
    let mut mains: Vec<&String> =
        named.iter().filter(|(_, kind)| is_main(kind)).map(|(part, _)| part).collect();
    mains.sort_unstable();
    match mains.into_iter().find(|part| package.find(part).is_some()) {
        Some(part) => Ok(part.clone()),
        None => Err(Fault::new("it is a zip archive, but there is no Word document in it")),
    }
}
