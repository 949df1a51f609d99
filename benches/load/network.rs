//! A made-up network on an empty database: members with an open round and people who may answer for them. Each person has a
//! sign-in waiting, as a printed link is, and signs in through the real pages.

use std::{fmt::Write as _, net::SocketAddr};

use anyhow::{Context, Result};
use diesel::connection::SimpleConnection;
use perspektiv::{
    clock::Moment,
    questionnaire::Kind,
    store::{
        DbConnection, Target,
        connection::Purpose,
        edition::{self, EditionFile},
        migrate,
    },
    workflow::sign_in::token_hash,
};

use crate::http::{Connection, get, post};

/// How many people answer for each member.
const PER_MEMBER: usize = 4;

/// The edition that is asked.
pub(crate) const EDITION: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/surveys/sjalvevaluering/2027.json");

/// Who there is, and what there is to answer.
#[derive(Clone)]
pub(crate) struct Network {
    pub(crate) people: usize,
    /// What is rated: each takes the same values.
    pub(crate) items: Vec<String>,
    pub(crate) substandard: String,
}

/// A person who is signed in.
#[derive(Clone)]
pub(crate) struct Person {
    pub(crate) response: String,
    pub(crate) cookie: String,
    pub(crate) csrf: String,
}

impl Network {
    /// Makes the tables and fills them with `people` people and their members.
    pub(crate) fn found(target: &Target, people: usize) -> Result<Network> {
        Network::asked(target, people, &std::fs::read(EDITION)?)
    }

    /// The same, asked the questions of this file.
    pub(crate) fn asked(target: &Target, people: usize, file: &[u8]) -> Result<Network> {
        migrate::run(target)?;
        let mut conn = target.connect(Purpose::Write)?;
        let file = EditionFile::read(file).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
        let frozen = edition::freeze(&mut conn, moment()?, &file)?.id;
        let mut sql = format!(
            "INSERT INTO round (id, year, questionnaire, edition_id, audience, state, opens_on, due_on, threshold, synthetic, created_at)
                 VALUES ('round', 2027, 'sjalvevaluering', '{frozen}', 'all-members', 'open', '2026-01-01', '2099-01-01', 7, TRUE, '{AT}');"
        );
        for member in 0..people.div_ceil(PER_MEMBER) {
            write!(
                sql,
                "INSERT INTO member (id, code, name, short_name) VALUES ('m{member}', '{member:04}', 'Region {member}', '{member}');
                 INSERT INTO membership (member_id, year) VALUES ('m{member}', 2020);
                 INSERT INTO response (id, round_id, member_id, state, state_at, state_note, due_on)
                     VALUES ('r{member}', 'round', 'm{member}', 'in-progress', '{AT}', '', '2099-01-01');"
            )?;
        }
        for person in 0..people {
            let hash = token_hash(&token(person));
            write!(
                sql,
                "INSERT INTO person (id, name, email, language, created_at)
                     VALUES ('p{person}', 'Person {person}', 'p{person}@example.se', 'sv', '{AT}');
                 INSERT INTO assignment (id, person_id, role, member_id, from_year, to_year)
                     VALUES ('a{person}', 'p{person}', 'process-lead', 'm{member}', 2020, NULL);
                 INSERT INTO sign_in (id, address, client, person_id, token_hash, button_alone, attempts, requested_at, expires_at)
                     VALUES ('s{person}', '', '', 'p{person}', '{hash}', TRUE, 0, '{AT}', '2099-01-01 00:00:00');",
                member = person / PER_MEMBER
            )?;
        }
        execute(&mut conn, &sql)?;
        let edition = file.edition();
        Ok(Network {
            people,
            items: edition
                .items()
                .filter(|(_, item)| item.kind == Kind::Rating)
                .map(|(_, item)| item.id.clone())
                .collect(),
            substandard: edition
                .substandards()
                .next()
                .map(|(_, sub)| sub.id.clone())
                .context("no sub-standard")?,
        })
    }

    /// Signs a person in: opens the link, presses its button, and reads the token of the pages from then on.
    pub(crate) async fn sign_in(&self, address: SocketAddr, person: usize) -> Result<Person> {
        let mut connection = Connection::open(address).await?;
        let link = format!("/sign-in/{}", token(person));
        let page = connection.send(&get(&link, "")).await?;
        let (visitor, csrf) =
            (page.cookie("visitor").context("no visitor cookie")?, page.csrf().context("no form")?);
        let entered =
            connection.send(&post(&link, &format!("visitor={visitor}"), &format!("csrf={csrf}"))).await?;
        let session =
            entered.cookie("session").with_context(|| format!("not signed in: {}", entered.status))?;
        let cookie = format!("visitor={visitor}; session={session}");
        let response = format!("r{}", person / PER_MEMBER);
        let page = connection.send(&get(&format!("/responses/{response}"), &cookie)).await?;
        let csrf = page.csrf().with_context(|| format!("no form when signed in: {}", page.status))?;
        Ok(Person { response, cookie, csrf })
    }

    /// Signs everybody in.
    pub(crate) async fn sign_all_in(&self, address: SocketAddr) -> Result<Vec<Person>> {
        let mut people = Vec::new();
        for person in 0..self.people {
            people.push(self.sign_in(address, person).await?);
        }
        Ok(people)
    }

    /// The items that are one person's own: no two people of a member share one.
    pub(crate) fn own_items(&self, person: usize) -> Vec<String> {
        self.items.iter().skip(person % PER_MEMBER).step_by(PER_MEMBER).cloned().collect()
    }
}

/// When everything was made.
pub(crate) const AT: &str = "2026-01-01 08:00:00";

pub(crate) fn moment() -> Result<Moment> {
    Ok(Moment(chrono::NaiveDateTime::parse_from_str(AT, "%Y-%m-%d %H:%M:%S")?))
}

fn token(person: usize) -> String {
    format!("load-generator-{person}")
}

/// Runs statements in one transaction.
pub(crate) fn execute(conn: &mut DbConnection, sql: &str) -> Result<()> {
    let sql = format!("BEGIN; {sql} COMMIT;");
    match conn {
        DbConnection::Sqlite(conn) => conn.batch_execute(&sql)?,
        DbConnection::Postgres(conn) => conn.batch_execute(&sql)?,
    }
    Ok(())
}
