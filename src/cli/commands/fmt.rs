//! `claimlint fmt`.

use std::io::Read;
use std::path::PathBuf;

use crate::check::{Input, read_draft};
use crate::cli::base::exit::Exit;
use crate::cli::base::path::shown;
use crate::cli::base::read::{MAX_BYTES, read};
use crate::cli::base::write;
use crate::cli::files::find::pairs;
use crate::cli::flags::Fmt;
use crate::draft::{Comment, Says};
use crate::open::{How, decode};
use crate::report::Trouble;
use crate::syntax;
use crate::text::{Text, Texts};

/// Runs `fmt`.
pub fn fmt(flags: &Fmt) -> Exit {
    if flags.paths == [PathBuf::from("-")] {
        return standard_input(flags);
    }
    let (pairs, mut troubles) = pairs(&flags.paths, How::default());
    let drafts: Vec<PathBuf> =
        pairs.iter().filter_map(|pair| pair.draft.clone()).filter(|path| has_claims(path)).collect();
    let files: Vec<PathBuf> = pairs.into_iter().filter_map(|pair| pair.claims).collect();
    troubles.extend(flags.paths.iter().filter(|path| !path.is_dir()).filter_map(|path| {
        let claims = path.extension().is_some_and(|extension| extension == "claims");
        let known = claims || files.contains(&path.with_extension("claims")) || drafts.contains(path);
        (!known).then(|| Trouble {
            file: shown(path),
            message: "it is not a claims file; `fmt` formats files that end in .claims, and claims in comments of a draft"
                .to_owned(),
        })
    }));
    let mut exit = Exit::Clean;
    for trouble in &troubles {
        exit = write::trouble(&format!("{}: {}", trouble.file, trouble.message));
    }
    for path in files {
        exit = worst(exit, one(&path, flags, formatted));
    }
    for path in drafts {
        exit = worst(exit, one(&path, flags, |name, content| Ok(in_draft(name, content))));
    }
    exit
}

/// Whether claims stand in comments of a draft.
fn has_claims(path: &std::path::Path) -> bool {
    let text = How::default().reader(&shown(path), "");
    text.unpack.is_none()
        && read(path).is_ok_and(|content| in_comments(&shown(path), &content).next().is_some())
}

/// The comments of a draft that make claims and can be read, as ranges of its text.
fn in_comments(name: &str, content: &str) -> impl Iterator<Item = crate::span::Span> {
    let mut texts = Texts::new();
    let file = texts.add(Text::new(name, content));
    let reader = How::default().reader(name, content);
    let draft = read_draft(Input::draft(&texts, file, reader));
    let (comments, inline) = draft.map(|draft| (draft.comments, draft.inline)).unwrap_or_default();
    let slips: Vec<_> = inline.into_iter().flat_map(|claims| claims.errors).map(|error| error.span).collect();
    let sound = move |comment: &Comment| {
        comment.place.file == file
            && comment.says == Says::Claim
            && !slips.iter().any(|slip| comment.words.start <= slip.start && slip.end <= comment.words.end)
    };
    comments.into_iter().filter(sound).map(|comment| comment.words)
}

/// A draft whose claims in comments are laid out.
fn in_draft(name: &str, content: &str) -> String {
    let mut after = String::with_capacity(content.len());
    let mut at = 0;
    for words in in_comments(name, content) {
        after.push_str(&content[at..words.start as usize]);
        after.push_str(&syntax::format_comment(&content[words.range()]));
        at = words.end as usize;
    }
    after + &content[at..]
}

fn worst(a: Exit, b: Exit) -> Exit {
    match (a, b) {
        (Exit::Trouble, _) | (_, Exit::Trouble) => Exit::Trouble,
        (Exit::Findings, _) | (_, Exit::Findings) => Exit::Findings,
        _ => Exit::Clean,
    }
}

fn one(path: &std::path::Path, flags: &Fmt, laid_out: impl Fn(&str, &str) -> Result<String, String>) -> Exit {
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
    let after = match laid_out(&name, &content) {
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
