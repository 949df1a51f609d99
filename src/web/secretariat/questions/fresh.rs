//! A questionnaire from the beginning: the form that asks for its title, its languages and its scale, and the edition that it makes.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{
    catalogue::Known,
    edit::{language_name, slug},
    problem,
};
use crate::{
    questionnaire::{
        Edition, Fault, Localised, Scale,
        read::SCALE_VALUES_MAX,
        text::{LANGUAGES, Language, is_tag},
    },
    web::{
        Posted, Visit,
        secretariat::form::{ErrorView, FieldView},
    },
};

/// The scale that is offered.
const SCALE: (i32, i32) = (1, 10);

/// The form.
#[derive(Serialize)]
pub(super) struct FormView {
    title: FieldView,
    title_other: FieldView,
    language: Vec<LanguageView>,
    language_other: Vec<LanguageView>,
    language_error: Option<String>,
    scale_min: FieldView,
    scale_max: FieldView,
}

#[derive(Serialize)]
struct LanguageView {
    tag: String,
    name: String,
    chosen: bool,
}

/// What stands in the form.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    title: String,
    title_other: String,
    language: Language,
    language_other: Language,
    scale_min: String,
    scale_max: String,
}

impl Typed {
    /// The form as it is offered: the reader's language, the other one of the application, and the usual scale.
    pub(super) fn offered(visit: &Visit) -> Typed {
        let language = visit.lang.as_str();
        let other = if language == "sv" { "en" } else { "sv" };
        Typed {
            title: String::new(),
            title_other: String::new(),
            language: language.to_owned(),
            language_other: other.to_owned(),
            scale_min: SCALE.0.to_string(),
            scale_max: SCALE.1.to_string(),
        }
    }

    /// The form as it was sent; what was not sent is as it is offered.
    pub(super) fn of(visit: &Visit, form: &Posted) -> Typed {
        let offered = Typed::offered(visit);
        let sent = |name: &str, offered: String| match form.has(name) {
            true => form.text(name).to_owned(),
            false => offered,
        };
        let language = |name: &str, offered: Language| Some(sent(name, offered)).filter(|tag| is_tag(tag));
        Typed {
            title: sent("title", offered.title),
            title_other: sent("title_other", offered.title_other),
            language: language("language", offered.language.clone()).unwrap_or(offered.language),
            language_other: language("language_other", offered.language_other.clone())
                .unwrap_or(offered.language_other),
            scale_min: sent("scale_min", offered.scale_min),
            scale_max: sent("scale_max", offered.scale_max),
        }
    }

    /// What it comes to, or what is wrong with it.
    pub(super) fn read(&self, visit: &Visit) -> Result<Fresh, Vec<ErrorView>> {
        let mut errors = Vec::new();
        let mut refuse = |field, text| errors.push(ErrorView { field, text });
        if self.title.is_empty() {
            refuse("title", visit.text("questions-no-title"));
        }
        let is_two = !self.title_other.is_empty();
        if is_two && self.language == self.language_other {
            refuse("language_other", visit.text("questions-same-language"));
        }
        let mut whole = |field, typed: &str| {
            let number = typed.replace(['−', '–'], "-").parse::<i32>().ok();
            if number.is_none() {
                refuse(field, visit.text("edit-error-whole"));
            }
            number
        };
        let (min, max) = (whole("scale_min", &self.scale_min), whole("scale_max", &self.scale_max));
        let scale = min.zip(max);
        if let Some((min, max)) = scale {
            let steps = i64::from(max) - i64::from(min) + 1;
            let fault = match () {
                () if steps < 2 => Some(Fault::ScaleDoesNotRise { min, max }),
                () if steps > SCALE_VALUES_MAX => Some(Fault::ScaleTooLong { most: SCALE_VALUES_MAX }),
                () => None,
            };
            if let Some(fault) = fault {
                refuse("scale_max", problem::in_language(visit.lang, &fault));
            }
        }
        let (Some((min, max)), true) = (scale, errors.is_empty()) else { return Err(errors) };
        let mut title = BTreeMap::from([(self.language.clone(), self.title.clone())]);
        let mut languages = vec![self.language.clone()];
        if is_two {
            title.insert(self.language_other.clone(), self.title_other.clone());
            languages.push(self.language_other.clone());
        }
        Ok(Fresh { title: Localised(title), languages, min, max })
    }

    /// The form with what stands in it, and what is wrong with that.
    pub(super) fn view(self, visit: &Visit, all: &[Known], errors: &[ErrorView]) -> FormView {
        let used = all.iter().flat_map(|known| known.edition.languages.iter().map(String::as_str));
        let tags: BTreeSet<&str> = LANGUAGES.into_iter().map(|(tag, ..)| tag).chain(used).collect();
        let mut named: Vec<(String, &str)> =
            tags.into_iter().map(|tag| (language_name(visit, tag), tag)).collect();
        named.sort();
        let languages = |chosen: &str| -> Vec<LanguageView> {
            let view = |(name, tag): &(String, &str)| LanguageView {
                tag: (*tag).to_owned(),
                name: name.clone(),
                chosen: *tag == chosen,
            };
            named.iter().map(view).collect()
        };
        FormView {
            language: languages(&self.language),
            language_other: languages(&self.language_other),
            language_error: FieldView::of("language_other", "", errors).error,
            title: FieldView::of("title", self.title, errors),
            title_other: FieldView::of("title_other", self.title_other, errors),
            scale_min: FieldView::of("scale_min", self.scale_min, errors),
            scale_max: FieldView::of("scale_max", self.scale_max, errors),
        }
    }
}

/// A questionnaire that is to begin.
pub(super) struct Fresh {
    title: Localised,
    /// The main one first.
    languages: Vec<Language>,
    min: i32,
    max: i32,
}

impl Fresh {
    /// The edition without a question yet, under an id that is not taken.
    pub(super) fn edition(self, taken: &[&str], year: i32) -> Edition {
        let Fresh { title, languages, min, max } = self;
        let texts = |known: &[(&str, &str)]| -> Localised {
            let said =
                |tag: &Language| known.iter().find(|(known, _)| known == tag).map_or("", |(_, text)| text);
            Localised(languages.iter().map(|tag| (tag.clone(), said(tag).to_owned())).collect())
        };
        let degree = Scale {
            min,
            max,
            low: texts(&[("sv", "inte infört"), ("en", "not implemented")]),
            middle: texts(&[("sv", "delvis infört"), ("en", "partly implemented")]),
            high: texts(&[("sv", "helt infört"), ("en", "fully implemented")]),
        };
        Edition {
            schema: None,
            id: slug(&title, taken),
            edition: year.to_string(),
            previous: None,
            introduction: texts(&[]),
            title,
            scales: BTreeMap::from([("degree".to_owned(), degree)]),
            perspectives: Vec::new(),
            standards: Vec::new(),
            languages,
        }
    }
}
