//! Word and OpenDocument files, built in the test from XML that we wrote.

mod answers;
pub mod build;
mod comment_faults;
mod comments;
mod docx;
mod hostile;
mod odt;
mod pandoc;
mod run;
mod tables;
