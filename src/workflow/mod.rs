//! States and who may do what: rounds, responses, signed versions, review, reminders due, permissions,
//! and how a list of contacts is understood. Pure: the store keeps what is decided here.

pub mod address;
pub mod audience;
pub mod contacts;
pub mod evidence;
pub mod mail;
pub mod mark;
pub mod members;
pub mod observation;
pub mod permission;
pub mod reminder;
pub mod scope;
pub mod sign_in;
pub mod signed;
pub mod state;
pub mod step;

pub use address::{Address, AddressError};
pub use audience::{Addressed, Audience, MemberKind};
pub use mail::{MailKind, MailState};
pub use mark::Mark;
pub use permission::{Action, Reach, Role};
pub use scope::Scope;
pub use state::{Event, Refusal, ResponseState, RoundState};
