//! The languages of the application's own texts: catalogues in `locales/<language>/*.ftl`, and how dates and
//! numbers are written. Texts of questionnaires are data and bring their own languages. What a network calls its members and
//! roles is in terms, which it may replace by its own.

mod terms;

use std::{
    borrow::Cow,
    path::Path,
    sync::{LazyLock, OnceLock},
};

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use self::terms::Terms;
pub use self::terms::{TermsError, TermsFault};

/// A language of the user interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// Swedish.
    Sv,
    /// English.
    En,
}

impl Lang {
    /// All languages, the default first.
    pub const ALL: [Lang; 2] = [Lang::Sv, Lang::En];

    /// The language tag, as in `<html lang>`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Lang::Sv => "sv",
            Lang::En => "en",
        }
    }

    /// The language with this tag, or the default.
    pub fn from_tag(tag: &str) -> Lang {
        Lang::known(tag).unwrap_or(Lang::Sv)
    }

    /// The language with this tag.
    pub fn known(tag: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.as_str() == tag)
    }

    /// The first known language of an `Accept-Language` header, in the order of the header.
    pub fn from_accept_language(header: &str) -> Option<Lang> {
        header.split(',').find_map(|part| {
            let tag = part.split(';').next().unwrap_or_default().trim();
            Lang::known(tag.split('-').next().unwrap_or_default().to_ascii_lowercase().as_str())
        })
    }
}

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/locales"]
struct Files;

type Bundle = FluentBundle<FluentResource>;

/// The network's own terms, once they are set or a text is asked for.
static TERMS: OnceLock<Terms> = OnceLock::new();
static SV: LazyLock<Bundle> = LazyLock::new(|| bundle(Lang::Sv, TERMS.get_or_init(Terms::default)));
static EN: LazyLock<Bundle> = LazyLock::new(|| bundle(Lang::En, TERMS.get_or_init(Terms::default)));

/// Lets the terms in a directory take the place of ours, in all texts from now on. It may be done once, before the first text.
///
/// # Errors
/// [`TermsError`], with what to mend; then nothing is replaced.
pub fn use_terms(directory: &Path) -> Result<(), TermsError> {
    TERMS.set(Terms::read(directory)?).map_err(|_| TermsError::Late)
}

fn bundle(lang: Lang, terms: &Terms) -> Bundle {
    let id: LanguageIdentifier = lang.as_str().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    bundle.set_use_isolating(false);
    for (name, text) in sources(lang) {
        let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, errors)| {
            tracing::error!(%name, ?errors, "catalogue has errors");
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(%name, ?errors, "catalogue repeats a key");
        }
    }
    // Checked when they were read.
    if let Some(Ok(own)) = terms.of(lang).map(|text| FluentResource::try_new(text.to_owned())) {
        bundle.add_resource_overriding(own);
    }
    bundle
}

/// The names and texts of a language's catalogue files, in order of their names.
pub fn sources(lang: Lang) -> Vec<(String, String)> {
    let prefix = format!("{}/", lang.as_str());
    let mut names: Vec<Cow<'static, str>> = Files::iter().filter(|name| name.starts_with(&prefix)).collect();
    names.sort();
    names
        .into_iter()
        .filter_map(|name| {
            let file = Files::get(&name)?;
            Some((name.into_owned(), String::from_utf8_lossy(&file.data).into_owned()))
        })
        .collect()
}

/// A value that a text may contain.
pub type Arg<'a> = (&'a str, FluentValue<'a>);

/// The text of `key` in `lang`, with the values in `args`. A missing key yields the key itself and a line in
/// the log; a test makes sure that there is none.
pub fn text(lang: Lang, key: &str, args: &[Arg<'_>]) -> String {
    let bundle: &Bundle = match lang {
        Lang::Sv => &SV,
        Lang::En => &EN,
    };
    text_of(bundle, lang, key, args)
}

fn text_of(bundle: &Bundle, lang: Lang, key: &str, args: &[Arg<'_>]) -> String {
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        tracing::error!(key, lang = lang.as_str(), "missing text");
        return key.to_owned();
    };
    let mut values = FluentArgs::with_capacity(args.len());
    for (name, value) in args {
        values.set(*name, value.clone());
    }
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned();
    if !errors.is_empty() {
        tracing::error!(key, lang = lang.as_str(), ?errors, "text could not be completed");
    }
    text
}

const MONTHS_SV: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date in words: "3 mars 2027", "3 March 2027".
pub fn date(lang: Lang, date: NaiveDate) -> String {
    let names = match lang {
        Lang::Sv => &MONTHS_SV,
        Lang::En => &MONTHS_EN,
    };
    let month = names.get(date.month0() as usize).copied().unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

/// A local date and time in words: "3 mars 2027 kl. 14:05", "3 March 2027, 14:05".
pub fn date_time(lang: Lang, at: NaiveDateTime) -> String {
    let joint = match lang {
        Lang::Sv => " kl. ",
        Lang::En => ", ",
    };
    format!("{}{joint}{:02}:{:02}", date(lang, at.date()), at.hour(), at.minute())
}

/// A number that was written with a decimal point, in the way of the language: "6,4", "6.4".
pub fn decimal(lang: Lang, with_point: &str) -> String {
    match lang {
        Lang::Sv => with_point.replace('.', ",").replace('-', "−"),
        Lang::En => with_point.replace('-', "−"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_a_person_would() {
        let day = NaiveDate::from_ymd_opt(2027, 3, 3).unwrap();
        assert_eq!(date(Lang::Sv, day), "3 mars 2027");
        assert_eq!(date(Lang::En, day), "3 March 2027");
        let at = day.and_hms_opt(14, 5, 0).unwrap();
        assert_eq!(date_time(Lang::Sv, at), "3 mars 2027 kl. 14:05");
    }

    #[test]
    fn a_networks_own_terms_take_the_place_of_ours() {
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/terms");
        let terms = Terms::read(&example).unwrap();
        let own = |lang, key, args: &[Arg<'_>]| text_of(&bundle(lang, &terms), lang, key, args);
        assert_eq!(own(Lang::Sv, "receipt-member", &[]), "Sjukhus");
        assert_eq!(
            own(Lang::Sv, "publish-what-3", &[]),
            "Inget sjukhus visas med namn för de andra, och ingen ranking görs."
        );
        assert_eq!(
            own(Lang::En, "contacts-reason-unknown-member", &[]),
            text(Lang::En, "contacts-reason-unknown-member", &[]).replace("region", "hospital")
        );
        let args: &[Arg<'_>] = &[("members", 3.into()), ("year", "2027".into()), ("people", 5.into())];
        assert!(own(Lang::Sv, "contacts-lead", args).starts_with("3 sjukhus är medlemmar 2027. "));
        assert!(own(Lang::En, "contacts-lead", args).starts_with("3 hospitals are members in 2027. "));
        // Ours stay where the network has none, and texts without terms are as they were.
        assert_eq!(own(Lang::Sv, "contacts-role-board", &[]), "Presidieutskott");
        let none = Terms::default();
        for lang in Lang::ALL {
            assert_eq!(text_of(&bundle(lang, &none), lang, "receipt-member", &[]), "Region");
        }
    }

    #[test]
    fn the_header_of_a_browser_is_understood() {
        assert_eq!(Lang::from_accept_language("de-DE,en-GB;q=0.9,sv;q=0.8"), Some(Lang::En));
        assert_eq!(Lang::from_accept_language("sv-SE"), Some(Lang::Sv));
        assert_eq!(Lang::from_accept_language("de"), None);
    }
}
