//! Telling a run: on standard output in one format, and in files in others.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use super::flags::{Colour, Look, Output};
use super::{Exit, write};
use crate::report::{FORMATS, Format, Run, Style, format, statistics};

/// Reads the value of `--report`: `sarif=out.sarif`.
pub fn report_flag(value: &str) -> Result<(&'static Format, PathBuf), String> {
    let names = || FORMATS.iter().map(|format| format.name);
    let Some((name, file)) = value.split_once('=') else {
        return Err("give a format and a file, as in sarif=out.sarif".to_owned());
    };
    let Some(format) = format(name) else {
        let meant = crate::text::nearest(name, names()).map(|near| format!("is `{near}` meant? "));
        let all = names().collect::<Vec<_>>().join(", ");
        return Err(format!("there is no format `{name}`; {}there are: {all}", meant.unwrap_or_default()));
    };
    match file {
        "" => Err(format!("give a file, as in {name}=FILE")),
        "-" => Err(format!("standard output is for --format: use --format {name}")),
        file => Ok((format, PathBuf::from(file))),
    }
}

/// Writes the files that `--report` asks for, then standard output. A file that
/// cannot be written does not keep the others back.
pub fn tell(
    run: &Run<'_>,
    format_name: &str,
    output: &Output,
    look: &Look,
    read: &[Option<PathBuf>],
) -> Exit {
    let style = Style { quiet: output.quiet, ..style(look) };
    let in_file = Style { color: false, links: false, width: 100, ..style };
    let mut exit = Exit::Clean;
    let mut written: Vec<PathBuf> = Vec::new();
    for (format, file) in &output.report {
        let same = |other: &Path| same_file(other, file);
        let result = if read.iter().flatten().any(|path| same(path)) {
            Err(format!("{} was read as a text and is not written over", file.display()))
        } else if written.iter().any(|path| same(path)) {
            Err(format!("{} is named twice by --report: each report needs a file of its own", file.display()))
        } else {
            write::put(file, &(format.render)(run, &in_file))
        };
        written.push(file.clone());
        if let Err(message) = result {
            exit = write::trouble(&message);
        }
    }
    let text = match (output.statistics, format_name) {
        (false, name) => (format(name).unwrap_or(&FORMATS[0]).render)(run, &style),
        (true, "json") => statistics::json(run),
        (true, "full" | "concise") => statistics::table(run, &style),
        (true, name) => {
            return write::trouble(&format!(
                "--statistics goes with --format full, concise or json, not with {name}"
            ));
        }
    };
    match write::out(&text) {
        Exit::Trouble => Exit::Trouble,
        _ => exit,
    }
}

fn same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

/// How output is to look on this terminal.
pub fn style(look: &Look) -> Style {
    let terminal = std::io::stdout().is_terminal();
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let color = match look.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => {
            terminal && !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
        }
    };
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let width = look.width.map(usize::from).or(columns).filter(|width| *width >= 20).unwrap_or(100);
    let links = color && terminal && links(|name| std::env::var(name).ok());
    Style { color, width, unicode: !look.ascii, links, quiet: false }
}

/// How faults of the configuration look on standard error: plain, so that they
/// read alike in a terminal and in a log.
pub fn style_of_errors() -> Style {
    Style { color: false, width: 100, unicode: true, links: false, quiet: false }
}

/// Whether a terminal that says this of itself shows hyperlinks. There is no
/// question that a terminal could be asked; these name themselves.
fn links(variable: impl Fn(&str) -> Option<String>) -> bool {
    let is =
        |name: &str, values: &[&str]| variable(name).is_some_and(|value| values.contains(&value.as_str()));
    if let Some(force) = variable("FORCE_HYPERLINK") {
        return force != "0" && !force.is_empty();
    }
    // Terminals of GNOME's library since 0.50; before it they showed the address as text.
    let vte = variable("VTE_VERSION").and_then(|version| version.parse::<u32>().ok());
    vte.is_some_and(|version| version >= 5000)
        || is("TERM_PROGRAM", &["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "WarpTerminal"])
        || is("TERM", &["xterm-kitty", "xterm-ghostty", "alacritty", "foot"])
        || ["WT_SESSION", "KONSOLE_VERSION", "DOMTERM"].iter().any(|name| variable(name).is_some())
}

/// The top of the repository that the working folder lies in, or the folder
/// itself, and the folder: absolute, with forward slashes.
pub fn root() -> (String, String) {
    let Ok(here) = std::env::current_dir() else { return (String::new(), String::new()) };
    let top = here.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&here);
    (slashed(top), slashed(&here))
}

/// A path with forward slashes and none at its end.
pub fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/").trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_with_links_is_known_by_its_name() {
        let with = |pairs: &'static [(&str, &str)]| {
            links(|name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
        };
        assert!(!with(&[]));
        assert!(!with(&[("TERM", "xterm-256color")]));
        assert!(with(&[("TERM", "xterm-kitty")]));
        assert!(with(&[("VTE_VERSION", "7003")]));
        assert!(!with(&[("VTE_VERSION", "4202")]));
        assert!(!with(&[("TERM", "xterm-kitty"), ("FORCE_HYPERLINK", "0")]));
        assert!(with(&[("FORCE_HYPERLINK", "1")]));
    }

    #[test]
    fn a_near_format_is_named() {
        let told = report_flag("sarf=x").map(|_| ()).expect_err("there is none");
        assert!(told.starts_with("there is no format `sarf`; is `sarif` meant?"), "{told}");
        assert!(report_flag("sarif=-").is_err());
        assert!(report_flag("sarif=").is_err());
        assert!(report_flag("sarif").is_err());
        let (format, file) = report_flag("sarif=a=b.json").map_err(|_| ()).expect("it reads");
        assert_eq!((format.name, file), ("sarif", PathBuf::from("a=b.json")));
    }
}
