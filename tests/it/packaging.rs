//! What is handed out is of one version and one address, those of Cargo.toml; what a release makes is what the ways to
//! install it ask for. `packaging/sync` writes them; `packaging/try` builds and tries the packages themselves.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::tool::said;

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn json(name: &str) -> Value {
    serde_json::from_str(&read(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn toml(name: &str) -> toml::Table {
    toml::from_str(&read(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The five machines for which a release has a program, as Rust and as npm call them.
const MACHINES: [(&str, &str); 5] = [
    ("x86_64-unknown-linux-gnu", "linux-x64"),
    ("aarch64-unknown-linux-gnu", "linux-arm64"),
    ("x86_64-apple-darwin", "darwin-x64"),
    ("aarch64-apple-darwin", "darwin-arm64"),
    ("x86_64-pc-windows-msvc", "win32-x64"),
];

#[test]
fn every_manifest_has_the_version_and_the_addresses_of_cargo_toml() {
    let cargo = toml("Cargo.toml");
    let (homepage, source) = (&cargo["package"]["homepage"], &cargo["package"]["repository"]);
    let (homepage, source) = (homepage.as_str().expect("an address"), source.as_str().expect("an address"));
    assert_eq!(toml("web/Cargo.toml")["package"]["version"].as_str(), Some(VERSION));
    for key in ["edition", "rust-version", "license"] {
        assert_eq!(toml("web/Cargo.toml")["package"][key], cargo["package"][key], "{key}");
    }
    for name in ["packaging/npm/package.json", "web/npm/package.json"] {
        let about = json(name);
        assert_eq!(about["version"], VERSION, "{name}");
        assert_eq!(about["homepage"], homepage, "{name}");
        assert_eq!(about["repository"]["url"], source, "{name}");
        assert_eq!(about["license"], cargo["package"]["license"].as_str().expect("a licence"), "{name}");
    }
    let programs = json("packaging/npm/package.json")["optionalDependencies"].clone();
    let programs = programs.as_object().expect("programs");
    assert!(programs.values().all(|version| version == VERSION), "{programs:?}");
    let named: BTreeSet<&str> = programs.keys().map(String::as_str).collect();
    let wanted: Vec<String> = MACHINES.iter().map(|(_, node)| format!("claimlint-{node}")).collect();
    assert_eq!(named, wanted.iter().map(String::as_str).collect());

    let wheel = toml("packaging/pypi/pyproject.toml");
    let distribution = wheel["project"]["name"].as_str().expect("a name");
    assert_ne!(distribution, "claimlint", "that is another tool on PyPI");
    assert_eq!(wheel["project"]["urls"]["Homepage"].as_str(), Some(homepage));
    assert_eq!(wheel["project"]["urls"]["Source"].as_str(), Some(source));
    assert_eq!(
        wheel["project"]["dynamic"].as_array().map(Vec::len),
        Some(1),
        "the version is that of Cargo.toml"
    );
    let hook = toml("pyproject.toml");
    assert_eq!(hook["project"]["version"].as_str(), Some(VERSION));
    assert_eq!(
        hook["project"]["dependencies"][0].as_str(),
        Some(format!("{distribution}=={VERSION}").as_str())
    );
    assert!(read("kits/gitlab.yml").contains(&format!("CLAIMLINT_VERSION: \"{VERSION}\"")));
}

#[test]
fn a_release_makes_what_is_asked_for() {
    let workflow: Value = serde_saphyr::from_str(&read(".github/workflows/release.yml")).expect("YAML");
    let machines = workflow["jobs"]["program"]["strategy"]["matrix"]["include"].as_array().expect("a list");
    let built: BTreeSet<(&str, &str)> = machines
        .iter()
        .map(|one| (one["target"].as_str().unwrap_or(""), one["node"].as_str().unwrap_or("")))
        .collect();
    assert_eq!(built, MACHINES.into_iter().collect(), "what is built and what packages there are");
    let gather = read("packaging/gather");
    let action = read("action.yml");
    for (target, node) in MACHINES {
        assert!(gather.contains(&format!("[{target}]={node}")), "packaging/gather, {target}");
        assert!(action.contains(&format!("target={target}")), "action.yml, {target}");
    }
    // An action that is used is named by its commit.
    for name in ["ci", "release"] {
        let text = read(&format!(".github/workflows/{name}.yml"));
        let used = text.lines().filter_map(|line| line.trim_start_matches([' ', '-']).strip_prefix("uses: "));
        for action in used {
            let commit = action.split('@').nth(1).and_then(|rest| rest.split(' ').next()).unwrap_or("");
            assert!(commit.len() == 40 && commit.chars().all(|c| c.is_ascii_hexdigit()), "{name}: {action}");
        }
        let parsed = serde_saphyr::from_str::<Value>(&text).expect("YAML");
        assert_eq!(parsed["permissions"]["contents"], "read", "{name} may do no more than it says");
    }
    // The archive has the name that `cargo binstall` looks for.
    let binstall = &toml("Cargo.toml")["package"]["metadata"]["binstall"];
    let url = binstall["pkg-url"].as_str().expect("a pattern");
    assert!(url.ends_with("/v{ version }/claimlint-{ version }-{ target }{ archive-suffix }"), "{url}");
}

/// Everything that the library and its build take in stands in the package of crates.io.
#[test]
fn the_package_holds_what_a_build_needs() {
    let cargo = toml("Cargo.toml");
    let listed = cargo["package"]["include"].as_array().expect("a list");
    let listed: Vec<&str> = listed.iter().filter_map(toml::Value::as_str).collect();
    for need in ["/src", "/build", "/build.rs", "/data", "/README.md", "/LICENSE-MIT", "/LICENSE-APACHE"] {
        assert!(listed.contains(&need), "{need}");
    }
    for unwanted in ["/tests", "/claims", "/web", "/target"] {
        assert!(!listed.contains(&unwanted), "{unwanted}");
    }
    let readme = read("README.md");
    for picture in readme.split("](docs/").skip(1).filter_map(|rest| rest.split(')').next()) {
        let is_picture = picture.ends_with(".png");
        assert!(!is_picture || listed.contains(&"/docs/*.png"), "{picture}");
    }
}

/// The archive and the manifests, made of a stand-in for the program: what one names, the other has.
#[cfg(unix)]
#[test]
fn archives_and_manifests_fit_each_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let (program, dist) = (folder.path().join("program"), folder.path().join("dist"));
    fs::create_dir_all(&program).expect("a folder");
    fs::write(program.join("claimlint"), "#!/bin/sh\n").expect("a file");
    let run = |name: &str, args: &[&str]| Command::new(name).args(args).current_dir(path("")).output();
    let (program, shown) = (program.to_string_lossy().into_owned(), dist.to_string_lossy().into_owned());
    let mut sums = Vec::new();
    for target in ["x86_64-unknown-linux-gnu", "aarch64-apple-darwin"] {
        for _ in 0..2 {
            let output = run("packaging/archive", &[target, &program, &shown]).expect("it starts");
            assert!(output.status.success(), "{}", said(&output));
            sums.push(
                fs::read(dist.join(format!("claimlint-{VERSION}-{target}.tar.gz"))).expect("it is made"),
            );
        }
    }
    assert!(sums[0] == sums[1] && sums[2] == sums[3], "the same program gives the same archive");
    let version = run("packaging/version", &[]).expect("it starts");
    assert_eq!(said(&version).trim(), VERSION);
    let Ok(node) = run("node", &["--version"]) else { return println!("skipped: there is no node here") };
    assert!(node.status.success());
    let sum = "0123456789abcdef".repeat(4);
    let lines = [
        format!("{sum}  claimlint-{VERSION}-x86_64-unknown-linux-gnu.tar.gz\n"),
        format!("{sum}  claimlint-{VERSION}-aarch64-apple-darwin.tar.gz\n"),
        format!("{sum}  claimlint-{VERSION}-x86_64-pc-windows-msvc.zip\n"),
    ];
    fs::write(dist.join("SHA256SUMS"), lines.concat()).expect("a file");
    let output = run("node", &["packaging/manifests.mjs", &shown]).expect("it starts");
    assert!(output.status.success(), "{}", said(&output));
    let formula = fs::read_to_string(dist.join("claimlint.rb")).expect("the formula");
    let address = format!("/releases/download/v{VERSION}/claimlint-{VERSION}-aarch64-apple-darwin.tar.gz\"");
    assert!(formula.contains(&address) && formula.matches(&sum).count() == 2, "{formula}");
    assert!(!formula.contains("\"undefined") && !formula.contains("windows"), "{formula}");
    let installer =
        fs::read_to_string(dist.join("winget/claimlint.claimlint.installer.yaml")).expect("it is made");
    let installer: Value = serde_saphyr::from_str(&installer).expect("YAML");
    assert_eq!(installer["PackageVersion"], VERSION);
    assert_eq!(installer["Installers"][0]["InstallerSha256"], sum.to_uppercase());
}

/// `packaging/sync` on a copy: another version and another address reach every file, and nothing else changes.
#[cfg(unix)]
#[test]
fn a_version_and_an_address_are_written_everywhere() {
    let files = [
        "Cargo.toml",
        "web/Cargo.toml",
        "pyproject.toml",
        "packaging/npm/package.json",
        "packaging/pypi/pyproject.toml",
        "packaging/sync",
        "web/npm/package.json",
        "kits/gitlab.yml",
    ];
    let folder = tempfile::tempdir().expect("a folder");
    for name in files {
        let to = folder.path().join(name);
        fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        fs::copy(path(name), to).expect("a copy");
    }
    let tools = folder.path().join("tools");
    fs::create_dir_all(&tools).expect("a folder");
    std::os::unix::fs::symlink("/bin/true", tools.join("cargo")).expect("a link");
    let args = [
        "--version",
        "7.6.5",
        "--address",
        "https://home.test",
        "--source",
        "https://forge.test/o/claimlint",
    ];
    let paths = format!("{}:/usr/bin:/bin", tools.display());
    let output = Command::new(folder.path().join("packaging/sync")).args(args).env("PATH", paths).output();
    let output = output.expect("it starts");
    assert!(output.status.success(), "{}", said(&output));
    for name in files.into_iter().filter(|name| *name != "packaging/sync") {
        let text = fs::read_to_string(folder.path().join(name)).expect("it is there");
        let own = |line: &&str| line.contains("claimlint.example") && !line.contains('@');
        assert_eq!(text.lines().find(own), None, "{name}");
        if name != "packaging/pypi/pyproject.toml" {
            assert!(text.contains("7.6.5"), "{name}");
        }
        let (before, after) = (read(name).lines().count(), text.lines().count());
        assert_eq!(before, after, "{name}");
    }
    let left: Vec<_> = fs::read_dir(folder.path().join("packaging")).expect("the folder").flatten().collect();
    assert!(left.iter().all(|entry| !entry.file_name().to_string_lossy().ends_with(".old")));
}
