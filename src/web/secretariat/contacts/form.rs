//! The fields with which a person or a role is added, as typed and as understood.

use serde::Serialize;

use super::{OptionView, language_options, member_options, reason_text, role_options};
use crate::{
    locale::Lang,
    store::member::Member,
    web::{Posted, Visit},
    workflow::{
        Address, AddressError, Role,
        address::ADDRESS_MAX,
        contacts::{self, Column, Contact, Reason},
    },
};

/// The first year that a role can have begun in: a little before the Swedish network did.
const FIRST_YEAR: i32 = 1990;

/// One entry of the error summary: the id of the field, and what to do about it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ErrorView {
    pub(super) field: String,
    pub(super) text: String,
}

/// A field with what was typed into it, and what is wrong with that.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct FieldView {
    pub(super) value: String,
    pub(super) error: Option<String>,
}

/// A drop-down list with its choices, and what is wrong with the one that was made.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct ChoiceView {
    pub(super) options: Vec<OptionView>,
    pub(super) error: Option<String>,
}

/// What is wrong with a form, by field.
#[derive(Debug, Clone, Default)]
pub(super) struct Errors(Vec<ErrorView>);

impl Errors {
    pub(super) fn add(&mut self, field: &str, text: String) {
        self.0.push(ErrorView { field: field.to_owned(), text });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn of(&self, field: &str) -> Option<String> {
        self.0.iter().find(|error| error.field == field).map(|error| error.text.clone())
    }

    pub(super) fn into_views(self) -> Vec<ErrorView> {
        self.0
    }
}

/// The fields as they were typed. Their names are those of the form.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) role: String,
    pub(super) member: String,
    pub(super) language: String,
    pub(super) from: String,
}

/// The fields as a page shows them.
#[derive(Debug, Serialize)]
pub(super) struct FormView {
    name: FieldView,
    email: FieldView,
    role: ChoiceView,
    member: ChoiceView,
    language: ChoiceView,
    from: FieldView,
}

impl Typed {
    /// An empty form: this year, and the language of the page.
    pub(super) fn empty(visit: &Visit) -> Typed {
        Typed {
            from: visit.app.year().to_string(),
            language: visit.lang.as_str().to_owned(),
            ..Typed::default()
        }
    }

    pub(super) fn of(form: &Posted) -> Typed {
        let field = |name| form.text(name).to_owned();
        Typed {
            name: field("name"),
            email: field("email"),
            role: field("role"),
            member: field("member"),
            language: field("language"),
            from: field("from"),
        }
    }

    pub(super) fn view(self, visit: &Visit, members: &[Member], errors: &Errors) -> FormView {
        FormView {
            role: ChoiceView { options: role_options(visit, &self.role), error: errors.of("role") },
            member: ChoiceView { options: member_options(members, &self.member), error: errors.of("member") },
            language: ChoiceView {
                options: language_options(visit, &self.language),
                error: errors.of("language"),
            },
            name: FieldView { value: self.name, error: errors.of("name") },
            email: FieldView { value: self.email, error: errors.of("email") },
            from: FieldView { value: self.from, error: errors.of("from") },
        }
    }

    /// Name, address, role and year together.
    pub(super) fn contact(
        &self,
        visit: &Visit,
        members: &[Member],
        errors: &mut Errors,
    ) -> Option<(Contact, i32)> {
        let name = self.name(visit, errors);
        let address = self.address(visit, errors);
        let role = self.role(visit, members, errors);
        let language = self.language(visit, errors);
        let ((role, member, from), name, address, language) = (role?, name?, address?, language?);
        Some((Contact { address, name, role, member, language }, from))
    }

    /// The role, its member and its first year.
    pub(super) fn role(
        &self,
        visit: &Visit,
        members: &[Member],
        errors: &mut Errors,
    ) -> Option<(Role, Option<String>, i32)> {
        let role = self.role.parse::<Role>().ok();
        if role.is_none() {
            errors.add("role", visit.text("contacts-role-missing"));
        }
        let member = members.iter().find(|member| member.id == self.member).map(|member| member.id.clone());
        match role {
            Some(role) if role.is_for_member() && member.is_none() => {
                errors.add("member", visit.text("contacts-member-missing"));
            }
            Some(role) if !role.is_for_member() && !self.member.is_empty() => {
                errors.add("member", visit.text("contacts-member-superfluous"));
            }
            Some(_) | None => {}
        }
        let last = visit.app.year() + 1;
        let from = self.from.parse::<i32>().ok().filter(|year| (FIRST_YEAR..=last).contains(year));
        if from.is_none() {
            let bounds = [("first", FIRST_YEAR.to_string().into()), ("last", last.to_string().into())];
            errors.add("from", visit.text_with("contacts-from-wrong", &bounds));
        }
        if errors.is_empty() { Some((role?, member, from?)) } else { None }
    }

    pub(super) fn name(&self, visit: &Visit, errors: &mut Errors) -> Option<String> {
        contacts::name(&self.name)
            .map_err(|reason| errors.add("name", reason_text(visit, Some(Column::Name), &reason, 0)))
            .ok()
    }

    pub(super) fn address(&self, visit: &Visit, errors: &mut Errors) -> Option<Address> {
        let reason = |error| match error {
            AddressError::Missing => Reason::Missing,
            AddressError::Control => Reason::Control,
            AddressError::TooLong => Reason::TooLong(ADDRESS_MAX),
            AddressError::Invalid => Reason::NotAnAddress,
        };
        self.email
            .parse::<Address>()
            .map_err(|error| errors.add("email", reason_text(visit, Some(Column::Email), &reason(error), 0)))
            .ok()
    }

    pub(super) fn language(&self, visit: &Visit, errors: &mut Errors) -> Option<&'static str> {
        let known = Lang::known(&self.language).map(Lang::as_str);
        if known.is_none() {
            errors.add("language", visit.text("contacts-reason-unknown-language"));
        }
        known
    }
}
