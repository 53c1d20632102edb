//! `claimlint schema`: the JSON Schemas of what we print and read.

use crate::cli::base::exit::Exit;
use crate::cli::base::write;
use crate::cli::flags::Schema;

/// Prints the schema that is asked for.
pub fn schema(flags: &Schema) -> Exit {
    match flags.listing {
        Some(listing) => write::exact(&(listing.schema)()),
        None if flags.config => write::exact(&crate::config::schema::schema()),
        None => write::exact(&crate::report::json::schema()),
    }
}
