//! Comments of a Word file: written, read, and looked over for faults.

pub mod faults;
pub mod parts;
pub mod proof;
pub mod read;
mod runs;
pub mod write;
