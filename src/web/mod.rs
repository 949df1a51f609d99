//! The only room with actix: the application, access (session → person → scope), pages, API. One folder per audience; each
//! page is a typed view and a handler, with its template at the same path under `templates/`.

pub mod access;
pub mod app;
pub mod cookies;
pub mod live;
pub mod posted;
pub mod render;
pub mod routes;
pub mod visit;

mod errors;
mod figures;
mod form;
mod headers;
mod observed;
mod reading;
mod telemetry;

pub mod api;
pub mod respond;
pub mod results;
pub mod secretariat;
pub mod signin;
pub mod site;

pub use app::{App, Server};
pub use posted::Posted;
pub use visit::Visit;
