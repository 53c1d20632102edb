//! What commands list as JSON is held to a schema each, committed in `grammar/listings/`.

use std::path::Path;
use std::process::Command;

use claimlint::inside::report::listing::LISTINGS;
use serde_json::Value;

use crate::json_schema::faults;

const TOP: &str = env!("CARGO_MANIFEST_DIR");

/// What a command prints, run in `claims/`.
fn listed(args: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(args)
        .args(["--format", "json"])
        .current_dir(Path::new(TOP).join("claims"))
        .output()
        .expect("the command starts");
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{args:?}: {error}: {}", String::from_utf8_lossy(&output.stderr)))
}

fn schema(name: &str) -> Value {
    let listing = LISTINGS.iter().find(|listing| listing.name == name).expect("it is listed");
    serde_json::from_str(&(listing.schema)()).expect("it is JSON")
}

/// Each listing, with what is listed here.
const RUNS: [(&str, &[&str]); 7] = [
    ("show", &["harbour-dues.md"]),
    ("show", &["japan-cyber.txt"]),
    ("coverage", &["."]),
    ("evidence", &["."]),
    ("status", &["."]),
    ("outlets", &[]),
    ("lexicons", &[]),
];

#[test]
fn listings_fit_their_schemas() {
    for (name, more) in RUNS {
        let value = listed(&[&[name], more].concat());
        assert_eq!(faults(&value, &schema(name)), Vec::<String>::new(), "{name} {more:?}");
    }
    for listing in LISTINGS {
        assert!(RUNS.iter().any(|(name, _)| *name == listing.name), "{} is run here", listing.name);
    }
}

#[test]
fn a_listing_that_lacks_a_member_is_refused() {
    for (name, more) in RUNS {
        let mut value = listed(&[&[name], more].concat());
        let object = value.as_array_mut().and_then(|all| all.first_mut());
        let object = match object {
            Some(first) => first,
            None => &mut value,
        };
        let members: Vec<String> = object.as_object().expect("an object").keys().cloned().collect();
        for member in members {
            let held = object.as_object_mut().and_then(|object| object.remove(&member)).expect("it is there");
            let whole = match name {
                "coverage" | "evidence" | "status" => Value::Array(vec![object.clone()]),
                _ => object.clone(),
            };
            assert!(!faults(&whole, &schema(name)).is_empty(), "{name} without {member}");
            object[&member] = held;
        }
    }
}

/// Write the files anew with `BLESS=1 cargo test`.
#[test]
fn the_schemas_of_listings_are_committed() {
    let folder = Path::new(TOP).join("grammar/listings");
    for listing in LISTINGS {
        let path = folder.join(format!("{}.schema.json", listing.name));
        if std::env::var_os("BLESS").is_some() {
            std::fs::create_dir_all(&folder).expect("it can be made");
            std::fs::write(&path, (listing.schema)()).expect("it can be written");
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(committed, (listing.schema)(), "{} is out of date: BLESS=1 cargo test", path.display());
    }
    let files = std::fs::read_dir(folder).expect("it is there").count();
    assert_eq!(files, LISTINGS.len(), "grammar/listings holds one file a listing");
}

#[test]
fn schema_prints_that_of_a_listing() {
    let output = Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(["schema", "evidence"])
        .output()
        .expect("the command starts");
    let printed: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(printed, schema("evidence"));
}
