//! What a request can end in when it does not end well. What a person sees of it is a translated text and an id; the cause
//! goes to the log.

use crate::{
    store::{Conflict, StoreError},
    workflow::Refusal,
};

/// The end of a request that did not succeed.
#[derive(Debug, Clone, thiserror::Error)]
pub enum AppError {
    /// There is no such thing, or not for this person.
    #[error("not found")]
    NotFound,
    /// The path takes other methods.
    #[error("method not allowed")]
    MethodNotAllowed,
    /// Nobody is signed in.
    #[error("not signed in")]
    SignedOut,
    /// The form or request did not come from a page of ours, or that page is too old.
    #[error("forged or stale form")]
    Forged,
    /// The request cannot be understood; the text names the place and the fix (already translated).
    #[error("bad input: {0}")]
    BadInput(String),
    /// The same, where it is mended in the comment that goes with an answer.
    #[error("bad input in the comment: {0}")]
    BadComment(String),
    /// The body is larger than allowed.
    #[error("the body is too large")]
    TooLarge,
    /// Too many requests; try again in some minutes.
    #[error("too many requests")]
    TooMany,
    /// The workflow does not allow it now.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The change does not go together with what is there.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// The database is out of reach or full for the moment.
    #[error("unavailable: {0}")]
    Unavailable(StoreError),
    /// A fault of ours.
    #[error("{0}")]
    Fault(String),
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => AppError::NotFound,
            StoreError::Refused(refusal) => AppError::Refused(refusal),
            StoreError::Conflict(conflict) => AppError::Conflict(conflict),
            StoreError::Unavailable(_) | StoreError::Full => AppError::Unavailable(error),
            StoreError::Fault(text) => AppError::Fault(text.to_string()),
        }
    }
}

impl AppError {
    /// The HTTP status code.
    pub fn status(&self) -> u16 {
        match self {
            AppError::NotFound => 404,
            AppError::MethodNotAllowed => 405,
            AppError::SignedOut => 401,
            AppError::Forged => 403,
            AppError::BadInput(_) | AppError::BadComment(_) => 422,
            AppError::TooLarge => 413,
            AppError::TooMany => 429,
            AppError::Refused(_) | AppError::Conflict(_) => 409,
            AppError::Unavailable(_) => 503,
            AppError::Fault(_) => 500,
        }
    }

    /// The error's name in API bodies, and the key of its texts (`error-<name>-title`, `error-<name>-text`).
    pub fn name(&self) -> &'static str {
        match self {
            AppError::NotFound => "not-found",
            AppError::MethodNotAllowed => "method-not-allowed",
            AppError::SignedOut => "signed-out",
            AppError::Forged => "forged",
            AppError::BadInput(_) | AppError::BadComment(_) => "bad-input",
            AppError::TooLarge => "too-large",
            AppError::TooMany => "too-many",
            AppError::Refused(Refusal::RoundNotOpen) => "round-not-open",
            AppError::Refused(Refusal::Locked(_)) => "locked",
            AppError::Refused(Refusal::NotDelegated) => "not-delegated",
            AppError::Refused(Refusal::TooMuchEvidence(_)) => "too-much-evidence",
            AppError::Refused(Refusal::FilesTooLarge) => "files-too-large",
            AppError::Refused(Refusal::NotNow(_)) => "not-now",
            AppError::Refused(Refusal::Incomplete(_)) => "incomplete",
            AppError::Refused(Refusal::NoSignatory) => "no-signatory",
            AppError::Refused(Refusal::NobodyAsked) => "nobody-asked",
            AppError::Refused(Refusal::NotAsked) => "not-asked",
            AppError::Refused(Refusal::ContentChanged) => "content-changed",
            AppError::Conflict(_) => "conflict",
            AppError::Unavailable(StoreError::Full) => "disk-full",
            AppError::Unavailable(_) => "unavailable",
            AppError::Fault(_) => "fault",
        }
    }
}
