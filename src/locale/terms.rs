//! A network's own terms: what its members and roles are called, in a directory with `sv.ftl`, `en.ftl` or both. They replace
//! those of `locales/<language>/terms.ftl`, and are checked against them.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::ErrorKind,
    path::{Path, PathBuf},
};

use fluent_bundle::FluentResource;
use fluent_syntax::ast;

use super::{Lang, sources};

/// A parameter of every term: its form.
const FORM: &str = "form";

/// The terms of a network: the text of a file for each language that it has one for.
#[derive(Debug, Default)]
pub(super) struct Terms(BTreeMap<Lang, String>);

impl Terms {
    /// The text for a language.
    pub(super) fn of(&self, lang: Lang) -> Option<&str> {
        self.0.get(&lang).map(String::as_str)
    }

    /// Reads a directory and checks its files.
    pub(super) fn read(directory: &Path) -> Result<Terms, TermsError> {
        let mut texts = BTreeMap::new();
        for lang in Lang::ALL {
            let file = directory.join(format!("{}.ftl", lang.as_str()));
            let text = match std::fs::read_to_string(&file) {
                Ok(text) => text.trim_start_matches('\u{feff}').replace("\r\n", "\n"),
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => return Err(TermsError::Unreadable(file, error)),
            };
            check(lang, &text).map_err(|fault| TermsError::Faulty(file, fault))?;
            texts.insert(lang, text);
        }
        if texts.is_empty() { Err(TermsError::Nothing(directory.to_owned())) } else { Ok(Terms(texts)) }
    }
}

/// Why a network's terms are refused.
#[derive(Debug, thiserror::Error)]
pub enum TermsError {
    /// The directory has no file of terms.
    #[error("NETWORK_TERMS: {} holds neither sv.ftl nor en.ftl", .0.display())]
    Nothing(PathBuf),
    /// A file cannot be read.
    #[error("NETWORK_TERMS: {} cannot be read: {}", .0.display(), .1)]
    Unreadable(PathBuf, #[source] std::io::Error),
    /// A file does not hold what it should.
    #[error("NETWORK_TERMS: {}: {}", .0.display(), .1)]
    Faulty(PathBuf, #[source] TermsFault),
    /// Texts were asked for before the terms were set.
    #[error("NETWORK_TERMS: the terms can be set only once, before the first text")]
    Late,
}

/// What is wrong with a file of terms.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TermsFault {
    /// It is not in Fluent's syntax.
    #[error("line {0} cannot be understood")]
    Syntax(usize),
    /// It holds a message.
    #[error(
        "`{0}` is no term; only terms may stand here, and their names begin with a hyphen, as in `-region`"
    )]
    Message(String),
    /// It holds a term that there is none of.
    #[error("there is no term `-{name}`; the terms are {known}", known = .known.join(", "))]
    Unknown {
        /// The name, without its hyphen.
        name: String,
        /// All terms, with their hyphens.
        known: Vec<String>,
    },
    /// It holds a term twice.
    #[error("the term `-{0}` occurs twice")]
    Twice(String),
    /// A term is no choice between forms.
    #[error("the term `-{0}` has to be a choice between forms: `{{ $form -> … }}`")]
    NoForms(String),
    /// A term lacks forms.
    #[error("the term `-{name}` lacks the form {missing}", missing = .missing.join(", "))]
    FormsMissing {
        /// The name, without its hyphen.
        name: String,
        /// The forms that it lacks, in brackets.
        missing: Vec<String>,
    },
    /// A form is more than words.
    #[error("the form [{form}] of the term `-{name}` has to be plain words, without braces")]
    NotPlain {
        /// The name, without its hyphen.
        name: String,
        /// The form.
        form: String,
    },
}

/// The forms of a term with what stands there; none if it is no choice between forms.
fn forms<'a>(term: &'a ast::Term<&'a str>) -> Option<BTreeMap<&'a str, &'a ast::Pattern<&'a str>>> {
    let [ast::PatternElement::Placeable { expression: ast::Expression::Select { selector, variants } }] =
        term.value.elements.as_slice()
    else {
        return None;
    };
    if !matches!(selector, ast::InlineExpression::VariableReference { id } if id.name == FORM) {
        return None;
    }
    let named = variants.iter().map(|variant| match variant.key {
        ast::VariantKey::Identifier { name } => (name, &variant.value),
        ast::VariantKey::NumberLiteral { value } => (value, &variant.value),
    });
    Some(named.collect())
}

/// Every term of ours in a language, with its forms.
fn ours(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for (_, text) in sources(lang) {
        let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, _)| resource);
        for entry in resource.entries() {
            let ast::Entry::Term(term) = entry else { continue };
            let forms = forms(term).unwrap_or_default().into_keys().map(str::to_owned).collect();
            found.insert(term.id.name.to_owned(), forms);
        }
    }
    found
}

/// Whether a network's file holds terms that ours can be replaced by, each with every form.
fn check(lang: Lang, text: &str) -> Result<(), TermsFault> {
    let resource = FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| {
        let start = errors.first().map_or(0, |error| error.pos.start);
        TermsFault::Syntax(text.get(..start).unwrap_or_default().matches('\n').count() + 1)
    })?;
    let ours = ours(lang);
    let mut seen = BTreeSet::new();
    for entry in resource.entries() {
        let term = match entry {
            ast::Entry::Term(term) => term,
            ast::Entry::Message(message) => return Err(TermsFault::Message(message.id.name.to_owned())),
            _ => continue,
        };
        let name = term.id.name.to_owned();
        let Some(wanted) = ours.get(&name) else {
            let known = ours.keys().map(|name| format!("-{name}")).collect();
            return Err(TermsFault::Unknown { name, known });
        };
        if !seen.insert(name.clone()) {
            return Err(TermsFault::Twice(name));
        }
        let Some(forms) = forms(term) else { return Err(TermsFault::NoForms(name)) };
        let missing: Vec<String> = wanted
            .iter()
            .filter(|form| !forms.contains_key(form.as_str()))
            .map(|form| format!("[{form}]"))
            .collect();
        if !missing.is_empty() {
            return Err(TermsFault::FormsMissing { name, missing });
        }
        let is_plain = |pattern: &ast::Pattern<&str>| {
            pattern.elements.iter().all(|part| matches!(part, ast::PatternElement::TextElement { .. }))
        };
        if let Some((form, _)) = forms.iter().find(|(_, pattern)| !is_plain(pattern)) {
            return Err(TermsFault::NotPlain { name, form: (*form).to_owned() });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOARD: &str =
        "-board = { $form ->\n   *[one] styrelse\n    [One] Styrelse\n    [The] Styrelsen\n}\n";

    #[test]
    fn a_file_that_does_not_replace_our_terms_is_refused_with_what_is_wrong() {
        assert_eq!(check(Lang::Sv, BOARD), Ok(()));
        assert_eq!(check(Lang::Sv, ""), Ok(()));
        assert_eq!(check(Lang::Sv, "# Ord\n"), Ok(()));
        let said = |text: &str| check(Lang::Sv, text).unwrap_err().to_string();
        assert_eq!(said(&format!("{BOARD}\n-region = {{ $form ->\n")), "line 8 cannot be understood");
        assert!(said("site-title = Sjukhus\n").starts_with("`site-title` is no term"));
        assert!(
            said("-hospital = sjukhus\n")
                .ends_with("the terms are -board, -process-lead, -region, -signatory")
        );
        assert_eq!(said(&BOARD.repeat(2)), "the term `-board` occurs twice");
        assert!(said("-board = styrelse\n").contains("choice between forms"));
        assert!(said(&BOARD.replace("$form", "$case")).contains("choice between forms"));
        assert_eq!(said(&BOARD.replace("[The]", "[the]")), "the term `-board` lacks the form [The]");
        assert!(said(&BOARD.replace("Styrelsen", "{ $name }")).contains("form [The] of the term `-board`"));
        assert_eq!(check(Lang::En, &BOARD.replace("[The]", "[the]")), Ok(()), "English needs fewer forms");
    }

    #[test]
    fn a_directory_needs_one_file_at_least() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(Terms::read(folder.path()), Err(TermsError::Nothing(_))));
        assert!(matches!(Terms::read(&folder.path().join("nowhere")), Err(TermsError::Nothing(_))));
        std::fs::write(folder.path().join("sv.ftl"), format!("\u{feff}{}", BOARD.replace('\n', "\r\n")))
            .unwrap();
        let terms = Terms::read(folder.path()).unwrap();
        assert!(terms.of(Lang::Sv).is_some() && terms.of(Lang::En).is_none());
        std::fs::write(folder.path().join("en.ftl"), b"-board = \xff").unwrap();
        assert!(matches!(Terms::read(folder.path()), Err(TermsError::Unreadable(..))));
        std::fs::write(folder.path().join("en.ftl"), "-board").unwrap();
        let said = Terms::read(folder.path()).unwrap_err().to_string();
        assert!(
            said.starts_with("NETWORK_TERMS: ") && said.ends_with("en.ftl: line 1 cannot be understood"),
            "{said}"
        );
    }
}
