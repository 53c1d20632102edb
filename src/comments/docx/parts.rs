//! Which part of a Word file holds what of its comments.

use std::collections::HashSet;

use crate::draft::docx::parts::{Relations, main_part, rels_of};
use crate::draft::office::Fault;
use crate::draft::office::package::Package;

/// The parts that comments have to do with; each with its text if it is there.
#[derive(Debug, Default)]
pub struct Parts {
    /// The main part.
    pub main: Part,
    /// What lists the relationships of the main part; its text may be missing.
    pub rels: Part,
    /// The table of content types.
    pub types: Part,
    /// The comments.
    pub comments: Option<Part>,
    /// Which comments are answers, and which are done: `commentsExtended`.
    pub extended: Option<Part>,
    /// The table of lasting numbers: `commentsIds`.
    pub ids: Option<Part>,
    /// More about those: `commentsExtensible`.
    pub extensible: Option<Part>,
    /// The relationships of the main part.
    pub relations: Relations,
    /// The names of all parts, in small letters.
    pub names: HashSet<String>,
}

/// A part's name and text.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl Parts {
    /// Finds them.
    ///
    /// # Errors
    /// It is no Word file, or a part is damaged.
    pub fn of(package: &mut Package<'_>) -> Result<Self, Fault> {
        let main = main_part(package)?;
        let relations = Relations::read(package, &main)?;
        let part = |package: &mut Package<'_>, name: &str| -> Result<Option<Part>, Fault> {
            let Some(name) = package.find(name) else { return Ok(None) };
            Ok(package.text(&name)?.map(|text| Part { name, text }))
        };
        let of_kind = |package: &mut Package<'_>, kind: &str| match relations.part(kind) {
            Some(name) => part(package, name),
            None => Ok(None),
        };
        let rels = rels_of(&main);
        Ok(Self {
            names: package.names().iter().map(|name| name.to_ascii_lowercase()).collect(),
            rels: part(package, &rels)?.unwrap_or(Part { name: rels, text: String::new() }),
            main: part(package, &main)?.unwrap_or_default(),
            types: part(package, "[Content_Types].xml")?.unwrap_or_default(),
            comments: of_kind(package, "comments")?,
            extended: of_kind(package, "commentsExtended")?,
            ids: of_kind(package, "commentsIds")?,
            extensible: of_kind(package, "commentsExtensible")?,
            relations,
        })
    }
}
