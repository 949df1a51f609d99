//! How the time that an edition takes grows with its items: one of 100 items beside one of 500, in one run. Each figure is per item,
//! so that a ratio of 1 means: five times the items, five times the time.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use perspektiv::{
    questionnaire::{
        Answer, Change, Condition, Edition, Hidden, Item, Kind, Number, Value,
        condition::{Comparison, grounds},
        diff, fhir, problems, read, warnings,
    },
    scoring::linked_items,
    store::{Target, connection::Purpose},
};

use crate::{
    editor,
    figures::median,
    http::{Connection, get},
    network::{AT, EDITION, Network, execute},
    process::{Server, Strace},
};

/// How often the shipped edition stands in the large one.
const COPIES: usize = 5;

/// How long each thing is done, in a run, for each edition.
const SPAN: Duration = Duration::from_millis(200);

/// An edition with answers to all its items.
pub(crate) struct Asked {
    pub(crate) file: Vec<u8>,
    pub(crate) edition: Edition,
    /// The same as last year's.
    before: Edition,
    answers: BTreeMap<String, Answer>,
    pub(crate) items: f64,
}

impl Asked {
    /// The shipped edition several times over, under fresh ids; every other item depends on the one before it, and the last of a
    /// sub-standard on the first of the whole.
    fn of(copies: usize) -> Result<Asked> {
        let shipped = read(&std::fs::read(EDITION)?).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
        let mut edition = Edition { standards: Vec::new(), ..shipped.clone() };
        for copy in 0..copies {
            let fresh = |id: &str| format!("{id}-{copy}");
            for standard in &shipped.standards {
                let mut standard = standard.clone();
                standard.id = fresh(&standard.id);
                for sub in &mut standard.substandards {
                    sub.id = fresh(&sub.id);
                    for item in &mut sub.items {
                        item.id = fresh(&item.id);
                        item.visible_if = None;
                        (item.lineage.change, item.lineage.item) = (Change::Unchanged, None);
                    }
                    for place in (1..sub.items.len()).step_by(2) {
                        let before =
                            place.checked_sub(1).and_then(|before| sub.items.get(before)).and_then(shown);
                        if let Some(item) = sub.items.get_mut(place) {
                            item.visible_if = before;
                        }
                    }
                }
                edition.standards.push(standard);
            }
        }
        let first = edition.items().next().and_then(|(_, item)| shown(item)).context("no item")?;
        for sub in edition.standards.iter_mut().flat_map(|standard| &mut standard.substandards).skip(1) {
            if let Some(last) = sub.items.last_mut() {
                let both = last.visible_if.take().into_iter().chain([first.clone()]).collect();
                last.visible_if = Some(Condition::All(both));
            }
        }
        let file = serde_json::to_vec(&edition)?;
        let edition = read(&file).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
        let answers =
            edition.items().filter_map(|(_, item)| Some((item.id.clone(), answer(item)?))).collect();
        let items = u32::try_from(edition.items().count())?.into();
        let before =
            Edition { edition: edition.previous.clone().context("no edition before")?, ..edition.clone() };
        Ok(Asked { file, edition, before, answers, items })
    }

    fn answer(&self, id: &str) -> Option<&Answer> {
        self.answers.get(id)
    }
}

/// That an item was answered in a way that is common.
fn shown(item: &Item) -> Option<Condition> {
    let with = match item.kind {
        Kind::Rating => Comparison::AtLeast(Number::from(2)),
        Kind::YesPartlyNo => Comparison::Is("yes".to_owned()),
        _ => return Some(Condition::Answered(item.id.clone())),
    };
    Some(Condition::Compare { item: item.id.clone(), with })
}

fn answer(item: &Item) -> Option<Answer> {
    let value = match item.kind {
        Kind::Rating => Value::Integer(6),
        Kind::YesPartlyNo => Value::Text("yes".to_owned()),
        Kind::Text | Kind::LongText => Value::Text("Vi har en plan och följer upp den varje år.".to_owned()),
        _ => return None,
    };
    Some(Answer::Value(value))
}

/// Microseconds per item, of as many rounds as fit.
fn timed(asked: &Asked, work: &dyn Fn(&Asked)) -> f64 {
    let begin = Instant::now();
    let mut times = Vec::new();
    while begin.elapsed() < SPAN {
        let round = Instant::now();
        work(asked);
        times.push(round.elapsed().as_secs_f64() * 1e6 / asked.items);
    }
    median(&times)
}

/// Prints what something takes per item in both editions, and how the second compares with the first.
pub(crate) fn tell(what: &str, unit: &str, runs: &[(f64, f64)]) {
    let of = |pick: fn(&(f64, f64)) -> f64| median(&runs.iter().map(pick).collect::<Vec<_>>());
    println!(
        "questions\t{what}\t{unit}: small {:.3}, large {:.3}\tlarge : small {:.2} (runs {})",
        of(|run| run.0),
        of(|run| run.1),
        of(|run| run.1 / run.0),
        runs.iter().map(|run| format!("{:.2}", run.1 / run.0)).collect::<Vec<_>>().join(" "),
    );
}

/// `questions`: what an edition takes per item, of 100 items and of 500.
pub(crate) async fn compare(folder: &Path, runs: usize) -> Result<()> {
    let (small, large) = (Asked::of(1)?, Asked::of(COPIES)?);
    println!("questions\tsmall: {} items, large: {} items", small.items, large.items);
    type Work = Box<dyn Fn(&Asked)>;
    let works: Vec<(&str, Work)> = vec![
        ("read and checked", Box::new(|asked| drop(black_box(read(&asked.file))))),
        ("checked again", Box::new(|asked| drop(black_box(problems(&asked.edition))))),
        ("warnings", Box::new(|asked| drop(black_box(warnings(&asked.edition))))),
        (
            "what is hidden",
            Box::new(|asked| drop(black_box(Hidden::of(&asked.edition, |id| asked.answer(id))))),
        ),
        (
            "what decides about the last part",
            Box::new(|asked| {
                if let Some((_, sub)) = asked.edition.substandards().last() {
                    drop(black_box(grounds(&asked.edition, &sub.items)));
                }
            }),
        ),
        ("diff", Box::new(|asked| drop(black_box(diff::diff(&asked.edition, &asked.edition))))),
        (
            "comparable items",
            Box::new(|asked| drop(black_box(linked_items(&asked.edition, &asked.before, &[])))),
        ),
        (
            "FHIR",
            Box::new(|asked| {
                let word = |_, _: &str| String::new();
                drop(black_box(fhir::questionnaire(&asked.edition, fhir::BASE, &word)));
            }),
        ),
    ];
    for (what, work) in &works {
        let pairs: Vec<_> = (0..runs).map(|_| (timed(&small, work), timed(&large, work))).collect();
        tell(what, "µs per item", &pairs);
    }
    pages(&small, &large, folder, runs).await?;
    editor::pages(&small, &large, folder, runs).await
}

/// A server whose only member has answered everything, and two pages of it.
struct Serving {
    server: Server,
    connection: Connection,
    list: Vec<u8>,
    part: Vec<u8>,
}

impl Serving {
    async fn of(asked: &Asked, folder: &Path) -> Result<Serving> {
        let target = Target::Sqlite(folder.join(format!("{}.db", asked.items)));
        let network = Network::asked(&target, 1, &asked.file)?;
        let mut sql = String::new();
        for (item, answer) in &asked.answers {
            let Answer::Value(value) = answer else { continue };
            let value = serde_json::to_string(value)?;
            write!(
                sql,
                "INSERT INTO answer (response_id, item, revision, value, not_applicable, comment, person_id, saved_at)
                     VALUES ('r0', '{item}', 1, '{value}', FALSE, '', 'p0', '{AT}');"
            )?;
        }
        execute(&mut target.connect(Purpose::Write)?, &sql)?;
        let server = Server::start(&target, folder, &Strace::No).await?;
        let person = network.sign_in(server.address, 0).await?;
        let (_, last) = asked
            .edition
            .scored_substandards()
            .last()
            .context("no sub-standard in which something is rated")?;
        let list = format!("/responses/{}", person.response);
        let part = format!("{list}/substandards/{}", last.id);
        Ok(Serving {
            connection: Connection::open(server.address).await?,
            server,
            list: get(&list, &person.cookie),
            part: get(&part, &person.cookie),
        })
    }

    /// Microseconds until a page is there.
    async fn page(&mut self, is_list: bool) -> Result<f64> {
        let request = if is_list { &self.list } else { &self.part };
        let begin = Instant::now();
        let status = self.connection.send(request).await?.status;
        ensure!(status == 200, "a page got {status}");
        Ok(begin.elapsed().as_secs_f64() * 1e6)
    }
}

/// The task list, per item, and one part of it, which has as many items in both editions. The editions take turns.
async fn pages(small: &Asked, large: &Asked, folder: &Path, runs: usize) -> Result<()> {
    let (mut first, mut second) = (Serving::of(small, folder).await?, Serving::of(large, folder).await?);
    for (what, unit, is_list) in
        [("task list", "µs per item", true), ("one part (a sub-standard page)", "µs per page", false)]
    {
        let mut pairs = Vec::new();
        for run in 0..=runs {
            let (mut a, mut b) = (Vec::new(), Vec::new());
            for _ in 0..200 {
                a.push(first.page(is_list).await?);
                b.push(second.page(is_list).await?);
            }
            let per = |asked: &Asked| if is_list { asked.items } else { 1.0 };
            // The first run warms up.
            if run > 0 {
                pairs.push((median(&a) / per(small), median(&b) / per(large)));
            }
        }
        tell(what, unit, &pairs);
    }
    first.server.stop()?;
    second.server.stop()?;
    Ok(())
}
