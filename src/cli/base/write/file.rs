//! The one writer: every file that a command writes goes through here.
//!
//! A file is replaced by a finished one in a single step. It is compared with what
//! was read when the new one is made, once more just before the step, and read
//! again after it. Owner and permissions stay.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::lock::{UNFINISHED, lock};
use crate::cli::base::door;

/// A file to be replaced.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// Where it is.
    pub path: &'a Path,
    /// What was read of it.
    pub read: &'a str,
    /// What it is to hold.
    pub content: &'a str,
}

/// What a file may be written over.
#[derive(Clone, Copy)]
pub struct Sort<'a> {
    /// What such a file is called: "SARIF report".
    pub name: &'a str,
    /// Whether these bytes are those of such a file.
    pub is_ours: &'a dyn Fn(&[u8]) -> bool,
}

/// What has to stand at a path for it to be written.
#[derive(Clone, Copy)]
enum Old<'a> {
    /// These bytes: what was read.
    Same(&'a [u8]),
    /// Nothing.
    None,
    /// Nothing, or a file of this sort.
    Ours(Sort<'a>),
}

/// A finished file that waits to take its place.
struct Ready<'a> {
    /// The file as it was named.
    path: &'a Path,
    /// Where it lies, links followed.
    real: PathBuf,
    new: tempfile::NamedTempFile,
    old: Option<Vec<u8>>,
    content: &'a [u8],
}

/// Replaces a file by a finished one in a single step, if it still holds what
/// was read; its owner and permissions stay.
///
/// # Errors
/// A plain sentence; the file is then as it was.
pub fn replace(path: &Path, read: &str, content: &str) -> Result<(), String> {
    replace_all(&[Change { path, read, content }])
}

/// Replaces several files. None is touched before all are known to be such as may
/// be written and hold what was read.
///
/// # Errors
/// A plain sentence that names the file. If others were written before it (their
/// disk was full, or somebody came between), it says which.
pub fn replace_all(changes: &[Change<'_>]) -> Result<(), String> {
    let _lock = lock(changes.iter().map(|change| change.path))?;
    let mut ready = Vec::new();
    for change in changes {
        ready.push(prepare(change.path, Old::Same(change.read.as_bytes()), change.content.as_bytes())?);
    }
    let mut written: Vec<String> = Vec::new();
    for one in ready {
        let path = one.path;
        if let Err(message) = commit(one) {
            return Err(match written.as_slice() {
                [] => message,
                done => format!("{message} ({} was written before it)", done.join(", ")),
            });
        }
        written.push(path.display().to_string());
    }
    Ok(())
}

/// Writes a file that is not there yet, in a single step.
///
/// # Errors
/// A plain sentence; if something came to stand there meanwhile, it is as it was.
pub fn create(path: &Path, content: &str) -> Result<(), String> {
    let _lock = lock([path])?;
    commit(prepare(path, Old::None, content.as_bytes())?)
}

/// Writes a file in a single step, over nothing or over one of its own sort: after
/// a failure there is the old file or none, never half a file. Whoever calls this
/// after looking at the old one holds it ([`lock`]) from that look.
///
/// # Errors
/// A plain sentence that names the file.
pub fn put(path: &Path, content: &str) -> Result<(), String> {
    put_over(path, content, Sort { name: "file", is_ours: &|_| true })
}

/// The same, over a file of this sort only.
///
/// # Errors
/// A plain sentence that names the file.
pub fn put_over(path: &Path, content: &str, sort: Sort<'_>) -> Result<(), String> {
    put_bytes_over(path, content.as_bytes(), sort)
}

/// The same, of a file that is no text.
///
/// # Errors
/// A plain sentence that names the file.
pub fn put_bytes_over(path: &Path, content: &[u8], sort: Sort<'_>) -> Result<(), String> {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("claims")) {
        return Err(claims_only(path));
    }
    // It keeps nothing, so nothing can be lost in it: a way to say "no report".
    if path == Path::new("/dev/null") {
        return Ok(());
    }
    let _lock = lock([path])?;
    commit(prepare(path, Old::Ours(sort), content)?)
}

/// What stands in a file that is to grow, if it may: it is of this sort, or not there.
///
/// # Errors
/// A plain sentence that names the file.
pub(super) fn may_grow(path: &Path, sort: Sort<'_>) -> Result<Vec<u8>, String> {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("claims")) {
        return Err(claims_only(path));
    }
    if path == Path::new("/dev/null") {
        return Ok(Vec::new());
    }
    let (_, there) = standing(path)?;
    fits(path, there.as_ref().map(|(bytes, _)| bytes.as_slice()), Old::Ours(sort))?;
    Ok(there.map(|(bytes, _)| bytes).unwrap_or_default())
}

fn claims_only(path: &Path) -> String {
    format!("{} was not written: names in .claims are for claims files; give another name", path.display())
}

/// A file that stands somewhere: its bytes, and what is known of it.
type Standing = (Vec<u8>, std::fs::Metadata);

/// Where a path leads, and what stands there: a file that can be written, or nothing.
fn standing(path: &Path) -> Result<(PathBuf, Option<Standing>), String> {
    let told = |error: std::io::Error| untold(path, &error);
    let real =
        door::to_write(path).map_err(|why| format!("{} could not be written: {why}", path.display()))?;
    let Ok(about) = std::fs::metadata(&real) else { return Ok((real, None)) };
    let why = match &about {
        about if about.is_dir() => Some("it is a folder"),
        about if !about.is_file() => Some("it is a device or a pipe, not a file"),
        about if about.permissions().readonly() => Some("it is read-only"),
        _ => None,
    };
    if let Some(why) = why {
        return Err(format!("{} could not be written: {why}", path.display()));
    }
    let bytes = std::fs::read(&real).map_err(told)?;
    Ok((real, Some((bytes, about))))
}

/// Looks at what stands there, and makes the new file beside it.
fn prepare<'a>(path: &'a Path, old: Old<'_>, content: &'a [u8]) -> Result<Ready<'a>, String> {
    let told = |error: std::io::Error| untold(path, &error);
    let (real, there) = standing(path)?;
    let (bytes, about) = there.unzip();
    fits(path, bytes.as_deref(), old)?;
    let new = beside(&real, content, about.as_ref()).map_err(told)?;
    Ok(Ready { path, real, new, old: bytes, content })
}

/// Whether what stands there may be written over.
fn fits(path: &Path, there: Option<&[u8]>, old: Old<'_>) -> Result<(), String> {
    let name = path.display();
    match (old, there) {
        (Old::Same(read), Some(there)) if there == read => Ok(()),
        (Old::Same(_), Some(there)) if std::str::from_utf8(there).is_err() || is_utf_16(there) => {
            Err(format!("{name} is not UTF-8, so it was not changed: save it as UTF-8 first"))
        }
        (Old::Same(_), _) => Err(meanwhile(path)),
        (Old::None | Old::Ours(_), None) => Ok(()),
        (Old::None, Some(_)) => Err(format!("{name} already exists")),
        (Old::Ours(sort), Some(there)) if (sort.is_ours)(there) => Ok(()),
        (Old::Ours(sort), Some(_)) => Err(format!(
            "{name} exists and is not a {}, so it was not changed: give another name, or delete it first",
            sort.name
        )),
    }
}

fn is_utf_16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff")
}

fn meanwhile(path: &Path) -> String {
    format!("{} was changed by another program in the meantime; run again", path.display())
}

/// Puts the new file in its place, and looks whether it stands there.
fn commit(ready: Ready<'_>) -> Result<(), String> {
    let Ready { path, real, new, old, content } = ready;
    // An editor knows nothing of our locks: it may have saved since.
    match (&old, std::fs::read(&real)) {
        (Some(old), Ok(now)) if *old == now => {
            new.persist(&real).map_err(|error| untold(path, &error.error))?;
        }
        (None, Err(error)) if error.kind() == std::io::ErrorKind::NotFound => {
            new.persist_noclobber(&real).map_err(|error| match error.error.kind() {
                std::io::ErrorKind::AlreadyExists => meanwhile(path),
                _ => untold(path, &error.error),
            })?;
        }
        _ => return Err(meanwhile(path)),
    }
    match std::fs::read(&real) {
        Ok(now) if now == content => Ok(()),
        _ => Err(format!(
            "{} was changed by another program while it was written; check it, and run again",
            path.display()
        )),
    }
}

/// A finished file beside the one that it is to become.
fn beside(
    real: &Path,
    content: &[u8],
    old: Option<&std::fs::Metadata>,
) -> std::io::Result<tempfile::NamedTempFile> {
    let folder = real.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED.0).suffix(UNFINISHED.1).rand_bytes(6);
    // Temporary files are private; a new file is to be like any other.
    #[cfg(unix)]
    if old.is_none() {
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(content)?;
    if let Some(old) = old {
        owned_as(file.as_file(), old);
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}

/// Gives the new file to the owner and the group of the old one. Only root may
/// give files away, others to a group of their own: what cannot be kept is the
/// writer's, as with any editor.
#[cfg(unix)]
fn owned_as(file: &std::fs::File, old: &std::fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let Ok(new) = file.metadata() else { return };
    let (uid, gid) = (old.uid(), old.gid());
    if new.uid() != uid && fchown(file, Some(uid), Some(gid)).is_ok() {
        return;
    }
    if new.gid() != gid {
        let _ = fchown(file, None, Some(gid));
    }
}

#[cfg(not(unix))]
fn owned_as(_: &std::fs::File, _: &std::fs::Metadata) {}

/// Why a file could not be written.
fn untold(path: &Path, error: &std::io::Error) -> String {
    let why = match error.kind() {
        std::io::ErrorKind::NotFound => "its folder does not exist".to_owned(),
        std::io::ErrorKind::PermissionDenied => "no permission to write there".to_owned(),
        std::io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => error.kind().to_string(),
    };
    format!("{} could not be written: {why}", path.display())
}

/// The line end of a text: that of all its lines where they agree, else `\n`.
pub fn line_end(text: &str) -> &'static str {
    match (text.contains("\r\n"), text.contains('\n'), text.contains('\r')) {
        (true, ..) => "\r\n",
        (_, false, true) => "\r",
        _ => "\n",
    }
}

/// A text laid out anew, with the byte order mark and the line ends of the old one.
pub fn in_shape(old: &str, new: String) -> String {
    let mut out = match line_end(old) {
        "\r" => new.replace("\r\n", "\n").replace('\n', "\r"),
        _ => new,
    };
    if old.starts_with('\u{feff}') && !out.starts_with('\u{feff}') {
        out.insert(0, '\u{feff}');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_line_ends_and_its_mark() {
        assert_eq!(line_end("a\r\nb"), "\r\n");
        assert_eq!(line_end("a\rb\r"), "\r");
        assert_eq!(line_end("a\rb\n"), "\n");
        assert_eq!(line_end(""), "\n");
        assert_eq!(in_shape("\u{feff}a\r b\r", "a\nb\n".to_owned()), "\u{feff}a\rb\r");
        assert_eq!(in_shape("a\n", "b\n".to_owned()), "b\n");
    }
}
