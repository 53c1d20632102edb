//! What kind of outlet printed a source: a dated list of kinds, as data.
//!
//! The shipped list is `outlets.toml` in this folder; a house can add rows,
//! switch rows off with a reason, or bring a list of its own. A kind is a fact
//! that anyone can check (a state owns it, users write it), never a verdict.
//! Outlets are found by their whole name or by the domain of an address,
//! never by a word inside a title.

mod host;
mod read;
mod shipped;

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

pub use host::{host_of, registrable};
pub use read::Fault;

/// What sort of outlet it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Funding, ownership and editorial control are with a state.
    StateControlled,
    /// Prints what users send in or what others have published.
    Aggregator,
    /// An encyclopaedia, a dictionary, explainers.
    Tertiary,
    /// A news agency.
    Wire,
    /// Shows what its users post: remarks, pictures, films.
    Platform,
    /// Prints releases for those who issue them.
    PressRelease,
    /// Sells a product that its pages are about.
    Vendor,
    /// A party, or a body that campaigns or lobbies.
    Advocacy,
    /// Papers before review.
    Preprint,
    /// A government's own pages.
    Government,
    /// An issuing body or a repository: nothing is said of it.
    Body,
    /// Switched off by a house, with a reason.
    None,
}

impl Kind {
    /// All kinds, in the order of the list.
    pub const ALL: [Kind; 12] = [
        Kind::StateControlled,
        Kind::Aggregator,
        Kind::Platform,
        Kind::Tertiary,
        Kind::Wire,
        Kind::PressRelease,
        Kind::Vendor,
        Kind::Advocacy,
        Kind::Preprint,
        Kind::Government,
        Kind::Body,
        Kind::None,
    ];

    /// The word for it in lists and output.
    pub fn name(self) -> &'static str {
        match self {
            Kind::StateControlled => "state-controlled",
            Kind::Aggregator => "aggregator",
            Kind::Platform => "platform",
            Kind::Tertiary => "tertiary",
            Kind::Wire => "wire",
            Kind::PressRelease => "press-release",
            Kind::Vendor => "vendor",
            Kind::Advocacy => "advocacy",
            Kind::Preprint => "preprint",
            Kind::Government => "government",
            Kind::Body => "body",
            Kind::None => "none",
        }
    }

    /// What such an outlet does, where its row does not say it more exactly.
    fn says(self) -> &'static str {
        match self {
            Kind::StateControlled => "is state-controlled media",
            Kind::Aggregator => "republishes what others sent in or published",
            Kind::Platform => "shows what its users post",
            Kind::Tertiary => "is a reference work",
            Kind::Wire => "is a news agency",
            Kind::PressRelease => "publishes press releases as issued",
            Kind::Vendor => "sells what it writes about",
            Kind::Advocacy => "campaigns for a cause",
            Kind::Preprint => "publishes papers before review",
            Kind::Government => "is a government’s own page",
            Kind::Body | Kind::None => "is an issuing body",
        }
    }
}

/// A month: year and 1 to 12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// The year.
    pub year: i16,
    /// 1 to 12.
    pub month: u8,
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = crate::lexicon::month_name(self.month).unwrap_or("");
        write!(f, "{name} {}", self.year)
    }
}

/// One row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlet {
    /// Its name in lists, in kebab-case.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Other names that are whole names of it.
    pub aliases: Vec<String>,
    /// Its domains: the host itself and all below it.
    pub domains: Vec<String>,
    /// Endings of host names under which only such outlets stand: `go.jp`.
    pub suffixes: Vec<String>,
    /// What it is.
    pub kind: Kind,
    /// What it does, to follow its name in a sentence.
    pub says: Option<String>,
    /// Who owns it.
    pub owner: Option<String>,
    /// Names of the state or government it belongs to, as they stand in a sentence.
    pub state: Vec<String>,
    /// Who says so.
    pub authority: String,
    /// Where the authority says it.
    pub found_in: Option<String>,
    /// The month to which the fact is known.
    pub as_of: Option<Month>,
    /// What the row is limited to.
    pub scope: Option<String>,
    /// The first year for which it holds.
    pub from: Option<i16>,
    /// The last year for which it holds.
    pub until: Option<i16>,
    /// Whether what it holds keeps its address for good.
    pub permanent: bool,
    /// Why a house changed or switched off the row.
    pub reason: Option<String>,
}

impl Outlet {
    /// What it is and who says so, to follow its name: "is state-controlled
    /// media (owner: …; …, February 2024)".
    pub fn described(&self) -> String {
        let says = self.says.as_deref().unwrap_or(self.kind.says());
        let owner = self.owner.as_ref().map(|owner| format!("owner: {owner}; ")).unwrap_or_default();
        let when = self.as_of.map(|month| format!(", {month}")).unwrap_or_default();
        format!("{says} ({owner}{}{when})", self.authority)
    }

    /// Every name that it goes by.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// Whole years since the fact was known to hold, if they are two or more.
    pub fn years_old(&self, today: jiff::civil::Date) -> Option<i16> {
        let as_of = self.as_of?;
        let months = (i32::from(today.year()) - i32::from(as_of.year)) * 12 + i32::from(today.month())
            - i32::from(as_of.month);
        i16::try_from(months / 12).ok().filter(|years| *years >= 2)
    }

    /// Whether the row holds for something published in this year.
    pub fn holds_in(&self, year: Option<i16>) -> bool {
        year.is_none_or(|year| {
            self.from.is_none_or(|from| year >= from) && self.until.is_none_or(|until| year <= until)
        })
    }

    /// Whether a sentence names it: "Sputnik reported that …".
    pub fn is_named_in(&self, words: &str) -> bool {
        let words = words.replace(['’', '‘'], "'");
        self.names().any(|name| holds_name(&words, &name.replace(['’', '‘'], "'")))
    }

    /// Whether a sentence names the state it belongs to.
    pub fn state_is_named_in(&self, words: &str) -> bool {
        self.state.iter().any(|name| holds_name(words, name))
    }
}

/// Whether `name` stands in `words` as whole words.
fn holds_name(words: &str, name: &str) -> bool {
    words.match_indices(name).any(|(at, _)| {
        !words[..at].ends_with(char::is_alphanumeric)
            && !words[at + name.len()..].starts_with(char::is_alphanumeric)
    })
}

/// A list of outlets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// What it is called.
    pub name: String,
    /// The day of its last change, as written.
    pub date: String,
    /// Its rows, in order.
    pub rows: Vec<Outlet>,
    names: HashMap<String, usize>,
    hosts: HashMap<String, usize>,
    suffixes: HashMap<String, usize>,
}

/// What the shipped list is called.
pub const SHIPPED_NAME: &str = shipped::NAME;

static SHIPPED: LazyLock<List> = LazyLock::new(shipped::list);

impl List {
    fn of(name: String, date: String, rows: Vec<Outlet>) -> Self {
        let mut list = Self { name, date, rows, ..Self::default() };
        for (index, row) in list.rows.iter().enumerate() {
            for name in row.names() {
                list.names.entry(key(name)).or_insert(index);
            }
            for domain in &row.domains {
                list.hosts.entry(domain.clone()).or_insert(index);
            }
            for suffix in &row.suffixes {
                list.suffixes.entry(suffix.clone()).or_insert(index);
            }
        }
        list
    }

    /// This list with the rows of another: a row with the id or a name of one
    /// here takes its place, the others are added.
    pub fn with(&self, other: &List) -> List {
        let replaced = |row: &Outlet| {
            other.rows.iter().any(|new| new.id == row.id)
                || row.names().any(|name| other.names.contains_key(&key(name)))
        };
        let kept = self.rows.iter().filter(|row| !replaced(row)).cloned();
        let rows = kept.chain(other.rows.iter().cloned()).collect();
        List::of(format!("{} with {}", self.name, other.name), self.date.clone(), rows)
    }

    /// The row whose whole name this is.
    pub fn by_name(&self, name: &str) -> Option<&Outlet> {
        let key = key(name);
        if key.is_empty() {
            return None;
        }
        self.names.get(&key).map(|&index| &self.rows[index])
    }

    /// The row that names a host's domain as its own; shared endings do not count.
    pub fn by_domain(&self, host: &str) -> Option<&Outlet> {
        let ends = std::iter::successors(Some(host), |rest| rest.split_once('.').map(|(_, above)| above));
        ends.into_iter().find_map(|end| self.hosts.get(end)).map(|&index| &self.rows[index])
    }

    /// The row to which a host belongs: its own, else the nearest domain above it.
    pub fn by_host(&self, host: &str) -> Option<&Outlet> {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        let ends = || {
            std::iter::successors(Some(host.as_str()), |rest| rest.split_once('.').map(|(_, above)| above))
        };
        let found = ends().find_map(|end| self.hosts.get(end).or_else(|| self.suffixes.get(end)));
        found.map(|&index| &self.rows[index])
    }
}

/// A list shared by all cases of a run; by default the shipped one.
#[derive(Debug, Clone, Default)]
pub struct Outlets(Option<Arc<List>>);

impl Outlets {
    /// A list of a house, or the shipped one with its rows.
    pub fn of(list: List) -> Self {
        Self(Some(Arc::new(list)))
    }

    /// What the list is called, the day of its last change and how many rows it has. Of the shipped one this is known
    /// without reading it.
    pub fn about(&self) -> (&str, &str, usize) {
        match &self.0 {
            Some(list) => (&list.name, &list.date, list.rows.len()),
            None => (shipped::NAME, shipped::DATE, shipped::ROWS),
        }
    }
}

impl Deref for Outlets {
    type Target = List;

    fn deref(&self) -> &List {
        self.0.as_deref().unwrap_or_else(|| &SHIPPED)
    }
}

/// A name as it is compared: lower case, without a leading *The*, a leading
/// *www.*, a trailing *Online* or *.com*, without punctuation.
pub fn key(name: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let lower = name.to_lowercase();
    let lower = lower.trim().trim_start_matches("https://").trim_start_matches("http://");
    let lower = lower.strip_prefix("www.").unwrap_or(lower);
    let lower = lower.strip_suffix(".com").unwrap_or(lower);
    let mut open = false;
    for c in lower.chars() {
        match c {
            '\'' | '’' | '‘' | '.' => {}
            c if c.is_alphanumeric() => {
                if !open {
                    words.push(String::new());
                }
                open = true;
                if let Some(word) = words.last_mut() {
                    word.push(c);
                }
            }
            _ => open = false,
        }
    }
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|word| matches!(word.as_str(), "online" | "website")) {
        words.pop();
    }
    words.join(" ")
}

/// What a site of user-submitted pieces calls itself in its own tagline, as it
/// comes along in a field: "Before It’s News | Alternative News | UFO | …".
const TAGLINES: &[&str] = &[
    "alternative news",
    "people powered news",
    "citizen journalism",
    "citizen news",
    "user submitted news",
    "submit your story",
];

/// Whether a field holds a tagline by which a site of user-submitted pieces
/// describes itself: parts between bars, one of them such a description.
pub fn describes_itself_as_user_submitted(field: &str) -> bool {
    field.contains('|') && field.split('|').skip(1).any(|part| TAGLINES.contains(&key(part).as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_whole_and_without_dress() {
        for (name, expected) in [
            ("The Japan Times Online", "japan times"),
            ("Bloomberg.com", "bloomberg"),
            ("Before It’s News", "before its news"),
            ("Before It's News", "before its news"),
            ("Www.genron-Npo.net", "genron nponet"),
            ("U.S. Chamber of Commerce", "us chamber of commerce"),
            ("The", "the"),
        ] {
            assert_eq!(key(name), expected, "{name}");
        }
    }

    #[test]
    fn the_shipped_list_reads_and_finds() {
        let list = Outlets::default();
        assert!(list.rows.len() >= 60, "{} rows", list.rows.len());
        assert_eq!(list.by_name("The Sputnik").map(|row| row.kind), Some(Kind::StateControlled));
        assert_eq!(list.by_name("Sputnik Sweetheart"), None);
        assert_eq!(list.by_name(""), None);
        assert_eq!(list.by_host("fr.sputniknews.com").map(|row| row.id.as_str()), Some("sputnik"));
        assert_eq!(list.by_host("www.mod.go.jp").map(|row| row.kind), Some(Kind::Government));
        assert_eq!(list.by_host("www.govinfo.example"), None);
        assert_eq!(list.by_host("notsputniknews.com"), None);
    }

    #[test]
    fn shipped_rows_say_who_says_so_and_none_is_named_twice() {
        let list = Outlets::default();
        let mut seen = std::collections::HashSet::new();
        for row in &list.rows {
            assert!(!row.authority.is_empty() && row.as_of.is_some(), "{}", row.id);
            assert!(!row.described().contains("reliable"), "{}", row.id);
            if row.kind == Kind::StateControlled {
                assert!(row.owner.is_some() && !row.state.is_empty(), "{}", row.id);
            }
            let keys: std::collections::BTreeSet<String> = row.names().map(key).collect();
            for key in keys {
                assert!(seen.insert(key.clone()), "{key} stands in two rows");
            }
            for domain in row.domains.iter().chain(&row.suffixes) {
                assert!(seen.insert(domain.clone()), "{domain} stands in two rows");
            }
        }
    }

    #[test]
    fn a_house_row_takes_the_place_of_a_shipped_one() {
        let house = "name = \"house\"\n[[outlet]]\nid = \"x\"\nname = \"Sputnik News\"\nkind = \"none\"\nreason = \"our subject\"\n";
        let house = List::parse(house, "house").expect("it reads");
        let both = Outlets::default().with(&house);
        assert_eq!(both.by_name("Sputnik News").map(|row| row.kind), Some(Kind::None));
        assert_eq!(both.by_name("Sputnik"), None);
        assert!(both.by_name("RT").is_some());
    }

    #[test]
    fn a_tagline_tells_a_site_of_user_submitted_pieces() {
        assert!(describes_itself_as_user_submitted(
            "Some Site | Alternative News | UFO | People Powered News"
        ));
        assert!(!describes_itself_as_user_submitted("Alternative News"));
        assert!(!describes_itself_as_user_submitted("Ports | Trade | Harbour News"));
    }

    #[test]
    fn age_is_counted_in_whole_years_from_two_on() {
        let list = Outlets::default();
        let row = list.by_name("RT").expect("it is listed");
        assert_eq!(row.years_old(jiff::civil::date(2020, 1, 1)), None);
        assert_eq!(row.years_old(jiff::civil::date(2025, 12, 31)), None);
        assert_eq!(row.years_old(jiff::civil::date(2027, 3, 1)), Some(3));
    }
}
