//! Signing in: ask for a link, press its button or type its code, sign out; and the page of an invitation. The rules are those of
//! `docs/SECURITY.md`: opening a link does nothing, pressing the button uses it, once.

mod account;
mod invitation;
mod request;
mod session;

use std::net::IpAddr;

use actix_web::{HttpRequest, web};

pub(super) use invitation::masked;

use super::{
    App,
    routes::{Access, RouteSpec, get, post},
};
use crate::{
    clock::Moment,
    error::AppError,
    mail::Recipient,
    store::{
        DbConnection, StoreError, StoreResult,
        access::{self, Requested},
        mail,
    },
    workflow::signed::sha256,
};

/// The routes of this folder.
pub(super) fn routes() -> Vec<RouteSpec> {
    use Access::{Public, SignedIn};
    vec![
        get("/sign-in", Public, || web::to(request::show)),
        post("/sign-in", Public, || web::to(request::send)),
        get("/sign-in/sent", Public, || web::to(session::show_code)),
        post("/sign-in/code", Public, || web::to(session::use_code)).with_form_on("/sign-in/sent"),
        get("/sign-in/{token}", Public, || web::to(session::show_link)),
        post("/sign-in/{token}", Public, || web::to(session::use_link)),
        get("/invitation/{invitation}", Public, || web::to(invitation::show)),
        post("/invitation/{invitation}", Public, || web::to(invitation::send)),
        post("/sign-out", Public, || web::to(session::sign_out)),
        get("/account", SignedIn, || web::to(account::show)),
        post("/sign-out/everywhere", SignedIn, || web::to(session::sign_out_everywhere))
            .with_form_on("/account"),
    ]
}

/// A hash of the client's network address, for the limits: the address itself is not kept.
///
/// A reverse proxy, which is on this machine or in a private network, adds the address it saw at the end of
/// `X-Forwarded-For`. What stands before it, and the whole header from anybody else, is a claim of the client's.
pub(super) fn client(req: &HttpRequest) -> String {
    let peer = req.peer_addr().map(|peer| peer.ip());
    let forwarded = || {
        let value = req.headers().get_all("x-forwarded-for").last()?.to_str().ok()?;
        value.rsplit(',').next()?.trim().parse::<IpAddr>().ok()
    };
    let address = if peer.is_some_and(is_near) { forwarded().or(peer) } else { peer };
    sha256(address.map_or_else(|| "unknown".to_owned(), |address| address.to_string()).as_bytes())
}

/// Whether an address is of this machine or of a private network.
fn is_near(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private() || v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

/// Notes a request and queues its mail, in one transaction. Same work and same answer for known and unknown addresses.
fn request_link(
    conn: &mut DbConnection,
    app: &App,
    (address, client, visitor_hash): (&str, &str, &str),
    now: Moment,
) -> StoreResult<bool> {
    let request = access::Request { address, client, visitor_hash };
    match access::request(conn, &request, now)? {
        Requested::Limited => Ok(false),
        Requested::Unknown => Ok(true),
        Requested::Known { sign_in, person, language } => {
            let to = Recipient { person: &person, address, language: &language };
            let new = app.mailer.sign_in(to, &sign_in).map_err(StoreError::fault)?;
            mail::queue(conn, &new, now)?;
            Ok(true)
        }
    }
}

/// Asks for a link for an address, and wakes the mail worker.
async fn send_link(
    app: web::Data<App>,
    address: String,
    client: String,
    visitor_hash: String,
) -> Result<(), AppError> {
    let (now, worker) = (app.clock.now(), app.clone());
    let accepted = app
        .db
        .write(move |conn| request_link(conn, &worker, (&address, &client, &visitor_hash), now))
        .await?;
    if !accepted {
        return Err(AppError::TooMany);
    }
    app.mailer.wake();
    Ok(())
}
