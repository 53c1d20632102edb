//! The one door: what a stranger's files can make claimlint read, write and spend.
//! Each sentence of `docs/security.md` that can be broken is held here.

use std::fs;
use std::process::Output;

use crate::tool::{claimlint, said as told};

/// What nobody outside may see.
const SECRET: &str = "TOKEN=marzipan-9281";
const DRAFT: &str = "# Ferries\n\nFares rose by 12 per cent in 2011.[^hull]\n\n[^hull]: Ada Hull, *Crossings* (Nesse: Sound Press, 2015).\n";

/// A project in a folder, and a secret beside it.
struct Scene(tempfile::TempDir);

impl Scene {
    fn new(files: &[(&str, &str)]) -> Self {
        let scene = Self(tempfile::tempdir().expect("a folder"));
        scene.put("secret.txt", &format!("{SECRET}\n"));
        scene.put("project/.git/config", &format!("[http]\n\textraheader = {SECRET}\n"));
        scene.put("project/ferries.md", DRAFT);
        for (name, content) in files {
            scene.put(&format!("project/{name}"), content);
        }
        scene
    }

    fn put(&self, name: &str, content: &str) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    #[cfg(unix)]
    fn link(&self, name: &str, to: &str) {
        let path = self.0.path().join("project").join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::os::unix::fs::symlink(to, path).expect("a link");
    }

    fn run(&self, args: &[&str]) -> Output {
        claimlint(&self.0.path().join("project"), args)
    }

    /// `check` does not pass over it in silence, and no command shows the secret: two of
    /// them are asked at each turn, so that over the turns all are.
    fn is_kept(&self, turn: usize) {
        let output = self.run(&["check", "."]);
        let said = told(&output);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(!said.contains("marzipan"), "{said}");
        for args in [OTHERS[turn % OTHERS.len()], OTHERS[(turn + OTHERS.len() / 2) % OTHERS.len()]] {
            let said = told(&self.run(args));
            assert!(!said.contains("marzipan"), "{args:?}: {said}");
        }
    }
}

/// What else may show words of a file.
const OTHERS: &[&[&str]] = &[
    &["check", ".", "--format", "json"],
    &["check", "ferries.md"],
    &["show", "ferries.md"],
    &["notes", "ferries.md"],
    &["sources", "ferries.md"],
    &["evidence", "."],
    &["coverage", "."],
    &["status", "."],
    &["config", "ferries.md"],
    &["rules"],
    &["outlets"],
    &["lexicons"],
    &["fmt", "--diff", "."],
    &["pin", "--diff", "."],
    &["verify", "ferries.md", "--show"],
    &["init", "--diff", "ferries.md"],
    &["export", "ferries.claims"],
    &["graph", "ferries.claims"],
    &["trace", "ferries.claims"],
    &["doctor"],
];

/// Where a stranger may try to lead: by an absolute path, upwards, and to what git keeps.
fn ways(scene: &Scene) -> Vec<String> {
    let absolute = scene.0.path().join("secret.txt");
    vec![absolute.to_string_lossy().into_owned(), "../secret.txt".to_owned(), ".git/config".to_owned()]
}

#[test]
fn a_configuration_names_no_file_outside() {
    let mut turns = 0..;
    for key in
        ["extend", "rules", "outlets", "only-outlets", "lexicons", "baseline", "endnotes", "bibliography"]
    {
        let scene = Scene::new(&[]);
        for way in ways(&scene) {
            let value = match key {
                "extend" | "only-outlets" | "baseline" => format!("\"{way}\""),
                _ => format!("[\"{way}\"]"),
            };
            scene.put("project/claimlint.toml", &format!("{key} = {value}\n"));
            scene.is_kept(turns.next().unwrap_or_default());
        }
    }
}

#[test]
fn a_claims_file_and_a_draft_name_no_file_outside() {
    let mut turns = 0..;
    let scene = Scene::new(&[]);
    for way in ways(&scene) {
        for clause in [
            format!("draft \"{way}\"\n"),
            format!("draft \"ferries.md\"\n    endnotes \"{way}\"\n"),
            format!("draft \"ferries.md\"\n    bibliography \"{way}\"\n"),
        ] {
            scene.put("project/ferries.claims", &clause);
            scene.is_kept(turns.next().unwrap_or_default());
        }
        fs::remove_file(scene.0.path().join("project/ferries.claims")).expect("it is there");
        scene.put("project/ferries.md", &format!("---\nbibliography: {way}\n---\n{DRAFT}"));
        scene.is_kept(turns.next().unwrap_or_default());
        scene.put("project/ferries.md", DRAFT);
        scene.put(
            "project/ferries.tex",
            &format!("\\documentclass{{article}}\\begin{{document}}\nFares\\footnote{{A.}}\n\\input{{{way}}}\n\\end{{document}}\n"),
        );
        scene.is_kept(turns.next().unwrap_or_default());
        fs::remove_file(scene.0.path().join("project/ferries.tex")).expect("it is there");
    }
}

#[test]
fn a_held_copy_lies_in_the_project() {
    let scene = Scene::new(&[]);
    for way in ways(&scene) {
        let claims = format!(
            "draft \"ferries.md\"\nsource hull [^hull] \"Crossings\"\n    held \"{way}\"\n\
             claim fares \"Fares rose.\"\n    at \"Fares rose by 12 per cent\"\n    cites hull states \"TOKEN of the year\"\n"
        );
        scene.put("project/ferries.claims", &claims);
        for args in [&["check", "."][..], &["evidence", "."], &["pin", "."]] {
            let said = told(&scene.run(args));
            assert!(!said.contains("marzipan"), "{args:?}: {said}");
        }
        let said = told(&scene.run(&["evidence", "."]));
        assert!(said.contains("is outside") || said.contains("is in a .git folder"), "{way}: {said}");
    }
}

#[cfg(unix)]
#[test]
fn no_link_leads_out() {
    let mut turns = 0..;
    for (name, files) in [
        ("claimlint.toml", &[][..]),
        ("base.toml", &[("claimlint.toml", "extend = \"base.toml\"\n")]),
        ("list.toml", &[("claimlint.toml", "rules = [\"list.toml\"]\n")]),
        ("list.toml", &[("claimlint.toml", "outlets = [\"list.toml\"]\n")]),
        ("words.toml", &[("claimlint.toml", "lexicons = [\"words.toml\"]\n")]),
        ("known", &[("claimlint.toml", "baseline = \"known\"\n")]),
        ("notes.md", &[("claimlint.toml", "endnotes = [\"notes.md\"]\n")]),
        ("a.md", &[("ferries.claims", "draft \"a.md\"\n")]),
        ("notes.md", &[("ferries.claims", "draft \"ferries.md\"\n    endnotes \"notes.md\"\n")]),
        ("x.bib", &[("ferries.claims", "draft \"ferries.md\"\n    bibliography \"x.bib\"\n")]),
        ("claimlint.baseline", &[]),
    ] {
        for to in ["../secret.txt", ".git/config"] {
            let scene = Scene::new(files);
            scene.link(name, to);
            scene.is_kept(turns.next().unwrap_or_default());
        }
    }
    // A claims file beside a draft is not looked for behind a link.
    let scene = Scene::new(&[]);
    scene.link("ferries.claims", "../secret.txt");
    for args in [&["check", "ferries.md"][..], &["show", "ferries.md"], &["init", "--update", "ferries.md"]] {
        let said = told(&scene.run(args));
        assert!(!said.contains("marzipan"), "{args:?}: {said}");
    }
    // A linked folder is no way out either.
    let scene = Scene::new(&[("ferries.claims", "draft \"sub/secret.txt\"\n")]);
    scene.link("sub", "..");
    scene.is_kept(turns.next().unwrap_or_default());
}

#[test]
fn what_lies_in_the_project_is_opened_from_every_folder() {
    let scene = Scene::new(&[
        ("house/base.toml", "profile = \"publication\"\n"),
        ("papers/claimlint.toml", "extend = \"../house/base.toml\"\n"),
        ("papers/ferries.md", DRAFT),
    ]);
    let said = told(&scene.run(&["config", "papers/ferries.md"]));
    assert!(said.contains("publication"), "{said}");
    // Without a repository the nearest folder with a claimlint.toml is the project.
    fs::remove_dir_all(scene.0.path().join("project/.git")).expect("it is there");
    let output = scene.run(&["check", "papers/ferries.md"]);
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert!(told(&output).contains("is outside the project"), "{}", told(&output));
    let said = told(&scene.run(&["check", "papers/ferries.md", "--allow", "house"]));
    assert!(!said.contains("is outside"), "{said}");
    let output = scene.run(&["check", "papers/ferries.md", "--allow", "hose"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("--allow hose: there is no such folder"), "{}", told(&output));
}

#[test]
fn what_is_typed_is_the_users_to_name() {
    let scene = Scene::new(&[]);
    scene.put("lists/base.toml", "profile = \"publication\"\n");
    scene.put("lists/known.toml", "[[outlet]]\nname = \"Nesse Mail\"\nkind = \"news\"\n");
    let output = scene.run(&["config", "ferries.md", "--config", "../lists/base.toml"]);
    assert!(told(&output).contains("publication"), "{}", told(&output));
    let said = told(&scene.run(&["check", "ferries.md", "--outlets", "../lists/known.toml"]));
    assert!(!said.contains("leads out"), "{said}");
}
