//! Results as they are computed from the approved versions, kept in memory until one more is approved.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{
    questionnaire::Edition,
    scoring::{Comparison, Network, Profile, RoundAnswers, Scorer},
    store::{
        DbConnection, StoreError, StoreResult,
        edition::Editions,
        results::{self, RoundHead},
    },
};

/// The results of one round.
pub struct Computed {
    /// The round and all rounds of its questionnaire before it, oldest first: the round itself is the last.
    pub rounds: Vec<RoundAnswers>,
    /// The network's distribution per figure.
    pub network: Network,
    /// The change since the round before, if there was one.
    pub comparison: Option<Comparison>,
    /// Every member's scores, by the member's code.
    pub profiles: HashMap<String, Profile>,
    /// The scores of the members in the round before.
    pub earlier: HashMap<String, Profile>,
}

impl Computed {
    fn of(rounds: Vec<RoundAnswers>) -> Option<Computed> {
        let (now, before) = rounds.split_last()?;
        let scored = |round: &RoundAnswers| -> HashMap<String, Profile> {
            let scorer = Scorer::new(&round.edition);
            let of_members = round.approved().filter(|one| one.member.respondent.is_none());
            of_members.map(|one| (one.member.code.clone(), scorer.profile(&one.entries))).collect()
        };
        let editions: Vec<Arc<Edition>> = before.iter().map(|round| Arc::clone(&round.edition)).collect();
        Some(Computed {
            network: Network::of(now),
            comparison: before.last().map(|then| Comparison::of(now, then, &editions)),
            profiles: scored(now),
            earlier: before.last().map(scored).unwrap_or_default(),
            rounds,
        })
    }

    /// The round itself.
    pub fn round(&self) -> Option<&RoundAnswers> {
        self.rounds.last()
    }
}

/// Keeps what was computed, by round, with the stamp it was computed at.
#[derive(Default)]
pub struct Cache(Mutex<HashMap<String, (String, Arc<Computed>)>>);

impl Cache {
    /// The results of a round, computed anew only if something was approved since.
    ///
    /// # Errors
    /// Those of the database.
    pub fn get(
        &self,
        conn: &mut DbConnection,
        editions: &Editions,
        round: &RoundHead,
    ) -> StoreResult<Arc<Computed>> {
        let stamp = results::stamp(conn, &round.questionnaire)?;
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&round.id).cloned();
        if let Some((at, computed)) = known
            && at == stamp
        {
            return Ok(computed);
        }
        let rounds = results::answers_until(conn, editions, round)?;
        let computed = Arc::new(Computed::of(rounds).ok_or_else(|| StoreError::fault("no round"))?);
        let entry = (stamp, Arc::clone(&computed));
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(round.id.clone(), entry);
        Ok(computed)
    }
}
