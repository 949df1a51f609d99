//! What the fuzz targets have been given (`fuzz/corpus`) goes through again without a panic, in the build that the tests use.

use std::path::Path;

use crate::support::sources::{files, root};

#[path = "../../fuzz/through.rs"]
mod through;

/// The files of one target's corpus, with their names.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = root().join("fuzz/corpus").join(target);
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (name(&path), std::fs::read(&path).unwrap()))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{target}");
    files
}

#[test]
fn every_file_that_was_ever_odd_is_read_or_refused() {
    for (name, bytes) in corpus("read") {
        println!("{name}");
        through::read(&bytes);
    }
}

#[test]
fn every_answer_that_was_ever_odd_is_understood_or_refused() {
    for (name, bytes) in corpus("answer") {
        println!("{name}");
        through::answer(&bytes);
    }
}

#[test]
fn every_sheet_that_was_ever_odd_is_read_or_refused() {
    for (name, bytes) in corpus("sheet") {
        println!("{name}");
        through::sheet(&bytes);
    }
}

#[test]
fn the_fuzz_targets_know_the_libraries_of_the_room_that_they_build() {
    let manifest = |path: &str| std::fs::read_to_string(root().join(path)).unwrap();
    let (application, fuzz) = (manifest("Cargo.toml"), manifest("fuzz/Cargo.toml"));
    let (_, dependencies) = application.split_once("\n[dependencies]\n").unwrap();
    let (dependencies, _) = dependencies.split_once("\n[").unwrap();
    let room: String = files("src/questionnaire", "rs").into_iter().map(|(_, text)| text).collect();
    for dependency in dependencies.lines() {
        let Some((name, _)) = dependency.split_once(" = ") else { continue };
        let is_used = room.contains(&format!("{}::", name.replace('-', "_")));
        assert!(!is_used || fuzz.lines().any(|line| line == dependency), "{dependency}");
    }
}
