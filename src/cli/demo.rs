//! `demo`: the application with a made-up network, nothing configured. Rounds 2025 and 2026 are answered by synthetic responses, and
//! the coming round is open with members in every state.

use std::{
    io::Write,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result};
use chrono::{Datelike, Duration, NaiveDate};
use clap::Args;
use url::Url;

use super::{
    Failure,
    serve::{Setup, mail_text, serve},
    synthetic::Synthetic,
};
use crate::{
    clock::{Clock, Moment},
    config::Config,
    locale::Lang,
    mail::{Invitation, Mailer, Recipient, Transport, worker::Step},
    questionnaire::{Edition, shipped},
    store::{
        Db, DbConnection, StoreError, StoreResult, Target, access,
        delegation::{self, Given, To},
        edition::{self, EditionFile},
        lock::ServerLock,
        mail, member, migrate, part, person,
        response::{self, Save},
        review::{self, Decision},
        round::{self, NewRound},
        signing::{self, HandOver},
        version,
    },
    telemetry,
    workflow::{
        Action, Addressed, Mark, Role, Scope, members,
        scope::Held,
        sign_in::{new_token, token_hash},
        signed::{self, OptIns},
    },
};

/// The regions of Sweden with their memberships.
const REGIONS: &[u8] = include_bytes!("../../assets/data/regions.csv");
/// The name of the demo's network.
const NETWORK: &str = "Nätverket Hälsofrämjande hälso- och sjukvård (demo)";
/// The first year of everybody's roles: that of the first round.
const FROM_YEAR: i32 = 2025;
/// How long the printed links work: as long as somebody may look at a demo.
const LINK_HOURS: i64 = 24;
/// How many days ago the open round was opened and everybody invited.
const OPEN_FOR: i64 = 20;
/// The member whose people are printed.
const MEMBER: &str = "03";

/// The people whose sign-in links are printed.
const PEOPLE: [(Role, &str); 5] = [
    (Role::Secretariat, "sekretariat@example.se"),
    (Role::ProcessLead, "processledare@example.se"),
    (Role::Contributor, "medsvarande@example.se"),
    (Role::Signatory, "presidieledamot@example.se"),
    (Role::Board, "presidieutskott@example.se"),
];

/// How the demo runs.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The port on 127.0.0.1; 0 picks a free one
    #[arg(long, value_name = "N", default_value_t = 8080)]
    port: u16,
    /// The folder for the demo's database and mails; a demo that is there goes on where it was
    #[arg(long, value_name = "DIR", default_value = "data")]
    data: PathBuf,
}

pub(super) fn run(arguments: &Arguments, config: &Config, out: &mut dyn Write) -> Result<(), Failure> {
    telemetry::start(&config.log, config.log_format);
    Ok(demo(arguments.port, &arguments.data, config.clock(), out)?)
}

fn demo(port: u16, folder: &Path, clock: Clock, out: &mut dyn Write) -> Result<()> {
    let bind = format!("127.0.0.1:{port}");
    // Port 0 asks for a free one: it has to be known before mails are written with links in them.
    let listener = std::net::TcpListener::bind(&bind).with_context(|| format!("cannot listen on {bind}"))?;
    let bind = listener.local_addr()?.to_string();
    drop(listener);
    let base_url: Url = format!("http://{bind}").parse()?;
    let target = Target::Sqlite(folder.join("demo.db"));
    let mails = folder.join("mail");
    let transport = Transport::from_url(None, &mails)?;
    let links = {
        let _lock = ServerLock::take(&target)?;
        migrate::run(&target)?;
        prepare(&target, &base_url, &transport, &clock)?
    };
    let setup = Setup {
        target,
        base_url,
        bind,
        transport,
        mail_from: format!("{NETWORK} <perspektiv@example.se>").replace("(demo)", "demo"),
        network: NETWORK.to_owned(),
        clock,
        demo_mail: Some(mails),
    };
    serve(setup, |address| {
        writeln!(out, "ready http://{address}")?;
        for (role, email, link) in links {
            writeln!(out, "sign-in\t{}\t{email}\t{link}", role.as_str())?;
        }
        out.flush()
    })
}

/// Loads the network unless it is there, and makes a fresh sign-in link for each demo person.
fn prepare(
    target: &Target,
    base_url: &Url,
    transport: &Transport,
    clock: &Clock,
) -> Result<Vec<(Role, &'static str, String)>> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        let db = Db::open(target)?;
        // The invitations are sent, and dated, when the round was opened.
        let when_opened = || clock.now().plus(-Duration::days(OPEN_FOR));
        let opened = clock.stopped_at(when_opened());
        let mailer = Mailer::new(
            db.clone(),
            transport.clone(),
            "perspektiv@example.se",
            base_url.as_str(),
            opened.clone(),
            Arc::new(mail_text),
        )?;
        let postman = mailer.clone();
        let (seed_clock, base) = (clock.clone(), base_url.as_str().trim_end_matches('/').to_owned());
        let (is_new, links) = db
            .write(move |conn| {
                let is_new = member::all(conn)?.is_empty();
                if is_new {
                    Seed { clock: &seed_clock, mailer: &mailer, synthetic: Synthetic::new() }.load(conn)?;
                }
                let mut links = Vec::new();
                for (role, email) in PEOPLE {
                    let address = email.parse().map_err(StoreError::fault)?;
                    let Some(found) = person::by_address(conn, &address)? else { continue };
                    let token = new_token();
                    let valid = Duration::hours(LINK_HOURS);
                    access::printed_link(conn, &found.id, &token_hash(&token), seed_clock.now(), valid)?;
                    links.push((role, email, format!("{base}/sign-in/{token}")));
                }
                Ok((is_new, links))
            })
            .await?;
        opened.set(when_opened());
        while is_new && postman.step().await? != Step::Empty {}
        Ok(links)
    })
}

/// Where the members of the open round stand, in the order of their codes; the printed people's member is in progress.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Invited,
    Opened,
    InProgress,
    AwaitingSignature,
    Signed,
    Returned,
    Approved,
}

/// One member's people.
struct Team {
    member: String,
    code: String,
    lead: String,
    contributor: String,
    signatory: String,
}

impl Team {
    fn scope(&self, person: &str, role: Role, action: Action) -> Scope {
        Scope::of(person, &[Held { role, member: Some(self.member.clone()) }], action)
    }
}

struct Seed<'a> {
    clock: &'a Clock,
    mailer: &'a Mailer,
    synthetic: Synthetic,
}

impl Seed<'_> {
    fn load(mut self, conn: &mut DbConnection) -> StoreResult<()> {
        let now = self.clock.now();

        let file = members::read(REGIONS).map_err(|problems| StoreError::fault(format!("{problems:?}")))?;
        let plan = member::plan_import(conn, &file)?
            .map_err(|problems| StoreError::fault(format!("{problems:?}")))?;
        member::apply_import(conn, now, &plan)?;

        let secretariat =
            add_person(conn, now, "Sekretariat Demo", "sekretariat@example.se", Role::Secretariat, None)?;
        add_person(conn, now, "Presidieutskott Demo", "presidieutskott@example.se", Role::Board, None)?;
        let mut teams = Vec::new();
        for region in member::all(conn)? {
            let own = region.code == MEMBER;
            let address = |part: &str| match own {
                true => format!("{part}@example.se"),
                false => format!("{part}.{}@example.se", region.code),
            };
            let mut add = |part: &str, name: &str, role| {
                add_person(
                    conn,
                    now,
                    &format!("{name} {}", region.short_name),
                    &address(part),
                    role,
                    Some(&region.id),
                )
            };
            let lead = add("processledare", "Processledare", Role::ProcessLead)?;
            let contributor = add("medsvarande", "Medsvarande", Role::Contributor)?;
            let signatory = add("presidieledamot", "Presidieledamot", Role::Signatory)?;
            teams.push(Team { member: region.id, code: region.code, lead, contributor, signatory });
        }
        let runs =
            |action| Scope::of(&secretariat, &[Held { role: Role::Secretariat, member: None }], action);

        for (years_on, year) in [(0, 2025), (1, 2026)] {
            self.past_round(conn, &runs, &teams, year, years_on)?;
        }
        self.open_round(conn, &runs, &teams, 2027)
    }

    /// A round that was answered by most members, approved and published.
    fn past_round(
        &mut self,
        conn: &mut DbConnection,
        runs: &dyn Fn(Action) -> Scope,
        teams: &[Team],
        year: i32,
        years_on: i32,
    ) -> StoreResult<()> {
        let at = |month, day, hour| moment(year, month, day, hour);
        let (opens, due) = (date(year, 2, 2), date(year, 3, 6));
        let (round, edition, sha256) =
            self.round(conn, runs, (year, opens, due), at(1, 15, 9), at(2, 2, 8))?;
        for (response, team) in responses(conn, runs, &round, teams)? {
            // Not all members answer; more do from year to year.
            if !self.synthetic.chance(0.72 + 0.12 * f64::from(years_on)) {
                continue;
            }
            let opened = self.synthetic.depths(&edition);
            let answers = self.synthetic.answers(&team.code, &edition, &opened, years_on, 0.02);
            let day = u32::try_from(8 + self.synthetic.below(18)).unwrap_or(8);
            open_depths(conn, team, &response, &opened, at(2, day, 9))?;
            save(conn, team, &response, (&edition, answers), at(2, day, 10))?;
            let version = sign(conn, team, &response, (&edition, &sha256), at(2, day, 11), at(3, 2, 9))?;
            review::decide(conn, &runs(Action::RunRound), &version, Decision::Approve, "", at(3, 12, 13))?;
        }
        round::publish(conn, &runs(Action::RunRound), at(3, 24, 15), &round)?;
        Ok(())
    }

    /// The coming round: open, with members in every state and everybody invited.
    fn open_round(
        &mut self,
        conn: &mut DbConnection,
        runs: &dyn Fn(Action) -> Scope,
        teams: &[Team],
        year: i32,
    ) -> StoreResult<()> {
        let now = self.clock.now();
        let today = self.clock.today();
        let ago = |days: i64| now.plus(-Duration::days(days));
        let (opens, due) = (today - Duration::days(OPEN_FOR), today + Duration::days(21));
        let (round, edition, sha256) = self.round(conn, runs, (year, opens, due), ago(30), ago(OPEN_FOR))?;
        self.invite(conn, runs, &round, &edition, ago(OPEN_FOR))?;
        let others = [
            Stage::Approved,
            Stage::InProgress,
            Stage::Invited,
            Stage::Signed,
            Stage::Opened,
            Stage::AwaitingSignature,
            Stage::InProgress,
            Stage::Returned,
            Stage::Invited,
        ];
        let mut stages = others.iter().cycle();
        for (response, team) in responses(conn, runs, &round, teams)? {
            let stage = match team.code == MEMBER {
                true => Stage::InProgress,
                false => stages.next().copied().unwrap_or(Stage::Invited),
            };
            self.bring_to(conn, runs, team, &response, (&edition, &sha256), stage, due)?;
        }
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "one story, told once")]
    fn bring_to(
        &mut self,
        conn: &mut DbConnection,
        runs: &dyn Fn(Action) -> Scope,
        team: &Team,
        response: &str,
        (edition, sha256): (&Edition, &str),
        stage: Stage,
        due: NaiveDate,
    ) -> StoreResult<()> {
        let now = self.clock.now();
        let ago = |days: i64| now.plus(-Duration::days(days));
        if stage == Stage::Invited {
            return Ok(());
        }
        response::mark_opened(conn, &team.scope(&team.lead, Role::ProcessLead, Action::ReadDraft), ago(15))?;
        if stage == Stage::Opened {
            return Ok(());
        }
        let opened = self.synthetic.depths(edition);
        delegate_some(conn, team, response, edition, ago(12))?;
        let mut answers = self.synthetic.answers(&team.code, edition, &opened, 2, 0.01);
        if stage == Stage::InProgress {
            answers.truncate(15);
        }
        open_depths(conn, team, response, &opened, ago(10))?;
        save(conn, team, response, (edition, answers), ago(9))?;
        match stage {
            Stage::InProgress => Ok(()),
            Stage::AwaitingSignature => hand_over(conn, team, response, ago(3)),
            Stage::Signed | Stage::Returned | Stage::Approved => {
                let version = sign(conn, team, response, (edition, sha256), ago(6), ago(4))?;
                let scope = runs(Action::RunRound);
                match stage {
                    Stage::Approved => review::decide(conn, &scope, &version, Decision::Approve, "", ago(2)),
                    Stage::Returned => {
                        let note = review::Note {
                            item: "1.3b",
                            base_revision: 0,
                            body: "Påhittad fråga: Kan ni ge ett exempel på något ni har ändrat?",
                        };
                        review::save_note(conn, &scope, &version, &note, ago(2))?;
                        let text = "Påhittad text: Tack för genomarbetade svar. En fråga återstår.";
                        review::decide(conn, &scope, &version, Decision::Return(due), text, ago(2))
                    }
                    _ => Ok(()),
                }
            }
            Stage::Invited | Stage::Opened => Ok(()),
        }
    }

    /// Creates and opens a round; returns its id, its edition and the edition's checksum.
    fn round(
        &self,
        conn: &mut DbConnection,
        runs: &dyn Fn(Action) -> Scope,
        (year, opens_on, due_on): (i32, NaiveDate, NaiveDate),
        created: Moment,
        opened: Moment,
    ) -> StoreResult<(String, Arc<Edition>, String)> {
        let bytes = shipped::bytes("sjalvevaluering", &year.to_string())
            .ok_or_else(|| StoreError::fault(format!("no edition {year} is shipped")))?;
        let file =
            EditionFile::read(&bytes).map_err(|problems| StoreError::fault(format!("{problems:?}")))?;
        let frozen = edition::freeze(conn, created, &file)?;
        let scope = runs(Action::RunRound);
        let addressed = Addressed::AllMembers;
        let new = NewRound {
            year,
            edition: &frozen.id,
            addressed,
            opens_on,
            due_on,
            threshold: 7,
            synthetic: true,
        };
        let round = round::create(conn, &scope, created, &new)?;
        round::open(conn, &scope, opened, &round.id)?;
        Ok((round.id, Arc::new(file.edition().clone()), frozen.sha256))
    }

    fn invite(
        &self,
        conn: &mut DbConnection,
        runs: &dyn Fn(Action) -> Scope,
        round: &str,
        edition: &Edition,
        at: Moment,
    ) -> StoreResult<()> {
        let invited = round::by_id(conn, round)?;
        let mut mails = Vec::new();
        for recipient in round::invite(conn, &runs(Action::RunRound), at, round, None)? {
            let Some(invitation) = recipient.invitation.as_deref() else { continue };
            let names = recipient.member_names();
            let words = Invitation {
                network: NETWORK,
                title: &edition.round_title(invited.year, &recipient.language),
                name: &recipient.name,
                members: &names,
                role: recipient.posts.first().map_or(Role::Contributor, |post| post.role),
                audience: invited.audience,
                due_on: invited.due_on,
                minutes: 25,
                link: &self.mailer.invitation_link(invitation),
            };
            let to = Recipient {
                person: &recipient.person,
                address: &recipient.address,
                language: &recipient.language,
            };
            mails.push(self.mailer.invitation(to, round, invitation, &words).map_err(StoreError::fault)?);
        }
        mail::queue_all(conn, &mails, at)?;
        Ok(())
    }
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

fn moment(year: i32, month: u32, day: u32, hour: u32) -> Moment {
    Moment(date(year, month, day).and_hms_opt(hour, 0, 0).unwrap_or_default())
}

fn add_person(
    conn: &mut DbConnection,
    at: Moment,
    name: &str,
    email: &str,
    role: Role,
    member: Option<&str>,
) -> StoreResult<String> {
    let address = email.parse().map_err(StoreError::fault)?;
    let (id, _) = person::ensure(conn, at, &address, name, Lang::Sv.as_str())?;
    let new = person::NewAssignment { person: &id, role, member, from_year: FROM_YEAR, to_year: None };
    person::grant(conn, at, None, &new)?;
    Ok(id)
}

/// The responses of a round, each with the member's people.
fn responses<'t>(
    conn: &mut DbConnection,
    runs: &dyn Fn(Action) -> Scope,
    round: &str,
    teams: &'t [Team],
) -> StoreResult<Vec<(String, &'t Team)>> {
    let board = round::status_board(conn, &runs(Action::ReadStatus), round, NaiveDate::default())?;
    let team = |code: &str| teams.iter().find(|team| team.code == code);
    Ok(board.members.into_iter().filter_map(|status| Some((status.response, team(&status.code)?))).collect())
}

/// Hands the parts about the staff and the population to the member's contributor, as most members do.
fn delegate_some(
    conn: &mut DbConnection,
    team: &Team,
    response: &str,
    edition: &Edition,
    now: Moment,
) -> StoreResult<()> {
    let scope = team.scope(&team.lead, Role::ProcessLead, Action::Lead);
    let is_theirs = |perspective: &str| matches!(perspective, "staff" | "population");
    let parts = edition.substandards().map(|(_, sub)| sub);
    let parts = parts.filter(|sub| sub.perspective.as_deref().is_some_and(is_theirs));
    let given = Given {
        to: To::Colleague(team.contributor.clone()),
        parts: parts.map(|sub| sub.id.clone()).collect(),
        due_on: None,
        message: "Påhittad rad: Du kan det här bäst.".to_owned(),
    };
    delegation::give(conn, &scope, response, now.0.year(), &given, now).map(drop)
}

fn open_depths(
    conn: &mut DbConnection,
    team: &Team,
    response: &str,
    opened: &[String],
    now: Moment,
) -> StoreResult<()> {
    let scope = team.scope(&team.lead, Role::ProcessLead, Action::Answer);
    opened.iter().try_for_each(|sub| part::mark(conn, &scope, response, sub, (Mark::Depth, true), now))
}

fn save(
    conn: &mut DbConnection,
    team: &Team,
    response: &str,
    (edition, answers): (&Edition, Vec<(String, crate::questionnaire::Entry)>),
    at: Moment,
) -> StoreResult<()> {
    let saves: Vec<Save> = answers
        .into_iter()
        .filter_map(|(item, entry)| {
            let substandard = edition.placed(&item)?.0.id.clone();
            Some(Save { mutation_id: format!("demo-{item}"), item, substandard, base_revision: 0, entry })
        })
        .collect();
    let scope = team.scope(&team.lead, Role::ProcessLead, Action::Answer);
    response::save(conn, &scope, response, at, |_, _| Ok(saves)).map(drop)
}

fn hand_over(conn: &mut DbConnection, team: &Team, response: &str, at: Moment) -> StoreResult<()> {
    let scope = team.scope(&team.lead, Role::ProcessLead, Action::HandOver);
    let given = HandOver {
        note: String::new(),
        opt_ins: OptIns::default(),
        signatories: vec![team.signatory.clone()],
    };
    signing::hand_over(conn, &scope, response, FROM_YEAR, &given, at).map(drop)
}

/// Hands over and signs; returns the id of the signed version.
fn sign(
    conn: &mut DbConnection,
    team: &Team,
    response: &str,
    (edition, sha256): (&Edition, &str),
    handed_over: Moment,
    signed_at: Moment,
) -> StoreResult<String> {
    hand_over(conn, team, response, handed_over)?;
    let scope = team.scope(&team.signatory, Role::Signatory, Action::Sign);
    let head = response::head(conn, &scope, response)?;
    let text = version::to_sign(conn, &head, edition, sha256)?.to_text().map_err(StoreError::fault)?;
    let read = signed::sha256(text.as_bytes());
    let name = format!("Presidieledamot {}", head.member_name);
    version::sign(conn, &scope, response, (edition, sha256), &read, (&name, signed_at))?;
    let versions = version::of_response(conn, &head)?;
    versions.into_iter().next().map(|version| version.id).ok_or(StoreError::NotFound)
}
