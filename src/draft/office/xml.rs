//! XML of a packaged file, pulled token by token with its byte offsets.
//!
//! Names are matched by namespace, never by prefix: `w:` is a habit, not a law,
//! and strict files use other namespaces for the same things. Nothing here
//! recurses, and custom entities are never expanded: they stay text.

use std::borrow::Cow;
use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Fault;
use crate::span::Span;

/// How deep elements may nest. Word's own files stay below sixty; text boxes in
/// tables in text boxes below two hundred.
pub const MAX_DEPTH: usize = 2_000;

/// The namespaces that the readers know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ns {
    /// WordprocessingML, transitional or strict.
    Word,
    /// References to relationships, in documents.
    Rel,
    /// Markup compatibility.
    Compat,
    /// Office mathematics.
    Math,
    /// A package's relationship parts.
    PackageRels,
    /// A package's table of content types.
    ContentTypes,
    /// ODF `office:`.
    Office,
    /// ODF `text:`.
    Text,
    /// ODF `table:`.
    Table,
    /// ODF `draw:`.
    Draw,
    /// ODF `style:`.
    Style,
    /// ODF's formatting properties.
    Fo,
    /// Links.
    Link,
    /// Titles and descriptions of drawings.
    Svg,
    /// Anything else, and no namespace.
    Other,
}

/// Namespace names, and what they stand for.
const NAMES: &[(&str, Ns)] = &[
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", Ns::Word),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", Ns::Word),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", Ns::Rel),
    ("http://purl.oclc.org/ooxml/officeDocument/relationships", Ns::Rel),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", Ns::Compat),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", Ns::Math),
    ("http://purl.oclc.org/ooxml/officeDocument/math", Ns::Math),
    ("http://schemas.openxmlformats.org/package/2006/relationships", Ns::PackageRels),
    ("http://schemas.openxmlformats.org/package/2006/content-types", Ns::ContentTypes),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", Ns::Office),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", Ns::Text),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", Ns::Table),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", Ns::Draw),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", Ns::Style),
    ("urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", Ns::Fo),
    ("urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", Ns::Svg),
    ("http://www.w3.org/1999/xlink", Ns::Link),
];

/// What comes next in a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token<'a> {
    /// An element begins; its attributes can be asked for until the next token.
    Start(Ns, &'a str),
    /// An element ends.
    End,
    /// Characters.
    Text(Cow<'a, str>),
}

/// A part that is being read.
pub struct Xml<'a> {
    part: &'a str,
    source: &'a str,
    reader: Reader<&'a [u8]>,
    /// The element that began last.
    start: Option<BytesStart<'a>>,
    /// What each prefix means now, the last meaning last.
    prefixes: HashMap<String, Vec<(usize, Ns)>>,
    /// Prefixes declared by open elements: depth and prefix.
    declared: Vec<(usize, String)>,
    depth: usize,
    span: Span,
}

impl<'a> Xml<'a> {
    /// Begins to read a part; `part` is its name, for messages.
    pub fn new(part: &'a str, source: &'a str) -> Self {
        let source = source.trim_start_matches('\u{feff}');
        let mut reader = Reader::from_str(source);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self {
            part,
            source,
            reader,
            start: None,
            prefixes: HashMap::new(),
            declared: Vec::new(),
            depth: 0,
            span: Span::at(0),
        }
    }

    /// The bytes of the last token in the part.
    pub fn span(&self) -> Span {
        self.span
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The next token; `None` at the end.
    ///
    /// # Errors
    /// The part is not well-formed, breaks off, or nests too deep.
    pub fn pull(&mut self) -> Result<Option<Token<'a>>, Fault> {
        loop {
            let before = self.reader.buffer_position();
            let event = self.reader.read_event();
            let after = self.reader.buffer_position();
            self.span = Span::new(before as usize, after as usize);
            let event = match event {
                Ok(event) => event,
                Err(error) => {
                    let at = self.reader.error_position();
                    return Err(Fault::new(format!(
                        "its part {} is damaged at byte {at}: {error}",
                        self.part
                    )));
                }
            };
            match event {
                Event::Start(start) | Event::Empty(start) => {
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        let part = self.part;
                        return Err(Fault::new(format!(
                            "its part {part} nests more than {MAX_DEPTH} elements deep (byte {before})"
                        )));
                    }
                    let token = self.open(start, before as usize);
                    return Ok(Some(token));
                }
                Event::End(_) => {
                    self.close();
                    return Ok(Some(Token::End));
                }
                Event::Text(text) => {
                    return Ok(Some(Token::Text(text.into_inner())));
                }
                Event::CData(text) => return Ok(Some(Token::Text(text.into_inner()))),
                Event::GeneralRef(name) => {
                    let text = match name.resolve_char_ref() {
                        Ok(Some(c)) => c.to_string(),
                        _ => {
                            let name = name.into_inner();
                            let known = match &*name {
                                "amp" => "&",
                                "lt" => "<",
                                "gt" => ">",
                                "quot" => "\"",
                                "apos" => "'",
                                _ => "",
                            };
                            if known.is_empty() { format!("&{name};") } else { known.to_owned() }
                        }
                    };
                    return Ok(Some(Token::Text(Cow::Owned(text))));
                }
                Event::Eof if self.depth > 0 => {
                    return Err(Fault::new(format!(
                        "its part {} breaks off at byte {after}, with elements still open",
                        self.part
                    )));
                }
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }

    /// Passes over what the element that began last holds, and its end.
    ///
    /// # Errors
    /// As [`Xml::pull`].
    pub fn skip(&mut self) -> Result<(), Fault> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if self.pull()?.is_none() {
                break;
            }
        }
        Ok(())
    }

    /// An attribute of the element that began last, by namespace and name. An
    /// attribute without a prefix answers to every namespace.
    pub fn attr(&self, ns: Ns, name: &str) -> Option<String> {
        let start = self.start.as_ref()?;
        start.attributes().with_checks(false).flatten().find_map(|attribute| {
            let key = attribute.key;
            if key.local_name().as_ref() != name {
                return None;
            }
            let fits = key.prefix().is_none_or(|prefix| self.resolve(prefix.as_ref()) == ns);
            fits.then(|| unescape(&attribute.value))
        })
    }

    /// Every attribute of the element that began last that is in a namespace.
    pub fn attrs(&self, ns: Ns) -> Vec<(String, String)> {
        let Some(start) = self.start.as_ref() else { return Vec::new() };
        let attributes = start.attributes().with_checks(false).flatten().collect::<Vec<_>>();
        let fits = |prefix: &str| self.resolve(prefix) == ns;
        attributes
            .into_iter()
            .filter(|attribute| attribute.key.prefix().is_some_and(|prefix| fits(prefix.as_ref())))
            .map(|attribute| (attribute.key.local_name().as_ref().to_owned(), unescape(&attribute.value)))
            .collect()
    }

    /// Every attribute of the element that began last, by its name as it is written.
    pub fn raw_attrs(&self) -> Vec<(String, String)> {
        let Some(start) = self.start.as_ref() else { return Vec::new() };
        let mut attributes = start.attributes();
        let attributes = attributes.with_checks(false).flatten();
        attributes
            .map(|attribute| {
                let key: &str = attribute.key.as_ref();
                (key.to_owned(), unescape(&attribute.value))
            })
            .collect()
    }

    fn open(&mut self, start: BytesStart<'a>, at: usize) -> Token<'a> {
        for attribute in start.attributes().with_checks(false).flatten() {
            let key: &str = attribute.key.as_ref();
            let Some(prefix) = key.strip_prefix("xmlns") else { continue };
            let prefix = match prefix.strip_prefix(':') {
                Some(prefix) => prefix,
                None if prefix.is_empty() => "",
                None => continue,
            };
            let value: &str = &attribute.value;
            let ns = NAMES.iter().find(|(name, _)| *name == value).map_or(Ns::Other, |(_, ns)| *ns);
            self.prefixes.entry(prefix.to_owned()).or_default().push((self.depth, ns));
            self.declared.push((self.depth, prefix.to_owned()));
        }
        // The name stands in the source right after `<`.
        let length = start.name().as_ref().len();
        let name = self.source.get(at + 1..at + 1 + length).unwrap_or("");
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let ns = self.resolve(prefix);
        self.start = Some(start);
        Token::Start(ns, local)
    }

    fn close(&mut self) {
        while let Some((_, prefix)) = self.declared.pop_if(|(depth, _)| *depth == self.depth) {
            if let Some(meanings) = self.prefixes.get_mut(&prefix) {
                meanings.pop();
            }
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn resolve(&self, prefix: &str) -> Ns {
        self.prefixes.get(prefix).and_then(|meanings| meanings.last()).map_or(Ns::Other, |&(_, ns)| ns)
    }
}

/// An attribute's value with its entities read; unknown ones stay as they are.
fn unescape(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), Cow::into_owned)
}
