//! Which member a cell names: by code, by name, or in one of the plain ways in which people write a region's name.

use std::collections::HashMap;

use super::{Reason, WORD_MAX, cell::bounded};
use crate::table::folded;

/// A member as the list may name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownMember {
    /// The member's id.
    pub id: String,
    /// Its code.
    pub code: String,
    /// Its full name.
    pub name: String,
    /// Its short name.
    pub short_name: String,
    /// Whether it is a member in the year that the list is for.
    pub this_year: bool,
}

/// The members by everything that a list may call them.
pub(super) struct Members<'a> {
    known: &'a [KnownMember],
    /// By code and name as they are. None where two members share the word.
    by_word: HashMap<String, Option<&'a KnownMember>>,
    /// By what is left of a name without words such as *region* and *län*. None where two members share it.
    by_stem: HashMap<String, Option<&'a KnownMember>>,
}

impl<'a> Members<'a> {
    pub(super) fn new(known: &'a [KnownMember]) -> Members<'a> {
        let mut by_word = HashMap::new();
        for member in known {
            let mut words: Vec<String> =
                [&member.code, &member.name, &member.short_name].map(|word| folded(word)).into();
            words.sort_unstable();
            words.dedup();
            for word in words {
                by_word.entry(word).and_modify(|shared| *shared = None).or_insert(Some(member));
            }
        }
        // A spreadsheet turns the code 01 into the number 1.
        for member in known {
            let number = member.code.trim_start_matches('0');
            if !number.is_empty() && member.code.chars().all(|c| c.is_ascii_digit()) {
                by_word.entry(number.to_owned()).or_insert(Some(member));
            }
        }
        let mut by_stem = HashMap::new();
        for member in known {
            let mut stems = [&member.name, &member.short_name].map(|name| stem(name)).to_vec();
            stems.dedup();
            for stem in stems.into_iter().filter(|stem| !stem.is_empty()) {
                by_stem.entry(stem).and_modify(|shared| *shared = None).or_insert(Some(member));
            }
        }
        Members { known, by_word, by_stem }
    }

    pub(super) fn named(&self, cell: &str) -> Result<String, Reason> {
        let cell = bounded(cell, WORD_MAX)?;
        let (word, stem) = (folded(cell), stem(cell));
        let exactly = self.by_word.get(&word).copied().flatten();
        match exactly.or_else(|| self.by_stem.get(&stem).copied().flatten()) {
            Some(member) if member.this_year => Ok(member.id.clone()),
            Some(_) => Err(Reason::NotMemberThisYear),
            None => Err(Reason::UnknownMember(self.nearest(&stem))),
        }
    }

    /// The short name of the member whose name is nearest, if one is near: a few letters away, or with more behind.
    fn nearest(&self, stem: &str) -> Option<String> {
        /// So many letters tell one name from most others.
        const TELLING: usize = 5;
        let word: Vec<char> = stem.chars().collect();
        self.known
            .iter()
            .flat_map(|member| [&member.name, &member.short_name].map(|name| (self::stem(name), member)))
            .filter_map(|(name, member)| {
                let name: Vec<char> = name.chars().collect();
                if word.len() >= TELLING && name.starts_with(&word) {
                    return Some((name.len() - word.len(), member));
                }
                let limit = (name.len() / 3).min(3);
                if name.len().abs_diff(word.len()) > limit {
                    return None;
                }
                let distance = distance(&word, &name);
                (distance <= limit).then_some((distance, member))
            })
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, member)| member.short_name.clone())
    }
}

/// What tells one region from another: the name without the words that many have, and without the *s* of "läns". So "Örebro",
/// "Region Örebro län", "Örebro läns landsting" and "Örebro County" are one.
fn stem(name: &str) -> String {
    const COMMON: [&str; 14] = [
        "region",
        "regionen",
        "regionens",
        "lan",
        "lans",
        "lanet",
        "landsting",
        "landstinget",
        "kommun",
        "county",
        "council",
        "of",
        "the",
        "i",
    ];
    let words = name.split(|c: char| !c.is_alphanumeric()).map(folded);
    let telling = words.filter(|word| !COMMON.contains(&word.as_str()));
    let stem: String = telling.collect();
    let stem = stem.strip_suffix("regionen").unwrap_or(&stem);
    stem.strip_suffix('s').unwrap_or(stem).to_owned()
}

/// The number of letters to insert, delete or replace (Levenshtein).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(above.len());
        let mut left = i + 1;
        row.push(left);
        for (to, pair) in b.iter().zip(above.windows(2)) {
            let &[diagonal, up] = pair else { continue };
            left = (diagonal + usize::from(from != to)).min(up + 1).min(left + 1);
            row.push(left);
        }
        above = row;
    }
    above.last().copied().unwrap_or_default()
}
