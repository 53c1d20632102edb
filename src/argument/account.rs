//! Whose account a passage is. A body cannot cite itself for its own meetings, surveys, consultations and sums, nor an
//! author for his own reckoning; of the rest of the world both must say where they have it from.

use crate::draft::{Draft, PassageKind};
use crate::ids::PassageId;
use crate::lexicon::{self, list};
use crate::prose::Flags;

/// At most so many passages are the title block.
const HEAD: usize = 10;
/// A name of a body has at most so many words.
const NAME: usize = 9;

/// Who writes a draft, and whether it is an account of the writer's own work.
#[derive(Debug, Clone, Default)]
pub(crate) struct Account {
    /// Names of who writes, as they stand in a sentence: `NAL`, `the Office`.
    names: Vec<String>,
    /// Whether its title calls it a report of one's own doings.
    own: bool,
    /// Whether it is the record of a meeting or a hearing.
    heard: bool,
    /// Where the text begins: the passages before it are the title block.
    body: Option<PassageId>,
}

impl Account {
    /// From the title block, and from those whom the configuration declares.
    pub fn of(draft: &Draft, declared: &[String]) -> Self {
        let mut account = Self { names: declared.to_vec(), ..Self::default() };
        let mut titles = Vec::new();
        let mut declared = false;
        for (at, passage) in draft.passages.each().take(HEAD) {
            let line = draft.words(at);
            let sentence = passage.kind.is_body() && line.trim_end().ends_with(['.', '?', '!', ':', '”']);
            if sentence || passage.kind == PassageKind::TableCell {
                break;
            }
            account.body = Some(at.next());
            declared |= list::OWN_GENRE.find(line).is_some();
            account.heard |= list::OWN_GENRE_MINUTES.find(line).is_some();
            match passage.kind {
                PassageKind::Title | PassageKind::Heading => titles.push(at),
                _ => account.read(line),
            }
        }
        account.own = declared;
        // A title names who writes only where it says that this is the writer's own report; else it names the subject.
        for at in titles.into_iter().filter(|_| declared) {
            account.read(draft.words(at));
        }
        account
    }

    /// Whether a passage belongs to the title block.
    pub fn is_title_block(&self, passage: PassageId) -> bool {
        self.body.is_some_and(|body| passage < body)
    }

    /// Takes the names of bodies out of a line of the title block.
    fn read(&mut self, line: &str) {
        let mut last: Option<usize> = None;
        for part in line.split([':', ',', '—', '–', '|', ';', '(', ')', '\n']) {
            let part = part.trim().trim_matches(['*', '_', '.']);
            let letters =
                part.len() <= 8 && part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_uppercase());
            if letters && last.is_some() {
                self.names.push(part.to_owned());
                continue;
            }
            last = body(part).map(|name| {
                self.names.extend(short(name));
                self.names.push(name.to_owned());
                self.names.len()
            });
        }
    }

    /// Whether a name is that of who writes.
    pub fn writes(&self, name: &str) -> bool {
        self.names.iter().any(|own| own == name)
    }

    /// Whether a sentence speaks of the writer's own work, and so can have no other source.
    pub fn is_own(&self, sentence: &str) -> bool {
        list::OWN_SUM.find(sentence).is_some()
            || self.names.iter().any(|name| speaks_of(sentence, name))
            || self.own && list::OWN_PROCESS.find(sentence).is_some()
            || self.heard && list::OWN_SPEAKER.iter().any(|who| sentence.starts_with(who))
    }
}

/// The name of a body in a part of a title block: capitals throughout, a noun for a body, not what the title is about.
fn body(part: &str) -> Option<&str> {
    let by = list::OWN_BYLINE.iter().find_map(|by| {
        let head = part.get(..by.len()).filter(|head| head.eq_ignore_ascii_case(by))?;
        part.get(head.len()..).and_then(|rest| rest.strip_prefix(' '))
    });
    let name = by.unwrap_or(part);
    let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    let about = list::OWN_ABOUT
        .iter()
        .any(|about| name.get(..about.len()).is_some_and(|head| head.eq_ignore_ascii_case(about)));
    let words: Vec<&str> = name.split(' ').collect();
    let capitals = words.iter().all(|word| {
        word.starts_with(char::is_uppercase) || lexicon::sentence(word).any(Flags::PREP.or(Flags::DET))
    });
    let noun = words.iter().any(|word| lexicon::sentence(word).any(Flags::BODY));
    (!about && capitals && noun && words.len() > 1 && words.len() <= NAME && !name.contains(['“', '"', '.']))
        .then_some(name)
}

/// How the text goes on to call a body: `the Office`.
fn short(name: &str) -> Option<String> {
    let noun = name.split(' ').find(|word| lexicon::sentence(word).any(Flags::BODY))?;
    let mut letters = noun.chars();
    let first = letters.next()?;
    Some(format!("the {first}{}", letters.as_str().to_lowercase()))
}

/// Whether a name stands in a sentence outside quotations, as whole words.
fn speaks_of(sentence: &str, name: &str) -> bool {
    let alone = |at: usize, end: usize| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        // "The Office of Mines" is another body than "the Office".
        let longer =
            sentence.get(end..).is_some_and(|rest| rest.starts_with(" of ") || rest.starts_with(" for "));
        !letter(sentence[..at].chars().next_back()) && !letter(sentence[end..].chars().next()) && !longer
    };
    let quoted = |at: usize| sentence[..at].matches('“').count() > sentence[..at].matches('”').count();
    let with =
        |name: &str| sentence.match_indices(name).any(|(at, _)| alone(at, at + name.len()) && !quoted(at));
    with(name)
        || name.strip_prefix("the ").is_some_and(|bare| {
            sentence.starts_with("The ") && {
                let end = 4 + bare.len();
                sentence.get(4..end) == Some(bare) && alone(4, end)
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(lines: &[&str]) -> Account {
        let mut account = Account::default();
        for line in lines {
            account.own |= list::OWN_GENRE.find(line).is_some();
            account.heard |= list::OWN_GENRE_MINUTES.find(line).is_some();
            account.read(line);
        }
        account
    }

    #[test]
    fn who_writes_is_known_from_the_title_block() {
        let mint = account(&["ROYAL COINAGE OFFICE", "Annual Report 1911"]);
        assert!(mint.is_own("In May the Office moved 40,000 dies."));
        assert!(!mint.is_own("Forgers made 40,000 dies."));
        assert!(!mint.is_own("The Office of Works moved 40,000 dies."));
        let bees = account(&["Prepared by the Bureau of Hives (BH), for the Ministry of Orchards"]);
        assert!(bees.is_own("BH held two workshops."));
        assert!(!bees.is_own("The Ministry lost 4,000 hives."));
        assert!(!account(&["Audit of the Ministry of Orchards"]).is_own("The Ministry lost 4,000 hives."));
    }

    #[test]
    fn what_was_heard_and_reckoned_is_the_writers_own() {
        let hearing = account(&["Minutes of the Ferry Panel, 3 May"]);
        assert!(hearing.is_own("Ms. Varga said: “The ferry was full.”"));
        assert!(!account(&["The Ferry"]).is_own("Ms. Varga said: “The ferry was full.”"));
        assert!(account(&["The Ferry"]).is_own("This gives a loss of 3,100 crowns."));
    }
}
