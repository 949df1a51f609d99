//! `/responses/{response}/delegate`: the process lead hands out parts to colleagues, sees what is out, and takes it back.

use std::collections::BTreeSet;

use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};

use crate::{
    error::AppError,
    mail::Delegated,
    questionnaire::{Edition, answer::clean},
    report::chart::perspective_class,
    store::{
        DbConnection, StoreError, StoreResult,
        delegation::{self, Delegation, Given, Outcome, To},
        edition::LoadedEdition,
        person::Person,
        response::Head,
    },
    web::{
        App, Posted, Visit,
        form::{self, ErrorView, FieldView},
    },
    workflow::{Address, contacts},
};

/// The most characters of a line to a colleague.
const MESSAGE_MAX: usize = 1000;
/// What stands in the field of the colleague for somebody who is not on the list.
const SOMEBODY_ELSE: &str = "new";

#[derive(Serialize)]
struct DelegateView {
    /// The language of the questionnaire, where that is not the page's.
    lang: Option<String>,
    response: String,
    questionnaire: String,
    title: String,
    synthetic: bool,
    editable: bool,
    done: Option<String>,
    errors: Vec<ErrorView>,
    given: Vec<GivenView>,
    /// How many parts nobody has got.
    left: String,
    sections: Vec<SectionView>,
    parts_error: Option<String>,
    colleagues: Vec<OptionView>,
    to_error: Option<String>,
    name: FieldView,
    email: FieldView,
    due_on: FieldView,
    message: FieldView,
}

/// What a person has.
#[derive(Serialize)]
struct GivenView {
    person: String,
    name: String,
    parts: Vec<PartView>,
    about: String,
    message: Option<String>,
}

#[derive(Serialize)]
struct PartView {
    href: String,
    id: String,
    title: String,
}

/// A perspective with its parts to tick.
#[derive(Serialize)]
struct SectionView {
    id: String,
    class: String,
    title: String,
    parts: Vec<TickView>,
}

#[derive(Serialize)]
struct TickView {
    id: String,
    title: String,
    /// Who has it by now.
    whose: Option<String>,
    checked: bool,
}

#[derive(Serialize)]
struct OptionView {
    value: String,
    text: String,
    selected: bool,
}

/// What the address may say.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    /// What was done: the id of what was handed out, or that something was taken back.
    done: Option<String>,
    part: Option<String>,
}

/// The form as it was typed.
#[derive(Default)]
struct Typed {
    to: String,
    name: String,
    email: String,
    parts: BTreeSet<String>,
    due_on: String,
    message: String,
}

impl Typed {
    /// The ticked parts, and those of the ticked perspectives.
    fn of(form: &Posted, edition: &Edition) -> Typed {
        let whole: BTreeSet<&str> = form.all("section").collect();
        let sections = edition.sections();
        let of_whole = sections.iter().filter(|section| whole.contains(section.id));
        let of_whole = of_whole.flat_map(|section| section.substandards.iter().map(|sub| sub.id.clone()));
        let ticked = form.all("part").filter(|part| edition.substandard(part).is_some()).map(str::to_owned);
        let field = |name| form.text(name).to_owned();
        // A name and an address say that it is somebody else, also where the list was left as it was.
        let is_invited = field("to").is_empty() && !field("name").is_empty() && !field("email").is_empty();
        Typed {
            to: if is_invited { SOMEBODY_ELSE.to_owned() } else { field("to") },
            name: field("name"),
            email: field("email"),
            parts: ticked.chain(of_whole).collect(),
            due_on: field("due_on"),
            message: clean(form.raw("message")),
        }
    }

    /// What is given, or what is wrong with it.
    fn given(&self, visit: &Visit, head: &Head, errors: &mut Vec<ErrorView>) -> Option<Given> {
        let mut wrong = |field, key: &str| errors.push(ErrorView { field, text: visit.text(key) });
        let to = match self.to.as_str() {
            "" => {
                wrong("to", "delegate-to-error");
                None
            }
            SOMEBODY_ELSE => {
                let (name, address) = (contacts::name(&self.name), self.email.parse::<Address>());
                if name.is_err() {
                    wrong("name", "delegate-name-error");
                }
                if address.is_err() {
                    wrong("email", "delegate-email-error");
                }
                let invited = |name, address| To::Invited { address, name, language: visit.lang.as_str() };
                name.ok().zip(address.ok()).map(|(name, address)| invited(name, address))
            }
            known => Some(To::Colleague(known.to_owned())),
        };
        if self.parts.is_empty() {
            wrong("parts", "delegate-parts-error");
        }
        let due_on = match self.due_on.as_str() {
            "" => None,
            typed => {
                let due_on = form::date(typed).filter(|day| {
                    visit.app.clock.days_left(*day) >= 0 && *day <= head.due_on.max(visit.app.clock.today())
                });
                if due_on.is_none() {
                    let last = [("date", visit.date(head.due_on).into())];
                    errors.push(ErrorView {
                        field: "due_on",
                        text: visit.text_with("delegate-due-error", &last),
                    });
                }
                due_on
            }
        };
        let length = self.message.chars().count();
        if length > MESSAGE_MAX {
            let args = [("length", length.to_string().into()), ("max", MESSAGE_MAX.to_string().into())];
            errors.push(ErrorView { field: "message", text: visit.text_with("answer-too-long", &args) });
        }
        if !errors.is_empty() {
            return None;
        }
        Some(Given { to: to?, parts: self.parts.clone(), due_on, message: self.message.clone() })
    }
}

type Known = (Vec<Delegation>, Vec<Person>);

fn known(conn: &mut DbConnection, head: &Head, year: i32) -> StoreResult<Known> {
    if head.person.is_some() {
        return Err(StoreError::NotFound);
    }
    Ok((delegation::of_response(conn, head)?, delegation::colleagues(conn, head, year)?))
}

pub(super) async fn show(
    visit: Visit,
    path: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    let Asked { done, part } = asked.into_inner();
    let typed = Typed { parts: part.into_iter().collect(), ..Typed::default() };
    page(&visit, path.into_inner(), typed, (StatusCode::OK, Vec::new()), done.as_deref()).await
}

async fn page(
    visit: &Visit,
    id: String,
    typed: Typed,
    (status, errors): (StatusCode, Vec<ErrorView>),
    done: Option<&str>,
) -> Result<HttpResponse, AppError> {
    let year = visit.app.year();
    let (head, frozen, (given, colleagues)) =
        super::read(&visit.app, visit.scope()?, id, move |conn, head, _| known(conn, head, year)).await?;
    let edition = &frozen.edition;
    let lang = visit.reads(edition);
    let all = edition.substandards().count();
    let taken: BTreeSet<&String> = given.iter().flat_map(|given| &given.parts).collect();
    let error =
        |field: &str| errors.iter().find(|error| error.field == field).map(|error| error.text.clone());
    let me = visit.actor()?.id.clone();
    let mut options = vec![OptionView {
        value: String::new(),
        text: visit.text("delegate-choose"),
        selected: typed.to.is_empty(),
    }];
    options.extend(colleagues.iter().filter(|person| person.id != me).map(|person| OptionView {
        value: person.id.clone(),
        text: person.name.clone(),
        selected: typed.to == person.id,
    }));
    options.push(OptionView {
        value: SOMEBODY_ELSE.to_owned(),
        text: visit.text("delegate-somebody-else"),
        selected: typed.to == SOMEBODY_ELSE,
    });
    let title = visit.text("delegate-title");
    let view = DelegateView {
        lang: visit.foreign(edition).map(str::to_owned),
        questionnaire: edition.round_title(head.year, lang),
        synthetic: head.synthetic,
        editable: head.is_editable(),
        done: done.and_then(|done| match done {
            "taken-back" => Some(visit.text("delegate-done-taken-back")),
            delegation => {
                let given = given.iter().find(|given| given.id == delegation)?;
                let args = [("name", given.name.clone().into()), ("count", given.parts.len().into())];
                Some(visit.text_with("delegate-done-given", &args))
            }
        }),
        given: given.iter().map(|given| given_view(visit, &head, edition, given)).collect(),
        left: visit.counted("delegate-left", all - taken.len()),
        sections: edition
            .sections()
            .iter()
            .map(|section| SectionView {
                id: section.id.to_owned(),
                class: perspective_class(edition, section.perspective.map(|_| section.id)),
                title: section.title.get(lang).to_owned(),
                parts: section
                    .substandards
                    .iter()
                    .map(|sub| TickView {
                        id: sub.id.clone(),
                        title: sub.title.get(lang).to_owned(),
                        whose: super::holders(visit, &given, &sub.id),
                        checked: typed.parts.contains(&sub.id),
                    })
                    .collect(),
            })
            .collect(),
        parts_error: error("parts"),
        colleagues: options,
        to_error: error("to"),
        name: FieldView::of("name", typed.name, &errors),
        email: FieldView::of("email", typed.email, &errors),
        due_on: FieldView::of("due_on", typed.due_on, &errors),
        message: FieldView::of("message", typed.message, &errors),
        title: title.clone(),
        response: head.id,
        errors,
    };
    visit.page_with(status, "respond/delegate", form::title(visit, &title, &view.errors), &view)
}

fn given_view(visit: &Visit, head: &Head, edition: &Edition, given: &Delegation) -> GivenView {
    let lang = visit.reads(edition);
    let part = |id: &String| {
        let sub = edition.substandard(id)?;
        Some(PartView {
            href: format!("/responses/{}/substandards/{id}", head.id),
            id: id.clone(),
            title: sub.title.get(lang).to_owned(),
        })
    };
    let by = [("name", given.given_by.clone().into()), ("at", visit.date_time(given.given_at).into())];
    let by = visit.text_with("delegate-given", &by);
    let due = given.due_on.map(|day| visit.text_with("delegate-until", &[("date", visit.date(day).into())]));
    GivenView {
        person: given.person.clone(),
        name: given.name.clone(),
        parts: given.parts.iter().filter_map(part).collect(),
        about: due.map_or_else(|| by.clone(), |due| format!("{due} {by}")),
        message: Some(given.message.clone()).filter(|message| !message.is_empty()),
    }
}

pub(super) async fn give(visit: Visit, path: Path<String>, form: Posted) -> Result<HttpResponse, AppError> {
    let id = path.into_inner();
    let year = visit.app.year();
    let (head, frozen, ()) = super::read(&visit.app, visit.scope()?, id.clone(), |_, _, _| Ok(())).await?;
    let typed = Typed::of(&form, &frozen.edition);
    let mut errors = Vec::new();
    let Some(given) = typed.given(&visit, &head, &mut errors) else {
        return page(&visit, id, typed, (StatusCode::UNPROCESSABLE_ENTITY, errors), None).await;
    };
    let (app, scope, now, response) = (visit.app.clone(), visit.scope()?, visit.now(), id.clone());
    let outcome = visit
        .app
        .db
        .write(move |conn| {
            let outcome = delegation::give(conn, &scope, &response, year, &given, now)?;
            if let Outcome::Given { id, person } = &outcome
                && person.id != scope.person()
            {
                tell(conn, &app, &head, &frozen, (id, person), &given)?;
            }
            Ok(outcome)
        })
        .await?;
    match outcome {
        Outcome::Given { id: given, .. } => {
            Ok(visit.redirect(&format!("/responses/{id}/delegate?done={given}")))
        }
        Outcome::OtherName => {
            let errors = vec![ErrorView { field: "name", text: visit.text("delegate-other-name") }];
            page(&visit, id, typed, (StatusCode::UNPROCESSABLE_ENTITY, errors), None).await
        }
        Outcome::Limited => {
            let errors = vec![ErrorView { field: "email", text: visit.text("delegate-too-many") }];
            page(&visit, id, typed, (StatusCode::TOO_MANY_REQUESTS, errors), None).await
        }
    }
}

/// Tells somebody who is given parts.
fn tell(
    conn: &mut DbConnection,
    app: &App,
    head: &Head,
    frozen: &LoadedEdition,
    (delegation, person): (&str, &Person),
    given: &Given,
) -> StoreResult<()> {
    let link = app.mailer.response_link(&head.id);
    let words = Delegated {
        network: &app.network,
        title: &frozen.edition.round_title(head.year, &person.language),
        name: &person.name,
        member: &head.member_name,
        audience: super::audience(head),
        parts: given.parts.len(),
        due_on: given.due_on.unwrap_or(head.due_on).max(app.clock.today()),
        link: &link,
    };
    let mail = app.mailer.delegated(person.into(), &head.round, delegation, &words);
    super::tell(conn, app, person, mail, app.clock.now())
}

pub(super) async fn take_back(
    visit: Visit,
    path: Path<String>,
    form: Posted,
) -> Result<HttpResponse, AppError> {
    let (id, scope, now) = (path.into_inner(), visit.scope()?, visit.now());
    let (response, person) = (id.clone(), form.text("person").to_owned());
    let part = Some(form.text("part").to_owned()).filter(|part| !part.is_empty());
    visit
        .app
        .db
        .write(move |conn| delegation::take_back(conn, &scope, &response, &person, part.as_deref(), now))
        .await?;
    Ok(visit.redirect(&format!("/responses/{id}/delegate?done=taken-back")))
}
