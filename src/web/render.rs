//! Templates: handlebars files embedded in the binary, strict, one registry per language. Texts that stand in a template without
//! values (`{{t "key"}}`) are put in when the templates are loaded, so a page costs nothing for them.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, PoisonError, RwLock},
};

use handlebars::{Context, Handlebars, Helper, HelperResult, Output, RenderContext, RenderErrorReason};
use rust_embed::RustEmbed;
use serde::{Serialize, Serializer};

use crate::{
    error::AppError,
    locale::{self, Lang},
};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/templates"]
#[include = "*.hbs"]
struct Files;

/// What every page has around its own view.
#[derive(Serialize)]
pub(super) struct Page<'a, V> {
    pub(super) layout: Layout<'a>,
    #[serde(flatten)]
    pub(super) view: &'a V,
}

/// The frame of a page.
#[derive(Serialize)]
pub(super) struct Layout<'a> {
    pub(super) lang: &'a str,
    pub(super) title: String,
    pub(super) csrf: &'a str,
    pub(super) path: &'a str,
    pub(super) person: Option<&'a str>,
    pub(super) nav: Vec<NavItem>,
    pub(super) demo: bool,
    /// Whether the page holds wide tables.
    pub(super) wide: bool,
}

/// One entry of the navigation.
#[derive(Serialize)]
pub(super) struct NavItem {
    pub(super) text: String,
    pub(super) path: String,
    pub(super) current: bool,
}

/// HTML that a template of ours made. `{{fragment …}}` puts it into a page as it is; nothing else gets there unescaped.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Fragment {
    #[serde(serialize_with = "text")]
    html: Arc<str>,
}

fn text<S: Serializer>(html: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(html)
}

/// All templates in all languages.
pub struct Templates {
    registries: BTreeMap<Lang, Handlebars<'static>>,
    /// What no reader changes, by all that it depends on.
    fragments: RwLock<HashMap<String, Fragment>>,
}

impl Templates {
    /// Loads the embedded templates.
    ///
    /// # Errors
    /// [`AppError::Fault`] names the template that does not compile.
    pub fn load() -> Result<Templates, AppError> {
        let mut registries = BTreeMap::new();
        for lang in Lang::ALL {
            registries.insert(lang, registry(lang)?);
        }
        Ok(Templates { registries, fragments: RwLock::default() })
    }

    /// Renders a template with its data.
    ///
    /// # Errors
    /// [`AppError::Fault`] if the template asks for something that the data does not have.
    pub fn render<T: Serialize>(&self, lang: Lang, template: &str, data: &T) -> Result<String, AppError> {
        let registry =
            self.registries.get(&lang).ok_or_else(|| AppError::Fault("no templates".to_owned()))?;
        registry.render(template, data).map_err(|error| AppError::Fault(format!("{template}: {error}")))
    }

    /// A part of a page that is rendered for this once.
    ///
    /// # Errors
    /// [`AppError::Fault`] if the template asks for something that the data does not have.
    pub(super) fn passing<V: Serialize>(
        &self,
        lang: Lang,
        template: &str,
        view: &V,
    ) -> Result<Fragment, AppError> {
        Ok(Fragment { html: self.render(lang, template, view)?.into() })
    }

    /// A part of a page that is rendered once and kept. `key` names all that it depends on besides the template and the language,
    /// and may name only what never changes and does not grow with the number of people: an item of a frozen edition, say.
    ///
    /// # Errors
    /// [`AppError::Fault`] if the template asks for something that the data does not have.
    pub(super) fn fragment<V: Serialize>(
        &self,
        lang: Lang,
        template: &str,
        key: std::fmt::Arguments<'_>,
        view: impl FnOnce() -> V,
    ) -> Result<Fragment, AppError> {
        let key = format!("{template} {} {key}", lang.as_str());
        if let Some(kept) = self.fragments.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(kept.clone());
        }
        let fresh = Fragment { html: self.render(lang, template, &view())?.into() };
        self.fragments.write().unwrap_or_else(PoisonError::into_inner).insert(key, fresh.clone());
        Ok(fresh)
    }

    /// The names of all templates, for the test that renders each.
    pub fn names() -> Vec<String> {
        Files::iter().filter_map(|name| name.strip_suffix(".hbs").map(str::to_owned)).collect()
    }
}

fn registry(lang: Lang) -> Result<Handlebars<'static>, AppError> {
    let mut registry = Handlebars::new();
    registry.set_strict_mode(true);
    registry.register_helper(
        "t",
        Box::new(
            move |h: &Helper<'_>,
                  _: &Handlebars<'_>,
                  _: &Context,
                  _: &mut RenderContext<'_, '_>,
                  out: &mut dyn Output| { translate(lang, h, out) },
        ),
    );
    registry.register_helper("fragment", Box::new(put_in));
    for file in Files::iter() {
        let (Some(name), Some(source)) = (file.strip_suffix(".hbs"), Files::get(&file)) else { continue };
        // Mail texts are rendered by the mail room.
        if name.starts_with("mail/") {
            continue;
        }
        let source = with_texts(lang, &assembled(&String::from_utf8_lossy(&source.data)));
        registry
            .register_template_string(name, source)
            .map_err(|error| AppError::Fault(format!("template {name}: {error}")))?;
    }
    Ok(registry)
}

/// A page with its layout around it, and with the partials in it that take the page's own data. They are put together here,
/// once: handlebars would copy all data of the page for each of them, and again for whatever they look up, each time.
fn assembled(source: &str) -> String {
    const LAYOUT: (&str, &str, &str) = ("{{#> layout}}", "{{/layout}}", "{{> @partial-block}}");
    let body =
        source.trim_start().strip_prefix(LAYOUT.0).and_then(|rest| rest.trim_end().strip_suffix(LAYOUT.1));
    let mut whole = match (body, text_of("layout")) {
        (Some(body), Some(layout)) => layout.replace(LAYOUT.2, body.trim()),
        _ => source.to_owned(),
    };
    for name in Files::iter().filter_map(|file| file.strip_suffix(".hbs").map(str::to_owned)) {
        let tag = format!("{{{{> {name}}}}}");
        if let (true, Some(partial)) = (whole.contains(&tag), text_of(&name)) {
            whole = whole.replace(&tag, partial.trim_end());
        }
    }
    whole
}

fn text_of(template: &str) -> Option<String> {
    let file = Files::get(&format!("{template}.hbs"))?;
    Some(String::from_utf8_lossy(&file.data).into_owned())
}

/// `{{fragment part}}`: a [`Fragment`] as it is.
fn put_in(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let html = helper
        .param(0)
        .and_then(|param| param.value().get("html")?.as_str())
        .ok_or(RenderErrorReason::ParamNotFoundForIndex("fragment", 0))?;
    Ok(out.write(html)?)
}

/// `{{t "key" name=value}}`: a text with values.
fn translate(lang: Lang, helper: &Helper<'_>, out: &mut dyn Output) -> HelperResult {
    let key = helper
        .param(0)
        .and_then(|param| param.value().as_str())
        .ok_or(RenderErrorReason::ParamNotFoundForIndex("t", 0))?;
    let args: Vec<locale::Arg<'_>> = helper
        .hash()
        .iter()
        .map(|(name, value)| {
            let value = match value.value() {
                serde_json::Value::Number(number) => number.as_f64().unwrap_or_default().into(),
                serde_json::Value::String(text) => text.clone().into(),
                other => other.to_string().into(),
            };
            (*name, value)
        })
        .collect();
    out.write(&handlebars::html_escape(&locale::text(lang, key, &args)))?;
    Ok(())
}

/// Puts the plain texts in: `{{t "key"}}` becomes the text, escaped for HTML.
fn with_texts(lang: Lang, source: &str) -> String {
    const OPEN: &str = "{{t \"";
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(start) = rest.find(OPEN) {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        let after = from.get(OPEN.len()..).unwrap_or_default();
        match after.split_once("\"}}") {
            Some((key, tail)) if key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') => {
                out.push_str(&handlebars::html_escape(&locale::text(lang, key, &[])));
                rest = tail;
            }
            _ => {
                out.push_str(OPEN);
                rest = after;
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Question {
        id: &'static str,
        text: &'static str,
        replaces: Option<&'static str>,
        help: Option<&'static str>,
    }

    #[test]
    fn a_fragment_is_rendered_once_for_each_key_and_language() {
        let templates = Templates::load().unwrap();
        let html = |lang, key: &str, text| {
            let view = || Question { id: "1.1a", text, replaces: None, help: None };
            templates.fragment(lang, "respond/question", format_args!("{key}"), view).unwrap().html
        };
        let first = html(Lang::Sv, "a", "1 < 2");
        assert!(first.contains("1 &lt; 2"), "{first}");
        assert_eq!(html(Lang::Sv, "a", "not asked for"), first);
        assert!(html(Lang::En, "a", "in English").contains("in English"));
        assert!(html(Lang::Sv, "b", "another").contains("another"));
    }

    #[test]
    fn nothing_but_a_fragment_is_put_in_as_it_is() {
        let mut registry = Handlebars::new();
        registry.register_helper("fragment", Box::new(put_in));
        let page = |part: &serde_json::Value| {
            registry.render_template("{{fragment part}}", &serde_json::json!({"part": part}))
        };
        let fragment = serde_json::to_value(Fragment { html: "<b>".into() }).unwrap();
        assert_eq!(page(&fragment).unwrap(), "<b>");
        assert!(page(&serde_json::json!("<b>")).is_err());
    }
}
