//! Word and OpenDocument files, built in the test from XML that we wrote.

pub mod build;
mod comment_faults;
mod comments;
mod docx;
mod hostile;
mod odt;
mod pandoc;
mod run;
