//! The plan of the house (docs/ARCHITECTURE.md), held against the source: which way imports may point, who may name what.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::sources::{files, without_comments};

/// The rooms with their floors: imports point to lower floors only. `mail` and `report` share one and do not know each other.
const ROOMS: [(&str, u8); 8] = [
    ("questionnaire", 0),
    ("scoring", 1),
    ("workflow", 2),
    ("store", 3),
    ("mail", 4),
    ("report", 4),
    ("web", 5),
    ("cli", 6),
];

/// The small shared things at the top of `src/`: from which floor on they may be imported, and which rooms they may import.
const SHARED: [(&str, u8, &[&str]); 6] = [
    // What a text file with a table holds, whatever its columns mean.
    ("table", 0, &[]),
    // The pure rooms have no clock; the workflow's documents hold moments.
    ("clock", 2, &[]),
    ("locale", 5, &[]),
    ("error", 5, &["store", "workflow"]),
    ("telemetry", 6, &[]),
    ("config", 6, &["store", "telemetry", "mail", "clock"]),
];

/// Where a [`perspektiv::workflow::Scope`] may be made: the gate, what a page asks about its own person, the moment of signing
/// in, when there is no request of the session yet, and the command line.
const SCOPE_MAKERS: [&str; 4] =
    ["src/web/access.rs", "src/web/visit.rs", "src/web/signin/session.rs", "src/cli/"];

fn room(path: &str) -> &str {
    let inside = path.trim_start_matches("src/");
    inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs")
}

/// The names that follow `crate::` in a source, groups included.
fn imports(source: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (start, _) in source.match_indices("crate::") {
        let before = source[..start].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &source[start + "crate::".len()..];
        let name =
            |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        let Some(group) = rest.strip_prefix('{') else {
            found.insert(name(rest));
            continue;
        };
        let mut depth = 0;
        let mut at_start = true;
        for (index, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => at_start = true,
                c if at_start && depth == 0 && (c.is_alphabetic() || c == '_') => {
                    found.insert(name(&group[index..]));
                    at_start = false;
                }
                _ => {}
            }
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

fn sources() -> Vec<(String, String)> {
    files("src", "rs").into_iter().map(|(path, text)| (path, without_comments(&text))).collect()
}

/// Rust up to the tests at the end of a file.
fn without_tests(source: &str) -> &str {
    let ends =
        ["mod tests {", "pub(crate) mod tests {"].map(|tests| source.find(&format!("#[cfg(test)]\n{tests}")));
    source.split_at(ends.into_iter().flatten().min().unwrap_or(source.len())).0
}

#[test]
fn imports_point_down_through_the_house() {
    let floors = BTreeMap::from(ROOMS);
    let mut wrong = Vec::new();
    for (path, source) in sources() {
        let from = room(&path);
        if matches!(from, "lib" | "main") {
            continue;
        }
        for name in imports(&source) {
            let shared = SHARED.iter().find(|(shared, ..)| *shared == name);
            let own = SHARED.iter().find(|(shared, ..)| *shared == from);
            let allowed = match (floors.get(from), floors.get(name.as_str()), shared, own) {
                _ if name == from => true,
                (Some(here), Some(there), ..) => there < here,
                (Some(here), None, Some((_, from_floor, _)), _) => here >= from_floor,
                (None, _, _, Some((_, _, may))) => may.contains(&name.as_str()),
                _ => false,
            };
            if !allowed {
                wrong.push(format!("{path} imports {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_import_rule_sees_groups_and_paths() {
    let source = "use crate::{\n    clock::{Clock, Moment},\n    store::{Db, mail::{self}},\n}; fn f() { crate::web::x(); mycrate::no(); }";
    assert_eq!(imports(source), ["clock", "store", "web"].map(str::to_owned).into());
}

#[test]
fn each_library_is_named_in_its_own_room_only() {
    let mut wrong = Vec::new();
    for (path, source) in sources() {
        let (here, source) = (room(&path), without_tests(&source));
        let is_named = |library: &str| {
            source.contains(&format!("{library}::")) || source.contains(&format!("use {library}"))
        };
        for (library, rooms) in [
            ("diesel", ["store"].as_slice()),
            ("diesel_migrations", &["store"]),
            ("actix_web", &["web"]),
            ("actix_multipart", &["web"]),
            ("lettre", &["mail"]),
            ("handlebars", &["web", "mail"]),
            ("clap", &["cli", "config", "telemetry"]),
        ] {
            if is_named(library) && !rooms.contains(&here) {
                wrong.push(format!("{path} names {library}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_scope_is_made_in_few_places() {
    let mut wrong = Vec::new();
    for (path, source) in sources() {
        let is_its_own = path == "src/workflow/scope.rs" || path == "src/store/testing.rs";
        let may = SCOPE_MAKERS.iter().any(|maker| path.starts_with(maker));
        if without_tests(&source).contains("Scope::of(") && !may && !is_its_own {
            wrong.push(path);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_outside_the_tests_gives_up() {
    let mut wrong = Vec::new();
    for (path, source) in sources() {
        let source = without_tests(&source);
        let for_tests = ["/tests.rs", "/specimen.rs", "/arbitrary.rs"];
        if path == "src/store/testing.rs" || for_tests.iter().any(|end| path.ends_with(end)) {
            continue;
        }
        for word in [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "dbg!("] {
            if source.contains(word) {
                wrong.push(format!("{path}: {word}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_room_is_a_lumber_room() {
    let lumber = ["utils", "util", "common", "helpers", "helper", "misc"];
    let wrong: Vec<String> = files("src", "rs")
        .into_iter()
        .map(|(path, _)| path)
        .filter(|path| path.trim_end_matches(".rs").split('/').any(|part| lumber.contains(&part)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_module_says_what_it_is_for() {
    let wrong: Vec<String> = files("src", "rs")
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| path)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
