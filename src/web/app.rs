//! The application: what every request can reach, and the server that binds its own listener.

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use actix_web::{App as ActixApp, HttpServer, dev::ServerHandle, middleware::from_fn, web::Data};
use url::Url;

use super::{access, errors, headers, live::Live, render::Templates, routes};
use crate::{clock::Clock, mail::Mailer, store::Db};

/// What every request can reach.
pub struct App {
    /// The data.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// The address under which people reach the application; links are built from it and nothing else.
    pub base_url: Url,
    /// The pages' templates.
    pub templates: Arc<Templates>,
    /// Editions that were read once.
    pub editions: crate::store::edition::Editions,
    /// Results that were computed once.
    pub results: crate::web::results::Cache,
    /// What several people see at once, as it changes.
    pub live: Arc<Live>,
    /// Makes mails for the outbox and wakes the worker.
    pub mailer: Mailer,
    /// The name of the network, as mails are signed with it.
    pub network: String,
    /// In demo mode only: where the written mails are, so that they can be read in the browser.
    pub demo_mail: Option<PathBuf>,
}

impl App {
    /// Whether cookies are `Secure`: always but on http://localhost.
    pub fn secure(&self) -> bool {
        self.base_url.scheme() == "https"
    }

    /// The absolute address of a path of ours.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.base_url.as_str().trim_end_matches('/'))
    }

    /// The year by which roles are judged: that of today's local date.
    pub fn year(&self) -> i32 {
        use chrono::Datelike;
        self.clock.today().year()
    }
}

/// A server that is bound and listening.
pub struct Server {
    /// The address it listens on, with the real port.
    pub address: SocketAddr,
    server: actix_web::dev::Server,
}

impl Server {
    /// Binds `address` (port 0 picks a free one) and prepares `workers` threads.
    ///
    /// # Errors
    /// If the address cannot be bound.
    pub fn bind(app: Arc<App>, address: &str, workers: usize) -> std::io::Result<Server> {
        let data = Data::from(app);
        let server = HttpServer::new(move || {
            ActixApp::new()
                .app_data(data.clone())
                .wrap(from_fn(access::gate))
                .wrap(from_fn(errors::translate))
                .wrap(from_fn(headers::secure))
                .wrap(from_fn(super::telemetry::request))
                .configure(routes::configure)
        })
        .workers(workers)
        .shutdown_timeout(8)
        .disable_signals()
        .client_request_timeout(std::time::Duration::from_secs(15))
        .bind(address)?;
        let address = server
            .addrs()
            .first()
            .copied()
            .ok_or_else(|| std::io::Error::new(std::io::ErrorKind::AddrNotAvailable, "nothing bound"))?;
        Ok(Server { address, server: server.run() })
    }

    /// A handle to stop the server.
    pub fn handle(&self) -> ServerHandle {
        self.server.handle()
    }

    /// Serves until stopped.
    ///
    /// # Errors
    /// Those of the listener.
    pub async fn run(self) -> std::io::Result<()> {
        self.server.await
    }
}
