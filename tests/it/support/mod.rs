//! What the tests stand on: the application with its small network, the people who use it, and what is around it.

pub mod app;
pub mod dump;
pub mod generated;
pub mod page;
pub mod pdf;
pub mod person;
pub mod postgres;
pub mod queries;
pub mod smtp;
pub mod sources;

pub use app::TestApp;
pub use page::Page;
pub use person::Person;

/// Makes each story two tests: `sqlite` and `postgres`, in a module of the story's name.
macro_rules! on_both {
    ($($(#[$about:meta])* async fn $story:ident($app:ident) $body:block)+) => {
        $(
            $(#[$about])*
            mod $story {
                #[allow(unused_imports, reason = "not every story needs all of it")]
                use super::*;

                async fn story($app: std::sync::Arc<crate::support::TestApp>) $body

                #[test]
                fn sqlite() {
                    crate::support::app::run(crate::support::app::Backend::Sqlite, story);
                }

                #[test]
                fn postgres() {
                    crate::support::app::run(crate::support::app::Backend::Postgres, story);
                }
            }
        )+
    };
}
