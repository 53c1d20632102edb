//! The files of a book as one page: every name is one of the whole book, every link between its files
//! a link within the page, and its headings stand below the book's title.

use std::collections::HashMap;

use super::book::{Book, resolved};
use crate::draft::office::Fault;
use crate::draft::office::xml::{Token, Xml};
use crate::draft::transcript::{Transcript, escaped};
use crate::span::Span;

/// What is kept of a tag: what the reader of HTML asks for.
const KEPT: &[&str] =
    &["class", "role", "epub:type", "style", "hidden", "lang", "xml:lang", "start", "value", "title"];

/// Elements without content.
const VOID: &[&str] =
    &["br", "hr", "img", "input", "col", "area", "wbr", "source", "track", "embed", "link", "meta"];

/// Puts the files of a book into one page.
///
/// # Errors
/// A file is not well-formed.
pub(super) fn page(book: &Book) -> Result<Transcript, Fault> {
    let names = Names::of(book)?;
    let mut made = Transcript::default();
    let nothing = Span::at(0);
    let language = book.language.as_deref().unwrap_or("");
    made.put("<!DOCTYPE html><html", 0, nothing);
    made.attribute("lang", language, 0, nothing);
    made.put(&format!("><head><title>{}</title></head><body><article>", escaped(&book.title)), 0, nothing);
    // The page that shows the book's title.
    let mut untitled = true;
    for (at, (path, source)) in book.files.iter().enumerate() {
        let source = source.trim_start_matches('\u{feff}');
        let mut file = File { book, names: &names, at, path, source, made: &mut made, untitled };
        file.read()?;
        untitled = file.untitled;
    }
    made.put("</article></body></html>", 0, nothing);
    Ok(made)
}

/// Names of elements, and how many files have each.
struct Names {
    /// Of each name the file that has it, unless several do.
    files: HashMap<String, Option<usize>>,
    /// The files by their paths.
    paths: HashMap<String, usize>,
}

impl Names {
    fn of(book: &Book) -> Result<Self, Fault> {
        let mut files: HashMap<String, Option<usize>> = HashMap::new();
        for (at, (path, source)) in book.files.iter().enumerate() {
            let mut xml = Xml::new(path, source);
            while let Some(token) = xml.pull()? {
                if !matches!(token, Token::Start(..)) {
                    continue;
                }
                for (name, value) in xml.raw_attrs() {
                    if matches!(name.as_str(), "id" | "name") {
                        let known = files.entry(value).or_insert(Some(at));
                        *known = known.filter(|known| *known == at);
                    }
                }
            }
        }
        let paths = book.files.iter().enumerate().map(|(at, (path, _))| (path.clone(), at)).collect();
        Ok(Self { files, paths })
    }

    /// The name of an element in the page. Where several files have it, letters for its file stand before
    /// the number at its end: names begin with what they are and end with their number (`fn-b12`).
    fn unique(&self, name: &str, file: usize) -> String {
        if self.files.get(name).is_none_or(|only| only.is_some()) {
            return name.to_owned();
        }
        let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
        format!("{stem}-{}{}", letters(file), &name[stem.len()..])
    }
}

/// `a`, `b` … `z`, `ba`: a number in letters.
fn letters(mut number: usize) -> String {
    let mut out = Vec::new();
    loop {
        out.push(b'a' + (number % 26) as u8);
        number /= 26;
        if number == 0 {
            break;
        }
    }
    out.iter().rev().map(|&byte| char::from(byte)).collect()
}

/// A file that is being put into the page.
struct File<'a> {
    book: &'a Book,
    names: &'a Names,
    at: usize,
    path: &'a str,
    source: &'a str,
    made: &'a mut Transcript,
    /// No heading was seen that is the book's title.
    untitled: bool,
}

impl File<'_> {
    fn read(&mut self) -> Result<(), Fault> {
        let part = u16::try_from(self.at).unwrap_or(u16::MAX);
        let mut xml = Xml::new(self.path, self.source);
        // Ends of the elements that are open.
        let mut open: Vec<String> = Vec::new();
        while let Some(token) = xml.pull()? {
            let span = xml.span();
            match token {
                Token::Start(_, "head" | "script" | "style" | "template") => xml.skip()?,
                Token::Start(_, name) => {
                    let name = self.renamed(name, span);
                    self.made.put(&format!("<{name}"), part, span);
                    for (key, value) in xml.raw_attrs() {
                        if let Some(value) = self.attribute(&key, value) {
                            self.made.attribute(&key, &value, part, span);
                        }
                    }
                    self.made.put(">", part, span);
                    let void = VOID.contains(&name.as_str());
                    open.push(if void { String::new() } else { format!("</{name}>") });
                }
                Token::End => {
                    let end = open.pop().unwrap_or_default();
                    self.made.put(&end, part, span);
                }
                Token::Text(text) => {
                    let raw = self.source.get(span.range()).unwrap_or("");
                    match raw.starts_with("<![CDATA[") {
                        true => self.made.put(&escaped(&text), part, span),
                        false => self.made.copy(part, self.source, span),
                    }
                }
            }
        }
        Ok(())
    }

    /// What an element is called in the page.
    fn renamed(&mut self, name: &str, span: Span) -> String {
        let name = name.to_ascii_lowercase();
        let level = match name.as_bytes() {
            [b'h', level @ b'1'..=b'6'] => level - b'0',
            _ => 0,
        };
        match name.as_str() {
            // One page has one article; a heading that is no title would make a head of a chapter furniture.
            "html" | "body" | "article" | "main" | "header" => "div".to_owned(),
            _ if level > 0 => {
                if self.untitled && self.is_title(span) {
                    self.untitled = false;
                    return "h1".to_owned();
                }
                format!("h{}", (level + 1).min(6))
            }
            _ => name,
        }
    }

    /// Whether the heading that begins here has the words of the book's title.
    fn is_title(&self, start: Span) -> bool {
        let rest = self.source.get(start.end as usize..).unwrap_or("");
        let end = ["</h", "</H"].iter().filter_map(|end| rest.find(end)).min().unwrap_or(0);
        let (mut words, mut inside) = (String::new(), false);
        for c in rest[..end].chars().take(2_000) {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c if !inside => words.push(c),
                _ => {}
            }
        }
        let same = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        !self.book.title.is_empty() && same(&words) == same(&self.book.title)
    }

    /// The value of an attribute in the page, if it is kept.
    fn attribute(&self, key: &str, value: String) -> Option<String> {
        match key {
            "id" | "name" => Some(self.names.unique(&value, self.at)),
            "href" => Some(self.link(value)),
            key => KEPT.contains(&key).then_some(value),
        }
    }

    /// A link within the book as one within the page.
    fn link(&self, href: String) -> String {
        let Some((file, name)) = href.split_once('#') else { return href };
        let at = match file {
            "" => Some(self.at),
            file if file.contains(':') => None,
            file => self.names.paths.get(&resolved(self.path, file)).copied(),
        };
        match at {
            Some(at) => format!("#{}", self.names.unique(name, at)),
            None => href,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_apart_by_letters() {
        assert_eq!([0, 1, 25, 26, 27, 52].map(letters), ["a", "b", "z", "ba", "bb", "ca"]);
    }
}
