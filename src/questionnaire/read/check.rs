//! Everything that types alone cannot say about one edition.

use std::collections::BTreeSet;

use super::{
    COLUMNS_MAX, DECIMALS_MAX, Fault, ITEMS_MAX, LANGUAGES_MAX, OPTIONS_MAX, PERSPECTIVES_MAX, PROBLEMS_MAX,
    Part, Problem, ROWS_MAX, SCALE_VALUES_MAX, TEXT_MAX, condition, escaped, problem,
};
use crate::questionnaire::{
    definition::{Change, Choice, Depth, Edition, Field, Item, Kind, Scale, Substandard},
    number::Number,
    text::{Localised, is_tag},
};

/// The problems of an edition, in the order of the file, then those of its conditions; at most [`PROBLEMS_MAX`]. An edition without any
/// is one that [`read`](super::read) could have read.
pub fn problems(edition: &Edition) -> Vec<Problem> {
    Check::new(edition).run()
}

/// How much of what there is a message names.
const KNOWN_MAX: usize = 20;

/// A check of one deserialised edition: everything that types alone cannot say.
struct Check<'a> {
    edition: &'a Edition,
    languages: BTreeSet<&'a str>,
    perspectives: BTreeSet<&'a str>,
    problems: Vec<Problem>,
}

impl<'a> Check<'a> {
    fn new(edition: &'a Edition) -> Self {
        Check {
            edition,
            languages: edition.languages.iter().map(String::as_str).collect(),
            perspectives: edition.perspectives.iter().map(|perspective| perspective.id.as_str()).collect(),
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
        let more = PROBLEMS_MAX.saturating_sub(self.problems.len());
        self.problems.extend(condition::problems(edition, more));
        self.problems
    }

    fn report(&mut self, pointer: &str, fault: Fault) {
        if self.problems.len() < PROBLEMS_MAX {
            self.problems.push(problem(pointer, fault));
        }
    }

    fn slug(&mut self, pointer: &str, text: &str) {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if text.is_empty() || text.len() > 60 || !text.chars().all(allowed) {
            self.report(pointer, Fault::NotAShortName { id: text.to_owned() });
        }
    }

    /// Ids of standards, sub-standards and items: they stand in addresses, forms and CSV files.
    fn id<'s>(&mut self, pointer: &str, id: &'s str, seen: &mut BTreeSet<&'s str>) {
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
        let edges = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if id.len() > 40 || !id.chars().all(allowed) || !edges(id.chars().next()) || !edges(id.chars().last())
        {
            self.report(pointer, Fault::NotAnId { id: id.to_owned() });
        } else if !seen.insert(id) {
            self.report(pointer, Fault::IdTwice { id: id.to_owned() });
        }
    }

    fn languages(&mut self) {
        let edition = self.edition;
        if edition.languages.is_empty() {
            self.report("/languages", Fault::NoLanguage);
        }
        let (count, most) = (edition.languages.len(), LANGUAGES_MAX);
        if count > most {
            self.report("/languages", Fault::TooManyLanguages { count, most });
        }
        if self.languages.len() != edition.languages.len() {
            self.report("/languages", Fault::LanguageTwice);
        }
        for (index, language) in edition.languages.iter().take(LANGUAGES_MAX).enumerate() {
            if !is_tag(language) {
                let fault = Fault::NotALanguage { language: language.clone() };
                self.report(&format!("/languages/{index}"), fault);
            }
        }
    }

    fn text(&mut self, pointer: &str, text: &Localised) {
        let edition = self.edition;
        for language in edition.languages.iter().take(LANGUAGES_MAX) {
            let place = format!("{pointer}/{}", escaped(language));
            match text.0.get(language) {
                None => self.report(pointer, Fault::TextMissing { language: language.clone() }),
                Some(text) if text.trim().is_empty() => {
                    self.report(&place, Fault::TextEmpty { language: language.clone() });
                }
                Some(text) => {
                    let length = text.chars().count();
                    if length > TEXT_MAX {
                        let language = language.clone();
                        self.report(&place, Fault::TextTooLong { language, length, most: TEXT_MAX });
                    }
                }
            }
        }
        for language in text.0.keys() {
            if !self.languages.contains(language.as_str()) {
                let fault = Fault::ForeignLanguage { language: language.clone() };
                self.report(&format!("{pointer}/{}", escaped(language)), fault);
            }
        }
    }

    fn scale(&mut self, pointer: &str, scale: &Scale) {
        if scale.min >= scale.max {
            self.report(pointer, Fault::ScaleDoesNotRise { min: scale.min, max: scale.max });
        } else if i64::from(scale.max) - i64::from(scale.min) + 1 > SCALE_VALUES_MAX {
            self.report(pointer, Fault::ScaleTooLong { most: SCALE_VALUES_MAX });
        }
        self.text(&format!("{pointer}/low"), &scale.low);
        self.text(&format!("{pointer}/middle"), &scale.middle);
        self.text(&format!("{pointer}/high"), &scale.high);
    }

    fn perspectives(&mut self) {
        let edition = self.edition;
        let (count, most) = (edition.perspectives.len(), PERSPECTIVES_MAX);
        if count > most {
            self.report("/perspectives", Fault::TooManyPerspectives { count, most });
        }
        let mut seen = BTreeSet::new();
        for (index, perspective) in edition.perspectives.iter().enumerate() {
            let place = format!("/perspectives/{index}");
            self.slug(&format!("{place}/id"), &perspective.id);
            if perspective.id == "overall" {
                self.report(&format!("{place}/id"), Fault::PerspectiveReserved);
            }
            if !seen.insert(perspective.id.as_str()) {
                let fault = Fault::PerspectiveTwice { id: perspective.id.clone() };
                self.report(&format!("{place}/id"), fault);
            }
            self.text(&format!("{place}/title"), &perspective.title);
            self.text(&format!("{place}/about"), &perspective.about);
        }
    }

    fn standards(&mut self) {
        let edition = self.edition;
        let (mut standards, mut subs, mut items) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        if edition.standards.is_empty() {
            self.report("/standards", Fault::NoStandard);
        }
        for (s, standard) in edition.standards.iter().enumerate() {
            let place = format!("/standards/{s}");
            self.id(&format!("{place}/id"), &standard.id, &mut standards);
            self.text(&format!("{place}/title"), &standard.title);
            self.text(&format!("{place}/about"), &standard.about);
            if standard.substandards.is_empty() {
                self.report(&format!("{place}/substandards"), Fault::StandardEmpty);
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
            self.report("/standards", Fault::TooManyItems { count: items.len(), most: ITEMS_MAX });
        }
    }

    fn substandard(&mut self, place: &str, sub: &Substandard) {
        self.text(&format!("{place}/title"), &sub.title);
        self.text(&format!("{place}/about"), &sub.about);
        match &sub.perspective {
            Some(perspective) => self.perspective(&format!("{place}/perspective"), perspective),
            None if sub.is_scored() => self.report(place, Fault::PerspectiveMissing),
            None => {}
        }
        if let Some(secondary) = &sub.secondary {
            self.perspective(&format!("{place}/secondary"), secondary);
            if sub.perspective.as_ref() == Some(secondary) {
                self.report(&format!("{place}/secondary"), Fault::SecondaryIsPrimary);
            }
        }
        let has = |depth| sub.items.iter().any(|item| item.depth == depth);
        if has(Depth::Followup) && !sub.is_followup() {
            self.report(&format!("{place}/items"), Fault::FollowupBesideOthers);
        } else if !has(Depth::Core) && !has(Depth::Followup) {
            self.report(&format!("{place}/items"), Fault::NoCoreItem);
        }
    }

    fn perspective(&mut self, pointer: &str, id: &str) {
        if !self.perspectives.contains(id) {
            let known = first(self.edition.perspectives.iter().map(|perspective| &perspective.id));
            self.report(pointer, Fault::PerspectiveUnknown { perspective: id.to_owned(), known });
        }
    }

    fn item(&mut self, place: &str, item: &Item) {
        let kind = item.kind;
        match kind {
            Kind::Rating => self.rating_scale(place, item),
            _ => self.superfluous(place, Part::Scale, kind, item.scale.is_some()),
        }
        self.superfluous(place, Part::Signs, kind, kind != Kind::Rating && item.signs.is_some());
        self.field(place, item.field());
        match kind {
            Kind::Table => self.columns(place, item),
            _ => {
                self.superfluous(place, Part::Columns, kind, !item.columns.is_empty());
                self.superfluous(place, Part::Rows, kind, item.rows.is_some());
            }
        }
        self.superfluous(place, Part::Decimals, kind, kind != Kind::Number && item.decimals.is_some());
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
            self.superfluous(place, Part::Options, field.kind, !field.options.is_empty());
        }
        if field.kind != Kind::Number {
            self.superfluous(place, Part::Unit, field.kind, field.unit.is_some());
            self.superfluous(place, Part::Min, field.kind, field.min.is_some());
            self.superfluous(place, Part::Max, field.kind, field.max.is_some());
            return;
        }
        if let Some(unit) = field.unit {
            self.text(&format!("{place}/unit"), unit);
        }
        if let (Some(min), Some(max)) = (field.min, field.max)
            && min >= max
        {
            self.report(&format!("{place}/max"), Fault::BoundsDoNotRise { min, max });
        }
        if field.decimals > DECIMALS_MAX {
            let fault = Fault::TooManyDecimals { decimals: field.decimals, most: DECIMALS_MAX };
            self.report(&format!("{place}/decimals"), fault);
        }
        for (name, bound) in [("min", field.min), ("max", field.max)] {
            if bound.is_some_and(|bound| bound.decimals() > u32::from(field.decimals)) {
                let fault = Fault::BoundTooFine { decimals: field.decimals };
                self.report(&format!("{place}/{name}"), fault);
            }
        }
    }

    fn superfluous(&mut self, place: &str, part: Part, kind: Kind, is_there: bool) {
        if is_there {
            self.report(&format!("{place}/{}", part.name()), Fault::Superfluous { part, kind });
        }
    }

    fn options(&mut self, place: &str, options: &[Choice], kind: Kind) {
        let (count, most) = (options.len(), OPTIONS_MAX);
        if count < 2 {
            self.report(place, Fault::TooFewOptions { count, most });
        } else if count > most {
            self.report(place, Fault::TooManyOptions { count, most });
        }
        let mut seen = BTreeSet::new();
        for (index, option) in options.iter().enumerate() {
            let place = format!("{place}/{index}");
            self.id(&format!("{place}/id"), &option.id, &mut seen);
            if option.id == "na" {
                self.report(&format!("{place}/id"), Fault::OptionReserved);
            }
            self.text(&format!("{place}/text"), &option.text);
            if kind != Kind::Multiple && option.exclusive {
                self.report(&format!("{place}/exclusive"), Fault::ExclusiveOfOne);
            }
        }
        if options.iter().filter(|option| option.exclusive).count() > 1 {
            self.report(place, Fault::ExclusiveTwice);
        }
    }

    fn columns(&mut self, item_place: &str, item: &Item) {
        let place = format!("{item_place}/columns");
        match item.columns.len() {
            0 => self.report(&place, Fault::NoColumns { most: COLUMNS_MAX }),
            count if count > COLUMNS_MAX => {
                self.report(&place, Fault::TooManyColumns { count, most: COLUMNS_MAX });
            }
            _ => {}
        }
        if item.rows.is_some_and(|rows| !(1..=ROWS_MAX).contains(&rows)) {
            self.report(&format!("{item_place}/rows"), Fault::RowsOff { most: ROWS_MAX });
        }
        let mut seen = BTreeSet::new();
        for (index, column) in item.columns.iter().enumerate() {
            let place = format!("{place}/{index}");
            self.id(&format!("{place}/id"), &column.id, &mut seen);
            self.text(&format!("{place}/title"), &column.title);
            if !column.kind.fits_a_column() {
                self.report(&format!("{place}/kind"), Fault::ColumnKind { kind: column.kind });
            }
            let has_decimals = column.kind != Kind::Number && column.decimals.is_some();
            self.superfluous(&place, Part::Decimals, column.kind, has_decimals);
            self.field(&place, column.field());
        }
    }

    fn comment_when(&mut self, place: &str, item: &Item) {
        let Some(when) = &item.comment_when else { return };
        let place = format!("{place}/comment_when");
        let has_bound = when.at_most.is_some() || when.at_least.is_some();
        if !has_bound && when.is.is_empty() {
            self.report(&place, Fault::CommentWhenEmpty);
        }
        if has_bound && !matches!(item.kind, Kind::Rating | Kind::Number) {
            self.report(&place, Fault::CommentWhenNotANumber { kind: item.kind });
        }
        let bounds: Vec<Number> = when.at_most.into_iter().chain(when.at_least).collect();
        if let (Some(scale), false) = (self.edition.scale(item), bounds.is_empty()) {
            let values = Number::from(scale.min)..=Number::from(scale.max);
            if bounds.iter().any(|bound| !values.contains(bound)) {
                self.report(&place, Fault::CommentWhenOffScale { min: scale.min, max: scale.max });
            }
        }
        let known = option_ids(item);
        for option in when.is.iter().filter(|option| !known.contains(&option.as_str())) {
            let fault = Fault::CommentWhenNoOption { option: option.clone(), known: first(&known) };
            self.report(&format!("{place}/is"), fault);
        }
    }

    fn rating_scale(&mut self, place: &str, item: &Item) {
        let known = || first(self.edition.scales.keys());
        match &item.scale {
            None => self.report(place, Fault::ScaleMissing { known: known() }),
            Some(scale) if !self.edition.scales.contains_key(scale) => {
                let fault = Fault::ScaleUnknown { scale: scale.clone(), known: known() };
                self.report(&format!("{place}/scale"), fault);
            }
            Some(_) => {}
        }
    }

    fn lineage(&mut self, place: &str, item: &Item) {
        let lineage = &item.lineage;
        let place = format!("{place}/lineage");
        if lineage.change != Change::New && self.edition.previous.is_none() {
            self.report(&place, Fault::PreviousMissing);
        }
        match (lineage.change, &lineage.item) {
            (Change::Replaced, None) => self.report(&place, Fault::ReplacedMissing),
            (Change::Replaced, Some(earlier)) if *earlier == item.id => {
                self.report(&format!("{place}/item"), Fault::ReplacesItself);
            }
            // No sound edition has an item of such a name.
            (Change::Replaced, Some(earlier)) => {
                self.id(&format!("{place}/item"), earlier, &mut BTreeSet::new())
            }
            (Change::Unchanged | Change::Reworded | Change::New, Some(_)) => {
                self.report(&format!("{place}/item"), Fault::ReplacedSuperfluous);
            }
            _ => {}
        }
    }
}

/// The ids of what can be chosen. An item with too many options is told so, and only the first are looked at.
pub(super) fn option_ids(item: &Item) -> Vec<&str> {
    match item.kind {
        Kind::YesPartlyNo => Kind::YES_PARTLY_NO.to_vec(),
        _ => item.options.iter().take(OPTIONS_MAX).map(|option| option.id.as_str()).collect(),
    }
}

/// As many of what there is as a message can name.
pub(super) fn first<T: ToString>(known: impl IntoIterator<Item = T>) -> Vec<String> {
    known.into_iter().take(KNOWN_MAX).map(|id| id.to_string()).collect()
}
