//! Members and contacts: the table of who has which role, one person added by hand, and one person's page.

mod form;
mod list;
mod person;

pub(super) use list::gaps;

use actix_web::web;
use serde::Serialize;

use crate::{
    locale::Lang,
    store::{member::Member, person::Assignment},
    web::{
        Visit,
        routes::{Access::Needs, RouteSpec, get, post},
    },
    workflow::{
        Action, Role,
        contacts::{Column, Reason},
    },
};

/// The routes of this folder.
pub(super) fn routes() -> Vec<RouteSpec> {
    vec![
        get("/secretariat/contacts", Needs(Action::RunRound), || web::to(list::show)),
        post("/secretariat/contacts", Needs(Action::RunRound), || web::to(list::add)),
        post("/secretariat/groups", Needs(Action::RunRound), || web::to(list::add_group))
            .with_form_on("/secretariat/contacts"),
        get("/secretariat/contacts/{person}", Needs(Action::RunRound), || web::to(person::show)),
        post("/secretariat/contacts/{person}", Needs(Action::RunRound), || web::to(person::change)),
    ]
}

/// One choice of a drop-down list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct OptionView {
    pub(super) value: String,
    pub(super) text: String,
    pub(super) selected: bool,
}

/// The name of a role.
pub(in crate::web) fn role_name(visit: &Visit, role: Role) -> String {
    visit.text(&format!("contacts-role-{}", role.as_str()))
}

fn role_options(visit: &Visit, chosen: &str) -> Vec<OptionView> {
    let option = |role: Role| OptionView {
        value: role.as_str().to_owned(),
        text: role_name(visit, role),
        selected: role.as_str() == chosen,
    };
    // The roles of a region first: they are given most often.
    let (regional, network): (Vec<Role>, Vec<Role>) =
        Role::ALL.into_iter().partition(|role| role.is_for_member());
    regional.into_iter().chain(network).map(option).collect()
}

fn member_options(members: &[Member], chosen: &str) -> Vec<OptionView> {
    let option = |member: &Member| OptionView {
        value: member.id.clone(),
        text: member.name.clone(),
        selected: member.id == chosen,
    };
    members.iter().map(option).collect()
}

fn language_options(visit: &Visit, chosen: &str) -> Vec<OptionView> {
    let option = |lang: Lang| OptionView {
        value: lang.as_str().to_owned(),
        text: visit.text(&format!("contacts-language-{}", lang.as_str())),
        selected: lang.as_str() == chosen,
    };
    Lang::ALL.into_iter().map(option).collect()
}

/// The years of a role: "2021–", "2019–2026", "2026".
fn years(assignment: &Assignment) -> String {
    match assignment.to_year {
        None => format!("{}–", assignment.from_year),
        Some(to) if to == assignment.from_year => to.to_string(),
        Some(to) => format!("{}–{to}", assignment.from_year),
    }
}

/// What is wrong with a column of a contact, and how to mend it.
pub(super) fn reason_text(visit: &Visit, column: Option<Column>, reason: &Reason, year: i32) -> String {
    let column = ("column", column.map_or("row", Column::as_str).into());
    let with = |key: &str, name, value: String| visit.text_with(key, &[column.clone(), (name, value.into())]);
    match reason {
        Reason::Missing => visit.text_with("contacts-reason-missing", &[column]),
        Reason::Control => visit.text_with("contacts-reason-control", &[column]),
        Reason::TooLong(max) => with("contacts-reason-too-long", "max", max.to_string()),
        Reason::NotAnAddress => visit.text("contacts-reason-not-an-address"),
        Reason::UnknownRole => visit.text("contacts-reason-unknown-role"),
        Reason::UnknownMember(None) => visit.text("contacts-reason-unknown-member"),
        Reason::UnknownMember(Some(near)) => {
            visit.text_with("contacts-reason-unknown-member-near", &[("member", near.clone().into())])
        }
        Reason::NotMemberThisYear => {
            visit.text_with("contacts-reason-not-member-this-year", &[("year", year.to_string().into())])
        }
        Reason::UnknownLanguage => visit.text("contacts-reason-unknown-language"),
        Reason::WrongColumns { expected, found } => visit.text_with(
            "contacts-reason-wrong-columns",
            &[("expected", (*expected).into()), ("found", (*found).into())],
        ),
        Reason::OtherName(line) => {
            visit.text_with("contacts-reason-other-name", &[("line", line.to_string().into())])
        }
    }
}
