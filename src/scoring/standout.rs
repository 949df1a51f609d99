//! What stands out in one member's scores: where it is strongest and weakest, and which sub-standards to work on first, each with
//! the reason. By the core scores alone, and without anybody else's.

use std::cmp::{Ordering, Reverse};

use super::{
    change::Steps,
    profile::Profile,
    score::{Difference, Score},
};

/// How many of each are named.
const NAMED: usize = 3;

/// A sub-standard with its score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// The sub-standard's id.
    pub id: String,
    /// Its score.
    pub score: Score,
}

/// Why a sub-standard is worth working on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// No other has a lower score.
    Lowest,
    /// No other has fallen as much since the earlier year.
    Fell(Difference),
    /// It is among those with the lowest scores.
    Low,
}

/// What stands out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standouts {
    /// The highest scores, the highest first.
    pub strongest: Vec<Ranked>,
    /// The lowest scores, the lowest first; none that is among the strongest too.
    pub weakest: Vec<Ranked>,
    /// What to work on first, with the reason.
    pub work_on: Vec<(Ranked, Why)>,
}

impl Standouts {
    /// Of one member's scores, and their change since an earlier year where it is known. Equal scores keep the edition's order.
    pub fn of(profile: &Profile, steps: Option<&Steps>) -> Standouts {
        let scored = profile.substandards.iter().filter_map(|result| {
            let score = result.core.score.clone()?;
            Some(Ranked { id: result.id.clone(), score })
        });
        let mut rising: Vec<Ranked> = scored.collect();
        let mut falling = rising.clone();
        rising.sort_by(|a, b| a.score.cmp(&b.score));
        falling.sort_by_key(|ranked| Reverse(ranked.score.clone()));
        let is_level = rising.first().map(|low| &low.score) == falling.first().map(|high| &high.score);
        let named = if is_level { 0 } else { NAMED.min(rising.len() / 2) };
        let work_on = work_on(&rising, steps);
        rising.truncate(named);
        falling.truncate(named);
        Standouts { strongest: falling, weakest: rising, work_on }
    }
}

/// The lowest score, the greatest fall, and then the next lowest scores. What has the highest score there is needs no work.
fn work_on(rising: &[Ranked], steps: Option<&Steps>) -> Vec<(Ranked, Why)> {
    let mut left: Vec<&Ranked> = rising.iter().filter(|ranked| !ranked.score.is_full()).collect();
    let mut chosen = Vec::new();
    if left.is_empty() {
        return chosen;
    }
    chosen.push((left.remove(0).clone(), Why::Lowest));
    let fell = |ranked: &Ranked| {
        let step = steps?.substandards.iter().find(|step| step.id == ranked.id)?;
        step.difference.clone().filter(|difference| difference.direction() == Ordering::Less)
    };
    let falls = left.iter().enumerate().filter_map(|(place, ranked)| Some((place, fell(ranked)?)));
    if let Some((place, difference)) = falls.min_by(|(_, a), (_, b)| a.fraction().cmp(b.fraction())) {
        chosen.push((left.remove(place).clone(), Why::Fell(difference)));
    }
    let rest = NAMED - chosen.len();
    chosen.extend(left.into_iter().take(rest).map(|ranked| (ranked.clone(), Why::Low)));
    chosen
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{
        questionnaire::{Change, Depth, Edition, Entry, Lineage},
        scoring::{
            change::Linked,
            specimen::{self, entries, item, substandard, value},
        },
    };

    fn edition(name: &str) -> Edition {
        let parts = ["1", "2", "3", "4", "5", "6", "7"].map(|id| {
            let item = item(&format!("{id}a"), Depth::Core);
            let lineage = Lineage { change: Change::Unchanged, item: None };
            substandard(id, "p", [crate::questionnaire::Item { lineage, ..item }])
        });
        Edition { previous: Some("2026".to_owned()), ..specimen::edition(name, parts) }
    }

    fn answers(values: [i32; 7]) -> BTreeMap<String, Entry> {
        let ids = ["1a", "2a", "3a", "4a", "5a", "6a", "7a"];
        entries(&ids.into_iter().zip(values).map(|(id, given)| (id, value(given))).collect::<Vec<_>>())
    }

    fn ids(ranked: &[Ranked]) -> Vec<&str> {
        ranked.iter().map(|ranked| ranked.id.as_str()).collect()
    }

    fn found(now: [i32; 7], then: Option<[i32; 7]>) -> Standouts {
        let (edition, earlier) = (edition("2027"), edition("2026"));
        let linked = Linked::between(&edition, &earlier, &[]);
        let steps = then.map(|then| linked.steps(&answers(now), &answers(then)));
        Standouts::of(&Profile::of(&edition, &answers(now)), steps.as_ref())
    }

    #[test]
    fn the_highest_and_the_lowest_are_named_in_order() {
        let found = found([5, 9, 2, 7, 3, 8, 2], None);
        assert_eq!(ids(&found.strongest), ["2", "6", "4"]);
        assert_eq!(ids(&found.weakest), ["3", "7", "5"]);
    }

    #[test]
    fn what_fell_most_is_worked_on_beside_the_lowest() {
        let found = found([5, 9, 2, 7, 3, 8, 2], Some([5, 9, 5, 9, 3, 9, 2]));
        let on: Vec<_> = found.work_on.iter().map(|(ranked, why)| (ranked.id.as_str(), why)).collect();
        assert_eq!((on[0].0, on[0].1), ("3", &Why::Lowest));
        assert!(on[1].0 == "4" && matches!(on[1].1, Why::Fell(_)), "{on:?}");
        assert_eq!((on[2].0, on[2].1), ("7", &Why::Low));
    }

    #[test]
    fn where_all_are_alike_nothing_stands_out_and_the_best_needs_no_work() {
        let level = found([6; 7], None);
        assert!(level.strongest.is_empty() && level.weakest.is_empty());
        assert_eq!(level.work_on.len(), 3);
        assert!(found([10; 7], None).work_on.is_empty());
    }
}
