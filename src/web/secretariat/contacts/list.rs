//! `/secretariat/contacts`: everybody with a role, by member; members who lack somebody; and a form for one person more.

use actix_web::{HttpResponse, http::StatusCode, web};
use fluent_bundle::FluentValue;
use serde::Serialize;

use super::{
    OptionView,
    form::{ErrorView, Errors, FieldView, FormView, Typed},
    role_name, role_options, years,
};
use crate::{
    error::AppError,
    store::{
        StoreError,
        member::{self, Member},
        person::{self, Added, Assignment, Contact},
    },
    table::folded,
    web::{Posted, Visit, posted::Query, secretariat::TagView},
    workflow::{MemberKind, Role},
};

#[derive(Serialize)]
struct ListView {
    lead: String,
    has_members: bool,
    gaps: Vec<String>,
    saved: Option<String>,
    filter: FilterView,
    caption: String,
    rows: Vec<RowView>,
    /// The year's theme groups, by name.
    groups: Vec<String>,
    /// The name of one more.
    group: FieldView,
    form: FormView,
    errors: Vec<ErrorView>,
}

#[derive(Serialize)]
struct FilterView {
    text: String,
    roles: Vec<OptionView>,
    former: bool,
    is_used: bool,
}

#[derive(Serialize)]
struct RowView {
    href: Option<String>,
    name: String,
    email: String,
    member: String,
    role: String,
    years: String,
    state: Option<TagView>,
}

/// What the filter above the table asks for.
#[derive(Debug, Default)]
struct Filter {
    text: String,
    role: Option<Role>,
    former: bool,
}

impl Filter {
    fn of(query: &Query) -> Filter {
        let asked =
            |name: &str| query.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim());
        Filter {
            text: asked("q").chars().take(100).collect(),
            role: asked("role").parse().ok(),
            former: !asked("former").is_empty(),
        }
    }

    fn is_used(&self) -> bool {
        !self.text.is_empty() || self.role.is_some()
    }

    fn wants(&self, contact: &Contact, assignment: Option<&Assignment>, year: i32) -> bool {
        let name = folded(&self.text);
        let named = self.text.is_empty()
            || (!name.is_empty() && folded(&contact.person.name).contains(&name))
            || contact.person.address.contains(&self.text.to_lowercase());
        let Some(assignment) = assignment else { return named && self.role.is_none() };
        named && self.role.is_none_or(|role| role == assignment.role) && self.wants_years(assignment, year)
    }

    fn wants_years(&self, assignment: &Assignment, year: i32) -> bool {
        self.former || assignment.to_year.is_none_or(|to| to >= year)
    }
}

pub(super) async fn show(visit: Visit, query: Query) -> Result<HttpResponse, AppError> {
    let typed = Typed::empty(&visit);
    page(&visit, &query, typed, Errors::default()).await
}

pub(super) async fn add(visit: Visit, form: Posted) -> Result<HttpResponse, AppError> {
    let (scope, now, year) = (visit.scope()?, visit.now(), visit.app.year());
    let members = visit.app.db.read(move |conn| member::with_people(conn, year)).await?;
    let typed = Typed::of(&form);
    let mut errors = Errors::default();
    let unfiltered: Query = web::Query(Vec::new());
    let Some((contact, from)) = typed.contact(&visit, &members, &mut errors) else {
        return page(&visit, &unfiltered, typed, errors).await;
    };
    let added = visit.app.db.write(move |conn| person::add(conn, &scope, now, &contact, from)).await?;
    match added {
        Added::Person(_) => return Ok(visit.redirect("/secretariat/contacts?saved=person")),
        Added::Role(id) => return Ok(visit.redirect(&format!("/secretariat/contacts/{id}?saved=role-known"))),
        Added::HeldAlready(_) => errors.add("role", visit.text("contacts-held-already")),
        Added::OtherName(name) => {
            errors.add("email", visit.text_with("contacts-address-of-other", &[("name", name.into())]));
        }
    }
    page(&visit, &unfiltered, typed, errors).await
}

/// Adds a theme group from this year on.
pub(super) async fn add_group(visit: Visit, form: Posted) -> Result<HttpResponse, AppError> {
    let (scope, now, year) = (visit.scope()?, visit.now(), visit.app.year());
    let name = form.text("group").to_owned();
    let typed = name.clone();
    let added = visit.app.db.write(move |conn| member::add_group(conn, &scope, now, &name, year)).await;
    match added {
        Ok(_) => Ok(visit.redirect("/secretariat/contacts?saved=group#groups")),
        Err(StoreError::Conflict(conflict)) => {
            let mut errors = Errors::default();
            errors.add("group", visit.text(&format!("conflict-{}", conflict.as_str())));
            page_with(&visit, &web::Query(Vec::new()), Typed::empty(&visit), typed, errors).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn page(visit: &Visit, query: &Query, typed: Typed, errors: Errors) -> Result<HttpResponse, AppError> {
    page_with(visit, query, typed, String::new(), errors).await
}

/// `group` is the name of a theme group as it was typed.
async fn page_with(
    visit: &Visit,
    query: &Query,
    typed: Typed,
    group: String,
    errors: Errors,
) -> Result<HttpResponse, AppError> {
    let (scope, year) = (visit.scope()?, visit.app.year());
    let (all, contacts) = visit
        .app
        .db
        .read(move |conn| Ok((member::with_people(conn, year)?, person::contacts(conn, &scope)?)))
        .await?;
    let filter = Filter::of(query);
    let rows = rows(visit, &all, &contacts, &filter);
    let (members, groups): (Vec<Member>, Vec<Member>) =
        all.iter().cloned().partition(|one| one.kind == MemberKind::Member);
    let named: Vec<(&str, &str)> =
        members.iter().map(|member| (member.id.as_str(), member.short_name.as_str())).collect();
    let people =
        contacts.iter().filter(|contact| contact.assignments.iter().any(|one| one.is_held_in(year))).count();
    let numbers = [
        ("members", FluentValue::from(members.len())),
        ("people", FluentValue::from(people)),
        ("year", FluentValue::from(year.to_string())),
    ];
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = visit.text("nav-contacts");
    let title = if errors.is_empty() { title } else { format!("{}: {title}", visit.text("title-error")) };
    let view = ListView {
        lead: visit.text_with("contacts-lead", &numbers),
        has_members: !members.is_empty(),
        gaps: gaps(visit, year, &named, &contacts),
        saved: saved(visit, query),
        caption: visit.counted("contacts-caption", rows.iter().filter(|row| row.href.is_some()).count()),
        rows,
        filter: FilterView {
            roles: role_options(visit, filter.role.map_or("", Role::as_str)),
            is_used: filter.is_used(),
            former: filter.former,
            text: filter.text,
        },
        group: FieldView { value: group, error: errors.of("group") },
        groups: groups.into_iter().map(|group| group.name).collect(),
        form: typed.view(visit, &all, &errors),
        errors: errors.into_views(),
    };
    visit.page_with(status, "secretariat/contacts/list", title, &view)
}

/// What was just done, as the address says.
fn saved(visit: &Visit, query: &Query) -> Option<String> {
    let said = |name: &str| query.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
    let count = |name: &str| said(name).and_then(|text| text.parse::<u16>().ok()).unwrap_or_default();
    match said("saved")? {
        "person" => Some(visit.text("contacts-saved-person")),
        "group" => Some(visit.text("contacts-saved-group")),
        "list" => Some(visit.text_with(
            "contacts-saved-list",
            &[("people", count("people").into()), ("roles", count("roles").into())],
        )),
        _ => None,
    }
}

/// Which members, given by id and short name, nobody leads or signs for in a year: a sentence per role.
pub(in crate::web::secretariat) fn gaps(
    visit: &Visit,
    year: i32,
    members: &[(&str, &str)],
    contacts: &[Contact],
) -> Vec<String> {
    let all = || contacts.iter().flat_map(|contact| &contact.assignments);
    [(Role::ProcessLead, "contacts-gap-lead"), (Role::Signatory, "contacts-gap-signatory")]
        .into_iter()
        .filter_map(|(role, key)| {
            let is_held = |member: &str| {
                all().any(|one| {
                    one.role == role && one.member.as_deref() == Some(member) && one.is_held_in(year)
                })
            };
            let names: Vec<&str> =
                members.iter().filter(|(id, _)| !is_held(id)).map(|(_, name)| *name).collect();
            let args = [("count", names.len().into()), ("members", names.join(", ").into())];
            (!names.is_empty()).then(|| visit.text_with(key, &args))
        })
        .collect()
}

/// Where a row stands: its group, the member's code, the role.
type Place = (u8, String, Option<Role>);

/// One row per role, by member; then the roles of the network; then people without a role.
fn rows(visit: &Visit, members: &[Member], contacts: &[Contact], filter: &Filter) -> Vec<RowView> {
    let year = visit.app.year();
    let mut found: Vec<(Place, RowView)> = Vec::new();
    for contact in contacts {
        let wanted = contact.assignments.iter().filter(|one| filter.wants(contact, Some(one), year));
        for one in wanted {
            let group = if one.member.is_some() { 0 } else { 1 };
            let place = (group, one.member_code.clone().unwrap_or_default(), Some(one.role));
            found.push((place, row(visit, members, contact, one)));
        }
        if contact.assignments.is_empty() && filter.wants(contact, None, year) {
            found.push(((2, String::new(), None), roleless(visit, contact)));
        }
    }
    if !filter.is_used() {
        let is_empty = |member: &&Member| {
            !contacts
                .iter()
                .flat_map(|contact| &contact.assignments)
                .any(|one| one.member.as_ref() == Some(&member.id) && filter.wants_years(one, year))
        };
        for member in members.iter().filter(is_empty) {
            found.push(((0, member.code.clone(), None), nobody(visit, member)));
        }
    }
    // Stable: people of one role stay in the order of their names.
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    found.into_iter().map(|(_, row)| row).collect()
}

fn row(visit: &Visit, members: &[Member], contact: &Contact, one: &Assignment) -> RowView {
    let year = visit.app.year();
    let member = match (&one.member, &one.member_name) {
        (Some(id), Some(name)) if members.iter().all(|member| member.id != *id) => {
            let args = [("member", name.clone().into()), ("year", year.to_string().into())];
            visit.text_with("contacts-not-member", &args)
        }
        (_, Some(name)) => name.clone(),
        (_, None) => visit.text("contacts-network"),
    };
    let tag = |key: &str, color| TagView { text: visit.text(key), color };
    RowView {
        member,
        role: role_name(visit, one.role),
        years: years(one),
        state: Some(match () {
            () if one.is_held_in(year) => tag("contacts-state-active", "success"),
            () if one.from_year > year => tag("contacts-state-coming", "info"),
            () => tag("contacts-state-former", "neutral"),
        }),
        ..roleless(visit, contact)
    }
}

fn roleless(visit: &Visit, contact: &Contact) -> RowView {
    RowView {
        href: Some(format!("/secretariat/contacts/{}", contact.person.id)),
        name: contact.person.name.clone(),
        email: contact.person.address.clone(),
        member: String::new(),
        role: visit.text("contacts-no-role"),
        years: String::new(),
        state: None,
    }
}

fn nobody(visit: &Visit, member: &Member) -> RowView {
    RowView {
        href: None,
        name: visit.text("contacts-nobody"),
        email: String::new(),
        member: member.short_name.clone(),
        role: String::new(),
        years: String::new(),
        state: None,
    }
}
