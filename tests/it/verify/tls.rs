//! TLS and proxies as the program meets them: certificates of the system (`SSL_CERT_FILE`), a proxy of the environment.
#![allow(clippy::disallowed_methods, reason = "tests lay out their files")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, Stream};

use crate::tool::said;

const DRAFT: &str = "Ships came.[1]\n\nNotes\n\n\
    [1] Ann Reed, “Ports and Power,” Journal of Harbour Studies 40, no. 1 (2017): 118–45, https://doi.org/10.5555/ports.\n";

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tls").join(name)
}

/// A registry behind TLS that shows this certificate. Its port.
fn registry(certificate: &str) -> u16 {
    let chain = CertificateDer::pem_file_iter(fixture(certificate)).expect("a certificate");
    let chain: Vec<_> = chain.map(|one| one.expect("a certificate")).collect();
    let key = PrivateKeyDer::from_pem_file(fixture("server.key")).expect("a key");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .expect("they fit");
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let config = Arc::clone(&config);
            std::thread::spawn(move || answer(stream, config));
        }
    });
    port
}

fn answer(mut stream: TcpStream, config: Arc<ServerConfig>) -> Option<()> {
    let mut tls = ServerConnection::new(config).ok()?;
    let mut stream = Stream::new(&mut tls, &mut stream);
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).ok()?;
        head.push(byte[0]);
    }
    let body =
        r#"{"message":{"DOI":"10.5555/ports","title":["Ports and Power"],"author":[{"family":"Reed"}]}}"#;
    let found = head.starts_with(b"GET /works/10.5555/ports ");
    let status = if found { "200 OK" } else { "404 Not Found" };
    let head =
        format!("HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    stream.write_all(head.as_bytes()).ok()?;
    stream.flush().ok()
}

/// A proxy that leads whatever is asked for to this port, or refuses (`None`). Its port, and what it was asked for.
fn proxy(to: Option<u16>) -> (u16, Arc<Mutex<Vec<String>>>) {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&asked);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let log = Arc::clone(&log);
            std::thread::spawn(move || tunnel(stream, to, &log));
        }
    });
    (port, asked)
}

fn tunnel(mut client: TcpStream, to: Option<u16>, log: &Mutex<Vec<String>>) -> Option<()> {
    let mut lines = BufReader::new(client.try_clone().ok()?).lines();
    let first = lines.next()?.ok()?;
    while !lines.next()?.ok()?.is_empty() {}
    log.lock().ok()?.push(first.trim_end_matches(" HTTP/1.1").to_owned());
    let Some(port) = to else { return client.write_all(b"HTTP/1.1 403 Forbidden\r\n\r\n").ok() };
    let mut server = TcpStream::connect(("127.0.0.1", port)).ok()?;
    client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").ok()?;
    let (mut from, mut back) = (client.try_clone().ok()?, server.try_clone().ok()?);
    std::thread::spawn(move || std::io::copy(&mut from, &mut back));
    std::io::copy(&mut server, &mut client).ok()?;
    client.shutdown(std::net::Shutdown::Both).ok()
}

/// What `verify` says, with this registry and environment; no other proxy or certificates reach it.
fn verify(base: &str, private: &str, environment: &[(&str, &str)]) -> (String, Option<i32>) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.txt"), DRAFT).expect("it is written");
    // The other registries lie inside, and are not asked.
    let inside = "http://127.0.0.1:1";
    let settings = format!(
        "private = [\"{private}\"]\ntimeout = 10\nmirror-pause = 0\n[registries]\ncrossref = \"{base}\"\ndatacite = \"{inside}\"\n\
         openalex = \"{inside}\"\n\"doi.org\" = \"{inside}\"\n"
    );
    std::fs::write(folder.path().join("verify.toml"), settings).expect("it is written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimlint"));
    for name in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"] {
        command.env_remove(name).env_remove(name.to_ascii_lowercase());
    }
    let run = command
        .args(["verify", "a.txt", "--yes", "--only", "doi", "--settings", "verify.toml"])
        .current_dir(folder.path())
        .env_remove("SSL_CERT_DIR")
        .env("SSL_CERT_FILE", fixture("ca.pem"))
        .env("CLAIMLINT_HOSTS", "127.0.0.1,localhost,registry.example,router.lan,169.254.169.254")
        .envs(environment.iter().copied())
        .output()
        .expect("the command starts");
    let words = said(&run).split_whitespace().collect::<Vec<_>>().join(" ");
    (words, run.status.code())
}

#[test]
fn certificates_are_those_of_the_system_and_what_they_do_not_vouch_for_is_not_believed() {
    let (sound, expired) = (registry("server.pem"), registry("expired.pem"));
    let host = |port: u16| (format!("https://localhost:{port}"), format!("localhost:{port}"));
    let (base, private) = host(sound);
    let (text, code) = verify(&base, &private, &[]);
    assert!(text.contains("is known to Crossref") && text.contains("matches the note"), "{text}");
    assert_eq!(code, Some(0), "{text}");
    // A system that trusts somebody else.
    let other = fixture("server.pem");
    let other = other.to_str().expect("a path");
    let (stranger, _) = verify(&base, &private, &[("SSL_CERT_FILE", other)]);
    let (base, private) = host(expired);
    let (old, _) = verify(&base, &private, &[]);
    // A name for which the certificate does not stand.
    let (misnamed, _) = verify(&format!("https://127.0.0.1:{sound}"), &format!("127.0.0.1:{sound}"), &[]);
    for text in [stranger, old, misnamed] {
        assert!(text.contains("Crossref has a certificate that is not accepted"), "{text}");
        assert!(text.contains("nothing was recorded") && !text.contains("is known to Crossref"), "{text}");
    }
}

#[test]
fn a_proxy_of_the_environment_is_used_and_looks_names_up() {
    let server = registry("server.pem");
    let (port, asked) = proxy(Some(server));
    let address = format!("http://127.0.0.1:{port}");
    // Nobody here knows this name: only the proxy can lead to it.
    let (text, _) = verify("https://registry.example", "", &[("HTTPS_PROXY", &address)]);
    assert!(text.contains("is known to Crossref"), "{text}");
    assert_eq!(*asked.lock().expect("nobody panicked"), ["CONNECT registry.example:443"]);
    // Hosts that are not to go through it do not.
    let base = format!("https://localhost:{server}");
    let around = [("HTTPS_PROXY", address.as_str()), ("NO_PROXY", "localhost")];
    let (text, _) = verify(&base, &format!("localhost:{server}"), &around);
    assert!(text.contains("is known to Crossref"), "{text}");
    // What lies inside is not asked through it either.
    for inside in ["https://127.0.0.1", "https://router.lan", "https://169.254.169.254", "https://localhost"]
    {
        let (text, _) = verify(inside, "", &[("HTTPS_PROXY", &address)]);
        assert!(
            text.contains("private network") && text.contains("nothing was recorded"),
            "{inside}: {text}"
        );
    }
    assert_eq!(asked.lock().expect("nobody panicked").len(), 1);
}

#[test]
fn a_proxy_that_refuses_or_cannot_be_used_is_told() {
    let (port, asked) = proxy(None);
    let (text, _) =
        verify("https://registry.example", "", &[("HTTPS_PROXY", &format!("http://127.0.0.1:{port}"))]);
    assert!(text.contains("Crossref could not be reached through the proxy"), "{text}");
    assert!(!text.contains("gone"), "{text}");
    assert!(!asked.lock().expect("nobody panicked").is_empty());
    // Going round a proxy is not what its owner wants.
    let (text, code) = verify("https://registry.example", "", &[("ALL_PROXY", "socks5://127.0.0.1:1")]);
    assert!(text.contains("SOCKS proxy, which claimlint cannot use"), "{text}");
    assert_eq!(code, Some(2));
}
