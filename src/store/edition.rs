//! Editions as they were frozen: the exact text of the file, its SHA-256, and, parsed once per process, what
//! it says.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use diesel::{
    prelude::*,
    sql_query,
    sql_types::{Text, Timestamp},
};

use super::{DbConnection, StoreError, StoreResult, new_id, schema::edition};
use crate::{
    clock::Moment,
    questionnaire::{self, Edition, Fault, Problem},
    workflow::signed::sha256,
};

/// The most editions between two that are compared: more years than anybody looks back.
const LONGEST_WAY: usize = 30;

/// A questionnaire file that was read and found sound.
#[derive(Debug, Clone)]
pub struct EditionFile {
    edition: Arc<Edition>,
    text: String,
    sha256: String,
}

impl EditionFile {
    /// Reads a file.
    ///
    /// # Errors
    /// All problems found; never an empty list.
    pub fn read(bytes: &[u8]) -> Result<EditionFile, Vec<Problem>> {
        let edition = questionnaire::read(bytes)?;
        let text = String::from_utf8(bytes.to_vec()).map_err(|_| {
            vec![Problem { place: String::new(), fault: Fault::NotUtf8 { line: 1, column: 1 } }]
        })?;
        Ok(EditionFile { edition: Arc::new(edition), text, sha256: sha256(bytes) })
    }

    /// What the file says.
    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    /// What the file says, to be kept.
    pub fn shared(&self) -> Arc<Edition> {
        Arc::clone(&self.edition)
    }

    /// The file's text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The SHA-256 of the file's bytes, lower-case hex.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
}

/// A frozen edition, without its text.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = edition)]
pub struct Frozen {
    /// The id.
    pub id: String,
    /// The questionnaire's id.
    pub questionnaire: String,
    /// The edition's name.
    pub name: String,
    /// The SHA-256 of the file's bytes, lower-case hex.
    pub sha256: String,
    /// When it was frozen.
    pub created_at: Moment,
}

/// Freezes an edition and returns it; the same bytes twice are one.
///
/// # Errors
/// Those of the database.
pub fn freeze(conn: &mut DbConnection, at: Moment, file: &EditionFile) -> StoreResult<Frozen> {
    sql_query(
        "INSERT INTO edition (id, questionnaire, name, sha256, content, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (sha256) DO NOTHING",
    )
    .bind::<Text, _>(new_id())
    .bind::<Text, _>(&file.edition.id)
    .bind::<Text, _>(&file.edition.edition)
    .bind::<Text, _>(&file.sha256)
    .bind::<Text, _>(&file.text)
    .bind::<Timestamp, _>(at)
    .execute(conn)?;
    Ok(edition::table.filter(edition::sha256.eq(&file.sha256)).select(Frozen::as_select()).first(conn)?)
}

/// The frozen edition with this id.
///
/// # Errors
/// [`StoreError::NotFound`], and those of the database.
pub fn by_id(conn: &mut DbConnection, id: &str) -> StoreResult<Frozen> {
    Ok(edition::table.find(id).select(Frozen::as_select()).first(conn)?)
}

/// Every frozen edition, newest first.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut DbConnection) -> StoreResult<Vec<Frozen>> {
    Ok(edition::table
        .order((edition::created_at.desc(), edition::id))
        .select(Frozen::as_select())
        .load(conn)?)
}

/// The exact text that was frozen.
///
/// # Errors
/// [`StoreError::NotFound`], and those of the database.
pub fn text(conn: &mut DbConnection, id: &str) -> StoreResult<String> {
    Ok(edition::table.find(id).select(edition::content).first(conn)?)
}

/// A frozen edition as it was read: what it says, and the checksum of its text.
#[derive(Debug)]
pub struct LoadedEdition {
    /// What it says.
    pub edition: Arc<Edition>,
    /// The SHA-256 of the file's bytes, lower-case hex.
    pub sha256: String,
}

impl LoadedEdition {
    /// An edition that is still being written, as its preview shows it. It has no checksum.
    pub fn unfrozen(edition: Edition) -> LoadedEdition {
        LoadedEdition { edition: Arc::new(edition), sha256: String::new() }
    }

    /// Whether it will never change, so that what is made of it can be kept.
    pub fn is_frozen(&self) -> bool {
        !self.sha256.is_empty()
    }
}

/// What a frozen edition says. Held against its checksum, so that a change of the stored text is found.
pub(super) fn load(conn: &mut DbConnection, id: &str) -> StoreResult<LoadedEdition> {
    let (text, checksum): (String, String) =
        edition::table.find(id).select((edition::content, edition::sha256)).first(conn)?;
    if sha256(text.as_bytes()) != checksum {
        return Err(StoreError::fault(format!("edition {id} is not what was frozen")));
    }
    let edition = questionnaire::read(text.as_bytes()).map_err(|problems| {
        let first = problems.first().map(ToString::to_string).unwrap_or_default();
        StoreError::fault(format!("edition {id} can no longer be read: {first}"))
    })?;
    Ok(LoadedEdition { edition: Arc::new(edition), sha256: checksum })
}

/// The editions that this process has read, by id. Frozen editions never change, so nothing here grows old.
/// Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Editions {
    read: Arc<RwLock<HashMap<String, Arc<LoadedEdition>>>>,
}

impl Editions {
    /// What the edition with this id says; read from the database the first time only.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], and those of the database.
    pub fn get(&self, conn: &mut DbConnection, id: &str) -> StoreResult<Arc<LoadedEdition>> {
        if let Some(edition) = self.read.read().unwrap_or_else(PoisonError::into_inner).get(id) {
            return Ok(Arc::clone(edition));
        }
        let edition = Arc::new(load(conn, id)?);
        let mut read = self.read.write().unwrap_or_else(PoisonError::into_inner);
        Ok(Arc::clone(read.entry(id.to_owned()).or_insert(edition)))
    }

    /// The editions that lie between two, on the way from `now` back to `then` that each names the one before; empty where `then`
    /// comes right before, and where the way does not lead there. Asks the database once for each edition on the way.
    ///
    /// # Errors
    /// Those of the database.
    pub fn between(
        &self,
        conn: &mut DbConnection,
        now: &Edition,
        then: &Edition,
    ) -> StoreResult<Vec<Arc<Edition>>> {
        let mut way: Vec<Arc<Edition>> = Vec::new();
        let mut previous = now.previous.clone();
        while let Some(name) = previous.filter(|name| *name != then.edition) {
            let found: Option<String> = edition::table
                .filter(edition::questionnaire.eq(&now.id).and(edition::name.eq(name)))
                .select(edition::id)
                .first(conn)
                .optional()?;
            let (Some(id), true) = (found, way.len() < LONGEST_WAY) else { return Ok(Vec::new()) };
            let edition = Arc::clone(&self.get(conn, &id)?.edition);
            previous = edition.previous.clone();
            way.push(edition);
        }
        Ok(way)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    #[test]
    fn the_same_bytes_twice_are_one_edition_and_are_handed_out_as_they_were() {
        let (_folder, mut conn) = testing::database();
        let at = testing::at("2027-01-01 08:00");
        let text = testing::QUESTIONNAIRE;
        let file = EditionFile::read(text.as_bytes()).unwrap();
        let frozen = freeze(&mut conn, at, &file).unwrap();
        assert_eq!(freeze(&mut conn, at.plus(chrono::Duration::days(1)), &file).unwrap(), frozen);
        assert_eq!((frozen.questionnaire.as_str(), frozen.sha256.len()), ("prov", 64));
        assert_eq!(super::text(&mut conn, &frozen.id).unwrap(), text);
        let with_space = EditionFile::read(format!("{text} ").as_bytes()).unwrap();
        assert_ne!(freeze(&mut conn, at, &with_space).unwrap().id, frozen.id);
        assert_eq!(list(&mut conn).unwrap().len(), 2);
    }

    #[test]
    fn an_edition_is_parsed_once() {
        let (_folder, mut conn) = testing::database();
        let file = EditionFile::read(testing::QUESTIONNAIRE.as_bytes()).unwrap();
        let id = freeze(&mut conn, testing::at("2027-01-01 08:00"), &file).unwrap().id;
        let editions = Editions::default();
        let first = editions.get(&mut conn, &id).unwrap();
        assert!(Arc::ptr_eq(&first, &editions.clone().get(&mut conn, &id).unwrap()));
        assert!(matches!(editions.get(&mut conn, "none"), Err(StoreError::NotFound)));
    }
}
