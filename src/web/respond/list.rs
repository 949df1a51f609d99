//! `/responses`: the responses that a person takes part in, the members' and the own. With a single open one, straight to it;
//! with `?round=` to the only one of that round.

use actix_web::HttpResponse;
use serde::Serialize;

use crate::{
    error::AppError,
    store::{
        response::{self, Head},
        signing, version,
    },
    web::{
        Visit,
        posted::Query,
        secretariat::{TagView, state_tag},
    },
    workflow::{Action, ResponseState, RoundState},
};

#[derive(Serialize)]
struct ListView {
    responses: Vec<RowView>,
}

#[derive(Serialize)]
struct RowView {
    href: Option<String>,
    title: String,
    /// The language of the title, where that is not the page's.
    lang: Option<String>,
    /// Whose it is: the member's or theme group's name, or that it is the person's own.
    member: String,
    state: TagView,
    due: String,
    is_open: bool,
    receipt: Option<String>,
    synthetic: bool,
}

pub(super) async fn show(visit: Visit, query: Query) -> Result<HttpResponse, AppError> {
    let (scope, editions) = (visit.scope()?, visit.app.editions.clone());
    let (rows, numbers, to_sign) = visit
        .app
        .db
        .read(move |conn| {
            let mut rows = Vec::new();
            for head in response::list(conn, &scope)? {
                let edition = editions.get(conn, &head.edition)?;
                rows.push((head, edition));
            }
            let numbers = version::latest(conn, &scope)?;
            Ok((rows, numbers, signing::to_sign(conn, &scope)?))
        })
        .await?;
    let round = query.iter().find(|(name, _)| name == "round").map(|(_, id)| id.as_str());
    let open: Vec<&Head> = rows
        .iter()
        .map(|(head, _)| head)
        .filter(|head| head.round_state == RoundState::Open && round.is_none_or(|round| head.round == round))
        .collect();
    if let [only] = open.as_slice()
        && visit.may_to(only, Action::ReadDraft)
        && only.state != ResponseState::Approved
    {
        return Ok(visit.redirect(&format!("/responses/{}", only.id)));
    }
    let responses = rows
        .iter()
        .map(|(head, loaded)| RowView {
            href: visit.may_to(head, Action::ReadDraft).then(|| format!("/responses/{}", head.id)),
            lang: visit.foreign(&loaded.edition).map(str::to_owned),
            title: loaded.edition.round_title(head.year, visit.reads(&loaded.edition)),
            member: match head.person {
                Some(_) => visit.text_with("responses-own", &[("member", head.member_name.clone().into())]),
                None => head.member_name.clone(),
            },
            state: match (head.round_state, head.state) {
                (RoundState::Published, state) if state != ResponseState::Approved => {
                    TagView { text: visit.text("state-left-out"), color: "neutral" }
                }
                _ if to_sign.contains(&head.id) => {
                    TagView { text: visit.text("state-to-sign"), color: "warning" }
                }
                (_, state) => state_tag(&visit, state),
            },
            due: visit.date(head.due_on),
            is_open: head.round_state == RoundState::Open,
            receipt: numbers.get(&head.id).map(|number| format!("/responses/{}/versions/{number}", head.id)),
            synthetic: head.synthetic,
        })
        .collect();
    visit.page("respond/list", visit.text("responses-title"), &ListView { responses })
}
