//! The rules on notes: what an example in a manual cannot show — fixes applied,
//! places, other formats, other profiles, hostile drafts.

use claimlint::check::{Input, Options, Profile, Report, check};
use claimlint::diagnostic::Diagnostic;
use claimlint::draft::reader_named;
use claimlint::text::{Text, Texts};

/// A draft (and claims file) with its report.
struct Checked {
    texts: Texts,
    report: Report,
}

fn checked(format: &str, draft: &str, claims: Option<&str>, profile: Profile) -> Checked {
    let mut texts = Texts::new();
    let reader = reader_named(format).expect("the reader is there");
    let draft = Some((texts.add(Text::new("draft", draft)), reader));
    let claims = claims.map(|claims| texts.add(Text::new("draft.claims", claims)));
    let options = Options { profile, ..Options::default() };
    let report = check(Input { texts: &texts, draft, claims, endnotes: &[] }, &options);
    Checked { texts, report }
}

fn text(draft: &str) -> Checked {
    checked("text", draft, None, Profile::Draft)
}

impl Checked {
    fn of(&self, code: &str) -> Vec<&Diagnostic> {
        self.report.findings.iter().filter(|finding| finding.code == code).collect()
    }

    /// The words under a finding's first place.
    fn words(&self, finding: &Diagnostic) -> &str {
        self.texts.get(finding.place().file).slice(finding.span())
    }

    /// The file (0 the draft, 1 the claims) after the fixes of one rule.
    fn fixed(&self, code: &str, file: usize) -> String {
        let (id, text) = self.texts.iter().nth(file).expect("the file is there");
        let mut edits: Vec<_> = self
            .of(code)
            .iter()
            .filter_map(|finding| finding.fix.as_ref())
            .flat_map(|fix| &fix.edits)
            .filter(|edit| edit.place.file == id)
            .collect();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.place.span.start));
        let mut content = text.content.clone();
        for edit in edits {
            content.replace_range(edit.place.span.range(), &edit.text);
        }
        content
    }
}

#[test]
fn a_sequence_is_renumbered_with_its_notes_and_its_claims() {
    let draft = "Exports grew.[2] Imports fell.[1] Both are recorded.[2]\n\nNotes\n\n\
                 [1] Customs Office, Annual Report 2014.\n\n[2] Port Authority, Yearbook 2015.\n";
    let claims = "source port [2] \"Yearbook 2015\"\n\nclaim growth \"Exports grew.\"\n    at \"Exports grew\"\n    cites port\n    cites [1]\n";
    let checked = checked("text", draft, Some(claims), Profile::Draft);
    assert_eq!(
        checked.fixed("note-sequence", 0),
        "Exports grew.[1] Imports fell.[2] Both are recorded.[1]\n\nNotes\n\n\
         [1] Port Authority, Yearbook 2015.\n\n[2] Customs Office, Annual Report 2014.\n"
    );
    assert_eq!(
        checked.fixed("note-sequence", 1),
        claims.replace("[1]", "[x]").replace("[2]", "[1]").replace("[x]", "[2]")
    );
    assert!(checked.of("note-sequence").iter().filter_map(|it| it.fix.as_ref()).all(|fix| !fix.safe));
}

#[test]
fn a_gap_is_closed_where_the_order_is_right() {
    let draft = "Exports grew.[1] Imports fell.[3]\n\nNotes\n\n1. Customs Office, Report 2014.\n\n3. Ibid.\n";
    assert_eq!(text(draft).fixed("note-sequence", 0), draft.replace("[3]", "[2]").replace("3. I", "2. I"));
}

#[test]
fn numbers_that_something_hangs_on_are_not_changed() {
    let order = "Exports grew.[2] Imports fell.[1]\n\nNotes\n\n";
    for notes in [
        "[1] Customs Office, Annual Report 2014.\n\n[2] Ibid.\n",
        "[1] Customs Office, Annual Report 2014; see note 2.\n\n[2] Port Authority, Yearbook 2015.\n",
        "[1] Customs Office, Annual Report 2014.\n\n[2] Port Authority, Yearbook 2015.\n\n[3] Never cited, Book 2015.\n",
    ] {
        let draft = format!("{order}{notes}");
        let checked = text(&draft);
        assert!(!checked.of("note-sequence").is_empty(), "{draft}");
        assert_eq!(checked.fixed("note-sequence", 0), draft);
    }
}
