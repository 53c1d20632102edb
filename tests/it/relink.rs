//! Sentences that were reworded or respelt: shown with what became of them, and the claim moved there.

use std::fs;

use crate::tool::{claimlint, said};

const NOTE: &str = "\n\n[^hull]: Ada Hull, *Crossings of the Sound* (Nesse: Sound Press, 2015), 12.\n";

const CLAIMS: &str = "\
draft \"ferry.md\"

source hull [^hull] \"Crossings of the Sound\"

claim mail \"The port sent 400 messages.\"
    at \"The harbour sent 400 e-mails\"
    cites hull page 12

claim cost \"Defence cost 12 million.\"
    at \"The defence of the quay\" to \"12 million crowns in 2011\"
    cites hull page 12
    checked by \"P. Lunde\" on 2020-01-02
";

const DRAFT: &str = "# Ferries

The harbour sent 400 e-mails in 2010.[^hull] The defence of the quay against ice cost 12 million crowns in 2011.[^hull]
Nobody knows who paid.";

fn folder(draft: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("ferry.md"), format!("{draft}{NOTE}")).expect("a draft");
    fs::write(folder.path().join("ferry.claims"), CLAIMS).expect("a claims file");
    folder
}

fn claims(folder: &tempfile::TempDir) -> String {
    fs::read_to_string(folder.path().join("ferry.claims")).expect("it is there")
}

#[test]
fn a_change_of_spelling_is_one_key() {
    let american =
        DRAFT.replace("harbour sent 400 e-mails", "harbor sent 400 emails").replace("defence", "defense");
    let folder = folder(&american);
    let output = claimlint(folder.path(), &["check", "ferry.md", "--only", "claim-anchor-lost"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let output = claimlint(folder.path(), &["check", "ferry.md", "--only", "claim-anchor-lost", "--fix"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let now = claims(&folder);
    assert!(now.contains("at \"The harbor sent 400 emails\"\n"), "{now}");
    assert!(now.contains("at \"The defense of the quay\" to \"12 million crowns in 2011\"\n"), "{now}");
    assert!(!now.contains("question"), "a check of the same words stands: {now}");
}

#[test]
fn a_reworded_sentence_is_shown_and_its_claim_moves_there() {
    let reworded = DRAFT.replace(
        "The defence of the quay against ice cost 12 million crowns in 2011",
        "Keeping ice off the quay at Nesse cost the town 12 million crowns in 2011",
    );
    let folder = folder(&reworded);
    // A safe fix moves nothing to other words.
    claimlint(folder.path(), &["check", "ferry.md", "--fix"]);
    assert_eq!(claims(&folder), CLAIMS);
    let output = claimlint(folder.path(), &["relink"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        said(&output),
        "ferry.claims:10: cost\n  \
         was  The defence of the quay … 12 million crowns in 2011\n  \
         now  Keeping ice off the quay at Nesse cost the town 12 million crowns in 2011.\n\n\
         Nothing was changed; `claimlint relink --write` moves the claims there.\n"
    );
    assert_eq!(claims(&folder), CLAIMS);
    let output = claimlint(folder.path(), &["relink", "--write"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let now = claims(&folder);
    assert!(now.contains("at \"Keeping ice off the quay\" to \""), "{now}");
    // The check had no seal that would tell: a question stands beside it.
    assert!(
        now.contains(
            "    question \"the sentence was reworded after this check; it was at 'The defence of the quay' to '12 million crowns in 2011'\""
        ),
        "{now}"
    );
    let output = claimlint(folder.path(), &["relink"]);
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), "every claim has its sentence\n"));
}

#[test]
fn a_sealed_check_is_stale_after_its_claim_moved() {
    let folder = folder(DRAFT);
    claimlint(folder.path(), &["sign", "mail", "--by", "R. Osei", "--on", "2020-01-02"]);
    let draft =
        DRAFT.replace("The harbour sent 400 e-mails in 2010", "In 2010 some 400 e-mails left the harbour");
    fs::write(folder.path().join("ferry.md"), format!("{draft}{NOTE}")).expect("a draft");
    let output = claimlint(folder.path(), &["relink", "--claim", "mail", "--write"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(
        claims(&folder).contains("at \"In 2010 some 400 e-mails left the harbour.\""),
        "{}",
        claims(&folder)
    );
    let output = claimlint(folder.path(), &["status", "ferry.claims", "--format", "csv"]);
    assert!(said(&output).contains("\"stale: the sentence in the draft changed\""), "{}", said(&output));
}

#[test]
fn where_two_sentences_are_as_near_none_is_taken() {
    let draft = DRAFT.replace(
        "The harbour sent 400 e-mails in 2010.[^hull]",
        "The harbour sent 300 e-mails in 2009.[^hull] The harbour sent 500 e-mails in 2011.[^hull]",
    );
    let folder = folder(&draft);
    let output = claimlint(folder.path(), &["relink", "--write"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("no one sentence is clearly meant"), "{}", said(&output));
    assert_eq!(claims(&folder), CLAIMS);
}

#[test]
fn another_figure_or_a_not_is_no_change_of_spelling() {
    for (from, to) in
        [("400 e-mails", "401 emails"), ("sent 400", "did not send 400"), ("400 e-mails", "400 female")]
    {
        let folder = folder(&DRAFT.replace(from, to));
        claimlint(folder.path(), &["check", "ferry.md", "--fix"]);
        assert_eq!(claims(&folder), CLAIMS, "{to}");
    }
}

#[test]
fn an_unknown_claim_is_said() {
    let folder = folder(DRAFT);
    let output = claimlint(folder.path(), &["relink", "--claim", "nobody"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("no claim named nobody has lost its sentence"), "{}", said(&output));
}
