//! The processes that are measured: the server, and what it is compared with; if asked for, with every sync of a file slowed
//! down, or with its system calls written down.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use perspektiv::store::Target;

use crate::http::{Connection, get};

/// What strace does to a process, if anything.
#[derive(Clone)]
pub(crate) enum Strace {
    No,
    /// Every fsync and fdatasync takes 5 ms longer.
    SlowSyncs,
    /// Writes and syncs are written to a file.
    Record(PathBuf),
}

impl Strace {
    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new("strace");
        match self {
            Strace::No => return Command::new(program),
            // strace stops a thread at every system call until it has seen a first one that it traces; only then does the kernel
            // filter for it. `prctl`, with which each thread takes its name, is that first one: without it strace, not the disk,
            // would be what is measured.
            Strace::SlowSyncs => command.args([
                "-f",
                "--seccomp-bpf",
                "-e",
                "trace=fsync,fdatasync,prctl",
                "-e",
                "inject=fsync,fdatasync:delay_exit=5000",
                "-o",
                "/dev/null",
            ]),
            Strace::Record(log) => command
                .args([
                    "-f",
                    "-y",
                    "-s",
                    "16",
                    "-e",
                    "trace=pwrite64,fsync,fdatasync,write,writev,sendto,sendmsg",
                    "-o",
                ])
                .arg(log),
        };
        command.arg(program);
        command
    }
}

/// A running server.
pub(crate) struct Server {
    /// The process that was started: the server or strace around it.
    child: Child,
    /// The server itself.
    pub(crate) pid: u32,
    pub(crate) address: SocketAddr,
    /// From the start of the process to the first "ready".
    pub(crate) ready_after: Duration,
}

impl Server {
    /// Starts `perspektiv serve` on a migrated database and waits until it is ready.
    pub(crate) async fn start(target: &Target, folder: &Path, strace: &Strace) -> Result<Server> {
        let address = free_address()?;
        let url = match target {
            Target::Sqlite(path) => format!("sqlite://{}", path.display()),
            Target::Postgres(url) => url.clone(),
        };
        let started = Instant::now();
        let child = strace
            .command(Path::new(env!("CARGO_BIN_EXE_perspektiv")))
            .arg("serve")
            .env("DATABASE_URL", url)
            .env("BIND", address.to_string())
            .env("BASE_URL", format!("http://{address}"))
            .env("DATA_DIR", folder)
            .stdout(Stdio::null())
            .stderr(File::create(folder.join("server.log"))?)
            .spawn()
            .context("the server, or strace, could not be started")?;
        let mut server = Server { pid: child.id(), child, address, ready_after: Duration::ZERO };
        while !server.is_ready().await {
            if started.elapsed() > Duration::from_secs(20) || server.child.try_wait()?.is_some() {
                bail!("the server did not start: see {}", folder.join("server.log").display());
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        server.ready_after = started.elapsed();
        if !matches!(strace, Strace::No) {
            server.pid = only_child(server.pid).context("strace runs nothing")?;
        }
        Ok(server)
    }

    async fn is_ready(&self) -> bool {
        let Ok(mut connection) = Connection::open(self.address).await else { return false };
        connection.send(&get("/health/ready", "")).await.is_ok_and(|answer| answer.status == 200)
    }

    /// Stops it as an operator would.
    pub(crate) fn stop(mut self) -> Result<ExitStatus> {
        signal(self.pid, "TERM")?;
        Ok(self.child.wait()?)
    }

    /// Stops it without a warning.
    pub(crate) fn kill(mut self) -> Result<()> {
        signal(self.pid, "KILL")?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            // An error is being reported already.
            drop(signal(self.pid, "KILL"));
            drop(self.child.wait());
        }
    }
}

fn signal(pid: u32, name: &str) -> Result<()> {
    let done = Command::new("kill").args([format!("-{name}"), pid.to_string()]).status()?;
    if done.success() { Ok(()) } else { bail!("process {pid} is gone") }
}

fn only_child(pid: u32) -> Option<u32> {
    std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children"))
        .ok()?
        .split_whitespace()
        .next()?
        .parse()
        .ok()
}

/// An address that nobody listens on.
pub(crate) fn free_address() -> Result<SocketAddr> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}

/// Starts this program again with other arguments: what the server is compared with gets a process of its own, too.
pub(crate) fn again(strace: &Strace, arguments: &[&str]) -> Result<(Child, BufReader<ChildStdout>)> {
    let mut child = strace
        .command(&std::env::current_exe()?)
        .args(arguments)
        .stdout(Stdio::piped())
        .spawn()
        .context("strace?")?;
    let out = BufReader::new(child.stdout.take().context("no output")?);
    Ok((child, out))
}

/// Runs this program again with other arguments to its end and reads the one number it prints.
pub(crate) fn number_of(strace: &Strace, arguments: &[&str]) -> Result<f64> {
    let (mut child, mut out) = again(strace, arguments)?;
    let mut line = String::new();
    out.read_line(&mut line)?;
    child.wait()?;
    line.trim().parse().with_context(|| format!("{arguments:?} printed {line:?}"))
}

/// A line of `/proc/<pid>/status`, in MiB: `VmRSS` is the memory held now, `VmHWM` the most so far.
pub(crate) fn memory(pid: u32, line: &str) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let kib = status.lines().find_map(|found| found.strip_prefix(line)?.strip_prefix(':'))?;
    Some(kib.trim().trim_end_matches(" kB").parse::<f64>().ok()? / 1024.0)
}

/// Runs a command to its end: how long it took, and the most memory it held, in MiB.
pub(crate) fn measured(command: &mut Command) -> Result<(Duration, f64)> {
    let started = Instant::now();
    let mut child = command.spawn()?;
    let mut most: f64 = 0.0;
    let status = loop {
        most = most.max(memory(child.id(), "VmHWM").unwrap_or(0.0));
        match child.try_wait()? {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_micros(500)),
        }
    };
    if !status.success() {
        bail!("{command:?}: {status}");
    }
    Ok((started.elapsed(), most))
}

/// The processor time that a process has used, in microseconds: unlike the clock on the wall, other work on the machine hardly
/// changes it. (The kernel counts in hundredths of a second.)
pub(crate) fn processor_time(pid: u32) -> Option<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |place: usize| fields.get(place)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) * 10_000.0)
}
