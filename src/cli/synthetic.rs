//! Synthetic answers for the demo: made up from a fixed seed, plausible in level, spread and drift, and labelled as made up
//! wherever a person sees them.

use std::collections::HashMap;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::questionnaire::{Answer, Depth, Edition, Entry, Hidden, Item, Kind, Number, Value};

/// The seed of all synthetic answers.
const SEED: u64 = 189;

const COMMENTS: [&str; 8] = [
    "Påhittad kommentar: Finns i verksamhetsplanen sedan i våras.",
    "Påhittad kommentar: Fungerar bra i primärvården, sämre på sjukhusen.",
    "Påhittad kommentar: Vi har börjat, men följer inte upp det än.",
    "Påhittad kommentar: En arbetsgrupp ser över rutinen under året.",
    "Påhittad kommentar: Skiljer sig mellan förvaltningarna.",
    "Påhittad kommentar: Nytt beslut i regionstyrelsen i höstas.",
    "Påhittad kommentar: Beror på om chefen frågar efter det.",
    "Påhittad kommentar: Alla enheter är med sedan förra året.",
];

const REASON: &str = "Påhittad kommentar: Uppgiften ligger hos kommunerna hos oss.";

/// Whether the answers before an item hide it.
fn is_hidden(edition: &Edition, answers: &[(String, Entry)], item: &Item) -> bool {
    let answer = |id: &str| answers.iter().find(|(of, _)| of == id)?.1.answer.as_ref();
    item.visible_if.is_some() && Hidden::of(edition, answer).contains(&item.id)
}

/// Makes the answers of all members through the years: each member and each sub-standard keeps its character.
pub(super) struct Synthetic {
    rng: ChaCha8Rng,
    members: HashMap<String, f64>,
    substandards: HashMap<String, f64>,
    places: HashMap<(String, String), f64>,
}

impl Synthetic {
    pub(super) fn new() -> Synthetic {
        Synthetic::seeded(SEED)
    }

    fn seeded(seed: u64) -> Synthetic {
        Synthetic {
            rng: ChaCha8Rng::seed_from_u64(seed),
            members: HashMap::new(),
            substandards: HashMap::new(),
            places: HashMap::new(),
        }
    }

    /// A normally distributed number (twelve uniform ones summed: near enough here).
    fn normal(&mut self, mean: f64, deviation: f64) -> f64 {
        let sum: f64 = (0..12).map(|_| self.rng.random::<f64>()).sum();
        mean + deviation * (sum - 6.0)
    }

    /// Whether something of this probability happens.
    pub(super) fn chance(&mut self, probability: f64) -> bool {
        self.rng.random::<f64>() < probability
    }

    /// A whole number in `0..below`.
    pub(super) fn below(&mut self, below: i64) -> i64 {
        self.rng.random_range(0..below.max(1))
    }

    /// One member's answers to the core and follow-up items that are shown, in the edition's order, and to the in-depth items of
    /// the sub-standards that are `opened`; `gaps` is the share left unanswered.
    pub(super) fn answers(
        &mut self,
        member: &str,
        edition: &Edition,
        opened: &[String],
        years_on: i32,
        gaps: f64,
    ) -> Vec<(String, Entry)> {
        let mut level = match self.members.get(member) {
            Some(level) => *level,
            None => {
                let level = self.normal(6.1, 1.2);
                self.members.insert(member.to_owned(), level);
                level
            }
        };
        level += f64::from(years_on) * 0.25 + self.normal(0.0, 0.25);
        let mut answers = Vec::new();
        for (sub, item) in edition.items() {
            if item.depth == Depth::Indepth && !opened.contains(&sub.id) || is_hidden(edition, &answers, item)
            {
                continue;
            }
            let Some(scale) = edition.scale(item) else {
                if !self.chance(gaps) {
                    answers.extend(self.other(item).map(|entry| (item.id.clone(), entry)));
                }
                continue;
            };
            let (ease, place) = (self.ease(&sub.id), self.place(member, &sub.id));
            let value = self.normal(level + ease + place, 0.8);
            if self.chance(gaps) {
                continue;
            }
            let entry = if self.chance(0.015) {
                Entry {
                    answer: Some(Answer::NotApplicable),
                    comment: REASON.to_owned(),
                    unchanged_since: None,
                }
            } else {
                // The levels are thought on 1–10; other scales get the same share of the way.
                let share = ((value - 1.0) / 9.0).clamp(0.0, 1.0);
                let span = f64::from(scale.max - scale.min);
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "a share of a scale of at most 21 values"
                )]
                let value = scale.min + (share * span).round() as i32;
                let comment = if self.chance(0.2) { self.comment() } else { String::new() };
                Entry { answer: Some(Answer::Value(Value::Integer(value))), comment, unchanged_since: None }
            };
            answers.push((item.id.clone(), entry));
        }
        answers
    }

    /// The sub-standards that a member opens: some of those that have more to open.
    pub(super) fn depths(&mut self, edition: &Edition) -> Vec<String> {
        let deep = edition.substandards().map(|(_, sub)| sub).filter(|sub| sub.has_depth());
        deep.filter(|_| self.chance(0.15)).map(|sub| sub.id.clone()).collect()
    }

    /// An answer to a question that is not rated.
    fn other(&mut self, item: &Item) -> Option<Entry> {
        let value = match item.kind {
            Kind::YesPartlyNo => Value::Text((*self.one_of(&Kind::YES_PARTLY_NO)?).to_owned()),
            Kind::Single => Value::Text(self.one_of(&item.options)?.id.clone()),
            Kind::Multiple => {
                let usual = item.options.iter().filter(|option| !option.exclusive);
                let chosen: Vec<String> =
                    usual.filter(|_| self.chance(0.4)).map(|option| option.id.clone()).collect();
                if chosen.is_empty() {
                    return None;
                }
                Value::Several(chosen)
            }
            Kind::Number => {
                let bound =
                    |bound: Option<Number>| bound.and_then(|bound| bound.to_string().parse::<i64>().ok());
                let least = bound(item.min).unwrap_or(0);
                let most = bound(item.max).unwrap_or(least + 40).min(least + 100);
                Value::Text((least + self.below(most - least + 1)).to_string())
            }
            Kind::Text | Kind::LongText => Value::Text(self.comment().replace("kommentar", "text")),
            Kind::Link => Value::Text("Påhittat dokument, diariet".to_owned()),
            Kind::Rating | Kind::Date | Kind::Table => return None,
        };
        Some(Entry { answer: Some(Answer::Value(value)), ..Entry::default() })
    }

    fn one_of<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        if of.is_empty() { None } else { of.get(self.rng.random_range(0..of.len())) }
    }

    fn comment(&mut self) -> String {
        let place = self.rng.random_range(0..COMMENTS.len());
        COMMENTS.get(place).copied().unwrap_or_default().to_owned()
    }

    /// How easy a sub-standard is for everybody.
    fn ease(&mut self, sub: &str) -> f64 {
        if let Some(ease) = self.substandards.get(sub) {
            return *ease;
        }
        let ease = self.normal(0.0, 0.8);
        self.substandards.insert(sub.to_owned(), ease);
        ease
    }

    /// How much better or worse one member does in one sub-standard.
    fn place(&mut self, member: &str, sub: &str) -> f64 {
        let key = (member.to_owned(), sub.to_owned());
        if let Some(place) = self.places.get(&key) {
            return *place;
        }
        let place = self.normal(0.0, 0.7);
        self.places.insert(key, place);
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{questionnaire::shipped, scoring::Scorer};

    /// SD : mean of each sub-standard's scores over nineteen members, in the first and the second year.
    fn spreads(seed: u64) -> Vec<f64> {
        let mut synthetic = Synthetic::seeded(seed);
        let mut spreads = Vec::new();
        for (years_on, year) in [(0, "2025"), (1, "2026")] {
            let file = shipped::bytes("sjalvevaluering", year).unwrap();
            let edition = crate::questionnaire::read(&file).unwrap();
            let scorer = Scorer::new(&edition);
            let profiles: Vec<_> = (0..19)
                .map(|member| {
                    let opened = synthetic.depths(&edition);
                    let answers = synthetic.answers(&member.to_string(), &edition, &opened, years_on, 0.02);
                    scorer.profile(&answers.into_iter().collect())
                })
                .collect();
            for (_, sub) in edition.scored_substandards() {
                let scale = crate::scoring::ScoreScale::of(&edition);
                let scores: Vec<f64> = profiles
                    .iter()
                    .filter_map(|profile| profile.substandard(&sub.id)?.core.score.clone())
                    .map(|score| num_traits::ToPrimitive::to_f64(&score.on(scale)).unwrap())
                    .collect();
                let count = f64::from(u32::try_from(scores.len()).unwrap());
                let mean = scores.iter().sum::<f64>() / count;
                let variance = scores.iter().map(|score| (score - mean).powi(2)).sum::<f64>() / (count - 1.0);
                spreads.push(variance.sqrt() / mean);
            }
        }
        spreads
    }

    #[test]
    fn members_spread_as_in_real_self_assessments() {
        let spreads = spreads(SEED);
        assert_eq!(spreads.len(), 36);
        assert!(spreads.iter().all(|spread| (0.15..=0.35).contains(spread)), "{spreads:?}");
    }
}
