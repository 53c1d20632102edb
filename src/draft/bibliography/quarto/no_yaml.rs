//! Stands for the reader of Quarto's projects in a program that was built without the feature `yaml`: they say nothing.

/// As in the reader.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Project {
    /// Always empty.
    pub chapters: Vec<String>,
    /// Always empty.
    pub bibliography: Vec<String>,
}

/// Reads nothing.
pub fn project(_: &str) -> Project {
    Project::default()
}
