//! `claimlint completions`: the script that teaches a shell our commands and flags, and has it ask for the names that stand
//! in the claims files at hand.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::base::exit::Exit;
use crate::cli::base::read::read;
use crate::cli::base::write;
use crate::cli::files::find::is_claims;
use crate::cli::flags::{Completions, Flags, rules_and_groups};
use crate::syntax::tree::Item;
use crate::text::Text;

/// Runs `completions`.
pub fn completions(flags: &Completions) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(flags.shell, &mut Flags::command(), "claimlint", &mut script);
    let script = String::from_utf8_lossy(&script);
    write::exact(&match flags.shell {
        Shell::Bash => format!("{script}{BASH}"),
        Shell::Zsh => zsh(&script),
        Shell::Fish => format!("{script}{}", fish()),
        _ => script.into_owned(),
    })
}

/// What a script of ours calls when a name is to be completed: no command, and in no help.
pub const ASK: &str = "__complete";

/// Where names are completed: the command, its flag, or none for its words; and what they are names of.
const ASKED: &[(&str, Option<&str>, &str)] = &[
    ("trace", None, "claims"),
    ("impact", None, "entries"),
    ("sign", None, "claims"),
    ("graph", Some("claim"), "claims"),
    ("relink", Some("claim"), "claims"),
];

/// After the script for bash: what it found, and the names.
const BASH: &str = r#"
_claimlint_names() {
    _claimlint "$@"
    local word="${COMP_WORDS[COMP_CWORD]}" what=
    case "${COMP_WORDS[1]} $3 $word" in
        *" -"*" -"* | *" "*" -"*) return ;;
        *" --level "*) what=levels ;;
        "graph --claim "* | "relink --claim "*) what=claims ;;
        "trace trace "*) what=claims ;;
        "sign --"* | "impact --"*) return ;;
        "sign "*) what=claims ;;
        "impact "*) what=entries ;;
    esac
    if [[ -n "$what" ]]; then
        COMPREPLY+=( $(compgen -W "$("${COMP_WORDS[0]}" __complete "$what" "${COMP_WORDS[@]:2}" 2>/dev/null)" -- "$word") )
        if [[ "${COMPREPLY[0]}" == *= ]]; then
            compopt -o nospace 2>/dev/null
        fi
    fi
}
if [[ "${BASH_VERSINFO[0]}" -eq 4 && "${BASH_VERSINFO[1]}" -ge 4 || "${BASH_VERSINFO[0]}" -gt 4 ]]; then
    complete -F _claimlint_names -o nosort -o bashdefault -o default claimlint
else
    complete -F _claimlint_names -o bashdefault -o default claimlint
fi
"#;

/// The script for zsh: where it would take any word, it asks for the names.
fn zsh(script: &str) -> String {
    let takes = [
        ("':claim -- ", "claims"),
        ("'*::targets -- ", "entries"),
        ("'*::claims -- ", "claims"),
        ("--claim=[", "claims"),
        ("--level=[", "levels"),
    ];
    let line = |line: &str| {
        let asked = takes.iter().find(|(part, _)| line.contains(part)).map(|(_, what)| what);
        match (asked, line.strip_suffix(":_default' \\")) {
            (Some(what), Some(head)) => format!("{head}: _claimlint_names {what}' \\\n"),
            _ => format!("{line}\n"),
        }
    };
    let script: String = script.lines().map(line).collect();
    let function = "_claimlint_names() {\n    local -a names\n    \
        names=(${(f)\"$(_call_program names ${(q)words[1]} __complete $1 ${(q)words[2,-1]} 2>/dev/null)\"})\n    \
        local -a more\n    [[ $1 == levels ]] && more=(-S '')\n    compadd $more -a names\n}\n\n";
    match script.rfind("if [ \"$funcstack[1]\"") {
        Some(at) => format!("{}{function}{}", &script[..at], &script[at..]),
        None => script,
    }
}

/// What stands after the script for fish.
fn fish() -> String {
    let ask = |what: &str| {
        format!("-a '(command claimlint __complete {what} (commandline -opc)[3..] 2>/dev/null)'")
    };
    // The generated script knows no values of words.
    let mut lines: Vec<String> = ASKED
        .iter()
        .chain(&[("explain", None, "rules")])
        .map(|(command, flag, what)| {
            let flag = flag.map_or("-k".to_owned(), |flag| format!("-l {flag} -x"));
            format!(
                "complete -c claimlint -n \"__fish_claimlint_using_subcommand {command}\" {flag} {}",
                ask(what)
            )
        })
        .collect();
    let command = Flags::command();
    let levelled =
        command.get_subcommands().filter(|it| it.get_arguments().any(|arg| arg.get_long() == Some("level")));
    lines.extend(levelled.map(|it| {
        let name = it.get_name();
        format!(
            "complete -c claimlint -n \"__fish_claimlint_using_subcommand {name}\" -l level -x {}",
            ask("levels")
        )
    }));
    lines.join("\n") + "\n"
}

/// So many names are told: a list that is longer helps nobody.
const MOST: usize = 5_000;
/// A longer claims file is not read while somebody waits at a prompt.
const LONGEST: u64 = 4 * 1024 * 1024;

/// Answers a script of ours: names, a line each. `words` are what to name, then what stands on the command line.
pub fn names(words: &[OsString]) -> Exit {
    let Some((what, line)) = words.split_first() else { return Exit::Clean };
    let names: Vec<String> = match what.to_str() {
        Some("rules") => rules_and_groups().into_iter().map(str::to_owned).collect(),
        Some("levels") => rules_and_groups().into_iter().map(|name| format!("{name}=")).collect(),
        Some(what @ ("claims" | "entries")) => {
            let files = claims_files(line);
            files.iter().flat_map(|file| declared(file, what == "entries")).take(MOST).collect()
        }
        _ => Vec::new(),
    };
    write::out(&names.iter().map(|name| format!("{name}\n")).collect::<String>())
}

/// The claims files that the words of a command line mean; those of this folder if they mean none.
fn claims_files(line: &[OsString]) -> Vec<PathBuf> {
    let meant =
        line.iter().map(Path::new).filter(|path| path.exists()).flat_map(|path| match path.is_dir() {
            true => in_folder(path),
            false if is_claims(path) => vec![path.to_owned()],
            false => vec![path.with_extension("claims")],
        });
    let meant: Vec<PathBuf> = meant.collect();
    if meant.is_empty() { in_folder(Path::new(".")) } else { meant }
}

fn in_folder(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| is_claims(path)).collect();
    files.sort();
    files
}

/// The names that a claims file declares. What a shell would take for more than a name is left out.
fn declared(file: &Path, sources: bool) -> Vec<String> {
    if std::fs::metadata(file).is_ok_and(|about| about.len() > LONGEST) {
        return Vec::new();
    }
    let Ok(words) = read(file) else { return Vec::new() };
    let (tree, _) = crate::syntax::parse(&Text::new("", words));
    let named = tree.items.iter().filter_map(|item| match item {
        Item::Entry(entry) => Some(&entry.name.value),
        Item::Source(source) if sources => Some(&source.name.value),
        _ => None,
    });
    let plain = |name: &&String| name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    named.filter(plain).cloned().collect()
}
