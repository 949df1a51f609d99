//! `/secretariat/contacts/{person}`: one person's roles through the years, and what can be corrected.

use actix_web::{HttpResponse, http::StatusCode, web::Path};
use serde::Serialize;

use super::{
    form::{ErrorView, Errors, FormView, Typed},
    role_name, years,
};
use crate::{
    error::AppError,
    store::{
        Conflict, DbConnection, StoreError, StoreResult, member,
        person::{self, Contact, NewAssignment},
    },
    web::{Posted, Visit, posted::Query},
    workflow::{Address, Role, Scope},
};

/// How many years ahead a role's last year may lie.
const YEARS_AHEAD: i32 = 10;

#[derive(Serialize)]
struct PersonView {
    id: String,
    name: String,
    email: String,
    saved: Option<String>,
    roles: Vec<RoleView>,
    form: FormView,
    errors: Vec<ErrorView>,
}

#[derive(Serialize)]
struct RoleView {
    id: String,
    title: String,
    years: String,
    held: bool,
    to: String,
    open: bool,
    error: Option<String>,
}

/// What was asked for, understood.
enum Change {
    Correct { name: String, address: Address, language: &'static str },
    Add { role: Role, member: Option<String>, from: i32 },
    End { assignment: String, to: i32 },
    Remove { assignment: String },
}

/// What became of it.
enum Changed {
    Done,
    HeldAlready,
}

pub(super) async fn show(visit: Visit, path: Path<String>, query: Query) -> Result<HttpResponse, AppError> {
    let contact = contact(&visit, path.into_inner()).await?;
    let saved = query.iter().find(|(name, _)| name == "saved").and_then(|(_, what)| {
        let known = ["role", "role-known", "ended", "removed", "corrected"].contains(&what.as_str());
        known.then(|| {
            visit
                .text_with(&format!("contacts-saved-{what}"), &[("name", contact.person.name.clone().into())])
        })
    });
    let typed = stored(&visit, &contact);
    page(&visit, contact, saved, typed, None, Errors::default()).await
}

pub(super) async fn change(visit: Visit, path: Path<String>, form: Posted) -> Result<HttpResponse, AppError> {
    let contact = contact(&visit, path.into_inner()).await?;
    let year = visit.app.year();
    let members = visit.app.db.read(move |conn| member::with_people(conn, year)).await?;
    let assignment = contact.assignments.iter().find(|one| one.id == form.text("assignment")).cloned();
    let mut errors = Errors::default();
    let mut typed = stored(&visit, &contact);
    let posted = Typed::of(&form);
    let to_typed = form.text("to").to_owned();
    let (change, said) = match form.text("do") {
        "correct" => {
            (typed.name, typed.email, typed.language) = (posted.name, posted.email, posted.language);
            let name = typed.name(&visit, &mut errors);
            let address = typed.address(&visit, &mut errors);
            let language = typed.language(&visit, &mut errors);
            let change = match (name, address, language) {
                (Some(name), Some(address), Some(language)) => {
                    Some(Change::Correct { name, address, language })
                }
                _ => None,
            };
            (change, "corrected")
        }
        "add" => {
            (typed.role, typed.member, typed.from) = (posted.role, posted.member, posted.from);
            let role = typed.role(&visit, &members, &mut errors);
            (role.map(|(role, member, from)| Change::Add { role, member, from }), "role")
        }
        "end" => {
            let one = assignment.as_ref().ok_or(AppError::NotFound)?;
            let last = year + YEARS_AHEAD;
            let to = form.parsed::<i32>("to").filter(|to| (one.from_year..=last).contains(to));
            if to.is_none() {
                let bounds = [("first", one.from_year.to_string().into()), ("last", last.to_string().into())];
                errors.add(&format!("to-{}", one.id), visit.text_with("contacts-to-wrong", &bounds));
            }
            (to.map(|to| Change::End { assignment: one.id.clone(), to }), "ended")
        }
        "remove" => {
            let one = assignment.as_ref().ok_or(AppError::NotFound)?;
            (Some(Change::Remove { assignment: one.id.clone() }), "removed")
        }
        _ => return Err(AppError::NotFound),
    };
    let tried = assignment.map(|one| (one.id, to_typed));
    let Some(change) = change else { return page(&visit, contact, None, typed, tried, errors).await };
    let (scope, now, id) = (visit.scope()?, visit.now(), contact.person.id.clone());
    match visit.app.db.write(move |conn| apply(conn, &scope, &id, &change, now)).await {
        Ok(Changed::Done) => {
            let own_end = visit.actor()?.id == contact.person.id && matches!(said, "ended" | "removed");
            // Who gives up the own role may no longer see this page.
            return Ok(match own_end {
                true => visit.redirect("/"),
                false => visit.redirect(&format!("/secretariat/contacts/{}?saved={said}", contact.person.id)),
            });
        }
        Ok(Changed::HeldAlready) => errors.add("role", visit.text("contacts-held-already")),
        Err(StoreError::Conflict(conflict)) => {
            let field = match (&conflict, &tried) {
                (Conflict::AddressTaken, _) => "email".to_owned(),
                (Conflict::NotAName, _) => "name".to_owned(),
                (_, Some((assignment, _))) => format!("to-{assignment}"),
                (_, None) => "role".to_owned(),
            };
            errors.add(&field, visit.text(&format!("conflict-{}", conflict.as_str())));
        }
        Err(error) => return Err(error.into()),
    }
    page(&visit, contact, None, typed, tried, errors).await
}

fn apply(
    conn: &mut DbConnection,
    scope: &Scope,
    id: &str,
    change: &Change,
    now: crate::clock::Moment,
) -> StoreResult<Changed> {
    match change {
        Change::Correct { name, address, language } => {
            person::correct(conn, scope, now, id, name, language)?;
            person::change_address(conn, scope, now, id, address)?;
        }
        Change::Add { role, member, from } => {
            let new = NewAssignment {
                person: id,
                role: *role,
                member: member.as_deref(),
                from_year: *from,
                to_year: None,
            };
            if !person::assign(conn, scope, now, &new)? {
                return Ok(Changed::HeldAlready);
            }
        }
        Change::End { assignment, to } => person::end_assignment(conn, scope, now, assignment, *to)?,
        Change::Remove { assignment } => person::remove_assignment(conn, scope, now, assignment)?,
    }
    Ok(Changed::Done)
}

async fn contact(visit: &Visit, id: String) -> Result<Contact, AppError> {
    let scope = visit.scope()?;
    Ok(visit.app.db.read(move |conn| person::contact(conn, &scope, &id)).await?)
}

/// The fields filled with what is stored, and those for a new role empty.
fn stored(visit: &Visit, contact: &Contact) -> Typed {
    Typed {
        name: contact.person.name.clone(),
        email: contact.person.address.clone(),
        language: contact.person.language.clone(),
        ..Typed::empty(visit)
    }
}

/// `tried` is the role that somebody tried to end, with the year as it was typed.
async fn page(
    visit: &Visit,
    contact: Contact,
    saved: Option<String>,
    typed: Typed,
    tried: Option<(String, String)>,
    errors: Errors,
) -> Result<HttpResponse, AppError> {
    let year = visit.app.year();
    let members = visit.app.db.read(move |conn| member::with_people(conn, year)).await?;
    let roles = contact
        .assignments
        .iter()
        .map(|one| {
            let place = one.member_name.clone().unwrap_or_else(|| visit.text("contacts-network"));
            let typed = tried.as_ref().filter(|(id, _)| *id == one.id).map(|(_, to)| to.clone());
            let error = errors.of(&format!("to-{}", one.id));
            RoleView {
                title: format!("{}, {place}", role_name(visit, one.role)),
                years: years(one),
                held: one.is_held_in(year),
                to: typed.unwrap_or_else(|| one.to_year.unwrap_or(year.max(one.from_year)).to_string()),
                open: error.is_some(),
                error,
                id: one.id.clone(),
            }
        })
        .collect();
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let name = contact.person.name.clone();
    let title =
        if errors.is_empty() { name.clone() } else { format!("{}: {name}", visit.text("title-error")) };
    let view = PersonView {
        id: contact.person.id,
        name,
        email: contact.person.address,
        saved,
        roles,
        form: typed.view(visit, &members, &errors),
        errors: errors.into_views(),
    };
    visit.page_with(status, "secretariat/contacts/person", title, &view)
}
