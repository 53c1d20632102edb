//! A server on this machine that plays the world, names that lead to it and nowhere else, and a clock that nobody
//! waits for.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use claimlint::inside::cli::outside::clock::Clock;
use claimlint::inside::cli::outside::guard::{Names, NoName};

/// What the server does with a request.
#[derive(Clone)]
pub enum Play {
    /// A status, more headers, a body.
    Say(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// Nothing, for so long.
    Sleep(Duration),
    /// A 200 whose body never ends.
    Endless,
    /// Closes the door.
    Hang,
    /// A head, letter by letter, without an end.
    DripHead,
    /// A head, and a body letter by letter, without an end.
    DripBody,
}

pub fn page(title: &str) -> Play {
    let body = format!("<!doctype html><html><head><title>{title}</title></head><body>{title}</body></html>");
    Play::Say(200, vec![("content-type", "text/html; charset=utf-8".to_owned())], body.into_bytes())
}

pub fn json(body: &str) -> Play {
    Play::Say(200, vec![("content-type", "application/json".to_owned())], body.as_bytes().to_vec())
}

/// A page with more in its head.
pub fn marked(title: &str, marks: &str) -> Play {
    let body =
        format!("<!doctype html><html><head><title>{title}</title>{marks}</head><body>{title}</body></html>");
    Play::Say(200, vec![("content-type", "text/html".to_owned())], body.into_bytes())
}

pub fn bytes(kind: &str, body: &str) -> Play {
    Play::Say(200, vec![("content-type", kind.to_owned())], body.as_bytes().to_vec())
}

pub fn status(code: u16) -> Play {
    Play::Say(code, Vec::new(), b"no".to_vec())
}

pub fn to(code: u16, location: &str) -> Play {
    Play::Say(code, vec![("location", location.to_owned())], Vec::new())
}

type Handler = dyn Fn(&str, &str) -> Play + Send + Sync;

/// A server; it answers by the host that is asked for and the path.
pub struct Server {
    pub port: u16,
    asked: Arc<Mutex<Vec<(String, String, String)>>>,
    times: Arc<Mutex<Vec<Instant>>>,
    leaks: Arc<Mutex<Vec<String>>>,
    ended: Arc<AtomicBool>,
}

impl Server {
    pub fn start(handler: impl Fn(&str, &str) -> Play + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let times = Arc::new(Mutex::new(Vec::new()));
        let leaks = Arc::new(Mutex::new(Vec::new()));
        let ended = Arc::new(AtomicBool::new(false));
        let left = Arc::clone(&leaks);
        let clock = Arc::clone(&times);
        let (log, end, handler): (_, _, Arc<Handler>) =
            (Arc::clone(&asked), Arc::clone(&ended), Arc::new(handler));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if end.load(Ordering::Relaxed) {
                    break;
                }
                clock.lock().expect("nobody panicked").push(Instant::now());
                let (log, end, handler) = (Arc::clone(&log), Arc::clone(&end), Arc::clone(&handler));
                let left = Arc::clone(&left);
                std::thread::spawn(move || {
                    drop(stream.map(|stream| serve(stream, &log, &left, &end, &*handler)))
                });
            }
        });
        Self { port, asked, times, leaks, ended }
    }

    /// Host, path and user agent of every request, in order.
    pub fn asked(&self) -> Vec<(String, String, String)> {
        self.asked.lock().expect("nobody panicked").clone()
    }

    /// When each connection was made.
    pub fn times(&self) -> Vec<Instant> {
        self.times.lock().expect("nobody panicked").clone()
    }

    /// What came with requests and must not leave a machine: cookies, referrers, passwords.
    pub fn leaks(&self) -> Vec<String> {
        self.leaks.lock().expect("nobody panicked").clone()
    }

    /// The paths asked of a host.
    pub fn paths(&self, host: &str) -> Vec<String> {
        self.asked().into_iter().filter(|(asked, ..)| asked == host).map(|(_, path, _)| path).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
        // Of every test: what must not leave a machine did not.
        let leaks = self.leaks();
        assert!(leaks.is_empty() || std::thread::panicking(), "{leaks:?} left the machine");
    }
}

fn serve(
    mut stream: TcpStream,
    log: &Mutex<Vec<(String, String, String)>>,
    leaks: &Mutex<Vec<String>>,
    end: &AtomicBool,
    handler: &Handler,
) {
    let Ok(read) = stream.try_clone() else { return };
    let mut lines = BufReader::new(read).lines();
    let Some(Ok(first)) = lines.next() else { return };
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let (mut host, mut agent) = (String::new(), String::new());
    for line in lines.by_ref() {
        let Ok(line) = line else { return };
        if line.is_empty() {
            break;
        }
        let (key, value) = line.split_once(": ").unwrap_or((&line, ""));
        match key.to_ascii_lowercase().as_str() {
            "host" => host = value.split(':').next().unwrap_or_default().to_owned(),
            "user-agent" => agent = value.to_owned(),
            "cookie" | "referer" | "authorization" => {
                leaks.lock().expect("nobody panicked").push(format!("{key}: {value}"));
            }
            _ => {}
        }
    }
    log.lock().expect("nobody panicked").push((host.clone(), path.clone(), agent));
    match handler(&host, &path) {
        Play::Say(code, headers, body) => {
            let mut head =
                format!("HTTP/1.1 {code} X\r\nconnection: close\r\ncontent-length: {}\r\n", body.len());
            for (key, value) in headers {
                head.push_str(&format!("{key}: {value}\r\n"));
            }
            let _ = stream.write_all((head + "\r\n").as_bytes());
            let _ = stream.write_all(&body);
        }
        Play::Sleep(time) => std::thread::sleep(time),
        Play::Endless => {
            let _ =
                stream.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: text/plain\r\n\r\n");
            while !end.load(Ordering::Relaxed) && stream.write_all(&[b'x'; 4096]).is_ok() {}
        }
        Play::Hang => {}
        Play::DripHead => drip(&mut stream, b"HTTP/1.1 200 OK\r\nx-drip: ", end),
        Play::DripBody => {
            drip(
                &mut stream,
                b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: text/html\r\n\r\n<html>",
                end,
            );
        }
    }
}

/// Some bytes, then a letter now and then, until the server ends or nobody listens.
fn drip(stream: &mut TcpStream, first: &[u8], end: &AtomicBool) {
    let mut sent = stream.write_all(first);
    while !end.load(Ordering::Relaxed) && sent.is_ok() {
        std::thread::sleep(Duration::from_millis(100));
        sent = stream.write_all(b"x");
    }
}

/// Names that lead to the server, or into a house, or nowhere; whoever is not known is a stray.
#[derive(Default)]
pub struct Told {
    pub known: BTreeMap<String, &'static str>,
    pub strays: Mutex<Vec<String>>,
}

impl Told {
    pub fn of(names: &[(&str, &'static str)]) -> Arc<Self> {
        let known = names.iter().map(|(name, address)| ((*name).to_owned(), *address)).collect();
        Arc::new(Self { known, strays: Mutex::default() })
    }
}

impl Names for Told {
    fn addresses(&self, host: &str, port: u16) -> Result<Vec<SocketAddr>, NoName> {
        match self.known.get(host) {
            Some(&"") => Err(NoName::Unknown),
            Some(address) => Ok(vec![SocketAddr::new(address.parse().expect("an address"), port)]),
            None => {
                self.strays.lock().expect("nobody panicked").push(host.to_owned());
                Err(NoName::Trouble)
            }
        }
    }
}

/// A clock that jumps.
#[derive(Default)]
pub struct Jumps(pub Cell<Duration>);

impl Clock for Jumps {
    fn now(&self) -> Duration {
        // Time passes a little with each look, as it does.
        self.0.set(self.0.get() + Duration::from_micros(10));
        self.0.get()
    }

    fn sleep(&self, time: Duration) {
        self.0.set(self.0.get() + time);
    }
}
