//! Copies with comments, of either format: what goes in and out, how the copy is signed, and how it is proved.

use std::collections::{BTreeMap, HashMap, HashSet};

use sha2::{Digest as _, Sha256};

use super::docx::{self, write::Wanted};
use super::edit::is_utf_8;
use super::plan::{Plan, plan};
use super::{Comment, Copied, Placed, Thread, odt};
use crate::draft::docx::unpack as unpack_docx;
use crate::draft::odt::unpack as unpack_odt;
use crate::draft::office::package::{Package, are_same, decode, repacked};
use crate::draft::office::{Fault, Unpacked, Unpacking};
use crate::text::Text;
use docx::parts::Parts;

/// What stands at the end of the main part of a copy that nobody has saved since: word processors drop it.
const SIGN: (&str, &str) = ("<!--claimlint commented copy ", "-->");

/// The part of an OpenDocument package that holds the text.
const CONTENT: &str = "content.xml";

/// How OpenDocument in one file calls itself where its reader names a part.
const ALONE: &str = "the file";

/// A file, opened.
enum Opened {
    Docx(Box<Parts>),
    /// The name of the part with the text, the text, and whether it is all there is.
    Odt(&'static str, String, bool),
}

impl Opened {
    fn of(bytes: &[u8], how: &Unpacking) -> Result<Self, Fault> {
        if !bytes.starts_with(b"PK") {
            return Ok(Self::Odt(ALONE, decode(bytes.to_vec()), true));
        }
        let mut package = Package::open(bytes, how.limits)?;
        if package.find("[Content_Types].xml").is_none()
            && let Some(text) = package.text(CONTENT)?
        {
            return Ok(Self::Odt(CONTENT, text, false));
        }
        Ok(Self::Docx(Box::new(Parts::of(&mut package)?)))
    }

    fn threads(&self) -> Result<Vec<Thread>, Fault> {
        match self {
            Self::Docx(parts) => {
                Ok(docx::read::threads(parts)?.into_iter().map(|(thread, _)| thread).collect())
            }
            Self::Odt(part, source, _) => odt::threads(part, source),
        }
    }

    /// The comments, those joined that would go round the same thing: all that is told of words in a text box.
    fn joined(&self, text: &Text, placed: &Placed) -> Result<Placed, Fault> {
        let ranges = match self {
            Self::Docx(parts) => docx::write::ranges(&parts.main, text, &placed.comments)?,
            Self::Odt(part, source, _) => odt::ranges(part, source, text, &placed.comments)?,
        };
        let mut comments: Vec<Comment> = Vec::new();
        let mut known: HashMap<(usize, usize), usize> = HashMap::new();
        for (comment, range) in placed.comments.iter().zip(ranges) {
            let at = range.map_or(comments.len(), |range| *known.entry(range).or_insert(comments.len()));
            match comments.get_mut(at) {
                Some(there) => there.join(comment.span, comment.level, comment.told.clone()),
                None => comments.push(comment.clone()),
            }
        }
        Ok(Placed { comments, ..placed.clone() })
    }

    /// The main part, and its text.
    fn main(&self) -> (&str, &str) {
        match self {
            Self::Docx(parts) => (&parts.main.name, &parts.main.text),
            Self::Odt(part, source, _) => (part, source),
        }
    }
}

/// The comments of a file in their order, those of ours with what was answered to them. Answers stand in the list
/// themselves, too.
///
/// # Errors
/// It cannot be read.
pub fn threads(bytes: &[u8], how: &Unpacking) -> Result<Vec<Thread>, Fault> {
    Opened::of(bytes, how)?.threads()
}

/// What is wrong with the comments of a file, a sentence each.
///
/// # Errors
/// It cannot be read.
pub fn faults(bytes: &[u8], how: &Unpacking) -> Result<Vec<String>, Fault> {
    match Opened::of(bytes, how)? {
        Opened::Docx(parts) => docx::faults::faults(&parts, &mut Package::open(bytes, how.limits)?),
        Opened::Odt(part, source, _) => odt::faults(part, &source),
    }
}

/// A copy of a file with these comments at their words. Comments of ours that are there already are known by their
/// tokens: those whose finding is gone go out unless somebody answered them, and none is put in twice. Everything else
/// stays as it is, byte for byte; the same file and findings give the same copy.
///
/// `text` is the file as it was unpacked for the check, `how` says how. The copy is read again before it is given out.
///
/// # Errors
/// The file cannot be read, or the copy would not read as the file does.
pub fn copy(bytes: &[u8], text: &Text, placed: &Placed, how: &Unpacking) -> Result<Copied, Fault> {
    let opened = Opened::of(bytes, how)?;
    let (part, source) = opened.main();
    if !is_utf_8(source) {
        return Err(Fault::new(format!(
            "its part {part} is not in UTF-8, so it can take no comments; save the file again in your word processor"
        )));
    }
    let mut copied = Copied::default();
    let placed = opened.joined(text, placed)?;
    let Plan { add, remove } = plan(&opened.threads()?, &placed, &mut copied);
    let mut parts = match &opened {
        Opened::Docx(parts) => {
            let wanted = Wanted { text, add: &add, remove: &remove };
            docx::write::changed(parts, &wanted, &mut copied)?
        }
        Opened::Odt(part, source, _) => odt::changed(part, source, text, &add, &remove, &mut copied)?
            .map(|changed| BTreeMap::from([((*part).to_owned(), changed)]))
            .unwrap_or_default(),
    };
    let is_put = |comment: &&Comment| {
        !comment.tokens().any(|token| copied.unplaced.iter().any(|other| other == token))
    };
    copied.added = add.iter().filter(is_put).count().saturating_sub(copied.renewed);
    sign(&opened, &mut parts);
    copied.bytes = match &opened {
        Opened::Odt(_, _, true) => parts.remove(ALONE).unwrap_or_default().into_bytes(),
        _ => repacked(bytes, &parts)?,
    };
    if !matches!(opened, Opened::Odt(_, _, true)) && !are_same(bytes, &copied.bytes, &parts)? {
        return Err(refused());
    }
    prove(&opened, bytes, &copied.bytes, how)?;
    Ok(copied)
}

/// Signs the main part at its end with a digest of it and of the comments, so that a copy that nobody has saved since
/// is known, and may be made anew.
fn sign(opened: &Opened, parts: &mut BTreeMap<String, String>) {
    let (name, source) = opened.main();
    let main = parts.remove(name).unwrap_or_else(|| source.to_owned());
    let main = unsigned(&main).0.to_owned();
    let comments = match opened {
        Opened::Docx(there) => {
            let name = there.comments.as_ref().map(|part| part.name.as_str());
            let new =
                parts.iter().find(|(part, _)| Some(part.as_str()) == name || is_new_comments(part, there));
            let old = there.comments.as_ref().map(|part| part.text.as_str());
            new.map(|(_, text)| text.as_str()).or(old).unwrap_or("").to_owned()
        }
        Opened::Odt(..) => String::new(),
    };
    let digest = digest(&main, &comments);
    parts.insert(name.to_owned(), format!("{main}{}{digest}{}", SIGN.0, SIGN.1));
}

fn is_new_comments(part: &str, there: &Parts) -> bool {
    there.comments.is_none()
        && part.rsplit('/').next().is_some_and(|name| name.starts_with("comments"))
        && !there.names.contains(&part.to_ascii_lowercase())
}

fn digest(main: &str, comments: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(main.as_bytes());
    hash.update([0]);
    hash.update(comments.as_bytes());
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// A main part without the sign, and the digest in it.
fn unsigned(main: &str) -> (&str, Option<&str>) {
    let found = main.trim_end().strip_suffix(SIGN.1).and_then(|rest| rest.rsplit_once(SIGN.0));
    match found {
        Some((main, digest)) if !digest.contains(['<', '-']) => (main, Some(digest)),
        _ => (main, None),
    }
}

/// Whether a file is a commented copy of ours that nobody has saved since.
pub fn is_untouched(bytes: &[u8]) -> bool {
    let Ok(opened) = Opened::of(bytes, &Unpacking::default()) else { return false };
    let (main, found) = unsigned(opened.main().1);
    let comments = match &opened {
        Opened::Docx(parts) => parts.comments.as_ref().map_or("", |part| part.text.as_str()),
        Opened::Odt(..) => "",
    };
    found.is_some_and(|found| found == digest(main, comments))
}

/// Reads the copy: it must say what the file says, in the same words and notes and in the same way, hold the same
/// comments of other people, and have no fault that the file has not.
fn prove(opened: &Opened, file: &[u8], copy: &[u8], how: &Unpacking) -> Result<(), Fault> {
    let read = |bytes: &[u8], opened: &Opened| -> Result<Unpacked, Fault> {
        match opened {
            Opened::Docx(_) => unpack_docx(bytes, how),
            Opened::Odt(..) => unpack_odt(bytes, how),
        }
    };
    let made = Opened::of(copy, how)?;
    let (before, after) = (read(file, opened)?, read(copy, &made)?);
    let same = before.content == after.content
        && before.rendition.events == after.rendition.events
        && before.rendition.lines == after.rendition.lines
        && before.rendition.citations == after.rendition.citations
        && match (opened, &made) {
            (Opened::Docx(before), Opened::Docx(after)) => docx::proof::same_but_ours(before, after)?,
            (Opened::Odt(part, before, _), Opened::Odt(_, after, _)) => {
                odt::without_ours(part, unsigned(before).0)? == odt::without_ours(part, unsigned(after).0)?
            }
            _ => false,
        };
    if !same {
        return Err(refused());
    }
    let known: HashSet<String> = faults(file, how)?.into_iter().collect();
    if let Some(fault) = faults(copy, how)?.into_iter().find(|fault| !known.contains(fault)) {
        return Err(Fault::new(format!("no copy was written, because in it {fault}. Please report this")));
    }
    Ok(())
}

fn refused() -> Fault {
    Fault::new(
        "no copy was written: with the comments in it, something else would have changed. Please report this; \
         `claimlint doctor` prints what to include",
    )
}
