//! `claimlint doctor`: what a bug report should say, and nothing private.
//!
//! Names of people are taken out of paths. Of the environment only the variables
//! in [`TERMINAL`] and [`LOCALE`] are shown.

use std::fmt::Write as _;
use std::io::IsTerminal;
use std::path::Path;

use crate::cli::base::exit::Exit;
use crate::cli::base::path::{canonical, root, slashed};
use crate::cli::base::read::read;
use crate::cli::base::write;
use crate::cli::files::configs::Configs;
use crate::cli::flags::{ConfigFlags, Look, version};
use crate::config::Block;
use crate::diagnostic::Level;
use crate::draft::{READERS, bibliography};
use crate::report::baseline::{Baseline, NAME};
use crate::report::{FORMATS, clip};
use crate::rules::RULES;

/// Variables that say how output looks.
const TERMINAL: [&str; 7] =
    ["TERM", "TERM_PROGRAM", "COLORTERM", "COLUMNS", "NO_COLOR", "FORCE_HYPERLINK", "CI"];

/// Variables that say which language and encoding a system has.
const LOCALE: [&str; 3] = ["LC_ALL", "LC_CTYPE", "LANG"];

/// Runs `doctor`.
pub fn doctor(look: &Look) -> Exit {
    let mut out = String::new();
    let mut versions = version::LONG.lines();
    row(&mut out, "claimlint", versions.next().unwrap_or_default());
    for line in versions {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        row(&mut out, &format!("  {name}"), value.trim());
    }
    row(&mut out, "platform", &format!("{} {}", std::env::consts::OS, std::env::consts::ARCH));
    let home = home();
    let private = |path: &Path| without_names(&slashed(path), home.as_deref());
    let at =
        |path: std::io::Result<std::path::PathBuf>| path.map_or("unknown".to_owned(), |path| private(&path));
    row(&mut out, "program", &at(std::env::current_exe()));
    row(&mut out, "on the PATH", &namesakes(&private));
    row(&mut out, "folder", &at(std::env::current_dir()));
    row(&mut out, "configuration", &configuration(&private));
    row(&mut out, "baseline", &baseline());
    let readers = READERS.iter().map(|reader| format!("{} ({})", reader.name, reader.extensions.join(" ")));
    row(&mut out, "readers", &readers.collect::<Vec<_>>().join(", "));
    let readers = bibliography::READERS.iter();
    let readers = readers.map(|reader| format!("{} ({})", reader.name, reader.extensions.join(" ")));
    row(&mut out, "bibliographies", &readers.collect::<Vec<_>>().join(", "));
    let formats: Vec<_> = FORMATS.iter().map(|format| format.name).collect();
    row(&mut out, "formats", &formats.join(", "));
    row(&mut out, "rules", &rules());
    terminal(&mut out, look);
    row(&mut out, "locale", &variables(&LOCALE));
    row(&mut out, "git", &git());
    write::out(&out)
}

/// One line: what, and how it is.
fn row(out: &mut String, name: &str, value: &str) {
    let _ = writeln!(out, "{name:15} {}", clip(value, 400));
}

/// Other programs called `claimlint` that a shell would find: an unrelated tool has this name too.
fn namesakes(private: &dyn Fn(&Path) -> String) -> String {
    let own = std::env::current_exe().map(|path| canonical(&path)).unwrap_or_default();
    // The package of npm starts the program from a script of its own.
    let launcher = |path: &Path| {
        let both = [slashed(path), slashed(&own)];
        both[0].ends_with("/claimlint/bin/claimlint.js") && both[1].contains("/node_modules/claimlint-")
    };
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let (mut found, mut ours_came) = (Vec::<String>::new(), false);
    for folder in std::env::split_paths(&folders) {
        for name in ["claimlint", "claimlint.exe", "claimlint.cmd"] {
            let path = folder.join(name);
            if !path.is_file() {
                continue;
            }
            let real = canonical(&path);
            if real == own || launcher(&real) {
                ours_came = true;
                continue;
            }
            let first = if ours_came || !found.is_empty() { "" } else { ", which a shell finds first" };
            let told = format!("another program at {}{first}", private(&path));
            if !found.iter().any(|before| before.starts_with(&told)) {
                found.push(told);
            }
        }
    }
    match (found.is_empty(), ours_came) {
        (false, _) => found.join("; "),
        (true, true) => "this program and no other of its name".to_owned(),
        (true, false) => "no program of this name".to_owned(),
    }
}

/// The nearest configuration of this folder, and whether it can be read.
fn configuration(private: &dyn Fn(&Path) -> String) -> String {
    let mut configs = Configs::new(&ConfigFlags::default(), Block::default());
    let settings = configs.settings(Path::new("."));
    let files: Vec<String> = configs.shelf().files_read().map(private).collect();
    let faults = configs.shelf().troubles().len();
    match (files.as_slice(), faults) {
        ([], 0) => "none found here or above".to_owned(),
        (_, 0) => {
            let profile = format!("{:?}", settings.profile()).to_lowercase();
            format!("{}; reads, profile {profile}", files.join(", extends "))
        }
        (_, faults) => format!(
            "{}; cannot be read: {faults} fault{} (`claimlint config` shows them)",
            files.join(", extends "),
            if faults == 1 { "" } else { "s" }
        ),
    }
}

/// The baseline of this folder.
fn baseline() -> String {
    let path = Path::new(NAME);
    if !path.exists() {
        return "none here".to_owned();
    }
    match read(path).and_then(|text| Baseline::parse(&text)) {
        Ok(baseline) => format!("{NAME}; reads, known findings: {}", baseline.len()),
        Err(message) => format!("{NAME}; cannot be read: {message}"),
    }
}

/// How many rules there are of each level.
fn rules() -> String {
    let count = |level: Level| RULES.iter().filter(|rule| rule.level == level).count();
    let levels = [Level::Error, Level::Warning, Level::Advice, Level::Off];
    let levels: Vec<_> = levels.iter().map(|level| format!("{} {}", count(*level), level.name())).collect();
    format!("{}: {}", RULES.len(), levels.join(", "))
}

/// What we know of the terminal, and what we make of it.
fn terminal(out: &mut String, look: &Look) {
    let kind = |terminal: bool| if terminal { "a terminal" } else { "no terminal" };
    let style = look.style();
    row(
        out,
        "terminal",
        &format!(
            "input {}, output {}, errors {}",
            kind(std::io::stdin().is_terminal()),
            kind(std::io::stdout().is_terminal()),
            kind(std::io::stderr().is_terminal())
        ),
    );
    let yes = |yes: bool| if yes { "yes" } else { "no" };
    row(
        out,
        "  output",
        &format!("colour {}, width {}, links {}", yes(style.color), style.width, yes(style.links)),
    );
    row(out, "  variables", &variables(&TERMINAL));
}

/// Those of these variables that are set.
fn variables(names: &[&str]) -> String {
    let set = names.iter().filter_map(|name| {
        let value = std::env::var_os(name)?;
        Some(format!("{name}={}", clip(&value.to_string_lossy(), 40)))
    });
    let set: Vec<_> = set.collect();
    if set.is_empty() { "none set".to_owned() } else { set.join(" ") }
}

/// Which git is there, and whether this folder is in a repository.
fn git() -> String {
    let version = std::process::Command::new("git").arg("--version").output();
    let version = version.ok().filter(|output| output.status.success());
    let Some(version) = version else { return "not found".to_owned() };
    let (top, here) = root();
    let inside = Path::new(&top).join(".git").exists();
    let place = match (inside, top == here) {
        (false, _) => "this folder is in no repository",
        (true, true) => "this folder is the top of a repository",
        (true, false) => "this folder is inside a repository",
    };
    format!("{}; {place}", String::from_utf8_lossy(&version.stdout).trim())
}

/// The home folder, with forward slashes.
fn home() -> Option<String> {
    let home = ["HOME", "USERPROFILE"].iter().find_map(std::env::var_os)?;
    Some(slashed(Path::new(&home))).filter(|home| !home.is_empty())
}

/// A path with `~` for the home folder, and without the name of whoever owns
/// another home folder.
fn without_names(path: &str, home: Option<&str>) -> String {
    let inside = home.and_then(|home| path.strip_prefix(home));
    if let Some(rest) = inside.filter(|rest| rest.is_empty() || rest.starts_with('/')) {
        return format!("~{rest}");
    }
    let parts: Vec<&str> = path.split('/').collect();
    let above =
        parts.iter().position(|part| part.eq_ignore_ascii_case("home") || part.eq_ignore_ascii_case("users"));
    match above {
        Some(above) if parts.len() > above + 1 => {
            let rest = parts.get(above + 2..).unwrap_or_default();
            [parts.get(..=above).unwrap_or_default(), &["…"], rest].concat().join("/")
        }
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_tells_a_name() {
        assert_eq!(without_names("/home/anna/papers/a", Some("/home/anna")), "~/papers/a");
        assert_eq!(without_names("/home/anna", Some("/home/anna")), "~");
        assert_eq!(without_names("/home/annabel/x", Some("/home/anna")), "/home/…/x");
        assert_eq!(without_names("C:/Users/Anna B/x", None), "C:/Users/…/x");
        assert_eq!(without_names("/Users/anna", Some("/root")), "/Users/…");
        assert_eq!(without_names("/opt/papers", Some("/root")), "/opt/papers");
    }
}
