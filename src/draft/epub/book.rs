//! What a book is made of: the package file that `META-INF/container.xml` names, and the files of its
//! spine in the order in which they are read.

use std::collections::HashMap;

use crate::draft::office::Fault;
use crate::draft::office::package::{Package, decode};
use crate::draft::office::xml::{Ns, Token, Xml};

/// The most files that a spine may list: the longest have some thousand.
const MAX_FILES: usize = 20_000;

/// A book, its files read.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// As the package file names it.
    pub title: String,
    /// The first language that it declares.
    pub language: Option<String>,
    /// The files of the spine in order: where each stands in the archive, and its source.
    pub files: Vec<(String, String)>,
    /// Files that the spine lists and the archive does not have, each in a few words.
    pub missing: Vec<String>,
}

/// A file that the package lists.
struct Item {
    path: String,
    media: String,
    properties: String,
}

impl Book {
    pub fn open(package: &mut Package<'_>) -> Result<Self, Fault> {
        let Some(container) = package.text("META-INF/container.xml")? else {
            return Err(Fault::new("it is a zip archive, but there is no book in it"));
        };
        let Some(opf) = rootfile(&container)? else {
            return Err(Fault::new("its container names no book (META-INF/container.xml)"));
        };
        let Some(source) = package.text(&opf)? else {
            return Err(Fault::new(format!("its package file, {opf}, is not there")));
        };
        let mut book = Self::default();
        let (items, spine) = book.listed(&opf, &source)?;
        let locked = match package.text("META-INF/encryption.xml")? {
            Some(list) => encrypted(&list)?,
            None => Vec::new(),
        };
        for name in spine.into_iter().take(MAX_FILES) {
            let Some(item) = items.get(&name) else {
                book.missing.push(format!("`{name}`, which its spine lists, is not in its manifest"));
                continue;
            };
            let is_text = item.media.contains("html") || item.media.is_empty();
            // The table of contents may be among the pages.
            if !is_text || item.properties.split_whitespace().any(|word| word == "nav") {
                continue;
            }
            if locked.contains(&item.path) {
                return Err(Fault::new(
                    "it is locked (its text is encrypted, as shops do); claimlint reads books without a lock only",
                ));
            }
            match package.bytes(&item.path)? {
                Some(bytes) => book.files.push((item.path.clone(), decode(bytes))),
                None => book.missing.push(format!("`{}` is not in the archive", item.path)),
            }
        }
        if book.files.is_empty() {
            return Err(Fault::new("its spine lists no page that could be read"));
        }
        Ok(book)
    }

    /// The files of the manifest by their ids, and those of the spine in order.
    fn listed(&mut self, opf: &str, source: &str) -> Result<(HashMap<String, Item>, Vec<String>), Fault> {
        let mut xml = Xml::new(opf, source);
        let (mut items, mut spine) = (HashMap::new(), Vec::new());
        // The element whose words are being read: the title, the language.
        let mut within: Option<&str> = None;
        let mut words = String::new();
        while let Some(token) = xml.pull()? {
            match token {
                Token::Start(_, name) => {
                    within = Some(name).filter(|name| matches!(*name, "title" | "language"));
                    words.clear();
                    let asked = |xml: &Xml<'_>, name: &str| xml.attr(Ns::Other, name).unwrap_or_default();
                    if name == "item" {
                        let path = resolved(opf, &asked(&xml, "href"));
                        let (media, properties) = (asked(&xml, "media-type"), asked(&xml, "properties"));
                        items.insert(asked(&xml, "id"), Item { path, media, properties });
                    } else if name == "itemref" {
                        spine.push(asked(&xml, "idref"));
                    }
                }
                Token::Text(text) if within.is_some() => words.push_str(&text),
                Token::Text(_) => {}
                Token::End => {
                    let said = words.split_whitespace().collect::<Vec<_>>().join(" ");
                    match within.take() {
                        Some("title") if self.title.is_empty() => self.title = said,
                        Some("language") if self.language.is_none() && !said.is_empty() => {
                            self.language = Some(said);
                        }
                        _ => {}
                    }
                }
            }
        }
        Ok((items, spine))
    }
}

/// The package file that a container names first.
fn rootfile(container: &str) -> Result<Option<String>, Fault> {
    let mut xml = Xml::new("META-INF/container.xml", container);
    while let Some(token) = xml.pull()? {
        if matches!(token, Token::Start(_, "rootfile"))
            && let Some(path) = xml.attr(Ns::Other, "full-path")
        {
            return Ok(Some(resolved("", &path)));
        }
    }
    Ok(None)
}

/// The parts that a list of encrypted ones names.
fn encrypted(list: &str) -> Result<Vec<String>, Fault> {
    let mut xml = Xml::new("META-INF/encryption.xml", list);
    let mut found = Vec::new();
    while let Some(token) = xml.pull()? {
        if matches!(token, Token::Start(_, "CipherReference"))
            && let Some(path) = xml.attr(Ns::Other, "URI")
        {
            found.push(resolved("", &path));
        }
    }
    Ok(found)
}

/// Where an address in a file of the book leads: a path in the archive.
pub(super) fn resolved(from: &str, href: &str) -> String {
    let href = percent_read(href);
    let mut path: Vec<&str> = match href.starts_with('/') {
        true => Vec::new(),
        false => from.split('/').collect(),
    };
    path.pop();
    for step in href.split('/').filter(|step| !step.is_empty()) {
        match step {
            "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

/// An address with its `%20` and the like read.
fn percent_read(href: &str) -> String {
    let bytes = href.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%').then(|| href.get(at + 1..at + 3)).flatten();
        let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        out.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| href.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_in_a_book_leads_to_a_path_in_its_archive() {
        for (from, href, path) in [
            ("OEBPS/content.opf", "text/ch1.xhtml", "OEBPS/text/ch1.xhtml"),
            ("OEBPS/text/ch1.xhtml", "../notes/n%201.xhtml", "OEBPS/notes/n 1.xhtml"),
            ("content.opf", "./ch1.xhtml", "ch1.xhtml"),
            ("", "/EPUB/package.opf", "EPUB/package.opf"),
            ("a/b.xhtml", "../../../c%zz.xhtml", "c%zz.xhtml"),
        ] {
            assert_eq!(resolved(from, href), path);
        }
    }
}
