//! `/secretariat/contacts/import`: a list of contacts that is pasted or uploaded. First every row's fate is shown; then the same text
//! is applied as a whole, or not at all.

use actix_web::{HttpResponse, http::StatusCode, web};
use serde::Serialize;

use super::{
    TagView,
    contacts::{OptionView, reason_text, role_name},
};
use crate::{
    error::AppError,
    locale::{self, Lang},
    store::person,
    table::{self, BYTES_MAX, COLUMNS_MAX, ROWS_MAX, TableProblem},
    web::{
        Posted, Visit,
        routes::{Access::Needs, RouteSpec, get, post},
    },
    workflow::{
        Action, Role,
        contacts::{
            self, Cells, Column, Counts, Fate, Fault, Known, ListProblem, Notice, OwnWords, Plan, PlannedRow,
        },
        signed::sha256,
    },
};

/// How much of a cell is shown, in characters.
const SHOWN_MAX: usize = 60;
/// How many refused rows the error summary names.
const NAMED_MAX: usize = 10;
/// How many unused headings are named.
const HEADINGS_MAX: usize = 10;

/// The routes of this file.
pub(super) fn routes() -> Vec<RouteSpec> {
    vec![
        get("/secretariat/contacts/import", Needs(Action::RunRound), || web::to(show)),
        post("/secretariat/contacts/import", Needs(Action::RunRound), || web::to(receive)),
    ]
}

#[derive(Serialize)]
struct ImportView {
    list: String,
    seen: String,
    year: String,
    years: Vec<OptionView>,
    notice: Option<String>,
    plan: Option<PlanView>,
    list_error: Option<String>,
    file_error: Option<String>,
    errors: Vec<ErrorView>,
}

#[derive(Serialize)]
struct ErrorView {
    field: String,
    text: String,
}

#[derive(Serialize)]
struct PlanView {
    lead: String,
    applicable: bool,
    apply: String,
    counts: Vec<CountView>,
    ignored: Option<String>,
    rows: Vec<RowView>,
}

#[derive(Serialize)]
struct CountView {
    name: String,
    count: usize,
}

#[derive(Serialize)]
struct RowView {
    line: u64,
    name: String,
    email: String,
    role: String,
    member: String,
    language: String,
    fate: TagView,
    remarks: Vec<String>,
}

/// A list as it came in.
struct List {
    text: String,
    year: i32,
    /// Whether the text is what the person saw checked, or what was in the file: then another file may take its place.
    seen: bool,
}

/// Where something is wrong before any row is looked at.
enum Trouble {
    /// In the text.
    List(String),
    /// In the file.
    File(String),
}

pub(super) async fn show(visit: Visit) -> Result<HttpResponse, AppError> {
    let list = List { text: String::new(), year: visit.app.year(), seen: false };
    page(&visit, StatusCode::OK, list, None, None, None)
}

pub(super) async fn receive(visit: Visit, form: Posted) -> Result<HttpResponse, AppError> {
    // A browser sends line ends as CR LF, whatever stood in the field.
    let typed = form.raw("list").replace("\r\n", "\n").replace('\r', "\n");
    let this_year = visit.app.year();
    let year =
        form.parsed("year").filter(|year| (this_year..=this_year + 1).contains(year)).unwrap_or(this_year);
    let was_seen = form.text("seen") == sha256(typed.as_bytes());
    let refuse = |text: String, trouble| {
        let list = List { text, year, seen: was_seen };
        page(&visit, StatusCode::UNPROCESSABLE_ENTITY, list, None, Some(trouble), None)
    };

    let uploaded = match form.file()? {
        Some(_) if !typed.trim().is_empty() && !was_seen => {
            return refuse(typed, Trouble::File(visit.text("import-both")));
        }
        Some(file) => match table::decode(file, BYTES_MAX) {
            Ok(text) => Some(text),
            Err(problem) => return refuse(typed, Trouble::File(table_problem(&visit, &problem))),
        },
        None => None,
    };
    let is_same = uploaded.is_none() && was_seen && form.text("seen-year") == year.to_string();
    let list = List { text: uploaded.unwrap_or(typed), year, seen: true };
    if list.text.trim().is_empty() {
        return refuse(list.text, Trouble::List(visit.text("import-nothing")));
    }
    match form.text("do") {
        "apply" if is_same => apply(&visit, list).await,
        "apply" => check(&visit, list, Some(visit.text("import-changed"))).await,
        _ => check(&visit, list, None).await,
    }
}

/// The words that the pages use, in every language: a list may use them as well.
fn own_words() -> OwnWords {
    let mut words = OwnWords::default();
    for lang in Lang::ALL {
        let word = |role: Role| locale::text(lang, &format!("contacts-role-{}", role.as_str()), &[]);
        words.roles.extend(Role::ALL.map(|role| (word(role), role)));
        words.member.push(locale::text(lang, "import-column-member", &[]));
    }
    words
}

/// The dry run.
async fn check(visit: &Visit, list: List, notice: Option<String>) -> Result<HttpResponse, AppError> {
    let (scope, year) = (visit.scope()?, list.year);
    let known = visit.app.db.read(move |conn| person::known(conn, &scope, year)).await?;
    let plan = contacts::plan(&list.text, &Known { words: own_words(), ..known });
    let status = if plan.is_applicable() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page(visit, status, list, Some(plan), None, notice)
}

/// Applies the list: planned once more in the transaction that stores it, so that nothing is half-imported whatever others have
/// done since the dry run.
async fn apply(visit: &Visit, list: List) -> Result<HttpResponse, AppError> {
    let (scope, now, year, text) = (visit.scope()?, visit.now(), list.year, list.text.clone());
    let outcome: Result<Counts, Plan> = visit
        .app
        .db
        .write(move |conn| {
            let known = Known { words: own_words(), ..person::known(conn, &scope, year)? };
            let plan = contacts::plan(&text, &known);
            if !plan.is_applicable() {
                return Ok(Err(plan));
            }
            person::apply_contacts(conn, &scope, now, year, &plan).map(Ok)
        })
        .await?;
    match outcome {
        Ok(counts) => Ok(visit.redirect(&format!(
            "/secretariat/contacts?saved=list&people={}&roles={}",
            counts.new_people, counts.new_roles
        ))),
        Err(plan) => {
            page(visit, StatusCode::CONFLICT, list, Some(plan), None, Some(visit.text("import-overtaken")))
        }
    }
}

fn page(
    visit: &Visit,
    status: StatusCode,
    list: List,
    plan: Option<Plan>,
    trouble: Option<Trouble>,
    notice: Option<String>,
) -> Result<HttpResponse, AppError> {
    let (mut list_error, mut file_error) = (None, None);
    match trouble {
        Some(Trouble::List(text)) => list_error = Some(text),
        Some(Trouble::File(text)) => file_error = Some(text),
        None => {}
    }
    let mut plan = plan;
    if let Some(refused) = plan.take_if(|plan| !plan.problems.is_empty()) {
        let texts: Vec<String> =
            refused.problems.iter().map(|problem| list_problem(visit, problem)).collect();
        list_error = Some(texts.join(" "));
    }
    let mut errors: Vec<ErrorView> = Vec::new();
    for (field, error) in [("list", &list_error), ("file", &file_error)] {
        errors.extend(error.iter().map(|text| ErrorView { field: field.to_owned(), text: text.clone() }));
    }
    if let Some(plan) = &plan {
        errors.extend(refused_rows(visit, plan, list.year));
    }
    let this_year = visit.app.year();
    let years = [this_year, this_year + 1].map(|year| OptionView {
        value: year.to_string(),
        text: year.to_string(),
        selected: year == list.year,
    });
    let title = match &plan {
        Some(_) => visit.text("import-checked-title"),
        None => visit.text("import-title"),
    };
    let view = ImportView {
        seen: if list.seen { sha256(list.text.as_bytes()) } else { String::new() },
        year: list.year.to_string(),
        years: years.into(),
        notice,
        plan: plan.map(|plan| plan_view(visit, &plan, list.year)),
        list: list.text,
        list_error,
        file_error,
        errors,
    };
    let title =
        if view.errors.is_empty() { title } else { format!("{}: {title}", visit.text("title-error")) };
    visit.page_with(status, "secretariat/import", title, &view)
}

/// How many rows are refused, for the error summary, with the reasons of the first.
fn refused_rows(visit: &Visit, plan: &Plan, year: i32) -> Vec<ErrorView> {
    let refused = || {
        plan.rows.iter().filter_map(|row| match &row.fate {
            Fate::Refused(faults) => Some((row.line, faults)),
            _ => None,
        })
    };
    let count = refused().count();
    let args = [("count", count.into()), ("all", plan.rows.len().into())];
    let mut errors = Vec::new();
    if let Some((line, _)) = refused().next() {
        let text = visit.text_with("import-rows-refused", &args);
        errors.push(ErrorView { field: format!("row-{line}"), text });
    }
    errors.extend(refused().take(NAMED_MAX).map(|(line, faults)| {
        let faults: Vec<String> = faults.iter().map(|fault| fault_text(visit, fault, year)).collect();
        let args = [("line", line.to_string().into()), ("faults", faults.join(" ").into())];
        ErrorView { field: format!("row-{line}"), text: visit.text_with("import-row-fault", &args) }
    }));
    let more = count.saturating_sub(NAMED_MAX);
    if let (Some((line, _)), true) = (refused().nth(NAMED_MAX), more > 0) {
        errors.push(ErrorView {
            field: format!("row-{line}"),
            text: visit.counted("import-more-faults", more),
        });
    }
    errors
}

fn plan_view(visit: &Visit, plan: &Plan, year: i32) -> PlanView {
    let counts = plan.counts();
    let applicable = plan.is_applicable();
    let new = counts.new_people + counts.new_roles;
    let figures = [
        ("import-new-people", counts.new_people),
        ("import-new-roles", counts.new_roles),
        ("import-unchanged", counts.unchanged),
        ("import-duplicates", counts.duplicates),
        ("import-refused", counts.refused),
    ];
    let lead = match (applicable, new) {
        (false, _) => visit.counted("import-lead-refused", counts.refused),
        (true, 0) => visit.text("import-lead-nothing-new"),
        (true, _) => visit.text("import-lead-ready"),
    };
    let headings: Vec<String> =
        plan.ignored.iter().take(HEADINGS_MAX).map(|heading| shown(heading)).collect();
    PlanView {
        lead,
        applicable: applicable && new > 0,
        apply: visit.counted("import-apply", new),
        counts: figures.map(|(key, count)| CountView { name: visit.counted(key, count), count }).into(),
        ignored: (!headings.is_empty())
            .then(|| visit.text_with("import-ignored", &[("columns", headings.join(", ").into())])),
        rows: plan.rows.iter().map(|row| row_view(visit, row, year)).collect(),
    }
}

fn row_view(visit: &Visit, row: &PlannedRow, year: i32) -> RowView {
    let tag = |key: &str, color| TagView { text: visit.text(key), color };
    let (fate, mut remarks) = match &row.fate {
        Fate::NewPerson(_) => (tag("import-fate-new-person", "success"), Vec::new()),
        Fate::NewRole(contact) => {
            let role = role_name(visit, contact.role);
            (
                tag("import-fate-new-role", "accent"),
                vec![visit.text_with("import-gets-role", &[("role", role.into())])],
            )
        }
        Fate::Unchanged => (tag("import-fate-unchanged", "neutral"), Vec::new()),
        Fate::DuplicateOf(line) => (
            tag("import-fate-duplicate", "warning"),
            vec![visit.text_with("import-same-as", &[("line", line.to_string().into())])],
        ),
        Fate::Refused(faults) => (
            tag("import-fate-refused", "danger"),
            faults.iter().map(|fault| fault_text(visit, fault, year)).collect(),
        ),
    };
    remarks.extend(row.notices.iter().map(|notice| match notice {
        Notice::NameStays(name) => visit.text_with("import-name-stays", &[("name", shown(name).into())]),
        Notice::MemberLeftOut => visit.text("import-member-left-out"),
    }));
    let Cells { name, email, role, member, language } = &row.cells;
    RowView {
        line: row.line,
        name: shown(name),
        email: shown(email),
        role: shown(role),
        member: shown(member),
        language: shown(language),
        fate,
        remarks,
    }
}

/// A fault with the column it is in.
fn fault_text(visit: &Visit, fault: &Fault, year: i32) -> String {
    let text = reason_text(visit, fault.column, &fault.reason, year);
    match fault.column {
        None => text,
        Some(column) => {
            let args = [("column", column_name(visit, column).into()), ("text", text.into())];
            visit.text_with("import-fault-in-column", &args)
        }
    }
}

fn column_name(visit: &Visit, column: Column) -> String {
    visit.text(&format!("import-column-{}", column.as_str()))
}

fn list_problem(visit: &Visit, problem: &ListProblem) -> String {
    match problem {
        ListProblem::Table(problem) => table_problem(visit, problem),
        ListProblem::ColumnMissing(column) => {
            visit.text_with("import-column-missing", &[("column", column_name(visit, *column).into())])
        }
        ListProblem::ColumnTwice(column) => {
            visit.text_with("import-column-twice", &[("column", column_name(visit, *column).into())])
        }
    }
}

fn table_problem(visit: &Visit, problem: &TableProblem) -> String {
    match problem {
        TableProblem::TooLarge => {
            visit.text_with("import-too-large", &[("megabytes", (BYTES_MAX / 1024 / 1024).into())])
        }
        TableProblem::TooManyRows => {
            visit.text_with("import-too-many-rows", &[("max", ROWS_MAX.to_string().into())])
        }
        TableProblem::TooManyColumns => {
            visit.text_with("import-too-many-columns", &[("max", COLUMNS_MAX.to_string().into())])
        }
        TableProblem::Empty => visit.text("import-empty"),
        TableProblem::Workbook => visit.text("import-workbook"),
        TableProblem::NotText => visit.text("import-not-text"),
    }
}

/// A cell as it is shown: shortened, and with a dot for what cannot be seen or would turn the text around.
fn shown(cell: &str) -> String {
    let is_unseen = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let mut shown: String =
        cell.chars().take(SHOWN_MAX).map(|c| if is_unseen(c) { '·' } else { c }).collect();
    if cell.chars().nth(SHOWN_MAX).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn what_is_quoted_is_short_and_cannot_turn_the_text_around() {
        assert_eq!(shown("Åsa Ek"), "Åsa Ek");
        assert_eq!(shown("a\nb\u{202e}c\0"), "a·b·c·");
        assert_eq!(shown(&"å".repeat(61)), format!("{}…", "å".repeat(60)));
        assert_eq!(shown(&"å".repeat(60)), "å".repeat(60));
    }
}
