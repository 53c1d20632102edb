//! `verify --save`: copies of pages, kept beside the claims file and pinned there. Only of sources that were named, and
//! never past a refusal: what a site does not show to everybody is not kept.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::case::Case;
use crate::cli::base::edit::apply;
use crate::cli::base::path::shown;
use crate::cli::base::write;
use crate::cli::outside::looker::Looker;
use crate::cli::outside::wire::Reply;
use crate::cli::outside::worth::{is_pdf, looks_like_html};
use crate::diagnostic::Edit;
use crate::ids::SourceId;
use crate::span::{Place, Span};
use crate::text::Texts;
use crate::verified::{Answer, Id, Kind};

/// The longest page that is kept.
const MOST: u64 = 50 * 1024 * 1024;
/// How many digits of a digest are written, as `pin` does.
const DIGITS: usize = 16;
/// Where copies lie, from the claims file's folder.
const FOLDER: &str = "sources";

/// Who keeps a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// We do, beside the claims file.
    Us,
    /// The Internet Archive does.
    Archive,
}

/// A copy that is to be kept.
pub struct Wanted {
    /// By whom.
    pub by: By,
    /// The source line.
    pub source: SourceId,
    /// The address of the page.
    pub address: String,
    /// The title that the note gives it; may be empty.
    pub title: String,
}

/// What is to be kept of the sources that were named.
///
/// # Errors
/// A plain sentence: there is no such source, or it has a copy, or no address.
pub fn wanted(case: &Case<'_>, save: &[String], archive: &[String]) -> Result<Vec<Wanted>, String> {
    let mut all = Vec::new();
    let named = save.iter().map(|name| (By::Us, name)).chain(archive.iter().map(|name| (By::Archive, name)));
    for (by, name) in named {
        let Some(&source) = case.source_names.get(name.as_str()) else {
            let known = case.source_names.keys().copied();
            let near = crate::text::nearest(name, known).map(|near| format!("; did you mean `{near}`?"));
            return Err(format!("no source line is named `{name}`{}", near.unwrap_or_default()));
        };
        let line = &case.sources[source];
        if by == By::Us && line.decl.held.is_some() {
            return Err(format!(
                "`{name}` has a held copy already; `claimlint pin --source {name}` renews its digest"
            ));
        }
        if by == By::Archive && line.decl.archived.is_some() {
            return Err(format!("`{name}` has a copy in an archive already: see its line `archived`"));
        }
        let works: Vec<usize> = line.notes.iter().flat_map(|&note| case.notes.sources_of(note)).collect();
        let mut noted = case.sighted().iter().filter(|sighted| {
            works.contains(&sighted.source)
                && sighted.id.kind == Kind::Url
                && case.notes.citation(sighted.used).url.is_some()
        });
        let Some(sighted) = noted.next() else {
            return Err(format!("the note of `{name}` gives no address of a page that could be kept"));
        };
        let title = case.notes.citation(sighted.used).title.value().map(|title| title.text.clone());
        all.push(Wanted { by, source, address: sighted.id.value.clone(), title: title.unwrap_or_default() });
    }
    Ok(all)
}

/// Keeps the copies: the files, and the lines of the claims file that name them. What was done, and what was not and why.
///
/// # Errors
/// A plain sentence, if a file cannot be written.
pub fn save(
    case: &Case<'_>,
    texts: &Texts,
    claims: &Path,
    wanted: &[Wanted],
    looker: &mut Looker<'_>,
) -> Result<String, String> {
    let _lock = write::lock([claims])?;
    let mut told = String::new();
    let mut edits: Vec<Edit> = Vec::new();
    let mut lines: BTreeMap<SourceId, String> = BTreeMap::new();
    for one in wanted {
        let name = &case.sources[one.source].decl.name.value;
        let kept = match one.by {
            By::Us => keep(case, claims, one, looker)?,
            By::Archive => looker.ask_to_keep(&one.address).map(|(at, day)| {
                (format!("\n    archived \"{at}\" on {day}"), "kept by the Internet Archive".to_owned())
            }),
        };
        match kept {
            Ok((line, said)) => {
                lines.entry(one.source).or_default().push_str(&line);
                told.push_str(&format!("{name}: {said}\n"));
            }
            Err(why) => told.push_str(&format!("{name}: not kept: {} {why}\n", one.address)),
        }
    }
    for (source, mut text) in lines {
        let line = &case.sources[source];
        let kept = wanted.iter().find(|one| one.source == source && one.by == By::Us);
        if !text.contains("\n    archived ") {
            text.push_str(&kept.map(|one| archived(case, one)).unwrap_or_default());
        }
        edits.push(Edit { place: Place::new(line.file, Span::at(line.decl.span.end as usize)), text });
    }
    if !edits.is_empty() {
        edits.sort_by_key(|edit| edit.place.span.start);
        let Some(file) = case.claims.map(|claims| claims.file) else { return Ok(told) };
        let before = &texts.get(file).content;
        write::replace(claims, before, &apply(before, &edits))?;
    }
    Ok(told)
}

/// Keeps one page: the lines of the claims file for it and what to tell, or why it was not kept.
fn keep(
    case: &Case<'_>,
    claims: &Path,
    one: &Wanted,
    looker: &mut Looker<'_>,
) -> Result<Result<(String, String), String>, String> {
    let name = &case.sources[one.source].decl.name.value;
    let look = looker.look_at_page(&one.address, Some(MOST), &one.title);
    let (Answer::There, Some(reply)) = (look.answer, look.reply) else { return Ok(Err(look.why)) };
    if look.no_copy {
        return Ok(Err("asks that no copy of it be kept (noarchive)".to_owned()));
    }
    let ending = match keepable(&reply) {
        Ok(ending) => ending,
        Err(why) => return Ok(Err(why)),
    };
    let file = format!("{FOLDER}/{name}.{ending}");
    let path = beside(claims, &file);
    if path.exists() {
        return Ok(Err(format!("has a copy already in {}", shown(&path))));
    }
    if let Some(folder) = path.parent() {
        let told = |error: std::io::Error| format!("{} could not be made: {error}", folder.display());
        std::fs::create_dir_all(folder).map_err(told)?;
    }
    let sort = write::Sort { name: "held copy", is_ours: &|there| there.is_empty() };
    write::put_bytes_over(&path, &reply.body, sort)?;
    let digest: String = Sha256::digest(&reply.body).iter().map(|byte| format!("{byte:02x}")).collect();
    let line = format!("\n    held \"{file}\" sha256 {}", digest.get(..DIGITS).unwrap_or(&digest));
    Ok(Ok((line, format!("kept as {file}, and pinned"))))
}

/// The line that names the copy of the archive, if it holds one and none is named yet.
fn archived(case: &Case<'_>, one: &Wanted) -> String {
    if case.sources[one.source].decl.archived.is_some() {
        return String::new();
    }
    let id = Id::new(Kind::Url, one.address.as_str());
    let copy = case.record().and_then(|record| record.get(&id)).and_then(|seen| seen.copy.as_ref());
    match copy.map(|copy| (&copy.at, copy.captured)) {
        Some((Some(at), Some(day))) if !at.contains(['"', '\\', '\n']) => {
            format!("\n    archived \"{at}\" on {day}")
        }
        _ => String::new(),
    }
}

fn beside(claims: &Path, file: &str) -> PathBuf {
    claims.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).join(file)
}

/// The ending under which a page can be kept.
fn keepable(reply: &Reply) -> Result<&'static str, String> {
    if reply.status != 200 {
        return Err(format!("answered {}", reply.status));
    }
    if reply.cut {
        return Err("is longer than 50 MB, or did not come whole".to_owned());
    }
    if is_pdf(&reply.body) {
        return Ok("pdf");
    }
    if looks_like_html(&reply.body) {
        return Ok("html");
    }
    if reply.kind == "text/plain" && !reply.body.is_empty() {
        return Ok("txt");
    }
    Err(format!(
        "is of a type that cannot be kept ({})",
        if reply.kind.is_empty() { "none said" } else { &reply.kind }
    ))
}
