//! Files named without a command: `claimlint paper.md` checks it.

use std::ffi::OsString;
use std::path::Path;

/// The arguments with `check` put in, where what stands in a command's place is a file. `is_command` knows the commands.
pub fn with_check(mut args: Vec<OsString>, is_command: impl Fn(&str) -> bool) -> Vec<OsString> {
    let Some(at) = args.iter().skip(1).position(|arg| !arg.to_string_lossy().starts_with('-')) else {
        return args;
    };
    let at = at + 1;
    // The value of a flag that stands before it is no file to check.
    let after_flag = at > 1;
    if !after_flag && !is_command(&args[at].to_string_lossy()) && names_a_file(&args[at]) {
        args.insert(at, "check".into());
    }
    args
}

/// Whether a word that is no command is the name of a file or folder, there or not: it lies there, or it has an ending
/// or a folder, which a misspelt command has not.
fn names_a_file(word: &OsString) -> bool {
    let told = word.to_string_lossy();
    let path = Path::new(word);
    let ending = path.extension().is_some_and(|ending| !ending.is_empty());
    ending || told.contains(['/', '\\']) || path.exists()
}

/// Whether a format for programs was asked for: its lines are left as they are.
pub fn other_format(args: &[OsString]) -> bool {
    let words: Vec<_> = args.iter().map(|word| word.to_string_lossy()).collect();
    let after = words.iter().zip(words.iter().skip(1)).filter(|(flag, _)| *flag == "--format");
    let within = words.iter().filter_map(|word| word.strip_prefix("--format="));
    after.map(|(_, format)| format.as_ref()).chain(within).any(|format| format != "text")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(args: &[&str]) -> String {
        let args = ["claimlint"].iter().chain(args).map(OsString::from).collect();
        let is_command = |word: &str| matches!(word, "check" | "help" | "rules");
        with_check(args, is_command)
            .iter()
            .skip(1)
            .map(|arg| arg.to_string_lossy().into_owned())
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn a_file_in_the_place_of_a_command_is_checked() {
        assert_eq!(with(&["heat.md"]), "check heat.md");
        assert_eq!(with(&["drafts/heat", "--fix"]), "check drafts/heat --fix");
        assert_eq!(with(&["src"]), "check src", "a folder that is there");
        assert_eq!(with(&["."]), "check .");
    }

    #[test]
    fn commands_misspelt_commands_and_flags_stay() {
        for words in [
            &["check", "heat.md"][..],
            &["help"],
            &["chek"],
            &["--version"],
            &["--width", "80", "rules"],
            &[],
        ] {
            assert_eq!(with(words), words.join(" "));
        }
    }
}
