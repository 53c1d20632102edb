//! Writing: to standard output without dying of a broken pipe, to files
//! atomically, and differences for people.

use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::cli::base::exit::Exit;

/// Whether the reader of standard output went away.
static GONE: AtomicBool = AtomicBool::new(false);

/// Whether somebody may still read standard output.
pub fn is_open() -> bool {
    !GONE.load(Ordering::Relaxed)
}

/// Prints to standard output. A reader that went away is no fault of ours.
pub fn out(text: &str) -> Exit {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Exit::Clean,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => {
            GONE.store(true, Ordering::Relaxed);
            Exit::Clean
        }
        Err(error) => trouble(&format!("the output could not be written: {error}")),
    }
}

/// Prints to standard error; whether anybody reads it is no fault of ours.
pub fn err(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Tells on standard error why something could not be done.
pub fn trouble(message: &str) -> Exit {
    let _ = writeln!(std::io::stderr(), "claimlint: {message}");
    Exit::Trouble
}

/// Tells on standard error what a reader of the output should know.
pub fn note(message: &str) {
    let _ = writeln!(std::io::stderr(), "claimlint: {message}");
}

/// Replaces a file by a finished one in a single step, if it still holds what
/// was read; its permissions stay.
///
/// # Errors
/// A plain sentence; the file is then as it was.
pub fn replace(path: &Path, read: &str, content: &str) -> Result<(), String> {
    let told = |error: std::io::Error| format!("{} could not be written: {error}", path.display());
    // Write to what a link points to, not over the link.
    let path_buf = std::fs::canonicalize(path).map_err(told)?;
    let now = std::fs::read(&path_buf).map_err(told)?;
    if std::str::from_utf8(&now).is_err() || now.starts_with(b"\xff\xfe") || now.starts_with(b"\xfe\xff") {
        return Err(format!("{} is not UTF-8 and was left as it is: save it as UTF-8 first", path.display()));
    }
    if now != read.as_bytes() {
        return Err(format!("{} was changed by somebody else meanwhile; run again", path.display()));
    }
    let folder = path_buf.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(told)?;
    file.write_all(content.as_bytes()).map_err(told)?;
    let permissions = std::fs::metadata(&path_buf).map_err(told)?.permissions();
    if permissions.readonly() {
        return Err(format!("{} is read-only", path.display()));
    }
    file.as_file().set_permissions(permissions).map_err(told)?;
    file.as_file().sync_all().map_err(told)?;
    file.persist(&path_buf).map_err(|error| told(error.error))?;
    Ok(())
}

/// Writes a file that is not there yet, in a single step.
///
/// # Errors
/// A plain sentence; if something came to stand there meanwhile, it is as it was.
pub fn create(path: &Path, content: &str) -> Result<(), String> {
    let file = beside(path, content, None).map_err(|error| untold(path, &error))?;
    file.persist_noclobber(path).map_err(|error| match error.error.kind() {
        std::io::ErrorKind::AlreadyExists => format!("{} is there already", path.display()),
        _ => untold(path, &error.error),
    })?;
    Ok(())
}

/// Writes a file, whatever stood there, in a single step: after a failure there
/// is the old file or none, never half a file. What is no file (a pipe, a
/// device) is written to as it is.
///
/// # Errors
/// A plain sentence that names the file.
pub fn put(path: &Path, content: &str) -> Result<(), String> {
    let told = |error: std::io::Error| untold(path, &error);
    let about = std::fs::metadata(path).ok();
    if about.as_ref().is_some_and(std::fs::Metadata::is_dir) {
        return Err(format!("{} could not be written: it is a folder", path.display()));
    }
    if about.as_ref().is_some_and(|about| !about.is_file()) {
        let mut device = std::fs::OpenOptions::new().write(true).open(path).map_err(told)?;
        return device.write_all(content.as_bytes()).and_then(|()| device.flush()).map_err(told);
    }
    let permissions = about.map(|about| about.permissions());
    if permissions.as_ref().is_some_and(std::fs::Permissions::readonly) {
        return Err(format!("{} could not be written: it is read-only", path.display()));
    }
    // Write to what a link points to, not over the link.
    let target =
        if permissions.is_some() { std::fs::canonicalize(path).map_err(told)? } else { path.to_owned() };
    let file = beside(&target, content, permissions).map_err(told)?;
    file.persist(&target).map_err(|error| told(error.error))?;
    Ok(())
}

/// A finished file beside the one that it is to become.
fn beside(
    path: &Path,
    content: &str,
    permissions: Option<std::fs::Permissions>,
) -> std::io::Result<tempfile::NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    // Temporary files are private; a new file is to be like any other.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(content.as_bytes())?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}

/// Why a file could not be written.
fn untold(path: &Path, error: &std::io::Error) -> String {
    let why = match error.kind() {
        std::io::ErrorKind::NotFound => "its folder does not exist".to_owned(),
        std::io::ErrorKind::PermissionDenied => "no permission to write there".to_owned(),
        std::io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => error.to_string(),
    };
    format!("{} could not be written: {why}", path.display())
}

/// A unified difference.
pub fn diff(name: &str, before: &str, after: &str) -> String {
    similar::TextDiff::from_lines(before, after)
        .unified_diff()
        .context_radius(2)
        .header(name, name)
        .to_string()
}
