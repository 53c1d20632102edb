//! What git says has changed: of each file the lines that are not as they were, and what stood there.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cli::base::path::{absolute, canonical, shown};
use crate::cli::flags::ChangedFlags;

/// The changed lines of a file, as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lines {
    /// A new file, or one without lines.
    All,
    /// Ascending.
    Some(Vec<Hunk>),
}

/// Lines that stand together and changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hunk {
    /// The first of them as the file is now, 1-based, as `\n` counts lines.
    pub first: usize,
    /// How many there are now.
    pub count: usize,
    /// What stood there before, line ends included.
    pub old: String,
}

/// The changed lines of every file in the repositories that the texts lie in.
pub fn changes(
    paths: impl Iterator<Item = PathBuf>,
    flags: &ChangedFlags,
) -> Result<HashMap<PathBuf, Lines>, String> {
    let here = std::env::current_dir().unwrap_or_default();
    let mut folders: BTreeSet<PathBuf> = BTreeSet::new();
    for path in paths {
        let path = absolute(&path);
        folders.extend(path.parent().map(Path::to_owned));
    }
    let mut tops: BTreeSet<PathBuf> = BTreeSet::new();
    for folder in &folders {
        if tops.iter().any(|top| canonical(folder).starts_with(top)) {
            continue;
        }
        let top = git(folder, &["rev-parse", "--show-toplevel"]).map_err(|error| match error {
            Failed::NoGit => NO_GIT.to_owned(),
            Failed::Said(_) => format!(
                "{} is not in a git repository: --since and --staged need one",
                shown(
                    folder.strip_prefix(&here).ok().filter(|p| !p.as_os_str().is_empty()).unwrap_or(folder)
                )
            ),
        })?;
        tops.insert(canonical(Path::new(top.trim_end_matches(['\n', '\r']))));
    }
    let mut found = HashMap::new();
    for top in &tops {
        in_repository(top, flags, &mut found)?;
    }
    Ok(found)
}

const NO_GIT: &str = "git was not found: --since and --staged need it";

fn in_repository(
    top: &Path,
    flags: &ChangedFlags,
    found: &mut HashMap<PathBuf, Lines>,
) -> Result<(), String> {
    let told = |error: Failed| match error {
        Failed::NoGit => NO_GIT.to_owned(),
        Failed::Said(words) => format!("git could not say what changed: {words}"),
    };
    let mut args = vec![
        "-c",
        "core.quotePath=false",
        "diff",
        "--unified=0",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
        "--find-renames",
        "--src-prefix=a/",
        "--dst-prefix=b/",
    ];
    let base;
    match &flags.since {
        Some(since) => {
            base = base_of(top, since)?;
            args.push(&base);
        }
        None => args.push("--cached"),
    }
    args.push("--");
    let diff = git(top, &args).map_err(told)?;
    found.extend(parse(&diff).into_iter().map(|(name, lines)| (top.join(name), lines)));
    if flags.since.is_some() {
        let new = git(top, &["ls-files", "--others", "--exclude-standard", "-z"]).map_err(told)?;
        let names = new.split('\0').filter(|name| !name.is_empty());
        found.extend(names.map(|name| (top.join(name), Lines::All)));
    }
    Ok(())
}

/// The commit to compare with: where the two parted, so that what others did on
/// the branch meanwhile does not count.
fn base_of(top: &Path, since: &str) -> Result<String, String> {
    let commit = format!("{since}^{{commit}}");
    let known = git(top, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]);
    let Ok(commit) = known else {
        let branches = git(top, &["for-each-ref", "--format=%(refname:short)"]).unwrap_or_default();
        let near = crate::text::nearest(since, branches.lines());
        let meant = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        let shallow =
            git(top, &["rev-parse", "--is-shallow-repository"]).is_ok_and(|word| word.trim() == "true");
        let fetch = if shallow { "; this clone is shallow: fetch its history first" } else { "" };
        return Err(format!("git knows no commit, branch or tag `{since}`{meant}{fetch}"));
    };
    let commit = commit.trim().to_owned();
    let parted = git(top, &["merge-base", &commit, "HEAD"]).map(|base| base.trim().to_owned());
    Ok(parted.ok().filter(|base| !base.is_empty()).unwrap_or(commit))
}

/// Why git gave no answer.
enum Failed {
    NoGit,
    Said(String),
}

/// What git prints on standard output.
fn git(folder: &Path, args: &[&str]) -> Result<String, Failed> {
    let output = Command::new("git")
        .args(args)
        .current_dir(folder)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("LC_ALL", "C")
        .output()
        .map_err(|_| Failed::NoGit)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("it gave no reason");
    Err(Failed::Said(line.trim().to_owned()))
}

/// Reads a difference without context: for each file as it is now, its changed lines.
fn parse(diff: &str) -> Vec<(String, Lines)> {
    let mut found: Vec<(String, Lines)> = Vec::new();
    let mut name: Option<String> = None;
    // Lines of a hunk are counted, not looked at: they may look like anything.
    let mut inside = 0;
    for line in diff.split('\n') {
        if inside > 0 && line.starts_with(['+', '-']) {
            inside -= 1;
            if let (Some(old), Some((_, Lines::Some(hunks)))) = (line.strip_prefix('-'), found.last_mut())
                && let Some(hunk) = hunks.last_mut().filter(|_| name.is_some())
            {
                hunk.old.push_str(old);
                hunk.old.push('\n');
            }
            continue;
        }
        if line.starts_with("diff --git ") {
            name = None;
        } else if let Some(new) = line.strip_prefix("+++ ") {
            name = unquoted(new.trim_end_matches('\t')).strip_prefix("b/").map(str::to_owned);
        } else if let Some((first, count, removed)) = hunk(line) {
            inside = count + removed;
            let Some(name) = &name else { continue };
            match found.last_mut().filter(|(last, _)| last == name) {
                Some((_, Lines::Some(hunks))) => hunks.push(Hunk { first, count, old: String::new() }),
                _ => found.push((name.clone(), Lines::Some(vec![Hunk { first, count, old: String::new() }]))),
            }
        } else if let Some(both) = line.strip_prefix("Binary files ").and_then(|l| l.strip_suffix(" differ"))
        {
            // Names may hold " and "; the new one begins with `b/`.
            let new = both.rsplit_once(" and b/").map(|(_, new)| new.to_owned());
            let quoted = both.rsplit_once(" and \"b/").map(|(_, new)| unquoted(&format!("\"{new}")));
            found.extend(new.or(quoted).map(|name| (name, Lines::All)));
        }
    }
    found
}

/// `@@ -1,2 +3,4 @@`: first new line, how many, and how many old ones.
fn hunk(line: &str) -> Option<(usize, usize, usize)> {
    let (old, rest) = line.strip_prefix("@@ -")?.split_once(" +")?;
    let (new, _) = rest.split_once(" @@")?;
    let pair = |range: &str| -> Option<(usize, usize)> {
        match range.split_once(',') {
            Some((first, count)) => Some((first.parse().ok()?, count.parse().ok()?)),
            None => Some((range.parse().ok()?, 1)),
        }
    };
    let ((first, count), (_, removed)) = (pair(new)?, pair(old)?);
    Some((first, count, removed))
}

/// A name as git writes it: in quotation marks with escapes if it holds signs.
fn unquoted(name: &str) -> String {
    let Some(inner) = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) else {
        return name.to_owned();
    };
    let mut bytes = Vec::new();
    let mut rest = inner.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        match rest.next() {
            Some(b't') => bytes.push(b'\t'),
            Some(b'n') => bytes.push(b'\n'),
            Some(b'r') => bytes.push(b'\r'),
            Some(digit @ b'0'..=b'7') => {
                let octal = [Some(digit), rest.next(), rest.next()];
                let value = octal
                    .into_iter()
                    .flatten()
                    .fold(0u32, |sum, b| sum * 8 + u32::from(b.wrapping_sub(b'0')));
                bytes.push(u8::try_from(value & 0xff).unwrap_or(b'?'));
            }
            Some(other) => bytes.push(other),
            None => {}
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hunk_of(first: usize, count: usize, old: &str) -> Hunk {
        Hunk { first, count, old: old.to_owned() }
    }

    #[test]
    fn a_difference_is_read() {
        let diff = "diff --git a/a.md b/a.md\nindex 1..2 100644\n--- a/a.md\n+++ b/a.md\n@@ -1 +1,2 @@ # Title\n-++ b/x\n+@@ -1 +9 @@\n+two\n@@ -9,2 +10,0 @@\n-+++ b/evil.md\n-x\n\
                    diff --git a/old name.md b/new name.md\nsimilarity index 90%\nrename from old name.md\nrename to new name.md\n--- a/old name.md\n+++ b/new name.md\t\n@@ -3 +3 @@\n-a\n\\ No newline at end of file\n+b\n\
                    diff --git a/gone.md b/gone.md\ndeleted file mode 100644\n--- a/gone.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n\
                    diff --git a/p.docx b/p.docx\nindex 1..2\nBinary files a/p.docx and b/p.docx differ\n\
                    diff --git \"a/t\\303\\244.md\" \"b/t\\303\\244.md\"\n--- \"a/t\\303\\244.md\"\n+++ \"b/t\\303\\244.md\"\n@@ -0,0 +1 @@\n+x\n";
        let expected = [
            ("a.md", Lines::Some(vec![hunk_of(1, 2, "++ b/x\n"), hunk_of(10, 0, "+++ b/evil.md\nx\n")])),
            ("new name.md", Lines::Some(vec![hunk_of(3, 1, "a\n")])),
            ("p.docx", Lines::All),
            ("tä.md", Lines::Some(vec![hunk_of(1, 1, "")])),
        ];
        let found = parse(diff);
        let found: Vec<(&str, Lines)> =
            found.iter().map(|(name, lines)| (name.as_str(), lines.clone())).collect();
        assert_eq!(found, expected);
    }
}
