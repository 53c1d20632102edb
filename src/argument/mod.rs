//! The argument as such: what rests on what, what is said against it, and what
//! stands. Numbers and degrees only; it knows no draft and no claims file.
//! [`crate::case`] makes the graph and gives its nodes their names.

pub mod bearing;
pub mod certainty;
pub mod cycles;
pub mod framework;
pub mod graph;
pub mod label;
mod links;
pub mod loss;
pub mod status;
