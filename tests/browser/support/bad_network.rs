//! A bad line between a browser and the site: slow, cut, or silent after what was sent has arrived.

use std::{
    io::{Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    thread,
    time::Duration,
};

/// What the line does with what is sent over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Line {
    /// It passes on everything.
    Sound,
    /// It passes on everything 300 ms later, in both directions.
    Slow,
    /// It breaks when something is asked, before that arrives.
    Cut,
    /// It passes on what is asked, and breaks when the answer comes: what was done is done, and nobody hears of it.
    Deaf,
}

/// The line, with an address of its own.
pub struct BadNetwork {
    /// Where browsers reach the site over this line.
    pub url: String,
    line: Arc<AtomicU8>,
}

impl BadNetwork {
    /// A sound line to the site at `url`.
    pub fn before(url: &str) -> BadNetwork {
        let site: SocketAddr =
            url.trim_start_matches("http://").replace("localhost", "127.0.0.1").parse().expect("an address");
        let host = if url.contains("localhost") { "localhost" } else { "127.0.0.1" };
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let line = Arc::new(AtomicU8::new(Line::Sound as u8));
        let of_all = Arc::clone(&line);
        thread::spawn(move || {
            for browser in listener.incoming().flatten() {
                let Ok(server) = TcpStream::connect(site) else { continue };
                pass_on(&browser, &server, Arc::clone(&of_all), Line::Cut);
                pass_on(&server, &browser, Arc::clone(&of_all), Line::Deaf);
            }
        });
        BadNetwork { url: format!("http://{host}:{port}"), line }
    }

    /// Lets the line do this from now on.
    pub fn is(&self, line: Line) {
        self.line.store(line as u8, Ordering::SeqCst);
    }
}

/// Passes on what comes from one side, until it breaks there where the line is `fatal`.
fn pass_on(from: &TcpStream, to: &TcpStream, line: Arc<AtomicU8>, fatal: Line) {
    let (mut from, mut to) = (from.try_clone().expect("a handle"), to.try_clone().expect("a handle"));
    thread::spawn(move || {
        let mut bytes = [0; 16 * 1024];
        while let Ok(read @ 1..) = from.read(&mut bytes) {
            let now = line.load(Ordering::SeqCst);
            if now == fatal as u8 {
                break;
            }
            if now == Line::Slow as u8 {
                thread::sleep(Duration::from_millis(300));
            }
            if to.write_all(&bytes[..read]).is_err() {
                break;
            }
        }
        let _ = from.shutdown(Shutdown::Both);
        let _ = to.shutdown(Shutdown::Both);
    });
}
