//! The program asks nobody but whom it may: proved by a resolver that refuses. Where `CLAIMLINT_HOSTS` is set, each name is
//! looked up and each connection made through a list; every test of the program runs under one (`tool::claimlint`).

use std::process::Command;

use claimlint::inside::verified::Record;

use super::article::settings;
use super::program::{DRAFT, folder};
use super::server::{Server, json, status, to};
use crate::tool::said;

fn run(folder: &std::path::Path, hosts: &str, settings: &str) -> (String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimlint"));
    for name in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"] {
        command.env_remove(name).env_remove(name.to_ascii_lowercase());
    }
    let args = ["verify", "a.txt", "--yes", "--again", "--only", "doi,url", "--settings", settings];
    let run =
        command.args(args).current_dir(folder).env("CLAIMLINT_HOSTS", hosts).output().expect("it starts");
    (said(&run).split_whitespace().collect::<Vec<_>>().join(" "), run.status.code())
}

fn ids(folder: &std::path::Path) -> Vec<String> {
    let record = std::fs::read_to_string(folder.join("a.verified.jsonl")).unwrap_or_default();
    Record::read(&record).all().map(|seen| seen.id.to_string()).collect()
}

#[test]
fn the_program_asks_nobody_who_is_not_on_the_list() {
    let elsewhere = Server::start(|_, _| status(404));
    let stray = elsewhere.port;
    let server = Server::start(move |_, path| match path {
        "/crossref/works/10.5555/ports" => {
            json(r#"{"message":{"DOI":"10.5555/ports","title":["Ports and Power"]}}"#)
        }
        // A page that leads to another server of this machine.
        "/moved" => to(302, &format!("http://127.0.0.1:{stray}/secret")),
        _ => status(404),
    });
    let folder = folder(&DRAFT.replace(
        "[3] Bo Linde",
        &format!(
            "[3] Bo Linde, “Moved,” The Quay, May 3, 2014, http://127.0.0.1:{}/moved.\n\n[4] Bo Linde",
            server.port
        ),
    ));
    let name = settings(folder.path(), &server);
    let text = std::fs::read_to_string(folder.path().join(&name)).expect("it is there");
    let direct: Vec<&str> =
        text.lines().filter(|line| !line.starts_with("pages") && !line.starts_with("datacite")).collect();
    let open = direct.join("\n").replace("private = [", &format!("private = [\"127.0.0.1:{stray}\", "));
    std::fs::write(folder.path().join(&name), open).expect("it is written");
    // Pages go to their own sites now, and one registry is where it is in the world: neither is asked.
    let (text, code) = run(folder.path(), &format!("127.0.0.1:{}", server.port), &name);
    assert_eq!(code, Some(2), "{text}");
    for host in ["www.japantimes.example:443", "api.datacite.org:443", &format!("127.0.0.1:{stray}")] {
        assert!(text.contains(host), "{host} in {text}");
    }
    assert!(
        text.contains("CLAIMLINT_HOSTS does not name") && text.contains("nothing was recorded"),
        "{text}"
    );
    assert_eq!(ids(folder.path()), ["doi:10.5555/ports"], "what was learned of the others is nothing");
    assert_eq!(elsewhere.asked(), [], "a redirect leads to nobody else either");
    // A list that is empty names nobody.
    let before = server.asked().len();
    let (text, code) = run(folder.path(), "", &name);
    assert_eq!((code, server.asked().len()), (Some(2), before), "{text}");
}
