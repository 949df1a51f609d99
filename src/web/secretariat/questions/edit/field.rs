//! The fields of the editor: how they are shown, with what is wrong with each, and how what stands in them is read. A field's name is the
//! place of its value in the node, as a JSON pointer with hyphens: `signs-low-sv`. So a problem leads to its field.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::{
    questionnaire::{Localised, Number, outline::Node},
    web::{Posted, Visit},
};

/// The longest id and other short words, in characters.
const SHORT_MAX: usize = 60;

/// A part of the form.
#[derive(Serialize)]
pub(super) struct SectionView {
    pub(super) id: &'static str,
    pub(super) title: String,
    pub(super) hint: Option<String>,
    pub(super) fields: Vec<FieldView>,
    /// Whether it needs an answer before anything else.
    pub(super) urgent: bool,
    /// Whether it is folded away while nothing is in it.
    pub(super) folded: Option<bool>,
}

impl SectionView {
    pub(super) fn new(id: &'static str, title: String, fields: Vec<FieldView>) -> SectionView {
        SectionView { id, title, hint: None, fields, urgent: false, folded: None }
    }

    /// Folded away unless something is in it.
    pub(super) fn folded(self, is_used: bool) -> SectionView {
        SectionView { folded: Some(is_used), ..self }
    }
}

/// One field: exactly one of its parts is there.
#[derive(Serialize, Default)]
pub(super) struct FieldView {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) hint: Option<String>,
    pub(super) texts: Option<Vec<TextView>>,
    pub(super) line: Option<LineView>,
    pub(super) select: Option<SelectView>,
    pub(super) choices: Option<ChoicesView>,
    pub(super) check: Option<CheckView>,
    /// What is said here, without a field.
    pub(super) said: Option<String>,
    /// A heading within the section.
    pub(super) heading: Option<String>,
    /// Buttons that do something with a row.
    pub(super) buttons: Option<Vec<ButtonView>>,
    pub(super) hidden: Option<String>,
    pub(super) notes: Option<NotesView>,
}

/// A text in one language.
#[derive(Serialize)]
pub(super) struct TextView {
    pub(super) id: String,
    pub(super) lang: String,
    pub(super) label: String,
    pub(super) value: String,
    pub(super) rows: u8,
    /// What stood here in the edition before, if it is something else.
    pub(super) before: Option<String>,
    pub(super) notes: Option<NotesView>,
}

#[derive(Serialize)]
pub(super) struct LineView {
    pub(super) value: String,
    pub(super) mode: Option<&'static str>,
    pub(super) narrow: bool,
}

#[derive(Serialize)]
pub(super) struct SelectView {
    pub(super) options: Vec<OptionView>,
}

#[derive(Serialize)]
pub(super) struct ChoicesView {
    pub(super) input: &'static str,
    pub(super) options: Vec<OptionView>,
}

#[derive(Serialize)]
pub(super) struct OptionView {
    pub(super) value: String,
    pub(super) text: String,
    pub(super) chosen: bool,
}

#[derive(Serialize)]
pub(super) struct CheckView {
    pub(super) checked: bool,
}

#[derive(Serialize)]
pub(super) struct ButtonView {
    pub(super) value: String,
    pub(super) text: String,
    /// What it does it with, for those who do not see where it stands.
    pub(super) about: String,
}

/// What is to be said at a field.
#[derive(Serialize, Default, Clone)]
pub(super) struct NotesView {
    /// What is wrong with what was typed: it is not stored.
    pub(super) errors: Vec<String>,
    /// What is still to be mended before the edition can be published.
    pub(super) problems: Vec<String>,
    /// What somebody else wrote here meanwhile.
    pub(super) theirs: Option<String>,
}

impl NotesView {
    /// None where there is nothing to say.
    pub(super) fn if_any(self) -> Option<NotesView> {
        let any = !self.errors.is_empty() || !self.problems.is_empty() || self.theirs.is_some();
        any.then_some(self)
    }
}

/// What was typed and cannot be stored, by field: the text, and what is wrong with it.
pub(super) type Refused = BTreeMap<String, (String, String)>;

/// Makes the fields of one node.
pub(super) struct Maker<'a> {
    pub(super) visit: &'a Visit,
    pub(super) languages: &'a [String],
    /// The same node in the edition before.
    pub(super) before: Option<Value>,
    /// What is still to be mended, by field.
    pub(super) problems: &'a BTreeMap<String, Vec<String>>,
    pub(super) refused: &'a Refused,
    /// The fields that somebody else changed meanwhile, and what the node is by that.
    pub(super) clash: Option<(Vec<String>, Value)>,
}

impl Maker<'_> {
    pub(super) fn text(&self, key: &str) -> String {
        self.visit.text(key)
    }

    fn notes(&self, id: &str) -> Option<NotesView> {
        let errors: Vec<String> = self
            .refused
            .get(id)
            .map(|(_, error)| error.clone())
            .into_iter()
            .filter(|error| !error.is_empty())
            .collect();
        let problems = self.problems.get(id).cloned().unwrap_or_default();
        let theirs = self.clash.as_ref().and_then(|(fields, node)| {
            let pointer = fields.iter().find(|field| name_of(field) == id)?;
            let value = node.pointer(pointer);
            Some(match value {
                Some(Value::String(text)) => text.clone(),
                Some(other) if !other.is_object() && !other.is_array() => other.to_string(),
                Some(_) => self.text("edit-theirs-other"),
                None => self.text("edit-theirs-nothing"),
            })
        });
        NotesView { errors, problems, theirs }.if_any()
    }

    fn field(&self, id: &str, label: &str) -> FieldView {
        FieldView {
            id: id.to_owned(),
            label: self.text(label),
            notes: self.notes(id),
            ..FieldView::default()
        }
    }

    /// A text in all languages, side by side.
    pub(super) fn texts(&self, id: &str, label: &str, value: Option<&Localised>, rows: u8) -> FieldView {
        let pointer = format!("/{}", id.replace('-', "/"));
        let before = self.before.as_ref().and_then(|before| before.pointer(&pointer));
        let text = |language: &String| {
            let id = format!("{id}-{language}");
            let value = value.and_then(|text| text.0.get(language)).cloned().unwrap_or_default();
            let before = before.and_then(|before| before.get(language)).and_then(Value::as_str);
            TextView {
                notes: self.notes(&id),
                id,
                lang: language.clone(),
                label: language_name(self.visit, language),
                before: before.filter(|before| *before != value).map(str::to_owned),
                value,
                rows,
            }
        };
        FieldView { texts: Some(self.languages.iter().map(text).collect()), ..self.field(id, label) }
    }

    /// One line; `value` is shown unless something else was typed that cannot be stored.
    pub(super) fn line(&self, id: &str, label: &str, value: String) -> FieldView {
        let value = self.refused.get(id).map_or(value, |(typed, _)| typed.clone());
        FieldView { line: Some(LineView { value, mode: None, narrow: true }), ..self.field(id, label) }
    }

    /// A number.
    pub(super) fn number(&self, id: &str, label: &str, value: Option<Number>) -> FieldView {
        let value = value.map(|number| shown_number(self.visit, number)).unwrap_or_default();
        let value = self.refused.get(id).map_or(value, |(typed, _)| typed.clone());
        FieldView {
            line: Some(LineView { value, mode: Some("decimal"), narrow: true }),
            ..self.field(id, label)
        }
    }

    /// One of several, in a list that unfolds.
    pub(super) fn select(&self, id: &str, label: &str, options: Vec<OptionView>) -> FieldView {
        FieldView { select: Some(SelectView { options }), ..self.field(id, label) }
    }

    /// One or several of a few, each to be seen.
    pub(super) fn choices(
        &self,
        id: &str,
        label: &str,
        input: &'static str,
        options: Vec<OptionView>,
    ) -> FieldView {
        FieldView { choices: Some(ChoicesView { input, options }), ..self.field(id, label) }
    }

    /// A box to tick.
    pub(super) fn check(&self, id: &str, label: &str, checked: bool) -> FieldView {
        FieldView { check: Some(CheckView { checked }), ..self.field(id, label) }
    }
}

impl FieldView {
    pub(super) fn hint(self, hint: String) -> FieldView {
        FieldView { hint: Some(hint), ..self }
    }

    /// What is said between the fields.
    pub(super) fn said(text: String) -> FieldView {
        FieldView { said: Some(text), ..FieldView::default() }
    }

    pub(super) fn heading(text: String) -> FieldView {
        FieldView { heading: Some(text), ..FieldView::default() }
    }

    pub(super) fn hidden(id: &str, value: String) -> FieldView {
        FieldView { id: id.to_owned(), hidden: Some(value), ..FieldView::default() }
    }

    pub(super) fn buttons(buttons: Vec<ButtonView>) -> FieldView {
        FieldView { buttons: Some(buttons), ..FieldView::default() }
    }
}

/// An option of a list.
pub(super) fn option(value: impl Into<String>, text: impl Into<String>, chosen: bool) -> OptionView {
    OptionView { value: value.into(), text: text.into(), chosen }
}

/// The name of the field that holds what a JSON pointer leads to.
pub(super) fn name_of(pointer: &str) -> String {
    pointer.trim_start_matches('/').replace('/', "-")
}

/// The name of a language in the reader's.
pub(in crate::web::secretariat::questions) fn language_name(visit: &Visit, language: &str) -> String {
    visit.text_with("language-name", &[("language", language.to_owned().into())])
}

/// A number as people of the reader's language write it.
pub(super) fn shown_number(visit: &Visit, number: Number) -> String {
    let text = number.to_string();
    if visit.lang == crate::locale::Lang::Sv { text.replace('.', ",") } else { text }
}

/// What stands in the fields, and what of it cannot be stored.
pub(super) struct Reader<'a> {
    pub(super) visit: &'a Visit,
    pub(super) form: &'a Posted,
    pub(super) languages: Vec<String>,
    pub(super) refused: Refused,
}

impl Reader<'_> {
    /// A text that has to be there: empty where nothing is typed.
    pub(super) fn texts(&self, id: &str, seen: &Localised) -> Localised {
        let mut text = seen.clone();
        for language in &self.languages {
            let name = format!("{id}-{language}");
            if self.form.has(&name) && !is_untouched(self.form.raw(&name), seen.0.get(language)) {
                text.0.insert(language.clone(), tidy(self.form.raw(&name)));
            }
        }
        text
    }

    /// A text that may be left out: none where nothing is typed in any language.
    pub(super) fn some_texts(&self, id: &str, seen: Option<&Localised>) -> Option<Localised> {
        let text = self.texts(id, seen.unwrap_or(&Localised::default()));
        if seen == Some(&text) {
            return Some(text);
        }
        text.0.values().any(|text| !text.is_empty()).then_some(text)
    }

    /// A number, or none where nothing is typed; what is no number is refused.
    pub(super) fn number(&mut self, id: &str, seen: Option<Number>) -> Option<Number> {
        let typed = self.form.text(id).to_owned();
        if !self.form.has(id) {
            return seen;
        }
        if typed.is_empty() {
            return None;
        }
        match Number::typed(&typed) {
            Ok(number) => Some(number),
            Err(_) => {
                self.refuse(id, "edit-error-number");
                seen
            }
        }
    }

    /// A whole number; what is none is refused, and `seen` stays.
    pub(super) fn whole<T: std::str::FromStr>(&mut self, id: &str, seen: T) -> T {
        if !self.form.has(id) {
            return seen;
        }
        let typed = self.form.text(id).replace(['−', '–'], "-");
        match typed.parse() {
            Ok(number) => number,
            Err(_) => {
                self.refuse(id, "edit-error-whole");
                seen
            }
        }
    }

    /// A short word such as an id; what cannot be one is refused.
    pub(super) fn word(&mut self, id: &str, seen: &str) -> String {
        let typed = self.form.text(id);
        if !self.form.has(id) || typed == seen.trim() {
            return seen.to_owned();
        }
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
        if typed.is_empty() || typed.chars().count() > SHORT_MAX || !typed.chars().all(fits) {
            self.refuse(id, "edit-error-word");
            return seen.to_owned();
        }
        typed.to_owned()
    }

    /// What was chosen in a list; what is not there keeps what was.
    pub(super) fn chosen<'s>(&'s self, id: &str, seen: &'s str) -> &'s str {
        if self.form.has(id) { self.form.text(id) } else { seen }
    }

    /// Keeps what was typed for the person to mend.
    pub(super) fn refuse(&mut self, id: &str, key: &str) {
        let typed = self.form.raw(id).to_owned();
        self.refused.insert(id.to_owned(), (typed, self.visit.text(key)));
    }
}

/// Whether a field says what it was shown with. A browser sends every line end in its own way, and drops one that a text begins with.
fn is_untouched(typed: &str, seen: Option<&String>) -> bool {
    let plain = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
    let (typed, seen) = (plain(typed), plain(seen.map_or("", String::as_str)));
    typed == seen || seen.strip_prefix('\n') == Some(&typed)
}

/// A text as it is stored: without white space around it, with plain line ends.
fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

/// The JSON of a node as its form sees it, for looking things up in it.
pub(super) fn json(node: &Node) -> Value {
    match node {
        Node::Scale { scale, .. } => serde_json::to_value(scale).unwrap_or_default(),
        node => node.to_json().unwrap_or_default(),
    }
}
