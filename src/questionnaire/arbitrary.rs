//! Sound editions of every shape, for tests that hold for all of them: the library's own, and those in `tests/it`, which take this file in.

use std::collections::BTreeMap;

use proptest::{collection::vec, prelude::*};
use rust_decimal::Decimal;

use super::{
    condition::{Comparison, Condition},
    definition::{
        Change, Choice, Column, CommentWhen, Depth, Edition, Item, Kind, Lineage, Perspective, Scale, Signs,
        Standard, Substandard,
    },
    number::Number,
    text::Localised,
};

/// Texts as people and programs write them, never blank.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-zåäö]{1,8}( [a-zåäö]{1,8}){0,3}[.?]",
        2 => "[=+@'\"-]{0,2}[a-z;,\"'\n\t_<&>\u{a0}\u{2028}€😀👩‍⚕️\u{301}x0D-]{0,12}[a-z!]\n?",
        1 => "\\PC{0,12}x[ \r\n\u{0}\u{b}\u{85}\u{200b}\u{feff}\u{ffff}]{0,3}",
        1 => prop::sample::select(vec![
            "=HYPERLINK(\"http://example.org\")", "-1", "+46", "@SUM(A1)", "'=x", "''", "1.10", "1-2", "TRUE", "_x000D_",
            "#REF!", "sep=;", "\u{feff}x", "a\r\nb", " x ", "\tx\t", "1 234,5", "{\"a\": 1}", "</t>", "&amp;",
        ]).prop_map(str::to_owned),
    ]
}

/// Editions that [`super::read`] finds nothing wrong with.
pub(crate) fn edition() -> impl Strategy<Value = Edition> {
    (vec(text(), 1..30), vec(any::<u8>(), 0..300)).prop_map(|(texts, choices)| {
        let (texts, choices) = (texts.into_iter().cycle(), choices.into_iter());
        Builder { texts, choices, languages: Vec::new(), count: 0 }.edition()
    })
}

/// Puts an edition together: each choice takes the next byte, and 0 where there is none left.
struct Builder<T, C> {
    texts: T,
    choices: C,
    languages: Vec<String>,
    /// How many ids were given.
    count: usize,
}

impl<T: Iterator<Item = String>, C: Iterator<Item = u8>> Builder<T, C> {
    /// A number below `count`.
    fn below(&mut self, count: usize) -> usize {
        usize::from(self.choices.next().unwrap_or(0)) % count
    }

    fn flag(&mut self) -> bool {
        self.below(2) == 1
    }

    fn one<'x>(&mut self, of: &[&'x str]) -> &'x str {
        of[self.below(of.len())]
    }

    fn text(&mut self) -> Localised {
        let texts = &mut self.texts;
        Localised(self.languages.iter().map(|language| (language.clone(), texts.next().unwrap())).collect())
    }

    fn maybe<X>(&mut self, make: impl FnOnce(&mut Self) -> X) -> Option<X> {
        self.flag().then(|| make(self))
    }

    /// An id that no other part has.
    fn id(&mut self) -> String {
        self.count += 1;
        let count = self.count;
        match self.below(7) {
            0 => format!("1.{count}"),
            1 => format!("{count}"),
            2 => format!("{count}e5"),
            3 => format!("2027-01-{count}"),
            4 => format!("0{count}.0"),
            5 => ["not", "and", "all", "is", "at", "about", "help", "option", "NA", "low"]
                .get(count)
                .map_or_else(|| format!("x.-{count}"), |word| (*word).to_owned()),
            _ => format!("{count}a"),
        }
    }

    fn edition(mut self) -> Edition {
        let languages: &[&[&str]] = &[&["sv"], &["sv", "en"], &["en", "id", "min"], &["max", "sv"]];
        self.languages = languages[self.below(languages.len())].iter().map(|&l| l.to_owned()).collect();
        let mut scales = BTreeMap::new();
        for _ in 0..self.below(4) {
            let key = self.one(&["degree", "a/b", "~1", "", " x ", "\"q\"", "1.10", "å=ö", "low"]).to_owned();
            let min = i32::try_from(self.below(9)).unwrap() - 4;
            let max = min + 1 + i32::try_from(self.below(20)).unwrap();
            scales.insert(key, Scale { min, max, low: self.text(), middle: self.text(), high: self.text() });
        }
        let perspectives: Vec<Perspective> = ["patient", "1", "1-2", "true", "questionnaire"]
            [..self.below(6)]
            .iter()
            .map(|id| Perspective { id: (*id).to_owned(), title: self.text(), about: self.text() })
            .collect();
        let schema = self.maybe(|b| b.one(&["../schema.json", "", " "]).to_owned());
        let mut edition = Edition {
            schema,
            id: self.one(&["prov", "1", "1-2"]).to_owned(),
            edition: self.one(&["2027", "2027-del", "007"]).to_owned(),
            previous: self.maybe(|b| b.one(&["2026", "0", "", "förra"]).to_owned()),
            languages: self.languages.clone(),
            title: self.text(),
            introduction: self.text(),
            scales,
            perspectives,
            standards: Vec::new(),
        };
        let mut earlier = Vec::new();
        for _ in 0..=self.below(3) {
            let (id, title, about) = (self.id(), self.text(), self.text());
            let substandards =
                (0..=self.below(3)).map(|_| self.substandard(&edition, &mut earlier)).collect();
            edition.standards.push(Standard { id, title, about, substandards });
        }
        edition
    }

    fn substandard(&mut self, edition: &Edition, earlier: &mut Vec<Item>) -> Substandard {
        let perspectives = edition.perspectives.len();
        let perspective = (perspectives > 0).then(|| self.below(perspectives));
        let secondary = (perspectives > 1 && self.flag())
            .then(|| self.below(perspectives))
            .filter(|other| Some(*other) != perspective);
        let is_followup = self.flag();
        let can_rate = !edition.scales.is_empty() && (is_followup || perspective.is_some());
        let mut sub = Substandard {
            id: self.id(),
            title: self.text(),
            about: self.text(),
            perspective: perspective.map(|p| edition.perspectives[p].id.clone()),
            secondary: secondary.map(|p| edition.perspectives[p].id.clone()),
            items: Vec::new(),
        };
        for index in 0..=self.below(5) {
            let depth = match (is_followup, index) {
                (true, _) => Depth::Followup,
                (false, 0) => Depth::Core,
                (false, _) if self.flag() => Depth::Indepth,
                _ => Depth::Core,
            };
            let item = self.item(edition, depth, can_rate, earlier);
            earlier.push(item.clone());
            sub.items.push(item);
        }
        sub
    }

    fn item(&mut self, edition: &Edition, depth: Depth, can_rate: bool, earlier: &[Item]) -> Item {
        let kind = match Kind::ALL[self.below(Kind::ALL.len())] {
            Kind::Rating if !can_rate => Kind::LongText,
            kind => kind,
        };
        let mut item = Item::new(&self.id(), kind, depth);
        item.text = self.text();
        item.help = self.maybe(Self::text);
        item.source = self.maybe(Self::text);
        match kind {
            Kind::Rating => {
                let scale = self.below(edition.scales.len());
                item.scale = edition.scales.keys().nth(scale).cloned();
                item.signs = self.maybe(|b| Signs { low: b.text(), middle: b.text(), high: b.text() });
            }
            Kind::Single | Kind::Multiple => item.options = self.options(kind),
            Kind::Number => {
                (item.min, item.max, item.decimals) = self.bounds();
                item.unit = self.maybe(Self::text);
            }
            Kind::Table => {
                item.rows = self.maybe(|b| u16::try_from(b.below(200)).unwrap() + 1);
                item.columns = (0..=self.below(4)).map(|_| self.column()).collect();
            }
            _ => {}
        }
        item.comment_when = if self.flag() { self.comment_when(edition, &item) } else { None };
        if !earlier.is_empty() && self.flag() {
            item.visible_if = Some(self.condition(edition, earlier, 5));
        }
        item.lineage.change = match &edition.previous {
            Some(_) => [Change::New, Change::Unchanged, Change::Reworded, Change::Replaced][self.below(4)],
            None => Change::New,
        };
        if item.lineage.change == Change::Replaced {
            let id = self.one(&["0.1a", "x.-y", "0", "TRUE"]).to_owned();
            item.lineage = Lineage { change: Change::Replaced, item: Some(id) };
        }
        item
    }

    fn options(&mut self, kind: Kind) -> Vec<Choice> {
        let mut options: Vec<Choice> = (0..2 + self.below(3))
            .map(|_| Choice { id: self.id(), text: self.text(), exclusive: false })
            .collect();
        if kind == Kind::Multiple && self.flag() {
            options.last_mut().unwrap().exclusive = true;
        }
        options
    }

    fn bounds(&mut self) -> (Option<Number>, Option<Number>, Option<u8>) {
        let decimals = self.maybe(|b| u8::try_from(b.below(7)).unwrap());
        let number =
            |units: i64| Number::try_from(Decimal::new(units, u32::from(decimals.unwrap_or(0)))).unwrap();
        let least = i64::try_from(self.below(256)).unwrap() * 1_000_003 - 9_999;
        let min = self.maybe(|_| number(least));
        let max = self.maybe(|b| number(least + 1 + i64::try_from(b.below(256)).unwrap()));
        (min, max, decimals)
    }

    fn column(&mut self) -> Column {
        let fits: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| kind.fits_a_column()).collect();
        let kind = fits[self.below(fits.len())];
        let mut column = Column {
            id: self.id(),
            title: self.text(),
            kind,
            options: Vec::new(),
            unit: None,
            min: None,
            max: None,
            decimals: None,
        };
        match kind {
            Kind::Single => column.options = self.options(kind),
            Kind::Number => {
                (column.min, column.max, column.decimals) = self.bounds();
                column.unit = self.maybe(Self::text);
            }
            _ => {}
        }
        column
    }

    /// The options of an item by their ids.
    fn option(&mut self, item: &Item) -> String {
        match item.kind {
            Kind::YesPartlyNo => self.one(&Kind::YES_PARTLY_NO).to_owned(),
            _ => item.options[self.below(item.options.len())].id.clone(),
        }
    }

    /// A value that the item can have.
    fn bound(&mut self, edition: &Edition, item: &Item) -> Number {
        match edition.scale(item) {
            Some(scale) => (scale.min + i32::try_from(self.below(2)).unwrap()).into(),
            None => item.min.or(item.max).unwrap_or_else(|| "-2.5".parse().unwrap()),
        }
    }

    fn comment_when(&mut self, edition: &Edition, item: &Item) -> Option<CommentWhen> {
        let mut when = CommentWhen { at_most: None, at_least: None, is: Vec::new() };
        match item.kind {
            Kind::Rating | Kind::Number => {
                when.at_most = Some(self.bound(edition, item));
                when.at_least = self.maybe(|b| b.bound(edition, item));
            }
            Kind::YesPartlyNo | Kind::Single | Kind::Multiple => {
                when.is = (0..=self.below(3)).map(|_| self.option(item)).collect();
            }
            _ => return None,
        }
        Some(when)
    }

    fn condition(&mut self, edition: &Edition, earlier: &[Item], depth: usize) -> Condition {
        let form = if depth == 0 { 0 } else { self.below(8) };
        let several = |b: &mut Self| {
            (0..=b.below(3)).map(|_| b.condition(edition, earlier, depth - 1)).collect::<Vec<_>>()
        };
        match form {
            1 => Condition::All(several(self)),
            2 => Condition::Any(several(self)),
            3 => Condition::Not(Box::new(self.condition(edition, earlier, depth - 1))),
            _ => {
                let item = &earlier[self.below(earlier.len())];
                let id = item.id.clone();
                match (self.below(4), item.kind) {
                    (0, _) => Condition::Answered(id),
                    (1, _) => Condition::NotApplicable(id),
                    (_, Kind::YesPartlyNo | Kind::Single) => {
                        Condition::Compare { item: id, with: Comparison::Is(self.option(item)) }
                    }
                    (_, Kind::Multiple) => {
                        Condition::Compare { item: id, with: Comparison::Includes(self.option(item)) }
                    }
                    (least, Kind::Rating | Kind::Number) => {
                        let bound = self.bound(edition, item);
                        let with =
                            if least == 2 { Comparison::AtLeast(bound) } else { Comparison::AtMost(bound) };
                        Condition::Compare { item: id, with }
                    }
                    _ => Condition::Answered(id),
                }
            }
        }
    }
}
