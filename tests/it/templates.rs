//! The templates: safe by form, strict, and each of them reached by a page.

use std::collections::BTreeSet;

use perspektiv::web::render::Templates;

use crate::support::sources::files;

/// The templates of pages: those of mails have inline styles, since mail programs know nothing else.
fn pages() -> Vec<(String, String)> {
    files("templates", "hbs").into_iter().filter(|(path, _)| !path.starts_with("templates/mail/")).collect()
}

#[test]
fn all_compile_in_all_languages() {
    assert!(Templates::load().is_ok());
}

#[test]
fn nothing_is_put_in_unescaped() {
    for (path, text) in files("templates", "hbs") {
        assert!(!text.contains("{{{") && !text.contains("{{&") && !text.contains("{{~{"), "{path}");
    }
}

#[test]
fn there_is_no_inline_style_and_no_inline_script() {
    for (path, text) in pages() {
        let lower = text.to_lowercase();
        assert!(!lower.contains("<style") && !lower.contains("style="), "{path}: style");
        assert!(!lower.contains("javascript:"), "{path}: javascript:");
        for (start, _) in lower.match_indices("<script") {
            let tag = lower[start..].split_once("</script>").map_or("", |(tag, _)| tag);
            assert!(tag.contains("src=\"/assets/") && tag.ends_with('>'), "{path}: {tag}");
        }
        for word in lower.split(|c: char| c.is_whitespace() || c == '"') {
            let handler = word.starts_with("on")
                && word.contains('=')
                && word.split('=').next().unwrap().chars().all(char::is_alphabetic);
            assert!(!handler, "{path}: {word}");
        }
    }
}

#[test]
fn every_value_in_an_attribute_is_quoted_and_no_address_is_a_bare_value() {
    for (path, text) in pages() {
        for (start, _) in text.match_indices("={{") {
            // The tag so far, without what stands in braces: a value inside quotes follows an odd number of them.
            let tag = &text[text[..start].rfind('<').unwrap_or(0)..start];
            let plain: String =
                tag.split("{{").map(|part| part.split_once("}}").map_or(part, |(_, after)| after)).collect();
            assert_eq!(plain.matches('"').count() % 2, 1, "{path}: {tag}={{{{");
            assert!(!tag.ends_with("href=\"") && !tag.ends_with("src=\""), "{path}: {tag}");
        }
    }
}

/// Strict mode takes an absent value for an error there.
#[test]
fn every_with_is_asked_for_first() {
    for (path, text) in files("templates", "hbs") {
        for (start, _) in text.match_indices("{{#with ") {
            let name = text[start + "{{#with ".len()..].split("}}").next().unwrap();
            let is_asked = text[..start].trim_end().ends_with(&format!("{{{{#if {name}}}}}"));
            assert!(is_asked, "{path}: write {{{{#if {name}}}}}{{{{#with {name}}}}}");
        }
    }
}

#[test]
fn every_form_carries_the_token() {
    for (path, text) in pages() {
        for (start, _) in text.match_indices("<form") {
            let form = text[start..].split_once("</form>").map_or("", |(form, _)| form);
            let is_post = form.split('>').next().unwrap().contains("method=\"post\"");
            assert!(
                !is_post || form.contains("name=\"csrf\""),
                "{path}: {}",
                form.split('>').next().unwrap()
            );
            assert!(is_post || form.contains("method=\"get\""), "{path}: a form without a method");
        }
    }
}

#[test]
fn every_template_is_used() {
    let source: String = files("src", "rs").into_iter().map(|(_, text)| text).collect();
    let templates: String = files("templates", "hbs").into_iter().map(|(_, text)| text).collect();
    let unused: BTreeSet<String> = Templates::names()
        .into_iter()
        .filter(|name| {
            let by_code = source.contains(&format!("\"{name}\"")) || source.contains(&format!("{name}.hbs"));
            let by_template = templates.contains(&format!("{{{{> {name}"))
                || templates.contains(&format!("{{{{#> {name}}}}}"));
            // The mail room names its templates by folder.
            let is_mail = name.starts_with("mail/");
            !by_code && !by_template && !is_mail
        })
        .collect();
    assert!(unused.is_empty(), "{unused:#?}");
}
