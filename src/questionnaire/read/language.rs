//! What is no error but makes a questionnaire worse: texts that are hard to read, and links that cannot be right.

use super::{Fault, Problem, problem};
use crate::questionnaire::{
    definition::{Edition, Item},
    text::Localised,
};

/// The greatest LIX of an item's Swedish texts that is still easy to read (experience.md, principle 6).
pub const LIX_MAX: f64 = 45.0;

/// The fewest words that LIX says anything about.
const WORDS_MIN: usize = 7;

/// LIX, the Swedish index of how hard a text is to read (Björnsson 1968): words per sentence, plus the percentage of words of
/// more than six letters. 25 is a children's book, 60 an official report. 0 for a text without words.
pub fn lix(text: &str) -> f64 {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return 0.0;
    }
    let is_end = |c: char| matches!(c, '.' | '?' | '!' | ':' | ';');
    let sentences = text.split(is_end).filter(|part| part.chars().any(char::is_alphanumeric)).count();
    let long = words.iter().filter(|word| word.chars().count() > 6).count();
    let (words, sentences, long) = (count(words.len()), count(sentences.max(1)), count(long));
    words / sentences + 100.0 * long / words
}

fn count(of: usize) -> f64 {
    u32::try_from(of).map_or(f64::MAX, f64::from)
}

/// What could be better, in the order of the file, each with its place.
pub fn warnings(edition: &Edition) -> Vec<Problem> {
    let mut found = Vec::new();
    for (s, standard) in edition.standards.iter().enumerate() {
        for (b, sub) in standard.substandards.iter().enumerate() {
            for (i, item) in sub.items.iter().enumerate() {
                let place = format!("/standards/{s}/substandards/{b}/items/{i}");
                found.extend(hard_to_read(&place, item));
                found.extend(
                    texts(item).into_iter().flat_map(|(name, text)| links(&format!("{place}/{name}"), text)),
                );
            }
        }
    }
    found
}

/// The texts that a respondent reads at an item, each with its place in the item.
fn texts(item: &Item) -> Vec<(String, &Localised)> {
    let mut texts = vec![("text".to_owned(), &item.text)];
    texts.extend(item.help.as_ref().map(|help| ("help".to_owned(), help)));
    if let Some(signs) = &item.signs {
        texts.push(("signs/low".to_owned(), &signs.low));
        texts.push(("signs/middle".to_owned(), &signs.middle));
        texts.push(("signs/high".to_owned(), &signs.high));
    }
    texts.extend(item.source.as_ref().map(|source| ("source".to_owned(), source)));
    texts
}

/// The item's Swedish texts together: so a short question with one long word is not blamed.
fn hard_to_read(place: &str, item: &Item) -> Option<Problem> {
    let swedish: Vec<&str> = texts(item)
        .into_iter()
        .filter(|(name, _)| name != "source")
        .filter_map(|(_, text)| text.0.get("sv").map(String::as_str))
        .collect();
    let text = swedish.join("\n.");
    let value = lix(&text);
    let is_long_enough = text.split_whitespace().count() >= WORDS_MIN;
    (is_long_enough && value > LIX_MAX)
        .then(|| problem(place, Fault::HardToRead { lix: rounded(value), most: rounded(LIX_MAX) }))
}

fn rounded(lix: f64) -> u32 {
    lix.round() as u32
}

/// Links that no browser can follow.
fn links(place: &str, text: &Localised) -> Vec<Problem> {
    let mut found = Vec::new();
    for (language, text) in &text.0 {
        let links = text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | ','));
        for link in links.filter(|word| word.contains("://") || word.starts_with("www.")) {
            let link = link.trim_end_matches(['.', ';', ':', '!', '?']);
            let is_good = url::Url::parse(link).is_ok_and(|url| {
                matches!(url.scheme(), "http" | "https")
                    && url.host_str().is_some_and(|host| host.contains('.'))
            });
            if !is_good {
                found.push(problem(&format!("{place}/{language}"), Fault::BadLink { link: link.to_owned() }));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::{read, shipped};

    #[test]
    fn lix_is_words_per_sentence_plus_the_share_of_long_words() {
        assert!((lix("Vi gick hem. Det var sent.") - 3.0).abs() < 1e-9);
        assert!((lix("Hälsofrämjande arbete är bra.") - 29.0).abs() < 1e-9);
        assert!(lix("") < 1e-9 && lix("… – !").abs() < 1e-9);
    }

    #[test]
    fn hard_texts_and_broken_links_are_told_with_their_place() {
        let mut edition = read(&shipped::bytes("sjalvevaluering", "2027").unwrap()).unwrap();
        assert_eq!(warnings(&edition), vec![]);
        let item = &mut edition.standards[0].substandards[0].items[0];
        let long = "Verksamhetsutvecklingsorganisationens implementeringsförutsättningar dokumenteras kontinuerligt. ";
        item.text.0.insert("sv".into(), long.repeat(9));
        item.text
            .0
            .insert("en".into(), "See https://example.se/x, http://localhost and www.example.se.".into());
        let found = warnings(&edition);
        let places: Vec<&str> = found.iter().map(|problem| problem.place.as_str()).collect();
        let place = "/standards/0/substandards/0/items/0";
        assert_eq!(places, [place, &format!("{place}/text/en"), &format!("{place}/text/en")], "{found:?}");
        assert!(found[0].fault.what().contains("LIX "), "{found:?}");
    }
}
