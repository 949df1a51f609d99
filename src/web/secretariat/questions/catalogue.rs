//! The editions that there are: those that come with the application, and those that were uploaded or used.

use std::{
    cmp::Reverse,
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

use crate::{
    clock::Moment,
    questionnaire::{Depth, Edition, shipped},
    store::{
        DbConnection, StoreError, StoreResult,
        edition::{self, EditionFile, Editions},
        round::Round,
    },
    web::Visit,
};

/// The editions that come with the application, read once. A test keeps every one of them sound.
static SHIPPED: LazyLock<Vec<EditionFile>> = LazyLock::new(|| {
    let files =
        shipped::list().into_iter().filter_map(|name| shipped::bytes(&name.questionnaire, &name.edition));
    files.filter_map(|bytes| EditionFile::read(&bytes).ok()).collect()
});

/// An edition to choose.
#[derive(Clone)]
pub(in crate::web::secretariat) struct Known {
    /// What it says.
    pub(in crate::web::secretariat) edition: Arc<Edition>,
    /// The SHA-256 of the file's bytes, lower-case hex.
    pub(in crate::web::secretariat) sha256: String,
}

/// Every edition there is; the same bytes once. First come those of the questionnaires that the latest rounds asked, then the longest
/// ones; within a questionnaire the newest.
pub(in crate::web::secretariat) fn all(
    conn: &mut DbConnection,
    editions: &Editions,
    rounds: &[Round],
) -> StoreResult<Vec<Known>> {
    let mut known: Vec<Known> = SHIPPED
        .iter()
        .map(|file| Known { edition: file.shared(), sha256: file.sha256().to_owned() })
        .collect();
    for frozen in edition::list(conn)? {
        if known.iter().all(|known| known.sha256 != frozen.sha256) {
            let loaded = editions.get(conn, &frozen.id)?;
            known.push(Known { edition: Arc::clone(&loaded.edition), sha256: frozen.sha256 });
        }
    }
    let used = |id: &str| rounds.iter().position(|round| round.questionnaire == id).unwrap_or(usize::MAX);
    let mut longest: BTreeMap<String, usize> = BTreeMap::new();
    for Known { edition, .. } in &known {
        let most = longest.entry(edition.id.clone()).or_default();
        *most = edition.items().count().max(*most);
    }
    known.sort_by_cached_key(|Known { edition, sha256 }| {
        let place = (used(&edition.id), Reverse(longest.get(&edition.id).copied()), edition.id.clone());
        (place, Reverse(edition.edition.clone()), sha256.clone())
    });
    Ok(known)
}

/// The names of a questionnaire and of its edition.
pub(in crate::web::secretariat) fn edition_name(visit: &Visit, edition: &Edition) -> String {
    let title = edition.name(edition.language(visit.lang.as_str())).to_owned();
    visit.text_with(
        "round-edition-name",
        &[("title", title.into()), ("edition", edition.edition.clone().into())],
    )
}

/// How many questions an edition asks, by depth, in words.
pub(super) fn about(visit: &Visit, edition: &Edition) -> String {
    let at = |depth| edition.items().filter(|(_, item)| item.depth == depth).count();
    let counts = [
        ("core", at(Depth::Core).into()),
        ("indepth", at(Depth::Indepth).into()),
        ("followup", at(Depth::Followup).into()),
    ];
    visit.text_with("questions-about", &counts)
}

/// The name of an edition among the others: with its checksum only where another has the same name.
pub(in crate::web::secretariat) fn name(visit: &Visit, all: &[Known], known: &Known) -> String {
    let same = |other: &&Known| {
        (&other.edition.id, &other.edition.edition) == (&known.edition.id, &known.edition.edition)
    };
    let name = edition_name(visit, &known.edition);
    if all.iter().filter(same).count() == 1 {
        return name;
    }
    let sha: String = known.sha256.chars().take(8).collect();
    format!("{name} ({sha})")
}

/// The exact text of the edition with this checksum.
pub(super) fn text(conn: &mut DbConnection, sha256: &str) -> StoreResult<String> {
    if let Some(file) = SHIPPED.iter().find(|file| file.sha256() == sha256) {
        return Ok(file.text().to_owned());
    }
    let id = frozen(conn, sha256)?;
    edition::text(conn, &id)
}

/// The id of the frozen edition with this checksum; a shipped one is frozen by this.
pub(in crate::web::secretariat) fn freeze(
    conn: &mut DbConnection,
    sha256: &str,
    now: Moment,
) -> StoreResult<String> {
    match SHIPPED.iter().find(|file| file.sha256() == sha256) {
        Some(file) => Ok(edition::freeze(conn, now, file)?.id),
        None => frozen(conn, sha256),
    }
}

fn frozen(conn: &mut DbConnection, sha256: &str) -> StoreResult<String> {
    let frozen = edition::list(conn)?.into_iter().find(|frozen| frozen.sha256 == sha256);
    frozen.map(|frozen| frozen.id).ok_or(StoreError::NotFound)
}

/// A shipped edition of the self-evaluation.
#[cfg(test)]
pub(in crate::web::secretariat) fn shipped_edition(name: &str) -> Option<Known> {
    let is_wanted = |edition: &Edition| edition.id == "sjalvevaluering" && edition.edition == name;
    let file = SHIPPED.iter().find(|file| is_wanted(file.edition()))?;
    Some(Known { edition: file.shared(), sha256: file.sha256().to_owned() })
}
