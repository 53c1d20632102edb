//! Finding and reading the files of a run: drafts, what stands in and beside them, and configurations.

pub mod configs;
pub mod find;
pub mod held;
pub mod house;
pub mod in_force;
pub mod lists;
pub mod load;
pub mod loaded;
pub mod notes;
pub mod one;
pub mod parts;
mod quarto;
pub mod record;
pub mod shelf;
pub mod table;
