//! `claimlint fmt`.

use std::io::Read;
use std::path::PathBuf;

use crate::cli::base::exit::Exit;
use crate::cli::base::path::shown;
use crate::cli::base::read::{MAX_BYTES, read};
use crate::cli::base::write;
use crate::cli::files::find::pairs;
use crate::cli::flags::Fmt;
use crate::open::{How, decode};
use crate::report::Trouble;
use crate::syntax;
use crate::text::Text;

/// Runs `fmt`.
pub fn fmt(flags: &Fmt) -> Exit {
    if flags.paths == [PathBuf::from("-")] {
        return standard_input(flags);
    }
    let (pairs, mut troubles) = pairs(&flags.paths, How::default());
    let files: Vec<PathBuf> = pairs.into_iter().filter_map(|pair| pair.claims).collect();
    troubles.extend(flags.paths.iter().filter(|path| !path.is_dir()).filter_map(|path| {
        let claims = path.extension().is_some_and(|extension| extension == "claims");
        (!claims && !files.contains(&path.with_extension("claims"))).then(|| Trouble {
            file: shown(path),
            message: "it is not a claims file; `fmt` formats files that end in .claims".to_owned(),
        })
    }));
    let mut exit = Exit::Clean;
    for trouble in &troubles {
        exit = write::trouble(&format!("{}: {}", trouble.file, trouble.message));
    }
    for path in files {
        exit = worst(exit, one(&path, flags));
    }
    exit
}

fn worst(a: Exit, b: Exit) -> Exit {
    match (a, b) {
        (Exit::Trouble, _) | (_, Exit::Trouble) => Exit::Trouble,
        (Exit::Findings, _) | (_, Exit::Findings) => Exit::Findings,
        _ => Exit::Clean,
    }
}

fn one(path: &std::path::Path, flags: &Fmt) -> Exit {
    let name = shown(path);
    let lock = if flags.check || flags.diff { Ok(None) } else { write::lock([path]).map(Some) };
    let _lock = match lock {
        Ok(lock) => lock,
        Err(message) => return write::trouble(&message),
    };
    let content = match read(path) {
        Ok(content) => content,
        Err(message) => return write::trouble(&format!("{name}: {message}")),
    };
    let after = match formatted(&name, &content) {
        Ok(after) => after,
        Err(message) => return write::trouble(&message),
    };
    if after == content {
        return Exit::Clean;
    }
    if flags.diff {
        write::out(&write::diff(&name, &content, &after));
    } else if flags.check {
        write::out(&format!("{name} is not formatted\n"));
    }
    if flags.check || flags.diff {
        return Exit::Findings;
    }
    match write::replace(path, &content, &after) {
        Ok(()) => write::out(&format!("{name}: formatted\n")),
        Err(message) => write::trouble(&message),
    }
}

fn formatted(name: &str, content: &str) -> Result<String, String> {
    let text = Text::new(name, content);
    syntax::format(&text).map(|after| write::in_shape(content, after)).map_err(|errors| {
        let first = errors.first().map_or(String::new(), |error| {
            let at = text.position(error.span.start);
            format!(" (line {}: {})", at.line, error.message)
        });
        format!("{name}: not changed, since a line cannot be read{first}; `claimlint check` shows them all")
    })
}

fn standard_input(flags: &Fmt) -> Exit {
    let mut bytes = Vec::new();
    let result = std::io::stdin().lock().take(MAX_BYTES).read_to_end(&mut bytes);
    let content = match result.map_err(|error| error.to_string()).and_then(|_| decode(bytes, None)) {
        Ok(content) => content,
        Err(message) => return write::trouble(&format!("standard input: {message}")),
    };
    match formatted("stdin.claims", &content) {
        Ok(after) if flags.diff && after != content => {
            write::out(&write::diff("stdin.claims", &content, &after));
            Exit::Findings
        }
        Ok(after) if flags.check || flags.diff => {
            if after == content {
                Exit::Clean
            } else {
                Exit::Findings
            }
        }
        Ok(after) => write::file(&after),
        Err(message) => write::trouble(&message),
    }
}
