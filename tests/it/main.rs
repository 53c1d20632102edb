//! The integration tests.

mod report;
