//! Rounds from draft to published, and who is written to about them.

use std::collections::BTreeSet;

use super::*;
use crate::{
    store::{
        StoreError, person,
        testing::{self, at, outsider, secretariat},
    },
    workflow::contacts,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn drafted(conn: &mut DbConnection) -> Round {
    let file = edition::EditionFile::read(testing::QUESTIONNAIRE.as_bytes()).unwrap();
    let frozen = edition::freeze(conn, at("2027-01-01 08:00"), &file).unwrap();
    let new = NewRound {
        year: 2027,
        edition: &frozen.id,
        addressed: Addressed::AllMembers,
        opens_on: day("2027-02-01"),
        due_on: day("2027-03-05"),
        threshold: 7,
        synthetic: false,
    };
    create(conn, &secretariat(), at("2027-01-01 08:00"), &new).unwrap()
}

fn opened(conn: &mut DbConnection) -> Round {
    let round = drafted(conn);
    open(conn, &secretariat(), at("2027-02-01 08:00"), &round.id).unwrap();
    let list = "namn,epost,roll,region\nÅsa,asa@ett.example,processledare,Ett\n\
        Åsa,asa@ett.example,medsvarande,Två\nBo,bo@ett.example,undertecknare,Ett\n\
        Cia,cia@tva.example,läsare,Två\nDan,dan@net.example,PU,\n";
    let plan = contacts::plan(list, &person::known(conn, &secretariat(), 2027).unwrap());
    person::apply_contacts(conn, &secretariat(), at("2027-02-01 08:00"), 2027, &plan).unwrap();
    by_id(conn, &round.id).unwrap()
}

fn put(conn: &mut DbConnection, member: &str, state: ResponseState) {
    let changed = diesel::update(response::table.filter(response::member_id.eq(member)))
        .set(response::state.eq(state))
        .execute(conn)
        .unwrap();
    assert_eq!(changed, 1);
}

fn conflict<T: std::fmt::Debug>(result: StoreResult<T>) -> Conflict {
    match result.unwrap_err() {
        StoreError::Conflict(conflict) => conflict,
        other => panic!("{other}"),
    }
}

#[test]
fn a_year_has_one_round_of_a_questionnaire_and_it_must_make_sense() {
    let (_folder, mut conn) = testing::with_members();
    let round = drafted(&mut conn);
    assert_eq!((round.state, round.questionnaire.as_str()), (RoundState::Draft, "prov"));
    assert_eq!(round.edition_sha256.len(), 64);
    let new = NewRound {
        year: 2027,
        edition: &round.edition_id,
        addressed: Addressed::AllMembers,
        opens_on: day("2027-02-01"),
        due_on: day("2027-02-01"),
        threshold: 7,
        synthetic: false,
    };
    let now = at("2027-01-02 08:00");
    let mut made = |new: NewRound<'_>| conflict(create(&mut conn, &secretariat(), now, &new));
    assert_eq!(made(new.clone()), Conflict::RoundExists);
    assert_eq!(made(NewRound { due_on: day("2027-01-31"), ..new.clone() }), Conflict::DatesOutOfOrder);
    assert_eq!(made(NewRound { threshold: 11, year: 2028, ..new }), Conflict::ThresholdOffScale);
}

#[test]
fn a_draft_is_corrected_or_taken_away_and_an_open_round_is_not() {
    let (_folder, mut conn) = testing::with_members();
    let round = drafted(&mut conn);
    let now = at("2027-01-02 08:00");
    let new = NewRound {
        year: 2028,
        edition: &round.edition_id,
        addressed: Addressed::AllMembers,
        opens_on: day("2028-02-01"),
        due_on: day("2028-03-01"),
        threshold: 8,
        synthetic: true,
    };
    let wrong = NewRound { due_on: day("2028-01-01"), ..new.clone() };
    assert_eq!(
        conflict(correct(&mut conn, &secretariat(), now, &round.id, &wrong)),
        Conflict::DatesOutOfOrder
    );
    correct(&mut conn, &secretariat(), now, &round.id, &new).unwrap();
    let found = by_id(&mut conn, &round.id).unwrap();
    assert_eq!((found.year, found.due_on, found.threshold), (2028, new.due_on, 8));
    assert!(!found.synthetic);
    let other = drafted(&mut conn);
    assert_eq!(
        conflict(correct(&mut conn, &secretariat(), now, &other.id, &new)),
        Conflict::RoundExists,
        "2028 is taken"
    );
    delete(&mut conn, &secretariat(), now, &round.id).unwrap();
    assert!(matches!(by_id(&mut conn, &round.id), Err(StoreError::NotFound)));
    correct(&mut conn, &secretariat(), now, &other.id, &NewRound { year: 2027, ..new.clone() }).unwrap();
    open(&mut conn, &secretariat(), now, &other.id).unwrap();
    let open = Conflict::RoundState(RoundState::Open);
    assert_eq!(conflict(correct(&mut conn, &secretariat(), now, &other.id, &new)), open);
    assert_eq!(conflict(delete(&mut conn, &secretariat(), now, &other.id)), open);
}

#[test]
fn opening_gives_every_member_of_the_year_a_response_once() {
    let (_folder, mut conn) = testing::with_members();
    let round = drafted(&mut conn);
    assert_eq!(current(&mut conn, "prov").unwrap(), None);
    let now = at("2027-02-01 08:00");
    assert_eq!(open(&mut conn, &secretariat(), now, &round.id).unwrap(), 2);
    assert_eq!(open(&mut conn, &secretariat(), now, &round.id).unwrap(), 0);
    let board = status_board(&mut conn, &secretariat(), &round.id, day("2027-03-05")).unwrap();
    let shown: Vec<_> = board.members.iter().map(|m| (m.code.as_str(), m.state, m.is_overdue)).collect();
    assert_eq!(shown, [("01", ResponseState::Invited, false), ("02", ResponseState::Invited, false)]);
    let found = current(&mut conn, "prov").unwrap().unwrap();
    assert_eq!((found.state, found.opened_at), (RoundState::Open, Some(now)));
}

#[test]
fn a_round_runs_from_draft_to_published_and_not_back() {
    let (_folder, mut conn) = testing::with_members();
    let id = drafted(&mut conn).id;
    let now = at("2027-02-01 08:00");
    let draft = Conflict::RoundState(RoundState::Draft);
    assert_eq!(conflict(publish(&mut conn, &secretariat(), now, &id)), draft);
    assert_eq!(conflict(invite(&mut conn, &secretariat(), now, &id, None)), draft);
    open(&mut conn, &secretariat(), now, &id).unwrap();
    assert!(publish(&mut conn, &secretariat(), now, &id).unwrap());
    assert!(!publish(&mut conn, &secretariat(), now, &id).unwrap(), "the second time changes nothing");
    let published = Conflict::RoundState(RoundState::Published);
    assert_eq!(conflict(open(&mut conn, &secretariat(), now, &id)), published);
    let (first, last) = (day("2027-02-01"), day("2027-04-01"));
    assert_eq!(conflict(change_dates(&mut conn, &secretariat(), now, &id, first, last)), published);
}

#[test]
fn responses_follow_the_rounds_last_day_unless_they_have_one_of_their_own() {
    let (_folder, mut conn) = testing::with_members();
    let id = opened(&mut conn).id;
    diesel::update(response::table.filter(response::member_id.eq("m2")))
        .set(response::due_on.eq(day("2027-03-20")))
        .execute(&mut conn)
        .unwrap();
    let (first, last) = (day("2027-02-01"), day("2027-03-10"));
    change_dates(&mut conn, &secretariat(), at("2027-02-02 08:00"), &id, first, last).unwrap();
    put(&mut conn, "m1", ResponseState::Signed);
    let board = status_board(&mut conn, &secretariat(), &id, day("2027-03-21")).unwrap();
    let due: Vec<_> = board.members.iter().map(|m| (m.due_on, m.is_overdue)).collect();
    assert_eq!(due, [(last, false), (day("2027-03-20"), true)]);
    assert_eq!((board.submitted(), board.overdue()), (1, 1));
    assert_eq!(board.counts().iter().map(|(_, n)| n).sum::<usize>(), 2);
}

#[test]
fn each_person_who_answers_or_signs_is_invited_once() {
    let (_folder, mut conn) = testing::with_members();
    let id = opened(&mut conn).id;
    let now = at("2027-02-01 09:00");
    let names = |list: &[Recipient]| list.iter().map(|r| r.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&to_invite(&mut conn, &secretariat(), &id).unwrap()), ["Bo", "Åsa"]);
    let bo = person::by_address(&mut conn, &"bo@ett.example".parse().unwrap()).unwrap().unwrap().id;
    let only = BTreeSet::from([bo.clone()]);
    assert_eq!(names(&invite(&mut conn, &secretariat(), now, &id, Some(&only)).unwrap()), ["Bo"]);
    let rest = invite(&mut conn, &secretariat(), now, &id, None).unwrap();
    assert_eq!(names(&rest), ["Åsa"]);
    assert_eq!(rest[0].member_names(), ["Region Ett"], "who contributes hears with the parts");
    assert_eq!(invite(&mut conn, &secretariat(), now, &id, None).unwrap(), vec![]);
    mark_opened(&mut conn, now, &id, &bo).unwrap();
    mark_opened(&mut conn, at("2027-02-09 09:00"), &id, &bo).unwrap();
    let list = invitations(&mut conn, &secretariat(), &id).unwrap();
    assert_eq!(list.iter().map(|i| i.opened_at).collect::<Vec<_>>(), [Some(now), None]);
    assert_eq!(invitation(&mut conn, &list[1].id).unwrap(), list[1]);
}

#[test]
fn a_reminder_goes_to_whom_the_round_waits_for() {
    let (_folder, mut conn) = testing::with_members();
    let id = opened(&mut conn).id;
    let now = at("2027-02-20 09:00");
    assert_eq!(to_remind(&mut conn, &secretariat(), &id).unwrap(), vec![], "nobody is invited yet");
    invite(&mut conn, &secretariat(), now, &id, None).unwrap();
    let waited = |conn: &mut DbConnection| {
        let list = to_remind(conn, &secretariat(), &id).unwrap();
        let waited = list.iter().filter(|r| r.is_waited_for()).map(|r| r.name.clone()).collect::<Vec<_>>();
        (list.len(), waited)
    };
    assert_eq!(waited(&mut conn), (2, vec!["Åsa".to_owned()]));
    put(&mut conn, "m1", ResponseState::AwaitingSignature);
    put(&mut conn, "m2", ResponseState::Signed);
    assert_eq!(waited(&mut conn), (2, vec!["Bo".to_owned()]));
    let bo = person::by_address(&mut conn, &"bo@ett.example".parse().unwrap()).unwrap().unwrap().id;
    assert!(is_reminder_due(&mut conn, &id, &bo).unwrap());
    put(&mut conn, "m1", ResponseState::Approved);
    assert_eq!(waited(&mut conn), (0, vec![]));
    assert!(!is_reminder_due(&mut conn, &id, &bo).unwrap());
}

#[test]
fn a_reminder_sent_twice_is_one() {
    let (_folder, mut conn) = testing::with_members();
    let id = opened(&mut conn).id;
    let now = at("2027-02-20 09:00");
    let number = next_reminder(&mut conn, &id).unwrap();
    assert_eq!(number, 1);
    assert!(begin_reminder(&mut conn, &secretariat(), now, &id, number).unwrap().is_some());
    assert_eq!(begin_reminder(&mut conn, &secretariat(), now, &id, number).unwrap(), None);
    assert_eq!(next_reminder(&mut conn, &id).unwrap(), 2);
    assert_eq!(last_reminder(&mut conn, &id).unwrap(), Some((1, now)));
    let skipped = begin_reminder(&mut conn, &secretariat(), now, &id, 3);
    assert_eq!(conflict(skipped), Conflict::ReminderNumber);
}

#[test]
fn nobody_else_runs_a_round() {
    let (_folder, mut conn) = testing::with_members();
    let round = opened(&mut conn);
    let now = at("2027-02-20 09:00");
    let not_found = |result: StoreResult<()>| assert!(matches!(result, Err(StoreError::NotFound)));
    not_found(open(&mut conn, &outsider(), now, &round.id).map(drop));
    not_found(delete(&mut conn, &outsider(), now, &round.id));
    not_found(publish(&mut conn, &outsider(), now, &round.id).map(drop));
    not_found(change_dates(&mut conn, &outsider(), now, &round.id, round.opens_on, round.due_on));
    not_found(status_board(&mut conn, &outsider(), &round.id, round.due_on).map(drop));
    not_found(invite(&mut conn, &outsider(), now, &round.id, None).map(drop));
    not_found(to_remind(&mut conn, &outsider(), &round.id).map(drop));
    not_found(begin_reminder(&mut conn, &outsider(), now, &round.id, 1).map(drop));
    not_found(invitations(&mut conn, &outsider(), &round.id).map(drop));
}
