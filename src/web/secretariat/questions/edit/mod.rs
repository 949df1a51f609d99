//! `/secretariat/questions/drafts/…`: the editor. An edition is written node by node, each on a page of its own with the whole at its side;
//! everything is saved as it is written, by the plain form or by `assets/js/edit.js`, which sends the same form.

mod act;
mod condition;
mod field;
mod item;
mod lineage;
mod node;
mod overview;
mod page;
mod preview;
mod publish;
mod start;
mod told;
mod tree;

pub(super) use condition::sentence;
pub(super) use field::language_name;
pub(super) use item::{kind_key, options_of, slug};
pub(super) use start::with_file;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use actix_web::web;

use super::{catalogue, problem};
use crate::{
    error::AppError,
    questionnaire::{
        Edition, Fault, check_ids, check_lineage,
        outline::{Node, Outline, Part, Placed},
        problems,
        read::asks_otherwise,
    },
    store::{
        DbConnection, StoreError, StoreResult,
        draft::{self, Change, Draft},
        edition::Editions,
    },
    web::{
        Visit,
        routes::{Access::Needs, RouteSpec, get, post},
    },
    workflow::{Action, Scope},
};

/// How many changes of the history are looked at.
const HISTORY: i32 = 60;

/// The routes of this folder.
pub(super) fn routes() -> Vec<RouteSpec> {
    let needs = Needs(Action::RunRound);
    vec![
        post("/secretariat/questions/drafts", needs, || web::to(start::begin)),
        get("/secretariat/questions/drafts/{draft}", needs, || web::to(overview::show)),
        get("/secretariat/questions/drafts/{draft}/file", needs, || web::to(publish::file)),
        get("/secretariat/questions/drafts/{draft}/publish", needs, || web::to(publish::show)),
        post("/secretariat/questions/drafts/{draft}/publish", needs, || web::to(publish::publish)),
        post("/secretariat/questions/drafts/{draft}/undo", needs, || web::to(overview::undo)),
        post("/secretariat/questions/drafts/{draft}/discard", needs, || web::to(overview::discard)),
        get("/secretariat/questions/drafts/{draft}/nodes/{node}", needs, || web::to(page::show)),
        post("/secretariat/questions/drafts/{draft}/nodes/{node}", needs, || web::to(page::save)),
        get("/secretariat/questions/drafts/{draft}/changes", needs, || web::to(publish::compare)),
        get("/secretariat/questions/drafts/{draft}/preview/{substandard}", needs, || web::to(preview::show)),
        get("/secretariat/questions/drafts/{draft}/preview/{substandard}/page", needs, || {
            web::to(preview::page)
        }),
        post("/secretariat/questions/drafts/{draft}/preview/{substandard}/page", needs, || {
            web::to(preview::answered)
        }),
    ]
}

/// A draft with all that its pages need.
struct Desk {
    draft: Draft,
    outline: Outline,
    /// What the outline makes, whatever it lacks.
    edition: Edition,
    /// The edition that lineage refers to.
    previous: Option<Arc<Edition>>,
    /// The checksum of the file that the draft was begun with, if it was begun as the next edition.
    previous_sha256: Option<String>,
    /// The editions that there are of the questionnaire.
    known: Vec<Arc<Edition>>,
    /// The ids of the items of all of these: none is given to another question.
    retired: BTreeSet<String>,
    history: Vec<Change>,
    found: Vec<Found>,
    /// How much is to be mended in each node, by its key.
    counts: HashMap<String, usize>,
}

/// Something to be mended.
struct Found {
    /// The node's key.
    key: String,
    /// The field's name.
    field: String,
    text: String,
}

impl Desk {
    fn read(conn: &mut DbConnection, scope: &Scope, editions: &Editions, id: &str) -> StoreResult<Desk> {
        let (draft, outline) = draft::load(conn, scope, id)?;
        let edition = outline.edition().ok_or(StoreError::NotFound)?;
        let history = draft::history(conn, scope, id, HISTORY)?;
        let known = catalogue::all(conn, editions, &[])?;
        let is_it =
            |before: &Edition| before.id == edition.id && Some(&before.edition) == edition.previous.as_ref();
        let begun_with = draft.previous.as_ref().map(|id| editions.get(conn, id)).transpose()?;
        let previous_sha256 = begun_with.as_ref().map(|loaded| loaded.sha256.clone());
        let begun_with = begun_with.map(|loaded| Arc::clone(&loaded.edition)).filter(|before| is_it(before));
        // What was not there when the draft was begun may have come since.
        let previous =
            begun_with.or_else(|| super::previous(&known, &edition).map(|known| Arc::clone(&known.edition)));
        let family = known.into_iter().map(|known| known.edition).filter(|known| known.id == edition.id);
        let known: Vec<Arc<Edition>> = family.collect();
        let retired = known.iter().flat_map(|known| known.items().map(|(_, item)| item.id.clone())).collect();
        Ok(Desk {
            draft,
            outline,
            edition,
            previous,
            previous_sha256,
            known,
            retired,
            history,
            found: Vec::new(),
            counts: HashMap::new(),
        })
    }

    /// Finds what is to be mended, in the reader's words.
    fn check(mut self, visit: &Visit) -> Desk {
        let mut all = problems(&self.edition);
        all.extend(check_lineage(&self.edition, self.previous.as_deref()));
        all.extend(check_ids(&self.edition, self.known.iter().map(|known| &**known)));
        let found = all.iter().filter_map(|problem| {
            let (placed, rest) = self.outline.at(&problem.place)?;
            let mut field = field_of(placed.node.part(), rest);
            if let Fault::TextMissing { language } = &problem.fault
                && label_of(&field).is_none()
            {
                field = format!("{field}-{language}");
            }
            let previous = self.previous.as_ref().map(|previous| previous.edition.clone());
            let edition = [("edition", previous.unwrap_or_default().into())];
            let text = match &problem.fault {
                Fault::UnchangedDiffers { .. } if self.asks_otherwise(placed) => {
                    visit.text_with("edit-fault-form", &edition)
                }
                Fault::UnchangedDiffers { .. } => visit.text_with("edit-fault-unchanged", &edition),
                Fault::RewordedOtherForm => visit.text_with("edit-fault-form", &edition),
                Fault::TextMissing { language } | Fault::TextEmpty { language }
                    if let Some((number, said)) = option_at(&placed.node, rest) =>
                {
                    let args = [
                        ("number", number.into()),
                        ("text", condition::piece(said).into()),
                        ("language", field::language_name(visit, language).into()),
                    ];
                    visit.text_with("edit-fault-option", &args)
                }
                _ => match label_of(&field) {
                    Some(label) => format!("{}: {}", visit.text(label), problem::text(visit, problem)),
                    None => problem::text(visit, problem),
                },
            };
            Some(Found { key: placed.key.clone(), field, text })
        });
        self.found = found.collect();
        let has_its_name = |known: &Arc<Edition>| known.edition == self.edition.edition;
        if let Some(root) = self.outline.root()
            && self.draft.published.is_none()
            && self.known.iter().any(has_its_name)
        {
            let (key, field) = (root.key.clone(), "edition".to_owned());
            self.found.insert(0, Found { key, field, text: visit.text("conflict-edition-exists") });
        }
        for found in &self.found {
            *self.counts.entry(found.key.clone()).or_default() += 1;
        }
        self
    }

    /// Whether an item's answers have another form than in the edition before.
    fn asks_otherwise(&self, placed: &Placed) -> bool {
        let (Node::Item(item), Some(previous)) = (&placed.node, &self.previous) else { return false };
        let item = (**item).clone().of_its_kind();
        let before = previous.item(&item.id);
        before.is_some_and(|before| asks_otherwise(&self.edition, &item, previous, before))
    }

    /// What is to be mended in one node, by field.
    fn problems_of(&self, key: &str) -> BTreeMap<String, Vec<String>> {
        let mut problems: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for found in self.found.iter().filter(|found| found.key == key) {
            problems.entry(found.field.clone()).or_default().push(found.text.clone());
        }
        problems
    }

    /// The address of a node's page.
    fn href(&self, key: &str) -> String {
        format!("{}/nodes/{key}", self.address())
    }

    /// The address of the draft.
    fn address(&self) -> String {
        format!("/secretariat/questions/drafts/{}", self.draft.id)
    }

    fn title(&self, visit: &Visit) -> String {
        catalogue::edition_name(visit, &self.edition)
    }
}

/// A place in a stored node, as its form sees it: what a scale says lies one step further in.
fn place_in(part: Part, place: &str) -> &str {
    match part {
        Part::Scale => place.strip_prefix("/scale").unwrap_or(place),
        _ => place,
    }
}

/// The field that a problem is about; a section where the problem is about several.
fn field_of(part: Part, rest: &str) -> String {
    let parts: Vec<&str> = rest.split('/').skip(1).collect();
    let language = match parts[..] {
        [.., "text", language] => Some(language),
        _ => None,
    };
    match (part, &parts[..]) {
        (Part::Item, []) => "scale".to_owned(),
        (Part::Substandard, []) => "perspective".to_owned(),
        (Part::Item, ["options", ..]) => with_language("options", language),
        (Part::Item, ["columns", index, "options", ..]) => {
            with_language(&format!("columns-{index}-options"), language)
        }
        (Part::Item, ["visible_if" | "lineage" | "comment_when", ..]) => {
            parts.first().copied().unwrap_or_default().to_owned()
        }
        (Part::Questionnaire, ["languages", ..]) => "languages".to_owned(),
        (Part::Scale, []) => "max".to_owned(),
        _ => field::name_of(rest),
    }
}

/// The option whose text a problem is about: the how manieth it is, and what it says in a language that it has.
fn option_at<'n>(node: &'n Node, rest: &str) -> Option<(usize, &'n str)> {
    let Node::Item(item) = node else { return None };
    let parts: Vec<&str> = rest.split('/').skip(1).collect();
    let (options, index) = match parts[..] {
        ["options", index, "text", ..] => (&item.options, index),
        ["columns", column, "options", index, "text", ..] => {
            (&item.columns.get(column.parse::<usize>().ok()?)?.options, index)
        }
        _ => return None,
    };
    let index: usize = index.parse().ok()?;
    let said = options.get(index)?.text.0.values().find(|text| !text.trim().is_empty())?;
    Some((index + 1, said))
}

/// The key of what a text's field is called.
fn label_of(field: &str) -> Option<&'static str> {
    let (name, language) = field.rsplit_once('-')?;
    let is_language = (2..=3).contains(&language.len());
    match name {
        _ if !is_language => None,
        "text" => Some("edit-item-text"),
        "help" => Some("edit-item-help"),
        "source" => Some("edit-source"),
        "title" => Some("edit-title"),
        "about" => Some("edit-about"),
        "introduction" => Some("edit-introduction"),
        "options" => Some("edit-options"),
        "unit" => Some("edit-unit"),
        "signs-low" => Some("edit-sign-low"),
        "signs-middle" => Some("edit-sign-middle"),
        "signs-high" => Some("edit-sign-high"),
        "low" => Some("edit-scale-low"),
        "middle" => Some("edit-scale-middle"),
        "high" => Some("edit-scale-high"),
        _ => None,
    }
}

fn with_language(name: &str, language: Option<&str>) -> String {
    language.map_or_else(|| name.to_owned(), |language| format!("{name}-{language}"))
}

/// What a draft says, if nothing is left to mend in it.
pub(super) async fn sound(visit: &Visit, id: String) -> Result<Option<Edition>, AppError> {
    let desk = desk(visit, id).await?;
    Ok(desk.found.is_empty().then_some(desk.edition))
}

/// Reads a draft and finds what is to be mended.
async fn desk(visit: &Visit, id: String) -> Result<Desk, AppError> {
    let (scope, editions) = (visit.scope()?, visit.app.editions.clone());
    let desk = visit.app.db.read(move |conn| Desk::read(conn, &scope, &editions, &id)).await?;
    Ok(desk.check(visit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_leads_to_the_field_that_mends_it() {
        for (part, rest, field) in [
            (Part::Item, "/text/sv", "text-sv"),
            (Part::Item, "/signs/low/en", "signs-low-en"),
            (Part::Item, "", "scale"),
            (Part::Item, "/options", "options"),
            (Part::Item, "/options/2/text/en", "options-en"),
            (Part::Item, "/options/2/id", "options"),
            (Part::Item, "/columns/1/title/sv", "columns-1-title-sv"),
            (Part::Item, "/columns/1/options/0/text/sv", "columns-1-options-sv"),
            (Part::Item, "/visible_if/all/0/item", "visible_if"),
            (Part::Item, "/lineage/item", "lineage"),
            (Part::Substandard, "", "perspective"),
            (Part::Questionnaire, "/languages/1", "languages"),
            (Part::Scale, "/high/sv", "high-sv"),
            (Part::Scale, place_in(Part::Scale, "/scale/high/sv"), "high-sv"),
        ] {
            assert_eq!(field_of(part, rest), field, "{rest}");
        }
    }
}
