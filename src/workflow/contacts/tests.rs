//! Lists as people send them.

use proptest::prelude::*;

use super::*;
use crate::table::{self, TableProblem};
use crate::workflow::{permission::Role, scope::Held};

fn known() -> Known {
    let member = |code: &str, short_name: &str, this_year: bool| KnownMember {
        id: format!("m{code}"),
        code: code.into(),
        name: format!("Region {short_name}"),
        short_name: short_name.into(),
        this_year,
    };
    Known {
        words: OwnWords::default(),
        members: vec![
            member("01", "Stockholm", true),
            member("03", "Uppsala", true),
            member("08", "Kalmar", false),
            member("18", "Örebro", true),
            member("23", "Jämtland Härjedalen", true),
        ],
        people: vec![KnownPerson {
            address: "bo@region.example".into(),
            name: "Bo Berg".into(),
            held: vec![Held { role: Role::Signatory, member: Some("m03".into()) }],
        }],
    }
}

fn plan_of(text: &str) -> Plan {
    plan(text, &known())
}

fn fates(text: &str) -> Vec<Fate> {
    let plan = plan_of(text);
    assert_eq!(plan.problems, vec![]);
    plan.rows.into_iter().map(|row| row.fate).collect()
}

fn fault(column: Column, reason: Reason) -> Fate {
    Fate::Refused(vec![Fault { column: Some(column), reason }])
}

const HEADER: &str = "Namn;E-post;Roll;Region;Språk\n";

#[test]
fn every_row_has_its_fate() {
    let plan = plan_of(&format!(
        "{HEADER}Åsa Ek;Asa@Region.example;Processledare;Uppsala;\n\
         Åsa Ek;asa@region.example;undertecknare;03;sv\n\
         Bo Bergh;bo@region.example;Presidieledamot;Region Uppsala;\n\
         Bo Bergh;BO@region.example;läsare;3;engelska\n\
         åsa ek;ASA@region.example;process lead;UPPSALA;\n\
         Cia;cia@region.example;Presidieutskottet;Uppsala;\n"
    ));
    let counts = Counts { new_people: 2, new_roles: 2, unchanged: 1, duplicates: 1, refused: 0 };
    assert_eq!(plan.counts(), counts);
    assert!(plan.is_applicable());
    assert_eq!(plan.rows[4].fate, Fate::DuplicateOf(2));
    assert_eq!(plan.rows[3].notices, vec![Notice::NameStays("Bo Berg".into())]);
    assert_eq!(plan.rows[5].notices, vec![Notice::MemberLeftOut]);
    let first = plan.contacts().next().unwrap();
    assert_eq!((first.address.as_str(), first.role), ("asa@region.example", Role::ProcessLead));
    assert_eq!((first.member.as_deref(), first.language), (Some("m03"), "sv"));
}

#[test]
fn headings_in_either_language_and_any_order_are_understood() {
    for header in ["NAME,e mail,Role,Member code", "namn\tEpost\troll\tkod", "Namn;Mail;Roll;Medlem"] {
        let separator = header.chars().find(|c| [',', '\t', ';'].contains(c)).unwrap().to_string();
        let row = ["Ann", "ann@region.example", "contributor", "orebro"].join(&separator);
        assert!(matches!(fates(&format!("{header}\n{row}"))[0], Fate::NewPerson(_)), "{header}");
    }
    let plan = plan_of("Roll,Telefon,Namn,E-post\nPU,070,Ann,ann@region.example");
    assert_eq!(plan.ignored, vec!["Telefon"]);
    assert_eq!(plan.counts().new_people, 1, "network roles need no column for the member");
}

#[test]
fn a_list_without_its_columns_is_refused_as_a_whole() {
    use ListProblem::{ColumnMissing, ColumnTwice};
    assert_eq!(
        plan_of("Ann,ann@region.example\nBo,bo@region.example").problems,
        [Column::Name, Column::Email, Column::Role].map(ColumnMissing)
    );
    assert_eq!(plan_of("namn,name,epost,roll\na,b,c,d").problems, [ColumnTwice(Column::Name)]);
    for empty in ["", "\n\n", HEADER, "\u{feff}"] {
        assert_eq!(plan_of(empty).problems, [ListProblem::Table(TableProblem::Empty)], "{empty:?}");
    }
}

#[test]
fn every_refusal_names_its_column_and_reason() {
    let cases = [
        (";a@b.example;PU;;", fault(Column::Name, Reason::Missing)),
        ("A;;PU;;", fault(Column::Email, Reason::Missing)),
        ("A;a@b;PU;;", fault(Column::Email, Reason::NotAnAddress)),
        ("A;\"a@b.example\nBcc: c@d.example\";PU;;", fault(Column::Email, Reason::Control)),
        ("\"A\nB\";a@b.example;PU;;", fault(Column::Name, Reason::Control)),
        ("A\u{fffd};a@b.example;PU;;", fault(Column::Name, Reason::Control)),
        ("A;a@b.example;chef;03;", fault(Column::Role, Reason::UnknownRole)),
        ("A;a@b.example;;03;", fault(Column::Role, Reason::Missing)),
        ("A;a@b.example;läsare;;", fault(Column::Member, Reason::Missing)),
        ("A;a@b.example;läsare;Kalmar;", fault(Column::Member, Reason::NotMemberThisYear)),
        (
            "A;a@b.example;läsare;Upsala;",
            fault(Column::Member, Reason::UnknownMember(Some("Uppsala".into()))),
        ),
        ("A;a@b.example;läsare;Norge;", fault(Column::Member, Reason::UnknownMember(None))),
        ("A;a@b.example;PU;;finska", fault(Column::Language, Reason::UnknownLanguage)),
    ];
    for (row, expected) in cases {
        assert_eq!(fates(&format!("{HEADER}{row}\n")), vec![expected], "{row}");
    }
    let long = format!("{HEADER}{};a@b.example;PU;;\n", "å".repeat(NAME_MAX + 1));
    assert_eq!(fates(&long), vec![fault(Column::Name, Reason::TooLong(NAME_MAX))]);
}

#[test]
fn a_region_is_known_by_every_plain_name() {
    let file = crate::workflow::members::read(include_bytes!("../../../assets/data/regions.csv")).unwrap();
    let known = Known {
        words: OwnWords::default(),
        members: file
            .members
            .into_iter()
            .map(|row| KnownMember {
                id: row.code.clone(),
                code: row.code,
                name: row.name,
                short_name: row.short_name,
                this_year: true,
            })
            .collect(),
        people: Vec::new(),
    };
    let fate = |cell: &str| {
        let plan = plan(&format!("{HEADER}A;a@b.example;läsare;{cell};\n"), &known);
        plan.rows.into_iter().next().unwrap().fate
    };
    for (cell, code) in [
        ("Region Örebro län", "18"),
        ("Örebro län", "18"),
        ("örebro läns landsting", "18"),
        ("Örebro", "18"),
        ("OREBRO COUNTY", "18"),
        ("18", "18"),
        ("Region Jönköpings län", "06"),
        ("Jönköpings län", "06"),
        ("Region Jönköping", "06"),
        ("Jönköping", "06"),
        ("jönköpings  län", "06"),
        ("6", "06"),
        ("Västra Götaland", "14"),
        ("Västra Götalandsregionen", "14"),
        ("Region Västra Götaland", "14"),
        ("Västra Götalands län", "14"),
        ("Region Jämtland/Härjedalen", "23"),
        ("Jämtland-Härjedalen", "23"),
        ("Landstinget i Kalmar län", "08"),
        ("Stockholms läns landsting", "01"),
        ("Region of Skåne", "12"),
        ("Skånes län", "12"),
        ("Uppsala", "03"),
        ("Östergötlands län", "05"),
    ] {
        assert!(
            matches!(fate(cell), Fate::NewPerson(contact) if contact.member.as_deref() == Some(code)),
            "{cell}"
        );
    }
    for (cell, near) in [
        ("Upsala", Some("Uppsala")),
        ("Region Orebo län", Some("Örebro")),
        ("Jämtlands län", Some("Jämtland Härjedalen")),
        ("Västra Götland", Some("Västra Götaland")),
        ("Region", None),
        ("Norge", None),
    ] {
        let expected = fault(Column::Member, Reason::UnknownMember(near.map(str::to_owned)));
        assert_eq!(fate(cell), expected, "{cell}");
    }
}

#[test]
fn a_row_with_two_faults_tells_both() {
    let member =
        Fault { column: Some(Column::Member), reason: Reason::UnknownMember(Some("Uppsala".into())) };
    let role = Fault { column: Some(Column::Role), reason: Reason::UnknownRole };
    let found = fates(&format!("{HEADER}A;a@b.example;chef;Upsala;\n"));
    assert_eq!(found, vec![Fate::Refused(vec![role, member])]);
}

#[test]
fn ragged_rows_are_refused_but_empty_cells_at_the_end_are_not() {
    let wrong = |found| {
        Fate::Refused(vec![Fault { column: None, reason: Reason::WrongColumns { expected: 5, found } }])
    };
    assert_eq!(fates(&format!("{HEADER}A;a@b.example;PU\n")), vec![wrong(3)]);
    assert_eq!(fates(&format!("{HEADER}A;a@b.example;PU;;;;x\n")), vec![wrong(7)]);
    assert!(matches!(fates(&format!("{HEADER}A;a@b.example;PU;;;;\n"))[0], Fate::NewPerson(_)));
}

#[test]
fn one_address_with_two_names_is_refused() {
    let found = fates(&format!("{HEADER}Ann;x@b.example;PU;;\nBert;x@b.example;temagrupp;;\n"));
    assert_eq!(found[1], fault(Column::Name, Reason::OtherName(2)));
}

#[test]
fn a_windows_1252_file_keeps_its_letters() {
    let text = format!("{HEADER}Åsa Öberg;asa@b.example;läsare;Jämtland Härjedalen;\n");
    let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let plan = plan_file(&bytes, &known());
    assert_eq!(plan.contacts().next().unwrap().name, "Åsa Öberg");
}

#[test]
fn five_thousand_rows_of_near_misses_take_no_time() {
    let mut text = HEADER.to_owned();
    for n in 0..table::ROWS_MAX {
        text.push_str(&format!("A;a{n}@b.example;läsare;Region Upsala{};\n", n % 10));
    }
    let begun = std::time::Instant::now();
    assert_eq!(plan_of(&text).counts().refused, table::ROWS_MAX);
    assert!(begun.elapsed().as_secs() < 5);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = plan_file(&bytes, &known());
        let _ = plan_file(&[HEADER.as_bytes(), &bytes].concat(), &known());
    }

    #[test]
    fn what_is_applicable_holds_no_control_character(
        cells in proptest::collection::vec("[a-zåäö@.;\"\n\r\t\u{0}-\u{1f} ]{0,20}", 0..12)
    ) {
        let plan = plan_of(&format!("{HEADER}{}", cells.join(";")));
        for contact in plan.contacts() {
            prop_assert!(!contact.name.chars().any(char::is_control));
            prop_assert!(!contact.address.as_str().chars().any(char::is_control));
        }
    }
}
