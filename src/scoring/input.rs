//! What scores are computed from: the approved signed versions of one round.

use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

use super::score::ScoreScale;
use crate::questionnaire::{Edition, answer::Entry};

/// A member of the network as it is named in results and exports.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct MemberName {
    /// The member's code, such as `03`.
    pub code: String,
    /// Its full name, such as `Region Uppsala`.
    pub name: String,
    /// In a round to people, what tells one person of the member from the others: a role and a number, such as
    /// `process-lead-2`, no name. It is of one round: nobody is followed from year to year by it.
    pub respondent: Option<String>,
}

/// One approved signed version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Whose it is.
    pub member: MemberName,
    /// The number of the signed version, from 1.
    pub version: i32,
    /// What it says per item id. An item that is missing here is unanswered.
    pub entries: BTreeMap<String, Entry>,
    /// What the answers rest on, a line for each, per item id; only items that have any.
    pub evidence: BTreeMap<String, Vec<String>>,
}

/// Everything that the results of one round are computed from.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundAnswers {
    /// The round's year.
    pub year: i32,
    /// The frozen edition that was answered.
    pub edition: Arc<Edition>,
    /// Those who were asked, in order of the members' codes: the N of "n of N" (rule 6). The members of that year; in a round that
    /// addressed others, those; in a round to people, the people.
    pub members: Vec<MemberName>,
    /// The approved submissions, at most one of each who was asked, in order of the member's code.
    pub submissions: Vec<Submission>,
    /// The threshold on the questionnaire's scale for "share of members at or above" (rule 6).
    pub threshold: i32,
}

impl RoundAnswers {
    /// The approved submissions of those who were members that year: membership is per year, so a submission
    /// of anybody else counts nowhere.
    pub fn approved(&self) -> impl Iterator<Item = &Submission> {
        let members: HashSet<&str> = self.members.iter().map(|member| member.code.as_str()).collect();
        self.submissions.iter().filter(move |submission| members.contains(submission.member.code.as_str()))
    }

    /// Whether people were asked rather than members.
    pub fn is_of_people(&self) -> bool {
        self.members.iter().any(|asked| asked.respondent.is_some())
    }

    /// The scale that the round's scores are shown on.
    pub fn scale(&self) -> ScoreScale {
        ScoreScale::of(&self.edition)
    }
}
