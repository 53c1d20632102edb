//! A small zip writer and the wrapping that each format wants.

use std::io::{Cursor, Write};

use claimlint::inside::draft::office::{Changes, Unpacking};
use claimlint::inside::draft::{Draft, Reader, docx, odt};
use claimlint::inside::text::{FileId, Text};
use zip::write::SimpleFileOptions;

pub const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const RELS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Packs parts into an archive, in this order.
pub fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let method = if *name == "mimetype" {
            zip::CompressionMethod::Stored
        } else {
            zip::CompressionMethod::Deflated
        };
        let options = SimpleFileOptions::default().compression_method(method);
        zip.start_file(*name, options).expect("the part begins");
        zip.write_all(content.as_bytes()).expect("the part is written");
    }
    zip.finish().expect("the archive ends").into_inner()
}

/// What a Word file of the tests holds.
pub struct Docx {
    pub ns: &'static str,
    pub main: &'static str,
    pub body: String,
    pub footnotes: String,
    pub endnotes: String,
    pub styles: String,
    pub settings: String,
    pub links: String,
    pub comments: String,
    pub numbering: String,
}

impl Docx {
    /// A file with this body.
    pub fn new(body: &str) -> Self {
        Self {
            ns: W,
            main: "word/document.xml",
            body: body.to_owned(),
            footnotes: String::new(),
            endnotes: String::new(),
            styles: String::new(),
            settings: String::new(),
            links: String::new(),
            comments: String::new(),
            numbering: String::new(),
        }
    }

    pub fn footnotes(mut self, notes: &str) -> Self {
        self.footnotes = notes.to_owned();
        self
    }

    pub fn endnotes(mut self, notes: &str) -> Self {
        self.endnotes = notes.to_owned();
        self
    }

    pub fn styles(mut self, styles: &str) -> Self {
        self.styles = styles.to_owned();
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let wrap = |root: &str, inner: &str| {
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:{root} xmlns:w=\"{}\" xmlns:r=\"{OFFICE}\" \
                 xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
                 xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
                 xmlns:wps=\"urn:wps\" xmlns:v=\"urn:v\">{inner}</w:{root}>",
                self.ns
            )
        };
        let folder = self.main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let file = self.main.rsplit('/').next().unwrap_or("");
        let mut rels = self.links.clone();
        let mut parts = Vec::new();
        for (kind, root, inner) in [
            ("styles", "styles", &self.styles),
            ("settings", "settings", &self.settings),
            ("footnotes", "footnotes", &self.footnotes),
            ("endnotes", "endnotes", &self.endnotes),
            ("comments", "comments", &self.comments),
            ("numbering", "numbering", &self.numbering),
        ] {
            if !inner.is_empty() {
                rels += &format!(
                    "<Relationship Id=\"x{kind}\" Type=\"{OFFICE}/{kind}\" Target=\"{kind}7.xml\"/>"
                );
                parts.push((format!("{folder}/{kind}7.xml"), wrap(root, inner)));
            }
        }
        parts.push((
            "[Content_Types].xml".into(),
            format!(
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override \
                 PartName=\"/{}\" ContentType=\"application/vnd.openxmlformats-officedocument.\
                 wordprocessingml.document.main+xml\"/></Types>",
                self.main
            ),
        ));
        parts.push((
            "_rels/.rels".into(),
            format!(
                "<Relationships xmlns=\"{RELS}\"><Relationship Id=\"r1\" Type=\"{OFFICE}/officeDocument\" \
                 Target=\"{}\"/></Relationships>",
                self.main
            ),
        ));
        let name = format!("{folder}/_rels/{file}.rels");
        parts.push((name, format!("<Relationships xmlns=\"{RELS}\">{rels}</Relationships>")));
        parts.push((self.main.to_owned(), wrap("document", &format!("<w:body>{}</w:body>", self.body))));
        let parts: Vec<(&str, &str)> =
            parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        zip(&parts)
    }

    /// The file, read.
    pub fn read(&self) -> Read {
        Read::new(&docx::READER, &self.bytes(), &Unpacking::default())
    }

    /// The file as it was before its tracked changes.
    pub fn original(&self) -> Read {
        let how = Unpacking { changes: Changes::Original, ..Unpacking::default() };
        Read::new(&docx::READER, &self.bytes(), &how)
    }
}

/// An OpenDocument text with this inside `office:text`, and these automatic styles.
pub fn odt(styles: &str, text: &str) -> Vec<u8> {
    let content = odt_xml("office:document-content", styles, text);
    zip(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
}

pub fn odt_xml(root: &str, styles: &str, text: &str) -> String {
    let ns = |prefix: &str, name: &str| {
        format!(" xmlns:{prefix}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\"")
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><{root}{}{}{}{}{}{}{} xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{text}</office:text></office:body></{root}>",
        ns("office", "office"),
        ns("text", "text"),
        ns("table", "table"),
        ns("draw", "drawing"),
        ns("style", "style"),
        ns("fo", "xsl-fo-compatible"),
        ns("svg", "svg-compatible"),
    )
}

/// An OpenDocument text, read.
pub fn read_odt(styles: &str, text: &str) -> Read {
    Read::new(&odt::READER, &odt(styles, text), &Unpacking::default())
}

/// The same before its tracked changes.
pub fn read_odt_original(text: &str) -> Read {
    let how = Unpacking { changes: Changes::Original, ..Unpacking::default() };
    Read::new(&odt::READER, &odt("", text), &how)
}

/// A file that was read.
pub struct Read {
    pub text: Text,
    pub draft: Draft,
}

impl Read {
    pub fn new(reader: &Reader, bytes: &[u8], how: &Unpacking) -> Self {
        let unpack = reader.unpack.expect("it is packaged");
        let unpacked = unpack(bytes, how).unwrap_or_else(|fault| panic!("{}", fault.0));
        let text = Text::packaged("t", unpacked.content, unpacked.rendition);
        let draft = (reader.read)(FileId::nth(0), &text);
        sound(&text, &draft);
        Self { text, draft }
    }

    /// Passages: kind, words and the ids of their markers.
    pub fn passages(&self) -> Vec<String> {
        self.draft
            .passages
            .ids()
            .map(|at| {
                let passage = &self.draft.passages[at];
                let ids: String = self.draft.markers[passage.markers.clone()]
                    .iter()
                    .map(|m| format!(" [{}]", m.id))
                    .collect();
                format!("{}: {}{ids}", passage.kind.name(), self.draft.words(at))
            })
            .collect()
    }

    /// Notes: id, words, how many markers.
    pub fn notes(&self) -> Vec<String> {
        self.draft
            .notes
            .ids()
            .map(|at| {
                let note = &self.draft.notes[at];
                format!("{} ({}) {}", note.id, note.uses, self.draft.note_words(at).replace('\n', " / "))
            })
            .collect()
    }

    pub fn remarks(&self) -> Vec<&str> {
        self.draft.remarks.iter().map(|remark| remark.text.as_str()).collect()
    }

    /// What stands in the text at each marker's place.
    pub fn marks(&self) -> Vec<&str> {
        self.draft.markers.iter().map(|marker| self.text.slice(marker.place.span)).collect()
    }
}

/// Every place lies in the text and on boundaries of characters.
pub fn sound(text: &Text, draft: &Draft) {
    let content = &text.content;
    let spans = draft
        .passages
        .iter()
        .map(|passage| passage.place)
        .chain(draft.markers.iter().map(|marker| marker.place))
        .chain(draft.notes.iter().flat_map(|note| [note.place, note.label]))
        .chain(draft.links.iter().map(|link| link.place))
        .chain(draft.field_citations.iter().map(|cited| cited.place))
        .chain(draft.sections.iter().map(|section| section.title));
    for place in spans {
        let range = place.span.range();
        assert!(content.get(range.clone()).is_some(), "{range:?} of {}", content.len());
    }
    let view = draft.view.text();
    let views = draft
        .passages
        .iter()
        .map(|passage| passage.view)
        .chain(draft.notes.iter().map(|note| note.view))
        .chain(draft.emphasis.iter().copied())
        .chain(draft.links.iter().map(|link| link.view))
        .chain(draft.field_citations.iter().map(|cited| cited.view));
    for span in views {
        assert!(view.get(span.range()).is_some(), "{span:?} of the view");
    }
    let rendition = text.rendition().expect("it is packaged");
    for origin in &rendition.origins {
        assert!(content.is_char_boundary(origin.start as usize));
        assert!(usize::from(origin.part) < rendition.parts.len());
    }
    assert!(rendition.origins.is_sorted_by_key(|origin| origin.start));
    let lines = content.lines().count();
    assert_eq!(lines, rendition.lines.len(), "a spot for each line");
}

/// A paragraph with one run of words.
pub fn p(words: &str) -> String {
    format!("<w:p>{}</w:p>", r(words))
}

/// A run of words.
pub fn r(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

/// A footnote's reference.
pub fn fnref(id: &str) -> String {
    format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>")
}

/// A footnote of one paragraph.
pub fn note(id: &str, words: &str) -> String {
    format!("<w:footnote w:id=\"{id}\"><w:p><w:r><w:footnoteRef/></w:r>{}</w:p></w:footnote>", r(words))
}
