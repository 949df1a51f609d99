//! What a member says of a part of its response as a whole.

use super::permission::UnknownCode;

/// What can be said of a part. None of it changes an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Its in-depth items are answered too.
    Depth,
    /// Own ratings are shown to all who answer, and talked about.
    Dialogue,
    /// Nothing more is to be done.
    Finished,
}

impl Mark {
    /// The mark's code, as it stands in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Mark::Depth => "depth",
            Mark::Dialogue => "dialogue",
            Mark::Finished => "finished",
        }
    }
}

impl std::str::FromStr for Mark {
    type Err = UnknownCode;

    fn from_str(code: &str) -> Result<Self, UnknownCode> {
        [Mark::Depth, Mark::Dialogue, Mark::Finished]
            .into_iter()
            .find(|mark| mark.as_str() == code)
            .ok_or(UnknownCode)
    }
}
