//! Listings: what commands print beside findings, for people and as JSON. Each
//! has a schema, committed in `grammar/listings/`; to add one, write its file and
//! name it in [`LISTINGS`].

pub mod assertions;
pub mod coverage;
pub mod evidence;
pub mod lexicons;
pub mod outlets;
pub mod show;
pub mod status;
pub mod worksheet;

use super::json;

/// A listing as JSON.
#[derive(Debug)]
pub struct Listing {
    /// The command that prints it with `--format json`.
    pub name: &'static str,
    /// The JSON Schema of what it prints, with a newline at its end.
    pub schema: fn() -> String,
}

/// Every listing whose JSON has a schema.
pub const LISTINGS: &[Listing] = &[
    Listing { name: "show", schema: || json::schema_of::<show::Shown<'static>>("show") },
    Listing { name: "coverage", schema: || json::schema_of::<coverage::Drafts<'static>>("coverage") },
    Listing { name: "evidence", schema: || json::schema_of::<evidence::Listed>("evidence") },
    Listing { name: "status", schema: || json::schema_of::<status::Worksheets>("status") },
    Listing { name: "outlets", schema: || json::schema_of::<outlets::Outlets<'static>>("outlets") },
    Listing { name: "lexicons", schema: || json::schema_of::<lexicons::Lexicons<'static>>("lexicons") },
];

/// The listing of this name.
pub fn listing(name: &str) -> Option<&'static Listing> {
    LISTINGS.iter().find(|listing| listing.name == name)
}
