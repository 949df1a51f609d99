//! The texts of the application: complete in every language, each used, none missing.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast;
use perspektiv::{
    locale::{self, Lang},
    questionnaire::{
        Kind,
        diff::{Bound, Words},
        sheet,
    },
    scoring::disagreement::Size,
    store::draft::ChangeKind,
    workflow::{Audience, MailKind, MailState, ResponseState, Role, RoundState, contacts, signed},
};

use crate::support::sources::{files, root, without_comments};

type Variables = BTreeSet<String>;

fn inline(expression: &ast::InlineExpression<&str>, found: &mut Variables) {
    match expression {
        ast::InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        ast::InlineExpression::Placeable { expression: nested } => expression_of(nested, found),
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| inline(argument, found));
        }
        _ => {}
    }
}

fn expression_of(expression: &ast::Expression<&str>, found: &mut Variables) {
    match expression {
        ast::Expression::Inline(expression) => inline(expression, found),
        ast::Expression::Select { selector, variants } => {
            inline(selector, found);
            variants.iter().for_each(|variant| pattern(&variant.value, found));
        }
    }
}

fn pattern(pattern: &ast::Pattern<&str>, found: &mut Variables) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            expression_of(expression, found);
        }
    }
}

/// Every key of a language with the variables of its text.
fn catalogue(lang: Lang) -> BTreeMap<String, Variables> {
    let mut texts = BTreeMap::new();
    for (file, source) in locale::sources(lang) {
        let resource = fluent_syntax::parser::parse(source.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{file}: {errors:?}"));
        for entry in &resource.body {
            let ast::Entry::Message(message) = entry else { continue };
            let mut variables = Variables::new();
            let text =
                message.value.as_ref().unwrap_or_else(|| panic!("{file}: {} is empty", message.id.name));
            pattern(text, &mut variables);
            let known = texts.insert(message.id.name.to_owned(), variables);
            assert!(known.is_none(), "{file}: {} occurs twice", message.id.name);
        }
    }
    texts
}

/// Every term of a language with its forms.
fn terms(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for (file, source) in locale::sources(lang) {
        let resource = fluent_syntax::parser::parse(source.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{file}: {errors:?}"));
        for entry in &resource.body {
            let ast::Entry::Term(term) = entry else { continue };
            let name = term.id.name;
            assert!(file.ends_with("/terms.ftl"), "{file}: -{name} belongs into terms.ftl");
            let [
                ast::PatternElement::Placeable { expression: ast::Expression::Select { selector, variants } },
            ] = term.value.elements.as_slice()
            else {
                panic!("{file}: -{name} is no choice between forms")
            };
            assert!(
                matches!(selector, ast::InlineExpression::VariableReference { id } if id.name == "form"),
                "{file}: -{name}"
            );
            let mut forms = BTreeSet::new();
            for variant in variants {
                let ast::VariantKey::Identifier { name: form } = variant.key else {
                    panic!("{file}: -{name} has a number for a form")
                };
                assert!(forms.insert(form.to_owned()), "{file}: -{name} has [{form}] twice");
            }
            assert!(found.insert(name.to_owned(), forms).is_none(), "{file}: -{name} occurs twice");
        }
    }
    found
}

/// Every form of a term that the texts of a language ask for: `{ -term(form: "…") }`.
fn terms_asked_for(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, source) in locale::sources(lang) {
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            for (start, _) in line.match_indices("{ -") {
                let reference = &line[start + 3..];
                let (name, form) = reference
                    .split_once("\") }")
                    .and_then(|(reference, _)| reference.split_once("(form: \""))
                    .unwrap_or_else(|| panic!("{file}: write {{ -term(form: \"…\") }} in {line}"));
                found.entry(name.to_owned()).or_default().insert(form.to_owned());
            }
            assert!(!line.contains("{-"), "{file}: {line}");
        }
    }
    found
}

/// Rust up to its tests, without comments.
fn sources() -> Vec<(String, String)> {
    let sources = files("src", "rs").into_iter().filter(|(path, _)| !path.ends_with("tests.rs"));
    sources
        .map(|(path, text)| {
            let text = without_comments(&text);
            let tests = ["#[cfg(test)]\nmod tests {", "#[cfg(test)]\npub(crate) mod tests {"]
                .map(|start| text.find(start));
            let end = tests.into_iter().flatten().min().unwrap_or(text.len());
            (path, text[..end].to_owned())
        })
        .collect()
}

fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// The string literals of a source that could be keys.
fn literals(source: &str) -> BTreeSet<String> {
    source.split('"').filter(|text| is_key(text)).map(str::to_owned).collect()
}

/// The keys that the source asks for by name: `text("…")`, `text_with(…)`, `counted(…)`, `say("…", …)`.
fn asked_for(source: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for call in
        ["text(", "text_with(", "counted(", "say(", "text(lang, ", "text(self.lang, ", "text(visit.lang, "]
    {
        for (start, _) in source.match_indices(call) {
            // `form.text("…")` asks for a field.
            if ["form.", "posted."].iter().any(|receiver| source[..start].ends_with(receiver)) {
                continue;
            }
            let arguments = source[start + call.len()..].trim_start();
            let Some((key, _)) = arguments.strip_prefix('"').and_then(|rest| rest.split_once('"')) else {
                continue;
            };
            if is_key(key) && key.contains('-') {
                found.insert(key.to_owned());
            }
        }
    }
    found
}

/// The keys that the templates ask for.
fn in_templates() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (_, text) in files("templates", "hbs") {
        for (start, _) in text.match_indices("t \"") {
            if !text[..start].ends_with(['{', '(']) {
                continue;
            }
            found.extend(text[start + 3..].split('"').next().map(str::to_owned));
        }
    }
    found
}

/// The keys that are put together at run time, from the codes that they are put together from.
fn put_together() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    found.extend(ResponseState::ALL.map(|state| format!("state-{}", state.as_str())));
    found.extend(RoundState::ALL.map(|state| format!("round-state-{}", state.as_str())));
    found.extend(Kind::ALL.map(|kind| format!("edit-kind-{}", kind.name())));
    found.extend(["core", "indepth", "followup"].map(|depth| format!("edit-depth-{depth}")));
    found.extend(Bound::ALL.map(|bound| format!("change-bound-{}", bound.name())));
    found.extend(Words::ALL.map(|words| format!("change-words-{}", words.name())));
    found.extend(ChangeKind::ALL.map(|kind| format!("edit-change-{}", kind.as_str())));
    found.extend(Size::ALL.map(|size| format!("consensus-size-{}", size.as_str())));
    found.extend(Audience::ALL.map(|audience| format!("audience-{}", audience.as_str())));
    found.extend(Role::ALL.map(|role| format!("contacts-role-{}", role.as_str())));
    found.extend(Lang::ALL.map(|lang| format!("contacts-language-{}", lang.as_str())));
    found.extend(contacts::Column::ALL.map(|column| format!("import-column-{}", column.as_str())));
    found.extend(
        ["role", "role-known", "ended", "removed", "corrected"].map(|what| format!("contacts-saved-{what}")),
    );
    for kind in ["invite", "remind"] {
        found.extend(["people", "button"].map(|part| format!("mailing-{kind}-{part}")));
    }
    found.extend(signed::STEPS.map(|step| format!("log-{step}")));
    found.extend(MailKind::ALL.map(|kind| format!("mailing-kind-{}", kind.as_str())));
    found.extend(MailState::ALL.map(|state| format!("mailing-state-{}", state.as_str())));
    let faults = std::fs::read_to_string(root().join("src/questionnaire/read/fault.rs")).unwrap();
    let faults = faults.split("fn message(").nth(1).unwrap().split("fn sentences(").next().unwrap();
    let faults = ["=> (\"", "    (\""].into_iter().flat_map(|start| faults.split(start).skip(1));
    found.extend(faults.filter_map(|rest| rest.split('"').next()).map(|code| format!("fault-{code}")));
    found.extend(sheet::What::CODES.map(|code| format!("sheet-what-{code}")));
    // What the check of the questionnaire finds has its own texts.
    let faults = sheet::CellFault::CODES.into_iter().filter(|code| *code != "questionnaire");
    found.extend(faults.map(|code| format!("sheet-fault-{code}")));
    let codes = |path: &str| -> BTreeSet<String> {
        let text = std::fs::read_to_string(root().join(path)).unwrap();
        text.split("=> \"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .filter(|code| is_key(code))
            .map(str::to_owned)
            .collect()
    };
    for name in codes("src/error.rs") {
        found.insert(format!("error-{name}-title"));
        // The text of these two comes with them.
        if name != "bad-input" && name != "conflict" {
            found.insert(format!("error-{name}-text"));
        }
    }
    found.extend(codes("src/store/conflict.rs").into_iter().map(|code| format!("conflict-{code}")));
    found
}

#[test]
fn all_languages_have_the_same_texts_with_the_same_variables() {
    let first = catalogue(Lang::Sv);
    let second = catalogue(Lang::En);
    let keys = |texts: &BTreeMap<String, Variables>| texts.keys().cloned().collect::<BTreeSet<_>>();
    let differences: Vec<String> = keys(&first).symmetric_difference(&keys(&second)).cloned().collect();
    assert!(differences.is_empty(), "only in one language: {differences:#?}");
    for (key, variables) in &first {
        assert_eq!(variables, &second[key], "{key}");
    }
}

#[test]
fn all_languages_have_the_same_terms_and_just_the_forms_that_their_texts_need() {
    let names = |lang| terms(lang).into_keys().collect::<Vec<_>>();
    assert_eq!(names(Lang::Sv), names(Lang::En));
    for lang in Lang::ALL {
        assert_eq!(terms(lang), terms_asked_for(lang), "{}", lang.as_str());
    }
}

/// A network replaces the terms; a word that is written out in a message would stay.
#[test]
fn no_text_says_in_its_own_words_what_a_term_says() {
    for lang in Lang::ALL {
        let stems = match lang {
            Lang::Sv => ["region", "processled", "presidi"],
            Lang::En => ["region", "process lead", "presidi"],
        };
        for (file, source) in
            locale::sources(lang).into_iter().filter(|(file, _)| !file.ends_with("/terms.ftl"))
        {
            for line in source.lines().filter(|line| !line.starts_with('#')) {
                let text = line.split_once(" = ").map_or(line, |(_, text)| text).to_lowercase();
                // Addresses are examples, whoever reads them.
                let text = text.replace("{ -region(", "").replace("@region", "");
                assert!(!stems.iter().any(|stem| text.contains(stem)), "{file}: {line}");
            }
        }
    }
}

#[test]
fn no_text_is_missing() {
    let texts = catalogue(Lang::Sv);
    let mut missing: Vec<String> =
        in_templates().union(&put_together()).filter(|key| !texts.contains_key(*key)).cloned().collect();
    for (path, source) in sources() {
        missing.extend(
            asked_for(&source)
                .into_iter()
                .filter(|key| !texts.contains_key(key))
                .map(|key| format!("{key} in {path}")),
        );
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn no_text_is_unused() {
    let mut used = in_templates();
    used.extend(put_together());
    for (_, source) in sources() {
        used.extend(literals(&source));
    }
    let unused: Vec<String> = catalogue(Lang::Sv).into_keys().filter(|key| !used.contains(key)).collect();
    assert!(unused.is_empty(), "{unused:#?}");
}
