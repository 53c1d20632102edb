//! Truth by construction: made-up works, printed by a citation processor in six styles.
//! What a style leaves out (a place, an access date) is left out of the labels too.
//! The styles are a development dependency's; nothing of them is in what we build.

use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::taxonomy::Locator;
use hayagriva::citationberg::{FontStyle, IndependentStyle, Locale, Style};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild, ElemChildren,
    LocatorPayload, SpecificLocator,
};
use serde_json::{Value, json};

use claimlint::inside::span::Span;

use super::fixture::{Labelled, Truth};

/// Works made for each style.
const WORKS: usize = 60;

/// The styles: name, whether it is one of notes (else of a list at the end).
const STYLES: [(ArchivedStyle, &str, bool); 6] = [
    (ArchivedStyle::ChicagoNotes, "chicago-18-notes", true),
    (ArchivedStyle::TurabianFullnote8, "chicago-17-notes", true),
    (ArchivedStyle::ModernHumanitiesResearchAssociationNotes, "mhra-notes", true),
    (ArchivedStyle::AmericanPsychologicalAssociation, "apa", false),
    (ArchivedStyle::ModernLanguageAssociation, "mla", false),
    (ArchivedStyle::HarvardCiteThemRight, "harvard", false),
];

/// Every work in every style.
pub fn notes() -> Vec<Labelled> {
    let locales = locales();
    let mut notes = Vec::new();
    for (style, name, in_notes) in STYLES {
        let Style::Independent(style) = style.get() else { panic!("{name} depends on another style") };
        let mut dice = Dice(11);
        for index in 0..WORKS {
            let work = Work::make(index, &mut dice);
            let (words, italics) = work.print(&style, in_notes, &locales);
            let at = format!("{name} {index}");
            notes.push(work.label(at, words, italics));
        }
    }
    notes
}

const GIVEN: [&str; 12] = [
    "Margaret",
    "Tunde",
    "Keiko",
    "Rosa",
    "David L.",
    "Inés",
    "Omar",
    "Jean-Paul",
    "Mei",
    "T. H.",
    "Zoë",
    "Ruth",
];
const FAMILY: [&str; 14] = [
    "Oyelaran",
    "Fenwick",
    "Tanabe",
    "Almeida",
    "O’Brien",
    "Lindqvist",
    "Haddad",
    "Smith-Jones",
    "Chou",
    "Kerr",
    "Petrov",
    "Ngata",
    "Weiß",
    "Strand",
];
const BODIES: [&str; 5] = [
    "Ministry of Transport",
    "World Health Organization",
    "Harbour Research Institute",
    "National Audit Office",
    "European Environment Agency",
];
const FIRST: [&str; 12] = [
    "The Quiet Port",
    "Wires under the Sea",
    "Counting Ships",
    "Who Pays for Harbours?",
    "After 1945",
    "Small States and Large Navies",
    "The 2014 Floods",
    "Trust in Ballots",
    "Grain, Power and Politics",
    "Learning to Wait",
    "Europe’s Forgotten Coast",
    "A History of Salt",
];
const SECOND: [&str; 8] = [
    "Trade and Silence in the Gulf of Guinea",
    "Evidence from Nine Towns",
    "A Reply",
    "Law and Custom since 1900",
    "Lessons for Planners",
    "What the Records Say",
    "Migration in the Age of Steam",
    "An Inquiry",
];
const JOURNALS: [&str; 6] = [
    "Journal of Maritime Policy",
    "International Security",
    "Past & Present",
    "World Development",
    "The Economic History Review",
    "Survival",
];
const PAPERS: [&str; 5] =
    ["The New York Times", "The Guardian", "Financial Times", "The Straits Times", "Daily Nation"];
const SITES: [&str; 4] = ["Harbour Notes", "BBC News", "Our Ports in Data", "Energy Monitor"];
const HOUSES: [(&str, &str); 6] = [
    ("Harbour Press", "London"),
    ("University of Chicago Press", "Chicago"),
    ("Brill", "Leiden"),
    ("Oxford University Press", "Oxford"),
    ("Karthala", "Paris"),
    ("MIT Press", "Cambridge, MA"),
];
const UNIVERSITIES: [&str; 3] = ["University of Leeds", "Kyoto University", "University of Ibadan"];

/// A small generator, so that every run makes the same works.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.roll(list.len())]
    }
}

/// A made-up work.
struct Work {
    csl: &'static str,
    work: &'static str,
    persons: Vec<(&'static str, &'static str)>,
    body: Option<&'static str>,
    editor: Option<(&'static str, &'static str)>,
    title: String,
    container: Option<String>,
    publisher: Option<&'static str>,
    place: Option<&'static str>,
    edition: Option<usize>,
    volume: Option<usize>,
    issue: Option<usize>,
    extent: Option<(usize, usize)>,
    date: Option<(usize, Option<(usize, usize)>)>,
    number: Option<String>,
    doi: Option<String>,
    url: Option<String>,
    accessed: Option<(usize, usize, usize)>,
    locator: Option<usize>,
}

impl Work {
    /// The next work; the seven sorts take turns.
    fn make(index: usize, dice: &mut Dice) -> Self {
        let sorts = [
            ("book", "book"),
            ("article-journal", "article"),
            ("chapter", "chapter"),
            ("report", "report"),
            ("article-newspaper", "news"),
            ("webpage", "webpage"),
            ("thesis", "thesis"),
        ];
        let (csl, work) = sorts[index % sorts.len()];
        let mut title = dice.of(&FIRST).to_string();
        if dice.roll(2) == 0 && !title.ends_with('?') {
            title += &format!(": {}", dice.of(&SECOND));
        }
        let by_body = matches!(csl, "report" | "webpage") && dice.roll(2) == 0;
        let count = [1, 1, 2, 1, 3][dice.roll(5)];
        let (start, given) = (dice.roll(FAMILY.len()), dice.roll(GIVEN.len()));
        let person = |at: usize| (FAMILY[(start + at) % FAMILY.len()], GIVEN[(given + at * 5) % GIVEN.len()]);
        let persons = if by_body { Vec::new() } else { (0..count).map(person).collect() };
        let mut made = Work {
            csl,
            work,
            persons,
            body: by_body.then(|| dice.of(&BODIES)),
            editor: None,
            title,
            container: None,
            publisher: None,
            place: None,
            edition: None,
            volume: None,
            issue: None,
            extent: None,
            date: Some((1960 + dice.roll(64), None)),
            number: None,
            doi: None,
            url: None,
            accessed: None,
            locator: None,
        };
        made.fill(dice, start);
        made.lose(dice);
        made
    }

    /// One work in eight lacks its author, one its date; one book or report in four its publisher.
    fn lose(&mut self, dice: &mut Dice) {
        // A chapter without an author would be printed as its editor's.
        if dice.roll(8) == 0 && self.csl != "chapter" {
            (self.persons, self.body) = (Vec::new(), None);
        }
        if dice.roll(8) == 0 {
            self.date = None;
        }
        if matches!(self.csl, "book" | "report") && dice.roll(4) == 0 {
            self.publisher = None;
        }
    }

    /// What a work of its sort has.
    fn fill(&mut self, dice: &mut Dice, start: usize) {
        let day = Some((1 + dice.roll(12), 1 + dice.roll(28)));
        let first = 1 + dice.roll(400);
        let pages = (first, first + 12 + dice.roll(20));
        let house = dice.of(&HOUSES);
        match self.csl {
            "book" => {
                (self.publisher, self.place) = (Some(house.0), Some(house.1));
                self.edition = (dice.roll(4) == 0).then(|| 2 + dice.roll(3));
                self.locator = (dice.roll(2) == 0).then_some(first);
            }
            "article-journal" => {
                self.container = Some(dice.of(&JOURNALS).to_string());
                self.volume = Some(1 + dice.roll(120));
                self.issue = (dice.roll(3) > 0).then(|| 1 + dice.roll(6));
                self.extent = Some(pages);
                self.doi = (dice.roll(2) == 0).then(|| format!("10.{}/port.{first}", 1000 + dice.roll(8000)));
            }
            "chapter" => {
                self.container =
                    Some(format!("Handbook of {}", dice.of(&["Ports", "Fisheries Law", "Island Trade"])));
                self.editor = Some((FAMILY[(start + 5) % FAMILY.len()], dice.of(&GIVEN)));
                (self.publisher, self.place) = (Some(house.0), Some(house.1));
                self.extent = Some(pages);
            }
            "report" => {
                let issuer = dice.of(&["Ocean Policy Centre", "National Statistics Board"]);
                (self.publisher, self.place) = (Some(issuer), Some(house.1));
                self.number = (dice.roll(2) == 0).then(|| (100 + dice.roll(800)).to_string());
            }
            "article-newspaper" => {
                self.container = Some(dice.of(&PAPERS).to_string());
                self.date = Some((1990 + dice.roll(34), day));
            }
            "webpage" => {
                self.container = Some(dice.of(&SITES).to_string());
                self.date = (dice.roll(3) > 0).then(|| (2004 + dice.roll(18), day));
                self.url = Some(format!("https://www.harbour{first}.example/notes/{}", pages.1));
                self.accessed = Some((2023, 1 + dice.roll(12), 1 + dice.roll(28)));
            }
            _ => self.publisher = Some(dice.of(&UNIVERSITIES)),
        }
    }

    /// As CSL-JSON.
    fn item(&self) -> Item {
        let person = |(family, given): &(&str, &str)| json!({ "family": family, "given": given });
        let mut item = json!({ "id": "it", "type": self.csl, "title": self.title });
        let mut set = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                item[name] = value;
            }
        };
        let authors: Vec<Value> =
            self.persons.iter().map(person).chain(self.body.map(|it| json!({ "literal": it }))).collect();
        set("author", (!authors.is_empty()).then(|| json!(authors)));
        set("editor", self.editor.as_ref().map(|it| json!([person(it)])));
        set("container-title", self.container.as_ref().map(|it| json!(it)));
        set("publisher", self.publisher.map(|it| json!(it)));
        set("publisher-place", self.place.map(|it| json!(it)));
        set("edition", self.edition.map(|it| json!(it.to_string())));
        set("volume", self.volume.map(|it| json!(it.to_string())));
        set("issue", self.issue.map(|it| json!(it.to_string())));
        set("page", self.extent.map(|(first, last)| json!(format!("{first}-{last}"))));
        set("number", self.number.as_ref().map(|it| json!(it)));
        set("DOI", self.doi.as_ref().map(|it| json!(it)));
        set("URL", self.url.as_ref().map(|it| json!(it)));
        set("genre", (self.csl == "thesis").then(|| json!("PhD diss.")));
        let issued = self.date.map(|(year, day)| match day {
            Some((month, day)) => json!({ "date-parts": [[year, month, day]] }),
            None => json!({ "date-parts": [[year]] }),
        });
        set("issued", issued);
        set(
            "accessed",
            self.accessed.map(|(year, month, day)| json!({ "date-parts": [[year, month, day]] })),
        );
        serde_json::from_value(item).expect("the item is CSL-JSON")
    }

    /// As the style prints it, with the runs in italics.
    fn print(&self, style: &IndependentStyle, in_notes: bool, locales: &[Locale]) -> (String, Vec<Span>) {
        let item = self.item();
        let page = self.locator.map(|it| it.to_string());
        let mut driver = BibliographyDriver::new();
        let mut cited = CitationItem::with_entry(&item);
        if let (Some(page), true) = (&page, in_notes) {
            cited.locator = Some(SpecificLocator(Locator::Page, LocatorPayload::Str(page)));
        }
        driver.citation(CitationRequest::from_items(vec![cited], style, locales));
        let done = driver.finish(BibliographyRequest { style, locale: None, locale_files: locales });
        let (mut words, mut italics) = (String::new(), Vec::new());
        if in_notes {
            write(&done.citations[0].citation, &mut words, &mut italics);
        } else {
            let list = done.bibliography.expect("a style of lists prints a list");
            write(&list.items[0].content, &mut words, &mut italics);
        }
        (words, italics)
    }

    /// The labels: what the work has and the style prints.
    fn label(&self, at: String, words: String, italics: Vec<Span>) -> Labelled {
        let mut truth = Truth { form: "full".to_string(), ..Truth::default() };
        let mut set = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                truth.fields.insert(name.to_string(), value);
            }
        };
        let flat = words.to_lowercase().replace('’', "'");
        let printed = |value: &str| flat.contains(&value.to_lowercase().replace('’', "'"));
        let shown = |value: &str| printed(value).then(|| value.to_string());
        set("work", Some(self.work.to_string()));
        set("authors", self.names(&words));
        set("editors", self.editor.filter(|it| printed(it.0)).map(|it| name(it, &words)));
        set("title", Some(self.title.clone()));
        set("container", self.container.as_deref().and_then(shown));
        set("publisher", self.publisher.and_then(shown));
        // The name of a town may be part of a publisher's: before the colon, or alone, it is the place.
        let place =
            self.place.filter(|it| printed(&format!("{it}: ")) || (self.publisher.is_none() && printed(it)));
        set("place", place.map(str::to_string));
        set("edition", self.edition.map(|it| it.to_string()));
        set("volume", self.volume.map(|it| it.to_string()));
        set("issue", self.issue.map(|it| it.to_string()));
        set("number", self.number.as_deref().and_then(shown));
        set("doi", self.doi.as_deref().and_then(shown));
        set("url", self.url.as_deref().and_then(shown));
        let extent =
            self.extent.filter(|(first, _)| printed(&format!("{first}–")) || printed(&format!("{first}-")));
        set("extent", extent.map(|(first, last)| format!("{first}-{last}")));
        set("locator", self.locator.filter(|_| self.is_page_printed(&words)).map(|it| format!("page {it}")));
        let date = self.date.map(|(year, day)| match day {
            Some((month, day)) if is_day_printed(&flat, month, day) => {
                // Harvard parts the two: "(2005) … 4 July". The year alone is no false answer.
                let parted = printed(&format!("({year}) "));
                let year_alone = if parted { format!(" || {year}") } else { String::new() };
                format!("{year}-{month:02}-{day:02}{year_alone}")
            }
            _ => year.to_string(),
        });
        let undated = (printed("n.d.") || printed("(no date)")).then(|| "n.d.".to_string());
        set("date", date.or(undated));
        let accessed = self.accessed.filter(|(year, ..)| printed(&year.to_string()));
        set("accessed", accessed.map(|(year, month, day)| format!("{year}-{month:02}-{day:02}")));
        let has = |label: &str| truth.fields.contains_key(label);
        let outlet = has("container") || has("publisher");
        let lacks = [("author", has("authors")), ("date", has("date")), ("outlet", outlet)];
        let missing = lacks.into_iter().filter(|(_, has)| !has).map(|(name, _)| name.to_string());
        truth.missing = missing.collect();
        // A bare number may be anything; only "no. 412" says what it is.
        let bare = |it: &String| printed(it) && !printed(&format!("no. {it}"));
        if self.number.as_ref().is_some_and(bare) {
            truth.open = ["number", "volume", "issue", "locator"].map(str::to_string).into();
        }
        // Harvard puts the newspaper in the place of an author who is not named.
        let leads = self.container.as_ref().is_some_and(|it| words.starts_with(it.as_str()));
        if leads && !truth.fields.contains_key("authors") {
            truth.open = ["authors", "container"].map(str::to_string).into();
        }
        Labelled {
            at,
            words,
            italics,
            kind: "full".to_string(),
            citations: vec![truth],
            ..Labelled::default()
        }
    }

    /// A page relied on stands at the end of a note.
    fn is_page_printed(&self, words: &str) -> bool {
        let end = words.trim_end_matches('.');
        self.locator.is_some_and(|it| end.ends_with(&format!(" {it}")))
    }

    /// The authors as printed: the first alone before "et al.", initials where a style has them.
    fn names(&self, words: &str) -> Option<String> {
        if let Some(body) = self.body {
            return words.contains(body).then(|| format!("{{{body}}}"));
        }
        if self.persons.is_empty() {
            return None;
        }
        let count = if words.contains("et al") { 1 } else { self.persons.len() };
        let names: Vec<String> = self.persons[..count].iter().map(|it| name(*it, words)).collect();
        Some(names.join(" | "))
    }
}

/// Whether the words, in lower case, hold a day and its month beside each other.
fn is_day_printed(words: &str, month: usize, day: usize) -> bool {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let month = MONTHS[month - 1];
    let numbers = |text: &str| text.split(|it: char| !it.is_ascii_digit()).any(|it| it == day.to_string());
    words.match_indices(month).any(|(at, _)| {
        let before = words[..at].rsplit(' ').nth(1).unwrap_or("");
        let after = words[at..].split(' ').nth(1).unwrap_or("");
        numbers(before) || numbers(after)
    })
}

/// A person's name, with initials if the given name is not printed in full.
fn name((family, given): (&str, &str), words: &str) -> String {
    let near = format!("{given} {family}");
    if words.contains(&near) || words.contains(&format!("{family}, {given}")) {
        return format!("{family}, {given}");
    }
    let initial = |word: &str| word.chars().next().map(|it| format!("{it}.")).unwrap_or_default();
    let part = |word: &str| word.split('-').map(initial).collect::<Vec<_>>().join("-");
    let initials: Vec<String> = given.split(' ').map(part).collect();
    format!("{family}, {}", initials.join(" "))
}

/// Writes what the processor made, and notes the runs in italics.
fn write(children: &ElemChildren, words: &mut String, italics: &mut Vec<Span>) {
    for child in &children.0 {
        let text = match child {
            ElemChild::Text(text) | ElemChild::Link { text, .. } => text,
            ElemChild::Elem(inner) => {
                write(&inner.children, words, italics);
                continue;
            }
            ElemChild::Markup(_) | ElemChild::Transparent { .. } => continue,
        };
        let start = words.len();
        words.push_str(&text.text);
        if text.formatting.font_style == FontStyle::Italic {
            match italics.last_mut() {
                Some(last) if last.end as usize == start => *last = last.to(Span::new(start, words.len())),
                _ => italics.push(Span::new(start, words.len())),
            }
        }
    }
}
