//! What is wrong with a questionnaire, in the words of those who write questions: nothing about files.

use fluent_bundle::FluentValue;

use crate::{
    locale::{self, Arg, Lang},
    questionnaire::{Fault, Problem, read::Detail},
    web::Visit,
};

/// What is wrong and what to do about it, in the reader's language.
pub(super) fn text(visit: &Visit, problem: &Problem) -> String {
    in_language(visit.lang, &problem.fault)
}

pub(super) fn in_language(lang: Lang, fault: &Fault) -> String {
    let details = fault.details();
    let args: Vec<Arg<'_>> = details.into_iter().map(|(name, detail)| (name, value(lang, detail))).collect();
    locale::text(lang, &format!("fault-{}", fault.code()), &args)
}

pub(super) fn value(lang: Lang, detail: Detail) -> FluentValue<'static> {
    match detail {
        Detail::Count(count) => count.into(),
        Detail::Number(number) => locale::decimal(lang, &number.to_string()).into(),
        Detail::Language(tag) => locale::text(lang, "language-name", &[("language", tag.into())]).into(),
        Detail::Text(text) => text.into(),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::questionnaire::{
        read::specimen,
        text::{LANGUAGES, language_named},
    };

    /// The names of what a catalogue's messages contain, by key.
    pub(in super::super) fn catalogue(lang: Lang, file: &str) -> BTreeMap<String, BTreeSet<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let (_, source) = locale::sources(lang).into_iter().find(|(name, _)| name.ends_with(file)).unwrap();
        let mut here = String::new();
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if let Some((key, _)) = line.split_once(" =").filter(|_| !line.starts_with(' ')) {
                here = key.to_owned();
                found.insert(here.clone(), BTreeSet::new());
            }
            let is_name = |c: char| c.is_ascii_alphanumeric();
            let names =
                line.split('$').skip(1).map(|rest| rest.chars().take_while(|c| is_name(*c)).collect());
            found.entry(here.clone()).or_default().extend(names.collect::<Vec<String>>());
        }
        found.remove("");
        found
    }

    #[test]
    fn every_fault_has_a_text_in_every_language_with_just_what_it_offers() {
        for lang in Lang::ALL {
            let mut texts = catalogue(lang, "/faults.ftl");
            let mut offered: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            for fault in specimen::faults() {
                let names = fault.details().into_iter().map(|(name, _)| name.to_owned());
                offered.entry(format!("fault-{}", fault.code())).or_default().extend(names);
            }
            texts.remove("language-name").unwrap();
            assert_eq!(texts, offered, "{lang:?}");
        }
    }

    #[test]
    fn languages_have_the_names_here_that_they_have_in_sheets() {
        for (tag, swedish, english) in LANGUAGES {
            for (lang, name) in [(Lang::Sv, swedish), (Lang::En, english)] {
                assert_eq!(value(lang, Detail::Language(tag.to_owned())), name.into(), "{tag}");
                assert_eq!(language_named(name).as_deref(), Some(tag));
            }
        }
    }

    #[test]
    fn people_read_no_words_of_files() {
        for lang in Lang::ALL {
            for fault in specimen::faults() {
                let text = in_language(lang, &fault);
                assert!(text.ends_with('.') && !text.contains(['{', '}', '"', '$', '_']), "{text}");
                assert!(text.contains(". "), "what is wrong, and what to do: {text}");
            }
        }
    }

    #[test]
    fn the_words_are_those_of_the_language() {
        let missing = Fault::TextMissing { language: "en".to_owned() };
        assert_eq!(in_language(Lang::Sv, &missing), "Texten saknas på engelska. Skriv den.");
        let missing = Fault::TextMissing { language: "kl".to_owned() };
        assert_eq!(in_language(Lang::En, &missing), "The text is missing in the language kl. Write it.");
        let bound = "-2.5".parse().unwrap();
        let reach = Fault::ConditionOutOfReach { item: "9.1b".to_owned(), bound };
        assert!(in_language(Lang::Sv, &reach).contains("värdet −2,5, som"));
    }
}
