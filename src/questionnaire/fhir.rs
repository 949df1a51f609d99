//! An edition as an HL7 FHIR R5 `Questionnaire`, for systems that exchange questionnaires that way. What FHIR has a place for
//! stands there; what it has none for stands in extensions and code systems below the base address, so that nothing is lost.
//!
//! - **Edition.** `url` is `BASE/Questionnaire/ID`, `version` the edition's name, `derivedFrom` the same address with the previous
//!   edition's name. The introduction is the `description`, and the first item, since not every form shows the description.
//! - **Languages.** The first is `language`; the others stand beside each text in the `translation` extension. Only not beside the
//!   plain value of another extension, where not every reader takes it: so the sentence of a constraint is in all languages, one
//!   after the other, and what a perspective is about stands in an extension for each language.
//! - **Standards and sub-standards** are nested groups whose `prefix` is the id, each with what it is about. A sub-standard's
//!   perspective is its `code`, the second one the extension `secondary-perspective`; what the perspectives are about stands
//!   at the top, in the extension `perspective`.
//! - **Items.** A group for each item holds the question, *not applicable* and the comment, side by side: FHIR lets nothing be
//!   answered below a question without an answer, and here a comment may stand alone. The group has the item's condition.
//!   `code` says depth and kind, the extension `lineage` how the item relates to the previous edition.
//! - **Ids.** A question's `linkId` is the item's id as it is. Everything else has a `:` or `/` in it, which ids never have, so no
//!   two are alike: `standard:3`, `substandard:3.2`, `item:3.2a` (the group), `3.2a/na`, `3.2a/comment`, `3.2a/help`.
//! - **Ratings** are integers with `minValue` and `maxValue`, on a slider in steps of one, and the names of the ends are display
//!   items with the controls `lower` and `upper`, which FHIR has for that. Options with weights would name each step, but these
//!   scales name three only, and a condition could not compare an option with a bound. FHIR has no control for a middle, so
//!   that one is from our own code system. `prefix` is the value that the name or the sign belongs to.
//! - **Not applicable** is a boolean question beside the item's. An option would only do for choices; a `data-absent-reason` is
//!   something that a form cannot ask for and a condition cannot see. Constraints say that a value and *not applicable* exclude
//!   each other and that *not applicable* needs a comment; a warning says with which answers a comment is asked for.
//! - **Whole numbers** are `integer` where both bounds are, else `decimal` without decimals: FHIR's integers have 32 bits, ours 15
//!   digits. **Links** are `string`, since the name of a document and where it is kept is an answer too. A **table** is a group
//!   that repeats, with a question for each column.
//! - **Conditions** are `enableWhen` where one list of comparisons says the same, else a FHIRPath expression. *Answered* is a value
//!   or *not applicable*. What is not enabled has no answer in FHIR, as here.
//!
//! Who opens the depth is a member's choice and not in the edition: in FHIR all items are asked, none is `required`.

use serde_json::{Map, Value, json};

use super::{
    answer::{COMMENT_MAX, LINE_MAX, ROWS_MAX, TEXT_MAX},
    condition::{Comparison, Condition},
    definition::{
        Choice, CommentWhen, Edition, Field, Item, Kind, Perspective, Scale, Standard, Substandard,
    },
    number::Number,
    text::Localised,
};

/// The base of the canonical addresses where none is given: a domain that belongs to nobody (RFC 2606), so that what was written
/// without thinking of an address is never taken for somebody's.
pub const BASE: &str = "https://example.org/fhir";

/// Where the extensions of FHIR itself are defined.
const CORE: &str = "http://hl7.org/fhir/StructureDefinition";
/// The extension for conditions that `enableWhen` cannot express (Structured Data Capture).
const ENABLE_WHEN_EXPRESSION: &str =
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression";
/// FHIR's codes for how an item is shown.
const ITEM_CONTROL: &str = "http://hl7.org/fhir/questionnaire-item-control";

/// A text that no questionnaire file has, because it is the same in all: the application's own, asked for by language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// The option *yes*.
    Yes,
    /// The option *partly*.
    Partly,
    /// The option *no*.
    No,
    /// That the item does not apply.
    NotApplicable,
    /// The heading of the comment.
    Comment,
    /// That a value and *not applicable* exclude each other.
    Both,
    /// That *not applicable* needs a comment.
    Reason,
    /// That a comment is asked for with this answer.
    CommentAsked,
}

/// The edition as a FHIR R5 `Questionnaire`; `base` is what its canonical addresses begin with (see [`BASE`]), `word` the
/// application's own texts in a language of the edition.
pub fn questionnaire(edition: &Edition, base: &str, word: &dyn Fn(Word, &str) -> String) -> Value {
    Writer { edition, base: base.trim_end_matches('/'), word }.questionnaire()
}

/// A JSON object that is being written.
#[derive(Debug, Default)]
struct Node(Map<String, Value>);

impl Node {
    fn item(link_id: impl Into<String>, kind: &str) -> Node {
        Node::default().with("linkId", link_id.into()).with("type", kind)
    }

    fn extension(url: impl Into<String>) -> Node {
        Node::default().with("url", url.into())
    }

    fn with(mut self, key: &str, value: impl Into<Value>) -> Node {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    /// Adds to the list under `key`, which is made where there is none.
    fn and(mut self, key: &str, value: impl Into<Value>) -> Node {
        match self.0.get_mut(key) {
            Some(Value::Array(list)) => list.push(value.into()),
            _ => drop(self.0.insert(key.to_owned(), Value::Array(vec![value.into()]))),
        }
        self
    }

    /// Adds each to the list under `key`; no list where there is none.
    fn and_each<V: Into<Value>>(self, key: &str, values: impl IntoIterator<Item = V>) -> Node {
        values.into_iter().fold(self, |node, value| node.and(key, value))
    }

    /// Adds an extension of FHIR's own with one value.
    fn extended(self, name: &str, key: &str, value: impl Into<Value>) -> Node {
        self.and("extension", Node::extension(format!("{CORE}/{name}")).with(key, value))
    }
}

impl From<Node> for Value {
    fn from(node: Node) -> Value {
        Value::Object(node.0)
    }
}

/// How the rules of an `enableWhen` are taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Together {
    All,
    Any,
}

impl Together {
    fn code(self) -> &'static str {
        match self {
            Together::All => "all",
            Together::Any => "any",
        }
    }
}

struct Writer<'a> {
    edition: &'a Edition,
    base: &'a str,
    word: &'a dyn Fn(Word, &str) -> String,
}

impl Writer<'_> {
    fn questionnaire(&self) -> Value {
        let edition = self.edition;
        let url = format!("{}/Questionnaire/{}", self.base, edition.id);
        let mut node = Node::default().with("resourceType", "Questionnaire");
        if let Some(language) = edition.languages.first() {
            node = node.with("language", language.as_str());
        }
        node = node
            .and_each("extension", edition.perspectives.iter().map(|perspective| self.about(perspective)))
            .with("url", url.as_str())
            .with("version", edition.edition.as_str())
            .with("name", computer_name(&edition.id));
        node = self.localised(node, "title", &edition.title);
        if let Some(previous) = &edition.previous {
            node = node.and("derivedFrom", format!("{url}|{previous}"));
        }
        node = node.with("status", "active").and("subjectType", "Organization");
        node = self.localised_as(node, "description", &edition.introduction, "valueMarkdown");
        node.and("item", self.display("edition:introduction", &edition.introduction))
            .and_each("item", edition.standards.iter().map(|standard| self.standard(standard)))
            .into()
    }

    /// What a perspective is about, as an extension of the questionnaire.
    fn about(&self, perspective: &Perspective) -> Node {
        let about = self.edition.languages.iter().map(|language| {
            Node::extension("about")
                .and("extension", Node::extension("lang").with("valueCode", language.as_str()))
                .and(
                    "extension",
                    Node::extension("content").with("valueString", perspective.about.get(language)),
                )
        });
        Node::extension(self.own("perspective"))
            .and(
                "extension",
                Node::extension("perspective").with("valueCoding", self.perspective(perspective)),
            )
            .and_each("extension", about)
    }

    fn standard(&self, standard: &Standard) -> Node {
        let link_id = format!("standard:{}", standard.id);
        let about = self.display(format!("{link_id}/about"), &standard.about);
        let group = Node::item(link_id, "group").with("prefix", standard.id.as_str());
        self.localised(group, "text", &standard.title)
            .and("item", about)
            .and_each("item", standard.substandards.iter().map(|sub| self.substandard(sub)))
    }

    fn substandard(&self, sub: &Substandard) -> Node {
        let link_id = format!("substandard:{}", sub.id);
        let about = self.display(format!("{link_id}/about"), &sub.about);
        let mut group = Node::item(link_id, "group").with("prefix", sub.id.as_str());
        let named = |id: &Option<String>| id.as_deref().and_then(|id| self.edition.perspective(id));
        if let Some(perspective) = named(&sub.perspective) {
            group = group.and("code", self.perspective(perspective));
        }
        if let Some(secondary) = named(&sub.secondary) {
            let url = self.own("secondary-perspective");
            group =
                group.and("extension", Node::extension(url).with("valueCoding", self.perspective(secondary)));
        }
        self.localised(group, "text", &sub.title)
            .and("item", about)
            .and_each("item", sub.items.iter().map(|item| self.item(item)))
    }

    /// The group of an item: its question, *not applicable* and the comment.
    fn item(&self, item: &Item) -> Node {
        let id = &item.id;
        let mut group = Node::item(format!("item:{id}"), "group");
        if let Some(condition) = &item.visible_if {
            group = self.enabled(group, condition);
        }
        group = group.and_each("extension", self.constraints(item));
        let mut question = self.question(item);
        let notes = self.notes(item);
        // A table's question repeats, and what is said about it should not.
        if item.kind == Kind::Table {
            group = group.and_each("item", notes);
        } else {
            question = question.and_each("item", notes);
        }
        let not_applicable = Node::item(format!("{id}/na"), "boolean");
        let comment = Node::item(format!("{id}/comment"), "text").with("maxLength", COMMENT_MAX);
        group
            .and("item", question)
            .and("item", self.localised(not_applicable, "text", &self.words(Word::NotApplicable)))
            .and("item", self.localised(comment, "text", &self.words(Word::Comment)))
    }

    fn question(&self, item: &Item) -> Node {
        let lineage = Node::extension(self.own("lineage"))
            .and("extension", Node::extension("change").with("valueCode", item.lineage.change.name()))
            .and_each(
                "extension",
                item.lineage
                    .item
                    .as_deref()
                    .map(|earlier| Node::extension("item").with("valueString", earlier)),
            );
        let mut question = Node::item(item.id.as_str(), type_of(item.field()))
            .and("extension", lineage)
            .and("code", self.coding("depth", item.depth.name()))
            .and("code", self.coding("kind", item.kind.name()))
            .with("prefix", item.id.as_str());
        question = self.localised(question, "text", &item.text);
        if let Some(scale) = self.edition.scale(item) {
            question = question
                .extended("minValue", "valueInteger", scale.min)
                .extended("maxValue", "valueInteger", scale.max)
                .extended("questionnaire-itemControl", "valueCodeableConcept", control("slider"))
                .extended("questionnaire-sliderStepValue", "valueInteger", 1);
        }
        if item.kind == Kind::Table {
            question = question.with("repeats", true).extended(
                "questionnaire-maxOccurs",
                "valueInteger",
                item.rows.unwrap_or(ROWS_MAX),
            );
        }
        let columns = item.columns.iter().map(|column| {
            let link_id = format!("{}/column/{}", item.id, column.id);
            let cell = Node::item(link_id, type_of(column.field()))
                .and("code", self.coding("kind", column.kind.name()));
            let cell = self.localised(cell, "text", &column.title);
            self.field(cell, column.field(), &format!("{}/{}", item.id, column.id))
        });
        self.field(question, item.field(), &item.id).and_each("item", columns)
    }

    /// What the kind needs. `place` tells the options of one question from those of another.
    fn field(&self, node: Node, field: Field<'_>, place: &str) -> Node {
        match field.kind {
            Kind::YesPartlyNo => {
                let words = [Word::Yes, Word::Partly, Word::No].map(|word| self.words(word));
                let options = Kind::YES_PARTLY_NO.into_iter().zip(words).map(|(option, text)| {
                    let coding = self.coding("yes-partly-no", option);
                    Node::default().with("valueCoding", self.localised(coding, "display", &text))
                });
                node.with("answerConstraint", "optionsOnly").and_each("answerOption", options)
            }
            Kind::Single | Kind::Multiple => {
                let system = self.options(place);
                let options = field.options.iter().map(|option| self.option(&system, option));
                let node = node.with("answerConstraint", "optionsOnly").and_each("answerOption", options);
                if field.kind == Kind::Multiple { node.with("repeats", true) } else { node }
            }
            Kind::Number => self.number(node, field),
            Kind::Text | Kind::Link => node.with("maxLength", LINE_MAX),
            Kind::LongText => node.with("maxLength", TEXT_MAX),
            Kind::Rating | Kind::Date | Kind::Table => node,
        }
    }

    fn option(&self, system: &str, option: &Choice) -> Node {
        let coding = Node::default().with("system", system).with("code", option.id.as_str());
        let node = Node::default().with("valueCoding", self.localised(coding, "display", &option.text));
        if option.exclusive {
            node.extended("questionnaire-optionExclusive", "valueBoolean", true)
        } else {
            node
        }
    }

    fn number(&self, mut node: Node, field: Field<'_>) -> Node {
        let key = if is_integer(field) { "valueInteger" } else { "valueDecimal" };
        for (name, bound) in [("minValue", field.min), ("maxValue", field.max)] {
            if let Some(bound) = bound {
                node = node.extended(name, key, serde_json::Number::from(bound));
            }
        }
        if !is_integer(field) {
            node = node.extended("maxDecimalPlaces", "valueInteger", field.decimals);
        }
        if let Some(unit) = field.unit {
            let unit = self.localised(Node::default(), "display", unit);
            node = node.extended("questionnaire-unit", "valueCoding", unit);
        }
        node
    }

    /// What is said about an item: the scale's names, the signs, the help and the source.
    fn notes(&self, item: &Item) -> Vec<Node> {
        let note = |name: &str, text: &Localised| self.display(format!("{}/{name}", item.id), text);
        let mut notes = Vec::new();
        if let Some(scale) = self.edition.scale(item) {
            let [low, middle, high] = places(scale);
            let in_middle = self.coding("item-control", "middle");
            let in_middle = Node::default().and("coding", in_middle);
            for (name, text, control, place) in [
                ("low", &scale.low, control("lower"), &low),
                ("middle", &scale.middle, in_middle, &middle),
                ("high", &scale.high, control("upper"), &high),
            ] {
                let named = note(name, text).with("prefix", place.as_str());
                notes.push(named.extended("questionnaire-itemControl", "valueCodeableConcept", control));
            }
            if let Some(signs) = &item.signs {
                for (name, text, place) in [
                    ("sign-low", &signs.low, low),
                    ("sign-middle", &signs.middle, middle),
                    ("sign-high", &signs.high, high),
                ] {
                    notes.push(note(name, text).with("prefix", place));
                }
            }
        }
        if let Some(help) = &item.help {
            let control = control("help");
            notes.push(note("help", help).extended(
                "questionnaire-itemControl",
                "valueCodeableConcept",
                control,
            ));
        }
        notes.extend(item.source.as_ref().map(|source| note("source", source)));
        notes
    }

    /// What must hold of an item's answers together.
    fn constraints(&self, item: &Item) -> Vec<Node> {
        let value = self.has_value(&item.id);
        let not_applicable = is_not_applicable(&item.id);
        let comment = format!("{}.answer.exists()", at(&format!("{}/comment", item.id)));
        let mut constraints = vec![
            self.constraint(
                &format!("one-answer.{}", item.id),
                "error",
                &format!("({value} and {not_applicable}).not()"),
                Word::Both,
            ),
            self.constraint(
                &format!("reason.{}", item.id),
                "error",
                &format!("{not_applicable} implies {comment}"),
                Word::Reason,
            ),
        ];
        if let Some(asked) = &item.comment_when {
            let asked = self.expression(&asked_with(item, asked));
            constraints.push(self.constraint(
                &format!("comment.{}", item.id),
                "warning",
                &format!("{asked} implies {comment}"),
                Word::CommentAsked,
            ));
        }
        constraints
    }

    fn constraint(&self, key: &str, severity: &str, expression: &str, human: Word) -> Node {
        let languages = self.edition.languages.iter();
        let human: Vec<String> = languages.map(|language| (self.word)(human, language)).collect();
        Node::extension(format!("{CORE}/targetConstraint"))
            .and("extension", Node::extension("key").with("valueId", key))
            .and("extension", Node::extension("severity").with("valueCode", severity))
            .and("extension", Node::extension("expression").with("valueExpression", fhirpath(expression)))
            .and("extension", Node::extension("human").with("valueString", human.join(" / ")))
    }

    /// The condition: as rules where they say the same, else as an expression.
    fn enabled(&self, node: Node, condition: &Condition) -> Node {
        match self.rules(condition) {
            Some((together, rules)) => {
                let several = rules.len() > 1;
                let node = node.and_each("enableWhen", rules);
                if several { node.with("enableBehavior", together.code()) } else { node }
            }
            None => {
                let expression = fhirpath(&self.expression(condition));
                node.and(
                    "extension",
                    Node::extension(ENABLE_WHEN_EXPRESSION).with("valueExpression", expression),
                )
            }
        }
    }

    /// The condition as one list of rules; none where a list cannot say it.
    fn rules(&self, condition: &Condition) -> Option<(Together, Vec<Node>)> {
        match condition {
            Condition::All(of) => self.rules_together(Together::All, of),
            Condition::Any(of) => self.rules_together(Together::Any, of),
            // How `!=` takes a question without an answer, FHIR does not say.
            Condition::Not(_) => None,
            Condition::Answered(id) => {
                let has_value = match self.edition.item(id)?.kind {
                    Kind::Table => return None,
                    _ => rule(id, "exists", "answerBoolean", true),
                };
                Some((Together::Any, vec![has_value, marked(id)]))
            }
            Condition::NotApplicable(id) => Some((Together::All, vec![marked(id)])),
            Condition::Compare { item, with } => {
                Some((Together::All, vec![self.compared(self.edition.item(item)?, with)?]))
            }
        }
    }

    fn rules_together(&self, together: Together, of: &[Condition]) -> Option<(Together, Vec<Node>)> {
        if let [one] = of {
            return self.rules(one);
        }
        let mut all = Vec::new();
        for condition in of {
            let (inner, rules) = self.rules(condition)?;
            if rules.len() > 1 && inner != together {
                return None;
            }
            all.extend(rules);
        }
        if all.is_empty() { None } else { Some((together, all)) }
    }

    fn compared(&self, item: &Item, with: &Comparison) -> Option<Node> {
        let (operator, bound) = match with {
            Comparison::Is(option) | Comparison::Includes(option) => {
                let coding = match item.kind {
                    Kind::YesPartlyNo => self.coding("yes-partly-no", option),
                    _ => Node::default().with("system", self.options(&item.id)).with("code", option.as_str()),
                };
                return Some(rule(&item.id, "=", "answerCoding", coding));
            }
            Comparison::AtLeast(bound) => (">=", *bound),
            Comparison::AtMost(bound) => ("<=", *bound),
        };
        if type_of(item.field()) == "integer" {
            // A bound between two whole numbers is left to the expression.
            Some(rule(&item.id, operator, "answerInteger", whole(bound)?))
        } else {
            Some(rule(&item.id, operator, "answerDecimal", serde_json::Number::from(bound)))
        }
    }

    /// The condition in FHIRPath: true or false, never empty.
    fn expression(&self, condition: &Condition) -> String {
        let joined = |of: &[Condition], word: &str, of_none: &str| match of {
            [] => of_none.to_owned(),
            of => {
                let parts: Vec<String> = of.iter().map(|part| self.expression(part)).collect();
                format!("({})", parts.join(word))
            }
        };
        match condition {
            Condition::All(of) => joined(of, " and ", "true"),
            Condition::Any(of) => joined(of, " or ", "false"),
            Condition::Not(of) => format!("({}).not()", self.expression(of)),
            Condition::Answered(id) => format!("({} or {})", self.has_value(id), is_not_applicable(id)),
            Condition::NotApplicable(id) => is_not_applicable(id),
            Condition::Compare { item, with } => {
                let compared = match with {
                    Comparison::Is(option) | Comparison::Includes(option) => {
                        format!("value.code = '{option}'")
                    }
                    Comparison::AtLeast(bound) => format!("value >= {}", literal(*bound)),
                    Comparison::AtMost(bound) => format!("value <= {}", literal(*bound)),
                };
                format!("{}.answer.where({compared}).exists()", at(item))
            }
        }
    }

    /// That the item has a value, in FHIRPath; for a table, that any cell has one.
    fn has_value(&self, id: &str) -> String {
        let is_table = self.edition.item(id).is_some_and(|item| item.kind == Kind::Table);
        format!("{}{}.answer.exists()", at(id), if is_table { ".item" } else { "" })
    }

    fn display(&self, link_id: impl Into<String>, text: &Localised) -> Node {
        self.localised(Node::item(link_id, "display"), "text", text)
    }

    /// A code of a code system of ours that all questionnaires share.
    fn coding(&self, system: &str, code: &str) -> Node {
        Node::default().with("system", format!("{}/CodeSystem/{system}", self.base)).with("code", code)
    }

    fn perspective(&self, perspective: &Perspective) -> Node {
        let system = format!("{}/perspective", self.edition.id);
        self.localised(self.coding(&system, &perspective.id), "display", &perspective.title)
    }

    /// The code system of a question's options.
    fn options(&self, place: &str) -> String {
        format!("{}/CodeSystem/{}/item/{place}", self.base, self.edition.id)
    }

    /// The address of an extension of ours.
    fn own(&self, name: &str) -> String {
        format!("{}/StructureDefinition/{name}", self.base)
    }

    fn words(&self, word: Word) -> Localised {
        let languages = self.edition.languages.iter();
        Localised(languages.map(|language| (language.clone(), (self.word)(word, language))).collect())
    }

    fn localised(&self, node: Node, key: &str, text: &Localised) -> Node {
        self.localised_as(node, key, text, "valueString")
    }

    /// A text under `key` in the first language, and beside it the translations.
    fn localised_as(&self, node: Node, key: &str, text: &Localised, content: &str) -> Node {
        let Some((first, others)) = self.edition.languages.split_first() else { return node };
        let node = node.with(key, text.get(first));
        if others.is_empty() {
            return node;
        }
        let translations = others.iter().map(|language| {
            Node::extension(format!("{CORE}/translation"))
                .and("extension", Node::extension("lang").with("valueCode", language.as_str()))
                .and("extension", Node::extension("content").with(content, text.get(language)))
        });
        node.with(&format!("_{key}"), Node::default().and_each("extension", translations))
    }
}

/// FHIR's type for a kind.
fn type_of(field: Field<'_>) -> &'static str {
    match field.kind {
        Kind::Rating => "integer",
        Kind::YesPartlyNo | Kind::Single | Kind::Multiple => "coding",
        Kind::Number if is_integer(field) => "integer",
        Kind::Number => "decimal",
        Kind::Text | Kind::Link => "string",
        Kind::LongText => "text",
        Kind::Date => "date",
        Kind::Table => "group",
    }
}

/// Whether every number that may be answered fits FHIR's `integer`.
fn is_integer(field: Field<'_>) -> bool {
    let fits = |bound: Option<Number>| bound.and_then(whole).is_some();
    field.decimals == 0 && fits(field.min) && fits(field.max)
}

fn whole(number: Number) -> Option<i32> {
    serde_json::Number::from(number).as_i64().and_then(|whole| i32::try_from(whole).ok())
}

/// A number in FHIRPath, whose whole numbers have 32 bits; with a decimal point it has any size.
fn literal(number: Number) -> String {
    if number.decimals() > 0 || whole(number).is_some() { number.to_string() } else { format!("{number}.0") }
}

/// Where on the scale its low end, middle and high end are.
fn places(scale: &Scale) -> [String; 3] {
    let (min, max) = (i64::from(scale.min), i64::from(scale.max));
    let below = (min + max).div_euclid(2);
    let middle = if (min + max) % 2 == 0 { below.to_string() } else { format!("{below}–{}", below + 1) };
    [min.to_string(), middle, max.to_string()]
}

fn control(code: &str) -> Node {
    Node::default().and("coding", json!({"system": ITEM_CONTROL, "code": code}))
}

fn fhirpath(expression: &str) -> Value {
    json!({"language": "text/fhirpath", "expression": expression})
}

fn rule(question: &str, operator: &str, key: &str, answer: impl Into<Value>) -> Node {
    Node::default().with("question", question).with("operator", operator).with(key, answer)
}

/// The rule that an item is marked as *not applicable*.
fn marked(id: &str) -> Node {
    rule(&format!("{id}/na"), "=", "answerBoolean", true)
}

/// The same in FHIRPath.
fn is_not_applicable(id: &str) -> String {
    format!("{}.answer.where(value = true).exists()", at(&format!("{id}/na")))
}

/// The items of a response with this id, in FHIRPath.
fn at(link_id: &str) -> String {
    format!("%resource.repeat(item).where(linkId = '{link_id}')")
}

/// The answers that a comment is asked for with, as a condition.
fn asked_with(item: &Item, asked: &CommentWhen) -> Condition {
    let options = asked.is.iter().map(|option| match item.kind {
        Kind::Multiple => Comparison::Includes(option.clone()),
        _ => Comparison::Is(option.clone()),
    });
    let bounds =
        asked.at_most.map(Comparison::AtMost).into_iter().chain(asked.at_least.map(Comparison::AtLeast));
    let compare = |with| Condition::Compare { item: item.id.clone(), with };
    Condition::Any(bounds.chain(options).map(compare).collect())
}

/// A name for programs, as FHIR wants it: letters and digits, beginning with a capital, at least two characters.
fn computer_name(id: &str) -> String {
    let name: String = id
        .split('-')
        .flat_map(|word| {
            let mut rest = word.chars();
            rest.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(rest)
        })
        .collect();
    if name.len() > 1 && name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        name
    } else {
        format!("Questionnaire{name}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::read;

    /// An edition with these items, in two languages.
    fn edition(items: &Value) -> Edition {
        let text = |text: &str| json!({"sv": format!("{text} sv"), "en": format!("{text} en")});
        let mut items = items.clone();
        for item in items.as_array_mut().unwrap() {
            let item = item.as_object_mut().unwrap();
            item.insert("depth".to_owned(), json!("core"));
            item.insert("lineage".to_owned(), json!({"change": "new"}));
            item.insert("text".to_owned(), text("Question"));
            for key in ["unit", "help"] {
                if item.contains_key(key) {
                    item.insert(key.to_owned(), text(key));
                }
            }
            for option in item.get_mut("options").and_then(Value::as_array_mut).into_iter().flatten() {
                let said = text(option["id"].as_str().unwrap());
                option["text"] = said;
            }
        }
        let file = json!({
            "id": "odd-one", "edition": "b", "previous": "a", "languages": ["sv", "en"],
            "title": text("Title"), "introduction": text("Introduction"),
            "scales": {"s": {"min": 1, "max": 4, "low": text("l"), "middle": text("m"), "high": text("h")}},
            "perspectives": [{"id": "p", "title": text("P"), "about": text("About p")}],
            "standards": [{"id": "1", "title": text("Standard"), "about": text("About 1"), "substandards": [
                {"id": "1.1", "title": text("Sub"), "about": text("About 1.1"), "perspective": "p", "items": items},
            ]}],
        });
        read(file.to_string().as_bytes()).unwrap_or_else(|problems| panic!("{problems:#?}"))
    }

    fn written(items: &Value) -> Value {
        let word = |word: Word, language: &str| format!("{word:?} {language}");
        questionnaire(&edition(items), "https://a.example/fhir/", &word)
    }

    fn find<'v>(node: &'v Value, link_id: &str) -> Option<&'v Value> {
        if node["linkId"] == link_id {
            return Some(node);
        }
        node["item"].as_array()?.iter().find_map(|child| find(child, link_id))
    }

    fn item<'v>(questionnaire: &'v Value, link_id: &str) -> &'v Value {
        find(questionnaire, link_id).unwrap_or_else(|| panic!("{link_id} is not there"))
    }

    /// The value of an extension, whatever its type.
    fn extension<'v>(node: &'v Value, name: &str) -> Option<&'v Value> {
        let found = node["extension"]
            .as_array()?
            .iter()
            .find(|extension| extension["url"].as_str().unwrap().ends_with(name))?;
        found.as_object()?.iter().find(|(key, _)| key.starts_with("value")).map(|(_, value)| value)
    }

    fn number(id: &str, rest: &Value) -> Value {
        let mut item = json!({"id": id, "kind": "number"});
        item.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        item
    }

    #[test]
    fn the_head_names_the_edition_and_the_one_before() {
        let all = written(&json!([{"id": "a", "kind": "text"}]));
        assert_eq!(all["url"], "https://a.example/fhir/Questionnaire/odd-one");
        assert_eq!(all["derivedFrom"], json!(["https://a.example/fhir/Questionnaire/odd-one|a"]));
        assert_eq!(
            (&all["version"], &all["name"], &all["language"]),
            (&json!("b"), &json!("OddOne"), &json!("sv"))
        );
        let translation = &all["_title"]["extension"][0]["extension"];
        assert_eq!(
            (&translation[0]["valueCode"], &translation[1]["valueString"]),
            (&json!("en"), &json!("Title en"))
        );
        let named = [("a", "QuestionnaireA"), ("2027-x", "Questionnaire2027X"), ("-", "Questionnaire")];
        assert!(named.into_iter().all(|(id, name)| computer_name(id) == name));
    }

    #[test]
    fn each_kind_has_its_type() {
        let options = json!([{"id": "x"}, {"id": "none", "exclusive": true}]);
        let all = written(&json!([
            {"id": "rating", "kind": "rating", "scale": "s", "help": ""},
            {"id": "yes-partly-no", "kind": "yes-partly-no"},
            {"id": "single", "kind": "single", "options": [{"id": "x"}, {"id": "y"}]},
            {"id": "multiple", "kind": "multiple", "options": options},
            {"id": "number", "kind": "number"},
            {"id": "text", "kind": "text"},
            {"id": "long-text", "kind": "long-text"},
            {"id": "date", "kind": "date"},
            {"id": "link", "kind": "link"},
            {"id": "table", "kind": "table", "rows": 3, "columns": [
                {"id": "when", "kind": "date", "title": {"sv": "När", "en": "When"}},
            ]},
        ]));
        for (kind, expected) in Kind::ALL.into_iter().zip([
            "integer", "coding", "coding", "coding", "decimal", "string", "text", "date", "string", "group",
        ]) {
            let item = item(&all, kind.name());
            assert_eq!(item["type"], expected, "{kind:?}");
            assert_eq!(item["code"][1]["code"], kind.name());
            let repeats = matches!(kind, Kind::Multiple | Kind::Table);
            assert_eq!(item["repeats"].as_bool().unwrap_or_default(), repeats, "{kind:?}");
        }
        let rating = item(&all, "rating");
        assert_eq!(
            (extension(rating, "/minValue"), extension(rating, "/maxValue")),
            (Some(&json!(1)), Some(&json!(4)))
        );
        let places = ["low", "middle", "high"].map(|end| &item(&all, &format!("rating/{end}"))["prefix"]);
        assert_eq!(places, ["1", "2–3", "4"]);
        assert_eq!(item(&all, "rating/help")["text"], "help sv");
        let exclusive = &item(&all, "multiple")["answerOption"][1];
        assert_eq!(extension(exclusive, "/questionnaire-optionExclusive"), Some(&json!(true)));
        assert_eq!(item(&all, "yes-partly-no")["answerOption"][1]["valueCoding"]["display"], "Partly sv");
        assert_eq!(extension(item(&all, "table"), "/questionnaire-maxOccurs"), Some(&json!(3)));
        assert_eq!(item(&all, "table/column/when")["type"], "date");
        assert_eq!(item(&all, "date/na")["type"], "boolean");
    }

    #[test]
    fn a_number_is_an_integer_only_where_it_must_fit() {
        let all = written(&json!([
            number("small", &json!({"min": 0, "max": 100, "unit": ""})),
            number("open", &json!({"min": 0})),
            number("large", &json!({"min": 0, "max": 3_000_000_000_i64})),
            number("exact", &json!({"min": -0.05, "max": 1, "decimals": 2})),
        ]));
        for (id, kind, decimals) in [
            ("small", "integer", None),
            ("open", "decimal", Some(0)),
            ("large", "decimal", Some(0)),
            ("exact", "decimal", Some(2)),
        ] {
            assert_eq!(item(&all, id)["type"], kind, "{id}");
            assert_eq!(
                extension(item(&all, id), "/maxDecimalPlaces"),
                decimals.map(Value::from).as_ref(),
                "{id}"
            );
        }
        assert_eq!(extension(item(&all, "exact"), "/minValue"), Some(&json!(-0.05)));
        assert_eq!(extension(item(&all, "small"), "/questionnaire-unit").unwrap()["display"], "unit sv");
    }

    /// How a condition is written at the last of these items: its rules as text with how they are taken together, or its expression.
    fn condition(condition: &Value) -> String {
        let options = json!([{"id": "x"}, {"id": "y"}]);
        let all = written(&json!([
            {"id": "r", "kind": "rating", "scale": "s"},
            {"id": "y", "kind": "yes-partly-no"},
            {"id": "m", "kind": "multiple", "options": options},
            number("n", &json!({"decimals": 1})),
            number("w", &json!({"min": 0, "max": 9})),
            {"id": "t", "kind": "table", "columns": [{"id": "c", "kind": "text", "title": {"sv": "c", "en": "c"}}]},
            {"id": "last", "kind": "text", "visible_if": condition},
        ]));
        let group = item(&all, "item:last");
        if let Some(expression) = extension(group, "/sdc-questionnaire-enableWhenExpression") {
            assert!(group.get("enableWhen").is_none(), "one or the other");
            let short = expression["expression"]
                .as_str()
                .unwrap()
                .replace("%resource.repeat(item).where(linkId = ", "(");
            return short;
        }
        let rules = group["enableWhen"].as_array().unwrap().iter().map(|rule| {
            let answer = rule.as_object().unwrap().iter().find(|(key, _)| key.starts_with("answer")).unwrap();
            let value = if answer.0 == "answerCoding" { &answer.1["code"] } else { answer.1 };
            let text = |key: &str| rule[key].as_str().unwrap();
            format!(
                "{} {} {value}:{}",
                text("question"),
                text("operator"),
                answer.0.trim_start_matches("answer")
            )
        });
        let rules: Vec<String> = rules.collect();
        match group.get("enableBehavior") {
            Some(together) => format!("{}: {}", together.as_str().unwrap(), rules.join(", ")),
            None => rules.join(", "),
        }
    }

    #[test]
    fn what_a_list_of_rules_can_say_is_one() {
        for (given, expected) in [
            (json!({"item": "y", "is": "no"}), r#"y = "no":Coding"#),
            (json!({"item": "m", "includes": "x"}), r#"m = "x":Coding"#),
            (json!({"item": "r", "at_least": 3}), "r >= 3:Integer"),
            (json!({"item": "n", "at_most": 2.5}), "n <= 2.5:Decimal"),
            (json!({"not_applicable": "r"}), "r/na = true:Boolean"),
            (json!({"answered": "r"}), "any: r exists true:Boolean, r/na = true:Boolean"),
            (
                json!({"any": [{"answered": "r"}, {"item": "y", "is": "no"}]}),
                r#"any: r exists true:Boolean, r/na = true:Boolean, y = "no":Coding"#,
            ),
            (
                json!({"all": [{"any": [{"item": "y", "is": "no"}]}, {"all": [{"item": "r", "at_most": 2}]}]}),
                r#"all: y = "no":Coding, r <= 2:Integer"#,
            ),
        ] {
            assert_eq!(condition(&given), expected, "{given}");
        }
    }

    #[test]
    fn what_a_list_cannot_say_is_an_expression() {
        for (given, expected) in [
            (
                json!({"not": {"item": "y", "is": "no"}}),
                "(('y').answer.where(value.code = 'no').exists()).not()",
            ),
            (
                json!({"all": [{"answered": "r"}, {"item": "r", "at_most": 2}]}),
                "((('r').answer.exists() or ('r/na').answer.where(value = true).exists()) and ('r').answer.where(value <= 2).exists())",
            ),
            (
                json!({"answered": "t"}),
                "(('t').item.answer.exists() or ('t/na').answer.where(value = true).exists())",
            ),
            (json!({"item": "w", "at_least": 2.5}), "('w').answer.where(value >= 2.5).exists()"),
            (
                json!({"not": {"item": "n", "at_least": 3_000_000_000_i64}}),
                "(('n').answer.where(value >= 3000000000.0).exists()).not()",
            ),
        ] {
            assert_eq!(condition(&given), expected, "{given}");
        }
    }
}
