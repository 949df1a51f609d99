//! `serve`: the application and its mail worker, until told to stop.

use std::{io::Write, path::PathBuf, sync::Arc, time::Duration};

use anyhow::{Context, Result};
use secrecy::ExposeSecret;
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
};
use url::Url;

use super::Failure;
use crate::{
    clock::Clock,
    config::Config,
    locale::{self, Lang},
    mail::{Mailer, Transport},
    store::{Db, Target, edition::Editions, lock::ServerLock, migrate},
    telemetry,
    web::{App, Server, live::Live, render::Templates, results::Cache},
};

/// How long the mail worker may take to finish what is under way.
const WORKER_GRACE: Duration = Duration::from_secs(9);

/// What a server is started with.
pub(super) struct Setup {
    /// Where the data is.
    pub(super) target: Target,
    /// The address people reach it under.
    pub(super) base_url: Url,
    /// The address to listen on.
    pub(super) bind: String,
    /// How mail leaves.
    pub(super) transport: Transport,
    /// Who mail is from.
    pub(super) mail_from: String,
    /// The network's name, as mails are signed with it.
    pub(super) network: String,
    /// The time.
    pub(super) clock: Clock,
    /// In demo mode: where the written mails are.
    pub(super) demo_mail: Option<PathBuf>,
}

/// Runs what the configuration describes.
pub(super) fn run(config: &Config, out: &mut dyn Write) -> Result<(), Failure> {
    telemetry::start(&config.log, config.log_format);
    let mails = config.data_dir.join("mail");
    let smtp_url = config.smtp_url().map(|url| url.expose_secret().to_owned());
    let transport = Transport::from_url(smtp_url.as_deref(), &mails).map_err(Failure::environment)?;
    if smtp_url.is_none() {
        tracing::warn!(folder = %mails.display(), "SMTP_URL is not set: mails are written to files");
    }
    let setup = Setup {
        target: super::target(config)?,
        base_url: config.base_url.clone(),
        bind: config.bind.clone(),
        transport,
        mail_from: config.mail_from.clone(),
        network: config.network_name.clone(),
        clock: config.clock(),
        demo_mail: None,
    };
    serve(setup, |address| writeln!(out, "ready http://{address}").and_then(|()| out.flush()))?;
    Ok(())
}

/// Opens the database, migrates it, binds, calls `listening` with the address, and serves until SIGTERM or SIGINT.
///
/// # Errors
/// If the environment does not allow it: database, port, templates.
pub(super) fn serve(
    setup: Setup,
    listening: impl FnOnce(std::net::SocketAddr) -> std::io::Result<()>,
) -> Result<()> {
    let _lock = ServerLock::take(&setup.target)?;
    let migrated = migrate::run(&setup.target).context("the database could not be migrated")?;
    if !migrated.is_empty() {
        tracing::info!(?migrated, "database migrated");
    }
    actix_rt(async move {
        let db = Db::open(&setup.target)?;
        let mailer = Mailer::new(
            db.clone(),
            setup.transport,
            &setup.mail_from,
            setup.base_url.as_str(),
            setup.clock.clone(),
            Arc::new(mail_text),
        )?;
        let live = Arc::new(Live::default());
        let app = Arc::new(App {
            db,
            clock: setup.clock,
            base_url: setup.base_url,
            templates: Arc::new(Templates::load()?),
            editions: Editions::default(),
            results: Cache::default(),
            live: Arc::clone(&live),
            mailer: mailer.clone(),
            network: setup.network,
            demo_mail: setup.demo_mail,
        });
        let server = Server::bind(app, &setup.bind, workers())
            .with_context(|| format!("cannot listen on {}", setup.bind))?;
        let handle = server.handle();
        let (stop, stopped) = watch::channel(false);
        let worker = tokio::spawn(mailer.run(stopped));
        let (mut terminate, mut interrupt) =
            (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        listening(server.address)?;
        let serving = tokio::spawn(server.run());
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping");
        // The worker is told at once and finishes beside the last requests.
        stop.send_replace(true);
        // Who listens to what happens would keep the server waiting.
        live.end();
        handle.stop(true).await;
        serving.await??;
        if tokio::time::timeout(WORKER_GRACE, worker).await.is_err() {
            tracing::warn!("a mail was still under way; it is found by its lease");
        }
        Ok(())
    })
}

fn actix_rt<F: Future<Output = Result<()>>>(work: F) -> Result<()> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?.block_on(work)
}

fn workers() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from).min(8)
}

/// The catalogue as the mail room asks for it.
pub(super) fn mail_text(language: &str, key: &str, args: &[(&str, String)]) -> String {
    let args: Vec<locale::Arg<'_>> =
        args.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
    locale::text(Lang::from_tag(language), key, &args)
}
