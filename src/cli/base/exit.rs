//! How a run ended, as its exit status says.

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Nothing at or above the failing level.
    Clean,
    /// Findings.
    Findings,
    /// Could not run.
    Trouble,
}

impl Exit {
    /// The exit status.
    pub fn code(self) -> u8 {
        match self {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Trouble => 2,
        }
    }

    /// The worse of two: what could not run outweighs findings, and these a clean end.
    #[must_use]
    pub fn worst(self, other: Exit) -> Exit {
        match (self, other) {
            (Exit::Trouble, _) | (_, Exit::Trouble) => Exit::Trouble,
            (Exit::Findings, _) | (_, Exit::Findings) => Exit::Findings,
            (Exit::Clean, Exit::Clean) => Exit::Clean,
        }
    }
}

impl From<Exit> for std::process::ExitCode {
    fn from(exit: Exit) -> Self {
        std::process::ExitCode::from(exit.code())
    }
}
