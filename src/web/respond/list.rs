//! `/responses`: the rounds a person's members take part in. With a single open one, straight to it.

use actix_web::HttpResponse;
use serde::Serialize;

use crate::{
    error::AppError,
    store::response::{self, Head},
    web::{
        Visit,
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
    member: String,
    state: TagView,
    due: String,
    is_open: bool,
    receipt: Option<String>,
    synthetic: bool,
}

pub(super) async fn show(visit: Visit) -> Result<HttpResponse, AppError> {
    let (scope, editions) = (visit.scope()?, visit.app.editions.clone());
    let (rows, numbers) = visit
        .app
        .db
        .read(move |conn| {
            let mut rows = Vec::new();
            for head in response::list(conn, &scope)? {
                let edition = editions.get(conn, &head.edition)?;
                rows.push((head, edition));
            }
            Ok((rows, response::latest_versions(conn, &scope)?))
        })
        .await?;
    let may_answer = visit.may(Action::ReadDraft);
    let open: Vec<&Head> =
        rows.iter().map(|(head, _)| head).filter(|head| head.round_state == RoundState::Open).collect();
    if let [only] = open.as_slice()
        && may_answer
        && only.state != ResponseState::Approved
    {
        return Ok(visit.redirect(&format!("/responses/{}", only.id)));
    }
    let responses = rows
        .iter()
        .map(|(head, loaded)| RowView {
            href: may_answer.then(|| format!("/responses/{}", head.id)),
            title: loaded.edition.round_title(head.year, visit.lang.as_str()),
            member: head.member_name.clone(),
            state: match (head.round_state, head.state) {
                (RoundState::Published, state) if state != ResponseState::Approved => {
                    TagView { text: visit.text("state-left-out"), color: "neutral" }
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
