//! The application under test: bound to a free port, on a database of its own that holds a small network with an open round,
//! with a clock that stands still and a mail server that keeps what it is given.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use actix_web::dev::ServerHandle;
use chrono::{Duration, NaiveDateTime};
use diesel::connection::SimpleConnection as _;
use jiff::tz::TimeZone;
use mail_parser::MessageParser;
use perspektiv::{
    clock::{Clock, Moment},
    locale::{self, Lang},
    mail::{Mailer, Recipient, Transport, worker::Step},
    questionnaire::{Answer, Edition, Entry, Value},
    store::{
        Db, DbConnection, StoreResult, Target,
        connection::Purpose,
        delegation::{self, Given, To},
        edition::{self, EditionFile, Editions},
        mail::{self as outbox, NewMail},
        migrate, part, person,
        response::{self, Change, Save},
        review::{self, Decision},
        room,
        round::{self, NewRound},
        version,
    },
    web::{
        App, Server,
        live::{Live, Pace},
        render::Templates,
        results::Cache,
    },
    workflow::{Action, Addressed, Event, Mark, Role, Scope, contacts, scope::Held, signed},
};
use tempfile::TempDir;

use super::{
    Person, dump,
    postgres::{self, TestDatabase},
    queries,
    smtp::MailServer,
    sources,
};

/// The members of the network by code; all of them are members in 2026 and 2027.
pub const MEMBERS: [(&str, &str); 4] = [("01", "Ett"), ("02", "Två"), ("03", "Tre"), ("04", "Fyra")];
/// The year of the open round.
pub const YEAR: i32 = 2027;
/// The year of the round before, a draft until a test makes something of it.
pub const YEAR_BEFORE: i32 = 2026;

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

/// The application with all that is around it.
pub struct TestApp {
    pub db: Db,
    pub clock: Clock,
    pub mailer: Mailer,
    pub mail: MailServer,
    pub address: std::net::SocketAddr,
    /// The open round.
    pub round: String,
    target: Target,
    server: ServerHandle,
    /// Response ids of the open round by member code.
    responses: BTreeMap<String, String>,
    folder: TempDir,
    _database: Option<TestDatabase>,
}

/// Runs one story on one database.
pub fn run<F: Future<Output = ()>>(backend: Backend, story: impl FnOnce(Arc<TestApp>) -> F) {
    run_with(backend, None, story);
}

/// The same under another address than the one that is listened on, as behind a reverse proxy.
pub fn run_with<F: Future<Output = ()>>(
    backend: Backend,
    base_url: Option<&str>,
    story: impl FnOnce(Arc<TestApp>) -> F,
) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let app = Arc::new(TestApp::start(backend, base_url).await);
        story(Arc::clone(&app)).await;
        app.server.stop(false).await;
    });
    runtime.shutdown_background();
}

/// A moment such as `2027-02-10 09:00`, in UTC.
pub fn at(text: &str) -> Moment {
    Moment(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
}

/// The catalogue as the mail room asks for it.
fn mail_text(language: &str, key: &str, args: &[(&str, String)]) -> String {
    let args: Vec<locale::Arg<'_>> =
        args.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
    locale::text(Lang::from_tag(language), key, &args)
}

// The network that every test begins with -------------------------------------------------------------

/// The contacts of the network. Each member has a process lead, two contributors, a signatory and a reader.
fn contact_list() -> String {
    let mut list = "namn,epost,roll,region,språk\n".to_owned();
    for (code, _) in MEMBERS {
        for (who, role) in [
            ("lead", "processledare"),
            ("contributor", "medsvarande"),
            ("second", "medsvarande"),
            ("signatory", "undertecknare"),
            ("reader", "läsare"),
        ] {
            list += &format!("{who} {code},{who}.{code}@example.org,{role},{code},sv\n");
        }
    }
    list += "board,board@example.org,PU,,sv\ntheme,theme@example.org,temagrupp,,sv\n";
    list += "former,former@example.org,läsare,04,sv\nnobody,nobody@example.org,läsare,04,sv\n";
    list
}

/// The scope of the secretariat, as the gate would make it.
pub fn secretariat(action: Action) -> Scope {
    Scope::of("boss", &[Held { role: Role::Secretariat, member: None }], action)
}

fn execute(conn: &mut DbConnection, sql: &str) {
    match conn {
        DbConnection::Sqlite(conn) => conn.batch_execute(sql),
        DbConnection::Postgres(conn) => conn.batch_execute(sql),
    }
    .unwrap_or_else(|error| panic!("{error}\nin: {sql}"));
}

fn fill(target: &Target) {
    migrate::run(target).unwrap();
    let mut conn = target.connect(Purpose::Write).unwrap();
    let conn = &mut conn;
    let mut sql = "INSERT INTO person (id, name, email, language, created_at) VALUES
            ('boss', 'secretariat', 'secretariat@example.org', 'sv', '2024-01-01 00:00:00');
        INSERT INTO assignment (id, person_id, role, member_id, from_year, to_year) VALUES
            ('a0', 'boss', 'secretariat', NULL, 2020, NULL);"
        .to_owned();
    for (code, name) in MEMBERS {
        sql += &format!(
            "INSERT INTO member (id, code, name, short_name) VALUES ('member{code}', '{code}', 'Region {name}', '{name}');
             INSERT INTO membership (member_id, year) VALUES ('member{code}', {YEAR_BEFORE}), ('member{code}', {YEAR});"
        );
    }
    execute(conn, &sql);

    let (now, scope) = (at("2027-01-10 08:00"), secretariat(Action::RunRound));
    let plan = contacts::plan(&contact_list(), &person::known(conn, &scope, YEAR).unwrap());
    person::apply_contacts(conn, &scope, now, YEAR, &plan).unwrap();
    let id = |conn: &mut DbConnection, email: &str| {
        person::by_address(conn, &email.parse().unwrap()).unwrap().unwrap().id
    };
    let (former, nobody) = (id(conn, "former@example.org"), id(conn, "nobody@example.org"));
    execute(conn, &format!("DELETE FROM assignment WHERE person_id IN ('{former}', '{nobody}')"));
    let was = person::NewAssignment {
        person: &former,
        role: Role::ProcessLead,
        member: Some("member01"),
        from_year: 2020,
        to_year: Some(YEAR_BEFORE),
    };
    person::assign(conn, &scope, now, &was).unwrap();

    for (year, opens) in [(YEAR_BEFORE, false), (YEAR, true)] {
        let file = EditionFile::read(edition_file(year).as_bytes()).unwrap();
        let frozen = edition::freeze(conn, now, &file).unwrap();
        let new = NewRound {
            year,
            edition: &frozen.id,
            addressed: Addressed::AllMembers,
            opens_on: format!("{year}-02-01").parse().unwrap(),
            due_on: format!("{year}-03-05").parse().unwrap(),
            threshold: 7,
            synthetic: false,
        };
        let round = round::create(conn, &scope, now, &new).unwrap();
        if opens {
            round::open(conn, &scope, at("2027-02-01 08:00"), &round.id).unwrap();
        }
    }
}

/// The text of the shipped self-evaluation of a year.
pub fn edition_file(year: i32) -> String {
    std::fs::read_to_string(sources::root().join(format!("surveys/sjalvevaluering/{year}.json"))).unwrap()
}

/// A filled SQLite file, made once and copied for each test.
fn sqlite_template() -> &'static [u8] {
    static TEMPLATE: OnceLock<Vec<u8>> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("template.db");
        fill(&Target::Sqlite(path.clone()));
        std::fs::read(path).unwrap()
    })
}

// -----------------------------------------------------------------------------------------------------

impl TestApp {
    async fn start(backend: Backend, base_url: Option<&str>) -> TestApp {
        queries::watch();
        if let Ok(filter) = std::env::var("LOG") {
            perspektiv::telemetry::start(&filter, perspektiv::telemetry::LogFormat::Text);
        }
        let folder = tempfile::tempdir().unwrap();
        let (target, database) = match backend {
            Backend::Sqlite => {
                let path = folder.path().join("perspektiv.db");
                std::fs::write(&path, sqlite_template()).unwrap();
                (Target::Sqlite(path), None)
            }
            Backend::Postgres => {
                let database = postgres::database(|url| fill(&Target::Postgres(url.to_owned())));
                (Target::Postgres(database.url.clone()), Some(database))
            }
        };
        let mail = MailServer::start();
        let db = Db::open(&target).unwrap();
        let clock = Clock::set_to(at("2027-02-10 09:00"), TimeZone::get("Europe/Stockholm").unwrap());
        let transport = Transport::from_url(Some(&mail.url()), folder.path()).unwrap();
        let (server, mailer) = bind(&db, &clock, &transport, base_url);
        let address = server.address;
        let handle = server.handle();
        tokio::spawn(server.run());
        let (round, responses) = db
            .read(|conn| {
                let round = round::of_year(conn, "sjalvevaluering", YEAR)?.unwrap().id;
                let scope = secretariat(Action::ReadStatus);
                let board = round::status_board(conn, &scope, &round, chrono::NaiveDate::default())?;
                let ids = board.members.into_iter().map(|member| (member.code, member.response)).collect();
                Ok((round, ids))
            })
            .await
            .unwrap();
        TestApp {
            db,
            clock,
            mailer,
            mail,
            address,
            round,
            target,
            server: handle,
            responses,
            folder,
            _database: database,
        }
    }

    /// A folder of the test's own.
    pub fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// Somebody at a new browser.
    pub fn person(&self, email: &str) -> Person {
        Person::new(self.address, email)
    }

    /// Somebody of the network, signed in: `lead.01`, `secretariat`.
    pub async fn signed_in(&self, who: &str) -> Person {
        let person = self.person(&format!("{who}@example.org"));
        person.sign_in(self).await;
        person
    }

    /// The id of a member's response in the open round.
    pub fn response(&self, code: &str) -> &str {
        &self.responses[code]
    }

    /// Lets time pass.
    pub fn wait(&self, duration: Duration) {
        self.clock.set(self.clock.now().plus(duration));
    }

    /// Runs the mail worker until there is nothing more to do now.
    pub async fn deliver(&self) {
        while self.mailer.step().await.unwrap() != Step::Empty {}
    }

    /// The mails that came to an address, oldest first.
    pub fn mails(&self, email: &str) -> Vec<Mail> {
        self.mail.letters_to(email).iter().map(|letter| Mail::read(&letter.raw)).collect()
    }

    #[track_caller]
    pub fn newest_mail(&self, email: &str) -> Mail {
        self.mails(email).pop().unwrap_or_else(|| panic!("no mail for {email}"))
    }

    /// Reads through the door that the application uses.
    pub async fn read<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut DbConnection) -> StoreResult<T> + Send + 'static,
    ) -> T {
        self.db.read(job).await.unwrap()
    }

    /// Writes through the door that the application uses.
    pub async fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut DbConnection) -> StoreResult<T> + Send + 'static,
    ) -> T {
        self.db.write(job).await.unwrap()
    }

    /// A connection of the test's own, past both doors.
    pub fn connect(&self) -> DbConnection {
        self.target.connect(Purpose::Write).unwrap()
    }

    /// The name under which the database's connections are counted.
    pub fn database_name(&self) -> String {
        match &self.target {
            Target::Sqlite(path) => path.to_str().unwrap().to_owned(),
            Target::Postgres(url) => url.clone(),
        }
    }

    /// The address of the database, as a command takes it.
    pub fn database_url(&self) -> String {
        match &self.target {
            Target::Sqlite(path) => format!("sqlite://{}", path.display()),
            Target::Postgres(url) => url.clone(),
        }
    }

    /// The single text column `value` of a query.
    pub fn column(&self, sql: &str) -> Vec<String> {
        dump::column(&mut self.connect(), sql)
    }

    /// The number of rows of a table that meet a condition.
    pub fn count(&self, table_where: &str) -> usize {
        let sql = format!("SELECT CAST(count(*) AS text) AS value FROM {table_where}");
        self.column(&sql)[0].parse().unwrap()
    }

    pub fn execute(&self, sql: &str) {
        execute(&mut self.connect(), sql);
    }

    /// Everything in the database but the tables `without`.
    pub fn dump(&self, without: &[&str]) -> BTreeMap<String, Vec<String>> {
        dump::dump(&mut self.connect(), without)
    }

    /// The id of a person of the network.
    pub async fn person_id(&self, who: &str) -> String {
        let address = format!("{who}@example.org").parse().unwrap();
        self.read(move |conn| person::by_address(conn, &address)).await.unwrap().id
    }

    /// The scope that the gate would make for somebody of a member.
    pub async fn scope(&self, who: &str, role: Role, action: Action) -> Scope {
        let (_, code) = who.split_once('.').unwrap();
        let member = Some(format!("member{code}"));
        Scope::of(&self.person_id(who).await, &[Held { role, member }], action)
    }

    /// Answers every item of a member's response, past the pages; `values` are taken in turn.
    pub async fn answer_everything(&self, code: &str, values: &[i32]) {
        self.answer_in(self.response(code), code, values, "").await;
    }

    /// Gives parts of a member's response to one of its contributors, past the pages.
    pub async fn delegate(&self, code: &str, who: &str, parts: &[&str]) {
        let scope = self.scope(&format!("lead.{code}"), Role::ProcessLead, Action::Lead).await;
        let person = self.person_id(&format!("{who}.{code}")).await;
        let (response, now) = (self.response(code).to_owned(), self.clock.now());
        let given = Given {
            to: To::Colleague(person),
            parts: parts.iter().map(|part| (*part).to_owned()).collect(),
            due_on: None,
            message: String::new(),
        };
        self.write(move |conn| delegation::give(conn, &scope, &response, 2027, &given, now)).await;
    }

    /// Says past the pages that a part is finished, as one of a member's contributors.
    pub async fn finish(&self, code: &str, who: &str, part: &str) {
        let scope = self.scope(&format!("{who}.{code}"), Role::Contributor, Action::Answer).await;
        let (response, part, now) = (self.response(code).to_owned(), part.to_owned(), self.clock.now());
        self.write(move |conn| part::mark(conn, &scope, &response, &part, (Mark::Finished, true), now)).await;
    }

    /// Opens a room for all parts of a member's response, past the pages; its id.
    pub async fn open_room(&self, code: &str) -> String {
        let scope = self.scope(&format!("lead.{code}"), Role::ProcessLead, Action::Lead).await;
        let (response, now) = (self.response(code).to_owned(), self.clock.now());
        self.write(move |conn| room::open(conn, &scope, &response, (None, &["1.1", "1.2"]), now)).await
    }

    async fn answer_in(&self, response: &str, code: &str, values: &[i32], comment: &str) {
        let scope = self.scope(&format!("lead.{code}"), Role::ProcessLead, Action::Answer).await;
        let (response, now) = (response.to_owned(), self.clock.now());
        let (values, comment) = (values.to_vec(), comment.to_owned());
        self.write(move |conn| {
            let head = response::head(conn, &scope, &response)?;
            let stored = response::answers(conn, &head, None)?;
            let edition = Editions::default().get(conn, &head.edition)?;
            let saves: Vec<Save> = edition
                .edition
                .items()
                .zip(values.iter().cycle())
                .map(|((sub, item), value)| Save {
                    item: item.id.clone(),
                    substandard: sub.id.clone(),
                    mutation_id: super::person::mutation(),
                    base_revision: stored.get(&item.id).map_or(0, |stored| stored.revision),
                    entry: Entry {
                        answer: Some(Answer::Value(Value::Integer(*value))),
                        comment: comment.clone(),
                        unchanged_since: None,
                    },
                })
                .collect();
            response::save(conn, &scope, &response, now, |_, _| Ok(saves))
        })
        .await;
    }

    /// Hands over and signs what is there, past the pages; returns the id of the signed version.
    pub async fn submit(&self, response: &str, code: &str) -> String {
        let lead = self.scope(&format!("lead.{code}"), Role::ProcessLead, Action::HandOver).await;
        let signatory = self.scope(&format!("signatory.{code}"), Role::Signatory, Action::Sign).await;
        let (response, now) = (response.to_owned(), self.clock.now());
        self.write(move |conn| {
            let change = Change { event: Event::HandOver, note: "", action: "response.handed-over" };
            response::change_state(conn, &lead, &response, &change, now)?;
            let head = response::head(conn, &signatory, &response)?;
            let edition = Editions::default().get(conn, &head.edition)?;
            let content = version::to_sign(conn, &head, &edition.edition, &edition.sha256)?;
            let read = signed::sha256(content.to_text().unwrap().as_bytes());
            let frozen: (&Edition, &str) = (&edition.edition, &edition.sha256);
            version::sign(conn, &signatory, &response, frozen, &read, ("Signe Signatär", now))?;
            Ok(version::of_response(conn, &head)?[0].id.clone())
        })
        .await
    }

    /// Decides on a signed version.
    pub async fn decide(&self, version: &str, decision: Decision) {
        let (version, now) = (version.to_owned(), self.clock.now());
        self.write(move |conn| {
            review::decide(conn, &secretariat(Action::RunRound), &version, decision, "Tack för svaren.", now)
        })
        .await;
    }

    /// Notes something at an item of a signed version.
    pub async fn note(&self, version: &str, item: &str, body: &str) {
        let (version, item, body, now) =
            (version.to_owned(), item.to_owned(), body.to_owned(), self.clock.now());
        self.write(move |conn| {
            let note = review::Note { item: &item, base_revision: 0, body: &body };
            review::save_note(conn, &secretariat(Action::RunRound), &version, &note, now)
        })
        .await;
    }

    /// Publishes the results of a round.
    pub async fn publish(&self, round: &str) {
        let (round, now) = (round.to_owned(), self.clock.now());
        self.write(move |conn| round::publish(conn, &secretariat(Action::RunRound), now, &round)).await;
    }

    /// Opens the round of the year before and has it answered by these members, each with one value; publishes it and
    /// returns its id.
    pub async fn publish_year_before(&self, answers: &[(&str, i32)]) -> String {
        let (now, scope) = (self.clock.now(), secretariat(Action::RunRound));
        let (round, responses) = self
            .write(move |conn| {
                let round = round::of_year(conn, "sjalvevaluering", YEAR_BEFORE)?.unwrap().id;
                round::open(conn, &scope, now, &round)?;
                let board = round::status_board(conn, &scope, &round, chrono::NaiveDate::default())?;
                let ids: BTreeMap<String, String> =
                    board.members.into_iter().map(|member| (member.code, member.response)).collect();
                Ok((round, ids))
            })
            .await;
        for (code, value) in answers {
            self.answer_in(&responses[*code], code, &[*value], "").await;
            let version = self.submit(&responses[*code], code).await;
            self.decide(&version, Decision::Approve).await;
        }
        self.publish(&round).await;
        round
    }

    /// Invites everybody who is not invited yet, as the secretariat's page does, in one transaction. Returns how many mails
    /// were queued.
    pub async fn invite(&self) -> usize {
        let (round, now, mailer) = (self.round.clone(), self.clock.now(), self.mailer.clone());
        self.write(move |conn| {
            let scope = secretariat(Action::RunRound);
            let invited = round::invite(conn, &scope, now, &round, None)?;
            let mails: Vec<NewMail> =
                invited.iter().map(|recipient| invitation(&mailer, &round, recipient)).collect();
            outbox::queue_all(conn, &mails, now)
        })
        .await
    }

    /// Sends reminder `number` to everybody who is waited for. Returns how many mails were queued.
    pub async fn remind(&self, number: i32) -> usize {
        let (round, now, mailer) = (self.round.clone(), self.clock.now(), self.mailer.clone());
        self.write(move |conn| {
            let scope = secretariat(Action::RunRound);
            let Some(reminder) = round::begin_reminder(conn, &scope, now, &round, number)? else {
                return Ok(0);
            };
            let recipients = round::to_remind(conn, &scope, &round)?;
            let mails: Vec<NewMail> = recipients
                .iter()
                .filter(|recipient| recipient.is_waited_for())
                .map(|recipient| reminder_mail(&mailer, &round, &reminder, recipient))
                .collect();
            outbox::queue_all(conn, &mails, now)
        })
        .await
    }
}

fn to(recipient: &round::Recipient) -> Recipient<'_> {
    Recipient { person: &recipient.person, address: &recipient.address, language: &recipient.language }
}

fn invitation(mailer: &Mailer, round: &str, recipient: &round::Recipient) -> NewMail {
    let invitation = recipient.invitation.as_deref().unwrap();
    let words = perspektiv::mail::Invitation {
        network: "Nätverket",
        title: "Självvärdering 2027",
        name: &recipient.name,
        members: &recipient.member_names(),
        role: recipient.posts[0].role,
        audience: perspektiv::workflow::Audience::AllMembers,
        due_on: "2027-03-05".parse().unwrap(),
        minutes: 25,
        link: &mailer.invitation_link(invitation),
    };
    mailer.invitation(to(recipient), round, invitation, &words).unwrap()
}

fn reminder_mail(mailer: &Mailer, round: &str, reminder: &str, recipient: &round::Recipient) -> NewMail {
    // Who has parts and was never invited is led to the answers.
    let link = match &recipient.invitation {
        Some(invitation) => mailer.invitation_link(invitation),
        None => mailer.response_link(recipient.posts[0].response.as_deref().unwrap()),
    };
    let words = perspektiv::mail::Reminder {
        network: "Nätverket",
        title: "Självvärdering 2027",
        name: &recipient.name,
        members: &recipient.member_names(),
        role: recipient.posts[0].role,
        audience: perspektiv::workflow::Audience::AllMembers,
        due_on: "2027-03-05".parse().unwrap(),
        link: &link,
    };
    mailer.reminder(to(recipient), round, reminder, &words).unwrap()
}

/// The templates, read once for all tests.
fn templates() -> Arc<Templates> {
    static TEMPLATES: OnceLock<Arc<Templates>> = OnceLock::new();
    Arc::clone(TEMPLATES.get_or_init(|| Arc::new(Templates::load().unwrap())))
}

/// Binds a free port. It is part of the base URL, so it is chosen first; should somebody else be quicker, another is.
fn bind(db: &Db, clock: &Clock, transport: &Transport, base_url: Option<&str>) -> (Server, Mailer) {
    for _ in 0..20 {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let bind = format!("127.0.0.1:{port}");
        let base_url = base_url.map_or_else(|| format!("http://{bind}"), str::to_owned);
        let mailer = Mailer::new(
            db.clone(),
            transport.clone(),
            "Nätverket <svar@network.example>",
            &base_url,
            clock.clone(),
            Arc::new(mail_text),
        )
        .unwrap();
        let app = Arc::new(App {
            db: db.clone(),
            clock: clock.clone(),
            base_url: base_url.parse().unwrap(),
            templates: templates(),
            editions: Editions::default(),
            results: Cache::default(),
            live: Arc::new(Live::at(Pace {
                reread: std::time::Duration::from_millis(100),
                beat: std::time::Duration::from_millis(200),
            })),
            mailer: mailer.clone(),
            network: "Nätverket".to_owned(),
            demo_mail: None,
        });
        if let Ok(server) = Server::bind(app, &bind, 1) {
            return (server, mailer);
        }
    }
    panic!("no free port");
}

/// A mail as a person reads it.
#[derive(Debug, Clone)]
pub struct Mail {
    pub text: String,
    pub html: String,
    pub raw: String,
}

impl Mail {
    fn read(raw: &[u8]) -> Mail {
        let mail = MessageParser::default().parse(raw).unwrap();
        Mail {
            text: mail.body_text(0).unwrap_or_default().into_owned(),
            html: mail.body_html(0).unwrap_or_default().into_owned(),
            raw: String::from_utf8_lossy(raw).into_owned(),
        }
    }

    /// The only link, as it stands.
    #[track_caller]
    pub fn url(&self) -> String {
        let links: Vec<&str> = self.text.lines().map(str::trim).filter(|line| line.contains("://")).collect();
        let [link] = links.as_slice() else {
            panic!("one link on a line of its own, not {links:?}\n{}", self.text)
        };
        (*link).to_owned()
    }

    /// The path of the only link.
    #[track_caller]
    pub fn link(&self) -> String {
        let url: url::Url = self.url().parse().unwrap();
        url.path().to_owned()
    }

    /// The code for typing.
    #[track_caller]
    pub fn code(&self) -> String {
        let is_code = |word: &&str| {
            word.len() == 9
                && word.chars().nth(4) == Some('-')
                && word.chars().all(|c| c == '-' || c.is_ascii_uppercase() || c.is_ascii_digit())
        };
        self.text
            .split_whitespace()
            .find(is_code)
            .unwrap_or_else(|| panic!("no code in\n{}", self.text))
            .to_owned()
    }
}
