//! How the time that the editor's pages take grows with the items of the edition that is written: two drafts of each edition, one as it begins
//! and one in which every item reads otherwise in one language, so that every item is to be mended and to be compared.

use std::{path::Path, time::Instant};

use anyhow::{Context, Result, ensure};
use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::Text};
use perspektiv::{
    store::{Target, connection::Purpose},
    workflow::signed::sha256,
};

use crate::{
    figures::median,
    http::{Connection, get, post},
    network::{Network, Person, execute},
    process::{Server, Strace},
    questions::{Asked, tell},
};

/// How often each page is asked for in a run.
const TIMES: usize = 20;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// A page of the draft as it began.
    Begun(&'static str),
    /// A page of the draft in which every item reads otherwise.
    Changed(&'static str),
    /// The form of the last item.
    Item,
    /// One text of that item, written anew each time.
    Save,
    /// The last part as those who answer will see it.
    Preview,
}

const STEPS: [(&str, Step); 7] = [
    ("overview with the tree", Step::Begun("")),
    ("an item's page", Step::Item),
    ("a field saved", Step::Save),
    ("preview of a part", Step::Preview),
    ("overview, every item to be mended", Step::Changed("")),
    ("what is new, in every item", Step::Changed("/changes")),
    ("before publishing, every item to be mended", Step::Changed("/publish")),
];

/// A server with both drafts of one edition.
struct Writing {
    server: Server,
    connection: Connection,
    person: Person,
    begun: String,
    changed: String,
    item: String,
    substandard: String,
    /// The number of the last change.
    revision: usize,
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    value: String,
}

impl Writing {
    async fn of(asked: &Asked, folder: &Path) -> Result<Writing> {
        let target = Target::Sqlite(folder.join(format!("editor-{}.db", asked.items)));
        let network = Network::asked(&target, 1, &asked.file)?;
        let secretariat = "INSERT INTO assignment (id, person_id, role, member_id, from_year, to_year)
                               VALUES ('secretariat', 'p0', 'secretariat', NULL, 2020, NULL);";
        execute(&mut target.connect(Purpose::Write)?, secretariat)?;
        let server = Server::start(&target, folder, &Strace::No).await?;
        let person = network.sign_in(server.address, 0).await?;
        let mut connection = Connection::open(server.address).await?;
        let mut begin = async |beside: &str| -> Result<String> {
            let form = format!("csrf={}&from={}{beside}", person.csrf, sha256(&asked.file));
            let begun =
                connection.send(&post("/secretariat/questions/drafts", &person.cookie, &form)).await?;
            let location = begun.head.lines().find_map(|line| line.strip_prefix("location: "));
            let location = location.with_context(|| format!("no draft was begun: {}", begun.status))?;
            Ok(location.split('?').next().unwrap_or_default().to_owned())
        };
        let begun = begin("").await?;
        let changed = begin("&beside=yes").await?;
        let mut conn = target.connect(Purpose::Write)?;
        let id = |address: &str| address.rsplit('/').next().unwrap_or_default().to_owned();
        // As the editor stores a text.
        let reads_otherwise = format!(
            "UPDATE draft_node SET content = replace(content, '\"text\":{{\"en\":\"', '\"text\":{{\"en\":\"Now: ')
                 WHERE draft_id = '{}' AND part = 'item';",
            id(&changed)
        );
        execute(&mut conn, &reads_otherwise)?;
        let (_, last) = asked.edition.substandards().last().context("no sub-standard")?;
        let mut key = |part: &str, of: &str| -> Result<String> {
            let sql = format!(
                "SELECT key AS value FROM draft_node
                     WHERE draft_id = '{}' AND part = '{part}' AND content LIKE '%\"id\":\"{of}\"%'",
                id(&begun)
            );
            let found: Vec<Found> = sql_query(sql).load(&mut conn)?;
            Ok(found.into_iter().next().with_context(|| format!("no {part} {of}"))?.value)
        };
        let item = key("item", &last.items.last().context("no item")?.id)?;
        let substandard = key("substandard", &last.id)?;
        Ok(Writing { server, connection, person, begun, changed, item, substandard, revision: 0 })
    }

    /// Microseconds until a step is done.
    async fn take(&mut self, step: Step) -> Result<f64> {
        let Writing { person, begun, changed, item, substandard, revision, .. } = self;
        let (request, expected) = match step {
            Step::Begun(page) => (get(&format!("{begun}{page}"), &person.cookie), 200),
            Step::Changed(page) => (get(&format!("{changed}{page}"), &person.cookie), 200),
            Step::Item => (get(&format!("{begun}/nodes/{item}"), &person.cookie), 200),
            Step::Preview => (get(&format!("{begun}/preview/{substandard}/page"), &person.cookie), 200),
            Step::Save => {
                let form = format!("csrf={}&base={revision}&source-sv=Number+{revision}", person.csrf);
                *revision += 1;
                (post(&format!("{begun}/nodes/{item}"), &person.cookie, &form), 303)
            }
        };
        let begin = Instant::now();
        let status = self.connection.send(&request).await?.status;
        let time = begin.elapsed();
        ensure!(status == expected, "{step:?} got {status}");
        Ok(time.as_secs_f64() * 1e6)
    }
}

/// The editor's pages, per item. The editions take turns.
pub(crate) async fn pages(small: &Asked, large: &Asked, folder: &Path, runs: usize) -> Result<()> {
    let (mut first, mut second) = (Writing::of(small, folder).await?, Writing::of(large, folder).await?);
    for (what, step) in STEPS {
        let mut pairs = Vec::new();
        for run in 0..=runs {
            let (mut a, mut b) = (Vec::new(), Vec::new());
            // One that has waited for long is closed by the server.
            for writing in [&mut first, &mut second] {
                writing.connection = Connection::open(writing.server.address).await?;
            }
            for _ in 0..TIMES {
                a.push(first.take(step).await?);
                b.push(second.take(step).await?);
            }
            // The first run warms up.
            if run > 0 {
                pairs.push((median(&a) / small.items, median(&b) / large.items));
            }
        }
        tell(&format!("editor: {what}"), "µs per item", &pairs);
    }
    first.server.stop()?;
    second.server.stop()?;
    Ok(())
}
