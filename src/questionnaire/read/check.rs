//! Everything that types alone cannot say about one edition.

use std::collections::BTreeSet;

use super::{
    COLUMNS_MAX, ITEMS_MAX, OPTIONS_MAX, Problem, SCALE_VALUES_MAX, TEXT_MAX, condition, escaped, problem,
};
use crate::questionnaire::{
    definition::{Change, Choice, Depth, Edition, Field, Item, Kind, Scale, Substandard},
    number::Number,
    text::Localised,
};

/// All problems of an edition, in the order of the file.
pub(super) fn problems(edition: &Edition) -> Vec<Problem> {
    Check::new(edition).run()
}

/// A check of one deserialised edition: everything that types alone cannot say.
struct Check<'a> {
    edition: &'a Edition,
    languages: BTreeSet<&'a str>,
    problems: Vec<Problem>,
}

impl<'a> Check<'a> {
    fn new(edition: &'a Edition) -> Self {
        Check {
            edition,
            languages: edition.languages.iter().map(String::as_str).collect(),
            problems: Vec::new(),
        }
    }

    fn run(mut self) -> Vec<Problem> {
        let edition = self.edition;
        self.slug("/id", &edition.id);
        self.slug("/edition", &edition.edition);
        self.languages();
        self.text("/title", &edition.title);
        self.text("/introduction", &edition.introduction);
        for (key, scale) in &edition.scales {
            self.scale(&format!("/scales/{}", escaped(key)), scale);
        }
        self.perspectives();
        self.standards();
        self.problems.extend(condition::problems(edition));
        self.problems
    }

    fn report(&mut self, pointer: &str, what: impl Into<String>, mend: impl Into<String>) {
        self.problems.push(problem(pointer, what.into(), mend.into()));
    }

    fn slug(&mut self, pointer: &str, text: &str) {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if text.is_empty() || text.len() > 60 || !text.chars().all(allowed) {
            self.report(
                pointer,
                format!("{text:?} is not an id."),
                "Use 1 to 60 characters out of a-z, 0-9 and hyphen.",
            );
        }
    }

    /// Ids of standards, sub-standards and items: they stand in addresses, forms and CSV files.
    fn id<'s>(&mut self, pointer: &str, id: &'s str, seen: &mut BTreeSet<&'s str>) {
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
        let edges = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if id.len() > 40 || !id.chars().all(allowed) || !edges(id.chars().next()) || !edges(id.chars().last())
        {
            self.report(
                pointer,
                format!("{id:?} is not an id."),
                "Use 1 to 40 characters out of a-z, 0-9, full stop and hyphen, beginning and ending with a letter or digit.",
            );
        } else if !seen.insert(id) {
            self.report(pointer, format!("The id {id:?} occurs twice."), "Give each its own id.");
        }
    }

    fn languages(&mut self) {
        let edition = self.edition;
        if edition.languages.is_empty() {
            self.report("/languages", "No language is named.", "Name at least one, such as \"sv\".");
        }
        if self.languages.len() != edition.languages.len() {
            self.report("/languages", "A language is named twice.", "Name each language once.");
        }
        for (index, language) in edition.languages.iter().enumerate() {
            if !(2..=3).contains(&language.len()) || !language.chars().all(|c| c.is_ascii_lowercase()) {
                self.report(
                    &format!("/languages/{index}"),
                    format!("{language:?} is not a language tag."),
                    "Use two or three lower-case letters, such as \"sv\" or \"en\".",
                );
            }
        }
    }

    fn text(&mut self, pointer: &str, text: &Localised) {
        let edition = self.edition;
        for language in &edition.languages {
            let place = format!("{pointer}/{}", escaped(language));
            match text.0.get(language) {
                None => self.report(
                    pointer,
                    format!("The text is missing in {language:?}."),
                    format!("Add {language:?} here, or take the language out of /languages."),
                ),
                Some(text) if text.trim().is_empty() => {
                    self.report(&place, "The text is empty.", "Write it.");
                }
                Some(text) if text.chars().count() > TEXT_MAX => self.report(
                    &place,
                    format!("The text has {} characters.", text.chars().count()),
                    format!("Shorten it to at most {TEXT_MAX}."),
                ),
                Some(_) => {}
            }
        }
        for language in text.0.keys() {
            if !self.languages.contains(language.as_str()) {
                self.report(
                    &format!("{pointer}/{}", escaped(language)),
                    format!("The language {language:?} is not one of /languages."),
                    "Add it to /languages or remove this text.",
                );
            }
        }
    }

    fn scale(&mut self, pointer: &str, scale: &Scale) {
        if scale.min >= scale.max {
            self.report(
                pointer,
                format!("The scale runs from {} to {}.", scale.min, scale.max),
                "Let max be greater than min.",
            );
        } else if i64::from(scale.max) - i64::from(scale.min) + 1 > SCALE_VALUES_MAX {
            self.report(
                pointer,
                "The scale has too many values.",
                format!("Use at most {SCALE_VALUES_MAX}."),
            );
        }
        self.text(&format!("{pointer}/low"), &scale.low);
        self.text(&format!("{pointer}/middle"), &scale.middle);
        self.text(&format!("{pointer}/high"), &scale.high);
    }

    fn perspectives(&mut self) {
        let edition = self.edition;
        let mut seen = BTreeSet::new();
        for (index, perspective) in edition.perspectives.iter().enumerate() {
            let place = format!("/perspectives/{index}");
            self.slug(&format!("{place}/id"), &perspective.id);
            if perspective.id == "overall" {
                self.report(&format!("{place}/id"), "\"overall\" is reserved.", "Choose another id.");
            }
            if !seen.insert(perspective.id.as_str()) {
                let what = format!("The perspective {:?} is defined twice.", perspective.id);
                self.report(&format!("{place}/id"), what, "Give each its own id.");
            }
            self.text(&format!("{place}/title"), &perspective.title);
            self.text(&format!("{place}/about"), &perspective.about);
        }
    }

    fn standards(&mut self) {
        let edition = self.edition;
        let (mut standards, mut subs, mut items) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        if edition.standards.is_empty() {
            self.report("/standards", "No standard is defined.", "Define at least one.");
        }
        for (s, standard) in edition.standards.iter().enumerate() {
            let place = format!("/standards/{s}");
            self.id(&format!("{place}/id"), &standard.id, &mut standards);
            self.text(&format!("{place}/title"), &standard.title);
            self.text(&format!("{place}/about"), &standard.about);
            if standard.substandards.is_empty() {
                self.report(
                    &format!("{place}/substandards"),
                    "The standard is empty.",
                    "Add a sub-standard.",
                );
            }
            for (b, sub) in standard.substandards.iter().enumerate() {
                let place = format!("{place}/substandards/{b}");
                self.id(&format!("{place}/id"), &sub.id, &mut subs);
                self.substandard(&place, sub);
                for (i, item) in sub.items.iter().enumerate() {
                    let place = format!("{place}/items/{i}");
                    self.id(&format!("{place}/id"), &item.id, &mut items);
                    self.item(&place, item);
                }
            }
        }
        if items.len() > ITEMS_MAX {
            self.report(
                "/standards",
                format!("There are {} items.", items.len()),
                format!("Use at most {ITEMS_MAX}."),
            );
        }
    }

    fn substandard(&mut self, place: &str, sub: &Substandard) {
        self.text(&format!("{place}/title"), &sub.title);
        self.text(&format!("{place}/about"), &sub.about);
        match &sub.perspective {
            Some(perspective) => self.perspective(&format!("{place}/perspective"), perspective),
            None if sub.is_scored() => self.report(
                place,
                "Something is rated here, but it is not said under which perspective it counts.",
                "Add \"perspective\".",
            ),
            None => {}
        }
        if let Some(secondary) = &sub.secondary {
            self.perspective(&format!("{place}/secondary"), secondary);
            if sub.perspective.as_ref() == Some(secondary) {
                self.report(
                    &format!("{place}/secondary"),
                    "The secondary perspective is the primary one again.",
                    "Name another one or leave it out.",
                );
            }
        }
        let has = |depth| sub.items.iter().any(|item| item.depth == depth);
        if has(Depth::Followup) && !sub.is_followup() {
            self.report(
                &format!("{place}/items"),
                "Follow-up questions stand beside other items.",
                "Give the follow-up questions a sub-standard of their own: a focus area.",
            );
        } else if !has(Depth::Core) && !has(Depth::Followup) {
            self.report(
                &format!("{place}/items"),
                "There is no core item.",
                "Add at least one: it is what everybody answers.",
            );
        }
    }

    fn perspective(&mut self, pointer: &str, id: &str) {
        if self.edition.perspective(id).is_none() {
            let known: Vec<&str> = self.edition.perspectives.iter().map(|p| p.id.as_str()).collect();
            self.report(
                pointer,
                format!("The perspective {id:?} is not defined."),
                format!("Use one of {}, or define it in /perspectives.", known.join(", ")),
            );
        }
    }

    fn item(&mut self, place: &str, item: &Item) {
        let kind = item.kind;
        match kind {
            Kind::Rating => self.rating_scale(place, item),
            _ => self.only_for("rating", place, "scale", kind, item.scale.is_some()),
        }
        self.only_for("rating", place, "signs", kind, kind != Kind::Rating && item.signs.is_some());
        self.field(place, item.field());
        match kind {
            Kind::Table => self.columns(place, item),
            _ => {
                self.only_for("table", place, "columns", kind, !item.columns.is_empty());
                self.only_for("table", place, "rows", kind, item.rows.is_some());
            }
        }
        self.only_for("number", place, "decimals", kind, kind != Kind::Number && item.decimals.is_some());
        self.text(&format!("{place}/text"), &item.text);
        for (name, text) in [("help", &item.help), ("source", &item.source)] {
            if let Some(text) = text {
                self.text(&format!("{place}/{name}"), text);
            }
        }
        if let Some(signs) = &item.signs {
            self.text(&format!("{place}/signs/low"), &signs.low);
            self.text(&format!("{place}/signs/middle"), &signs.middle);
            self.text(&format!("{place}/signs/high"), &signs.high);
        }
        self.comment_when(place, item);
        self.lineage(place, item);
    }

    /// What an item and a column have in common.
    fn field(&mut self, place: &str, field: Field<'_>) {
        if field.kind.has_options() {
            self.options(&format!("{place}/options"), field.options, field.kind);
        } else {
            self.only_for("single and multiple", place, "options", field.kind, !field.options.is_empty());
        }
        if field.kind != Kind::Number {
            let bounds =
                [("unit", field.unit.is_some()), ("min", field.min.is_some()), ("max", field.max.is_some())];
            for (name, is_there) in bounds {
                self.only_for("number", place, name, field.kind, is_there);
            }
            return;
        }
        if let Some(unit) = field.unit {
            self.text(&format!("{place}/unit"), unit);
        }
        if let (Some(min), Some(max)) = (field.min, field.max)
            && min >= max
        {
            let what = format!("The number runs from {min} to {max}.");
            self.report(&format!("{place}/max"), what, "Let max be greater than min.");
        }
        if field.decimals > 6 {
            let what = format!("{} decimals are too many.", field.decimals);
            self.report(&format!("{place}/decimals"), what, "Use at most 6.");
        }
        for (name, bound) in [("min", field.min), ("max", field.max)] {
            if bound.is_some_and(|bound| bound.decimals() > u32::from(field.decimals)) {
                self.report(
                    &format!("{place}/{name}"),
                    format!("The bound has more decimals than the answer may have ({}).", field.decimals),
                    "Round it, or allow more \"decimals\".",
                );
            }
        }
    }

    fn only_for(&mut self, kinds: &str, place: &str, name: &str, kind: Kind, is_there: bool) {
        if is_there {
            let what = format!("\"{name}\" belongs to {kinds}, and this is {:?}.", kind.name());
            self.report(&format!("{place}/{name}"), what, "Remove it, or change the kind.");
        }
    }

    fn options(&mut self, place: &str, options: &[Choice], kind: Kind) {
        if !(2..=OPTIONS_MAX).contains(&options.len()) {
            let what = format!("There are {} options.", options.len());
            self.report(place, what, format!("List 2 to {OPTIONS_MAX}, each with \"id\" and \"text\"."));
        }
        let mut seen = BTreeSet::new();
        for (index, option) in options.iter().enumerate() {
            let place = format!("{place}/{index}");
            self.id(&format!("{place}/id"), &option.id, &mut seen);
            if option.id == "na" {
                self.report(
                    &format!("{place}/id"),
                    "\"na\" is reserved.",
                    "Choose another id; every question can be answered with not applicable.",
                );
            }
            self.text(&format!("{place}/text"), &option.text);
            if kind != Kind::Multiple && option.exclusive {
                self.report(
                    &format!("{place}/exclusive"),
                    "Only one option can be chosen anyway.",
                    "Remove \"exclusive\"; it is for multiple choices.",
                );
            }
        }
        if options.iter().filter(|option| option.exclusive).count() > 1 {
            self.report(place, "Two options exclude all others.", "Let one be \"exclusive\": none of these.");
        }
    }

    fn columns(&mut self, place: &str, item: &Item) {
        let place = format!("{place}/columns");
        if !(1..=COLUMNS_MAX).contains(&item.columns.len()) {
            let what = format!("The table has {} columns.", item.columns.len());
            self.report(&place, what, format!("List 1 to {COLUMNS_MAX}."));
        }
        if item.rows.is_some_and(|rows| !(1..=200).contains(&rows)) {
            self.report(&place.replace("/columns", "/rows"), "The number of rows is off.", "Use 1 to 200.");
        }
        let mut seen = BTreeSet::new();
        for (index, column) in item.columns.iter().enumerate() {
            let place = format!("{place}/{index}");
            self.id(&format!("{place}/id"), &column.id, &mut seen);
            self.text(&format!("{place}/title"), &column.title);
            if !column.kind.fits_a_column() {
                self.report(
                    &format!("{place}/kind"),
                    format!("A column cannot be {:?}.", column.kind.name()),
                    "Use yes-partly-no, single, number, text, long-text, date or link.",
                );
            }
            if column.kind != Kind::Number && column.decimals.is_some() {
                self.only_for("number", &place, "decimals", column.kind, true);
            }
            self.field(&place, column.field());
        }
    }

    fn comment_when(&mut self, place: &str, item: &Item) {
        let Some(when) = &item.comment_when else { return };
        let place = format!("{place}/comment_when");
        let has_bound = when.at_most.is_some() || when.at_least.is_some();
        if !has_bound && when.is.is_empty() {
            self.report(
                &place,
                "It names no answer.",
                "Add \"at_most\", \"at_least\" or \"is\", or remove it.",
            );
        }
        if has_bound && !matches!(item.kind, Kind::Rating | Kind::Number) {
            self.report(
                &place,
                format!("Answers of the kind {:?} are not greater or less.", item.kind.name()),
                "Use \"is\" with the options.",
            );
        }
        let bounds: Vec<Number> = when.at_most.into_iter().chain(when.at_least).collect();
        if let (Some(scale), false) = (self.edition.scale(item), bounds.is_empty()) {
            let values = Number::from(scale.min)..=Number::from(scale.max);
            if bounds.iter().any(|bound| !values.contains(bound)) {
                let mend = format!("Use a value from {} to {}.", scale.min, scale.max);
                self.report(&place, "The value is not on the scale.", mend);
            }
        }
        let known = option_ids(item);
        for option in when.is.iter().filter(|option| !known.contains(&option.as_str())) {
            let what = format!("The item has no option {option:?}.");
            self.report(&format!("{place}/is"), what, mend_option(&known));
        }
    }

    fn rating_scale(&mut self, place: &str, item: &Item) {
        let known: Vec<&str> = self.edition.scales.keys().map(String::as_str).collect();
        let mend = format!("Use one of {}, or define it in /scales.", known.join(", "));
        match &item.scale {
            None => self.report(place, "A rating needs a scale.", format!("Add \"scale\". {mend}")),
            Some(scale) if !self.edition.scales.contains_key(scale) => {
                self.report(&format!("{place}/scale"), format!("The scale {scale:?} is not defined."), mend);
            }
            Some(_) => {}
        }
    }

    fn lineage(&mut self, place: &str, item: &Item) {
        let lineage = &item.lineage;
        let place = format!("{place}/lineage");
        if lineage.change != Change::New && self.edition.previous.is_none() {
            self.report(
                &place,
                "The item refers to an earlier edition, but /previous names none.",
                "Name the earlier edition in /previous, or write \"new\" here.",
            );
        }
        match (lineage.change, &lineage.item) {
            (Change::Replaced, None) => {
                self.report(
                    &place,
                    "It does not say which item is replaced.",
                    "Add \"item\" with the earlier id.",
                );
            }
            (Change::Replaced, Some(earlier)) if *earlier == item.id => self.report(
                &format!("{place}/item"),
                "The item replaces itself.",
                "Give the new item an id of its own, since it asks something else.",
            ),
            (Change::Unchanged | Change::Reworded | Change::New, Some(_)) => self.report(
                &format!("{place}/item"),
                "Only a replaced item names an earlier id.",
                "Remove \"item\"; an item that asks the same thing keeps its id.",
            ),
            _ => {}
        }
    }
}

/// The ids of what can be chosen.
pub(super) fn option_ids(item: &Item) -> Vec<&str> {
    match item.kind {
        Kind::YesPartlyNo => Kind::YES_PARTLY_NO.to_vec(),
        _ => item.options.iter().map(|option| option.id.as_str()).collect(),
    }
}

pub(super) fn mend_option(known: &[&str]) -> String {
    match known {
        [] => "Compare with an item that has options.".to_owned(),
        known => format!("Use one of {}.", known.join(", ")),
    }
}
