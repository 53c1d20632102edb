//! How output looks: colour, width, characters.

use std::io::IsTerminal;

use clap::{Args, ValueEnum};

use crate::report::Style;

/// How output looks.
#[derive(Debug, Args)]
pub struct Look {
    /// When to use colour (NO_COLOR is honoured)
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN", alias = "colour")]
    pub color: Colour,
    /// Width of the output in columns [default: that of the terminal]
    #[arg(long, global = true, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..))]
    pub width: Option<u16>,
    /// Draw with plain ASCII characters
    #[arg(long, global = true)]
    pub ascii: bool,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Look {
    /// Whether a person reads the output, on a terminal or in colours that were asked for.
    pub fn is_read(&self) -> bool {
        std::io::stdout().is_terminal() || matches!(self.color, Colour::Always)
    }

    /// Whether lines are to keep to a width: that of a terminal, or one that was asked for.
    pub fn is_bounded(&self) -> bool {
        self.width.is_some() || std::io::stdout().is_terminal() && columns().is_some_and(|width| width >= 20)
    }

    /// The width that lines on standard error keep to, if they keep to one. `--width` is for what is printed: a log is
    /// not folded.
    pub fn room_of_errors(&self) -> Option<usize> {
        let asked = self.width.map(usize::from).filter(|_| std::io::stderr().is_terminal());
        asked.or_else(width_of_errors)
    }

    /// How output is to look on this terminal.
    pub fn style(&self) -> Style {
        let terminal = std::io::stdout().is_terminal();
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let color = match self.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => {
                terminal && !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
            }
        };
        let width = self.width.map(usize::from).or_else(columns).filter(|width| *width >= 20).unwrap_or(100);
        let links = color && terminal && links(|name| std::env::var(name).ok());
        Style { color, width, unicode: !self.ascii, links, quiet: false, brief: terminal }
    }
}

/// The terminal's width: as it says itself, else as the environment does.
fn columns() -> Option<usize> {
    let told = terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| usize::from(width.0));
    let set = || std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    told.or_else(set)
}

/// The width of the terminal that standard error is, if it is one.
fn width_of_errors() -> Option<usize> {
    let told = terminal_size::terminal_size_of(std::io::stderr()).map(|(width, _)| usize::from(width.0));
    told.filter(|width| *width >= 20)
}

/// How faults of the configuration look on standard error: plain, so that they read alike in a terminal and in a log,
/// and no wider than the terminal.
pub fn style_of_errors() -> Style {
    let width = width_of_errors().unwrap_or(100).min(100);
    Style { color: false, width, unicode: true, links: false, quiet: false, brief: false }
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
}
