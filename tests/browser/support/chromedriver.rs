//! The chromedriver process: one for each test process, on a free port, gone with all its browsers when the test process
//! ends, however it ends. Knows nothing of sessions.

use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};
use std::{fs, thread};

/// Chromedriver and its browsers are in the shell's process group. The shell waits until its standard input closes, which
/// the kernel sees to even when the test process is killed, asks the group to end, clears up, and ends what is left.
const WATCHDOG: &str = r#"chromedriver --port=0 >"$1/log" 2>&1 </dev/null &
trap '' HUP INT TERM
cat >/dev/null
kill -TERM 0
for attempt in 1 2 3 4 5 6 7 8 9 10; do
    rm -rf "$1" 2>/dev/null && break
    sleep 0.1
done
kill -KILL 0"#;

const PATIENCE: Duration = Duration::from_secs(60);

/// The port chromedriver listens on, on 127.0.0.1. The first call starts it.
pub fn port() -> u16 {
    static DRIVER: OnceLock<Driver> = OnceLock::new();
    DRIVER.get_or_init(Driver::start).port
}

struct Driver {
    port: u16,
    /// Its standard input is the sign of life that the watchdog waits on.
    _watchdog: Child,
}

impl Driver {
    fn start() -> Self {
        let directory = tempfile::Builder::new()
            .prefix("perspektiv-browser-")
            .tempdir()
            .expect("the temporary directory is writable")
            .keep();
        let watchdog = Command::new("sh")
            .args(["-c", WATCHDOG, "watchdog"])
            .arg(&directory)
            .env("TMPDIR", &directory) // where the browsers keep their profiles
            .env("XDG_CONFIG_HOME", &directory) // and their crash reports
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("sh starts");
        Self { port: wait_for_port(&directory.join("log")), _watchdog: watchdog }
    }
}

fn wait_for_port(log: &Path) -> u16 {
    let begin = Instant::now();
    loop {
        let said = fs::read_to_string(log).unwrap_or_default();
        if let Some(port) = said.lines().find_map(announced_port) {
            return port;
        }
        assert!(
            begin.elapsed() < PATIENCE && !said.contains("not found"),
            "chromedriver did not start: run scripts/test.sh, or install the packages `chromium` and `chromium-driver`\n{said}"
        );
        thread::sleep(Duration::from_millis(20));
    }
}

/// The port in “ChromeDriver was started successfully on port 44523.”
fn announced_port(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("started successfully on port ")?;
    port.trim_end_matches('.').parse().ok()
}
