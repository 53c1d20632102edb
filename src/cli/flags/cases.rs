//! Which drafts are meant, and how they are read and judged.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::chosen::reader;
use super::config::ConfigFlags;
use crate::draft::Reader;
use crate::draft::office::{Changes, Limits, Unpacking};
use crate::open::{How, encoding};

/// Which cases are checked, and how they are read and judged.
#[derive(Debug, Clone, Args)]
pub struct Cases {
    /// Drafts, claims files or folders; `-` reads a draft from standard input
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Which configuration, and what goes over it
    #[command(flatten)]
    pub config: ConfigFlags,
    /// How strict to be [default: draft]
    #[arg(long, value_enum, value_name = "PROFILE")]
    pub profile: Option<ProfileFlag>,
    /// How far one note marker covers (overrides the claims file)
    #[arg(long, value_enum, value_name = "REACH")]
    pub reach: Option<ReachFlag>,
    /// Read drafts in this format, whatever their names
    #[arg(long, value_name = "FORMAT", value_parser = reader())]
    pub from: Option<&'static Reader>,
    /// The encoding of drafts that are not UTF-8: windows-1252, iso-8859-2, …
    #[arg(long, value_name = "ENCODING", value_parser = encoding)]
    pub encoding: Option<&'static crate::open::Encoding>,
    /// How Word and OpenDocument files are read.
    #[command(flatten)]
    pub packaged: Packaged,
    /// Name for standard input in reports; its ending gives the format
    #[arg(long, value_name = "NAME", default_value = "stdin.txt")]
    pub stdin_name: String,
    /// Judge waivers as of this day (YYYY-MM-DD) instead of today
    #[arg(long, value_name = "DATE")]
    pub today: Option<jiff::civil::Date>,
    /// Which list of outlets
    #[command(flatten)]
    pub outlets: OutletFlags,
    /// Which lists of words
    #[command(flatten)]
    pub lexicons: LexiconFlags,
    /// Which rules of your own
    #[command(flatten)]
    pub house: HouseFlags,
    /// Whether a page is wanted of each draft; the commands say so, nobody types it.
    #[arg(skip)]
    pub pages: bool,
    /// Whether nobody asks for the drafts once they are judged, so that they need not be kept; likewise.
    #[arg(skip)]
    pub lean: bool,
}

/// Which list of outlets is in force.
#[derive(Debug, Default, Clone, Args)]
pub struct OutletFlags {
    /// Add the rows of this file to the list of outlets; a row with the same id or name
    /// replaces the shipped one (`claimlint outlets --format toml` shows the form)
    #[arg(long, value_name = "FILE")]
    pub outlets: Vec<PathBuf>,
    /// Use this list of outlets instead of the shipped one
    #[arg(long, value_name = "FILE")]
    pub only_outlets: Option<PathBuf>,
}

/// Which lists of words are in force.
#[derive(Debug, Default, Clone, Args)]
pub struct LexiconFlags {
    /// Add the words of this file to the word lists, or switch words off
    /// (`claimlint lexicons --format toml` shows the form)
    #[arg(long, value_name = "FILE")]
    pub lexicon: Vec<PathBuf>,
}

/// Which house rules are in force.
#[derive(Debug, Default, Clone, Args)]
pub struct HouseFlags {
    /// Add the rules of this file: checks of your own, besides those that claimlint.toml names
    #[arg(long, value_name = "FILE")]
    pub rules: Vec<PathBuf>,
}

/// How Word and OpenDocument files are read.
#[derive(Debug, Clone, Copy, Args)]
pub struct Packaged {
    /// Read Word and OpenDocument files as they were before their tracked changes
    #[arg(long)]
    pub original: bool,
    /// Largest size of an unpacked Word or OpenDocument file, in megabytes
    #[arg(long, value_name = "MB", default_value_t = 256, value_parser = clap::value_parser!(u64).range(1..=2000))]
    pub max_size: u64,
}

impl Packaged {
    /// These flags as the readers want them.
    pub fn unpacking(self) -> Unpacking {
        Unpacking {
            limits: Limits { unpacked: self.max_size * 1024 * 1024 },
            changes: if self.original { Changes::Original } else { Changes::Accepted },
        }
    }
}

/// One draft, and how to read it.
#[derive(Debug, Args)]
pub struct OneDraft {
    /// The draft; `-` for standard input
    pub draft: PathBuf,
    /// Read it in this format, whatever its name
    #[arg(long, value_name = "FORMAT", value_parser = reader())]
    pub from: Option<&'static Reader>,
    /// The encoding of drafts that are not UTF-8: windows-1252, iso-8859-2, …
    #[arg(long, value_name = "ENCODING", value_parser = encoding)]
    pub encoding: Option<&'static crate::open::Encoding>,
    /// How Word and OpenDocument files are read.
    #[command(flatten)]
    pub packaged: Packaged,
    /// The name of standard input
    #[arg(long, value_name = "NAME", default_value = "stdin.txt")]
    pub stdin_name: String,
}

/// How the draft is read that a claims file belongs to.
#[derive(Debug, Args)]
pub struct Which {
    /// Read the draft in this format, whatever its name
    #[arg(long, value_name = "FORMAT", value_parser = reader())]
    pub from: Option<&'static Reader>,
    /// The encoding of a draft that is not UTF-8: windows-1252, iso-8859-2, …
    #[arg(long, value_name = "ENCODING", value_parser = encoding)]
    pub encoding: Option<&'static crate::open::Encoding>,
    /// How Word and OpenDocument files are read.
    #[command(flatten)]
    pub packaged: Packaged,
}

/// `--profile`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ProfileFlag {
    /// Work in progress
    Draft,
    /// Before publication: precise warnings count as errors
    Publication,
    /// Legal writing
    Legal,
}

/// `--reach`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReachFlag {
    /// The sentence that carries the marker
    Sentence,
    /// Its whole paragraph
    Paragraph,
    /// Until the next marker in the paragraph
    UntilSourceChanges,
    /// Only entries of the claims file cover
    ClaimsFileOnly,
}

impl Cases {
    /// One path, all else as it is when nothing is typed.
    pub fn of(path: PathBuf) -> Self {
        Self {
            paths: vec![path],
            config: ConfigFlags::default(),
            profile: None,
            reach: None,
            from: None,
            encoding: None,
            packaged: Packaged { original: false, max_size: 256 },
            stdin_name: "stdin.txt".to_owned(),
            today: None,
            outlets: OutletFlags::default(),
            lexicons: LexiconFlags::default(),
            house: HouseFlags::default(),
            pages: false,
            lean: false,
        }
    }

    /// How drafts are to be read, as these flags say.
    pub fn how(&self) -> How {
        How { from: self.from, encoding: self.encoding, unpacking: self.packaged.unpacking() }
    }
}

impl OneDraft {
    /// One draft, all else as it is when nothing is typed.
    #[cfg(feature = "verify")]
    pub fn of(draft: PathBuf) -> Self {
        Self {
            draft,
            from: None,
            encoding: None,
            packaged: Packaged { original: false, max_size: 256 },
            stdin_name: "stdin.txt".to_owned(),
        }
    }

    /// As [`Cases::how`].
    pub fn how(&self) -> How {
        How { from: self.from, encoding: self.encoding, unpacking: self.packaged.unpacking() }
    }
}

impl Which {
    /// As [`Cases::how`].
    pub fn how(&self) -> How {
        How { from: self.from, encoding: self.encoding, unpacking: self.packaged.unpacking() }
    }
}
