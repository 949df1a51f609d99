//! When an item is shown: built from lists to choose from, and told in a sentence.

use super::field::{FieldView, Maker, OptionView, Reader, SectionView, option, shown_number};
use crate::{
    questionnaire::{
        Condition, Edition, Item, Kind, Number,
        clause::{Clause, Test, condition, groups},
    },
    web::Visit,
};

/// The most groups and statements of a group that the form takes.
const ROWS_MAX: usize = 60;

/// The longest piece of an item's text in a list, in characters.
const PIECE: usize = 70;

/// The section with the condition of one item.
pub(super) fn section(maker: &Maker<'_>, edition: &Edition, item: &Item) -> SectionView {
    let mut fields = vec![FieldView::said(sentence(maker.visit, edition, item.visible_if.as_ref()))];
    let found = match &item.visible_if {
        Some(condition) => groups(condition),
        None => Some(Vec::new()),
    };
    let Some(mut found) = found else {
        fields.push(maker.check("if-drop", "edit-if-drop", false).hint(maker.text("edit-if-large")));
        return SectionView::new("visible_if", maker.text("edit-if-title"), fields).folded(true);
    };
    let earlier: Vec<&Item> =
        edition.items().map(|(_, other)| other).take_while(|other| other.id != item.id).collect();
    let is_used = item.visible_if.is_some();
    if earlier.is_empty() {
        fields.push(FieldView::said(maker.text("edit-if-first")));
        return SectionView::new("visible_if", maker.text("edit-if-title"), fields).folded(is_used);
    }
    // One more group, to be begun.
    found.push(Vec::new());
    fields.push(FieldView::hidden("if-groups", found.len().to_string()));
    for (g, group) in found.iter().enumerate() {
        let heading = if g == 0 { "edit-if-all" } else { "edit-if-or" };
        fields.push(FieldView::heading(maker.text(heading)));
        fields.push(FieldView::hidden(&format!("if-{g}-rows"), (group.len() + 1).to_string()));
        for (r, clause) in group.iter().map(Some).chain([None]).enumerate() {
            fields.extend(row(maker, edition, &earlier, &format!("if-{g}-{r}"), clause));
        }
    }
    SectionView::new("visible_if", maker.text("edit-if-title"), fields).folded(is_used)
}

fn row(
    maker: &Maker<'_>,
    edition: &Edition,
    earlier: &[&Item],
    name: &str,
    clause: Option<&Clause>,
) -> Vec<FieldView> {
    let lang = edition.language(maker.visit.lang.as_str());
    let mut items = vec![option("", maker.text("edit-if-choose"), clause.is_none())];
    // Chosen, but what its answer has to be is not.
    let begun = maker.refused.get(&format!("{name}-item")).map(|(typed, _)| typed.as_str());
    let said = clause.map(|clause| clause.item.as_str()).or(begun);
    if let (Some(begun), None) = (begun, clause) {
        items.iter_mut().for_each(|none| none.chosen = false);
        let item = earlier.iter().copied().find(|item| item.id == begun);
        items.extend(earlier.iter().map(|item| listed(item, lang, said)));
        let mut known = tests(maker.visit, edition, item, None);
        known.insert(0, option("", maker.text("edit-if-test-choose"), true));
        return vec![
            maker.select(&format!("{name}-item"), "edit-if-item", items),
            maker.select(&format!("{name}-test"), "edit-if-test", known),
        ];
    }
    items.extend(earlier.iter().map(|item| listed(item, lang, said)));
    let known = clause.and_then(|clause| earlier.iter().find(|item| item.id == clause.item));
    if let (Some(clause), None) = (clause, known) {
        items.push(option(clause.item.clone(), clause.item.clone(), true));
    }
    let mut fields = vec![maker.select(&format!("{name}-item"), "edit-if-item", items)];
    let Some(clause) = clause else { return fields };
    let known_tests = tests(maker.visit, edition, known.copied(), Some(clause));
    fields.push(maker.select(&format!("{name}-test"), "edit-if-test", known_tests));
    if known.is_some_and(|item| item.kind == Kind::Number) {
        let bound = match &clause.test {
            Test::AtLeast(bound) | Test::AtMost(bound) => Some(*bound),
            _ => None,
        };
        let number = maker.number(&format!("{name}-number"), "edit-if-number", bound);
        fields.push(number.hint(maker.text("edit-if-number-hint")));
    }
    fields
}

fn listed(item: &Item, lang: &str, said: Option<&str>) -> OptionView {
    option(
        item.id.clone(),
        format!("{} {}", item.id, piece(item.text.get(lang))),
        said == Some(item.id.as_str()),
    )
}

/// What can be said of an item's answer, with what is said of it chosen.
fn tests(visit: &Visit, edition: &Edition, item: Option<&Item>, clause: Option<&Clause>) -> Vec<OptionView> {
    let mut known: Vec<(Test, bool)> = Vec::new();
    let mut both = |test: Test| {
        known.push((test.clone(), true));
        known.push((test, false));
    };
    if let Some(item) = item {
        match item.kind {
            Kind::YesPartlyNo => {
                Kind::YES_PARTLY_NO.iter().for_each(|id| both(Test::Is((*id).to_owned())));
            }
            Kind::Single => item.options.iter().for_each(|o| both(Test::Is(o.id.clone()))),
            Kind::Multiple => item.options.iter().for_each(|o| both(Test::Includes(o.id.clone()))),
            Kind::Rating => {
                let values: Vec<i32> =
                    edition.scale(item).map(|scale| scale.values().collect()).unwrap_or_default();
                known.extend(values.iter().skip(1).map(|value| (Test::AtLeast((*value).into()), true)));
                known.extend(
                    values.iter().rev().skip(1).rev().map(|value| (Test::AtMost((*value).into()), true)),
                );
            }
            Kind::Number => {
                let bound = item.min.unwrap_or(Number::from(0));
                let (least, most) = match clause.map(|clause| &clause.test) {
                    Some(Test::AtLeast(bound) | Test::AtMost(bound)) => (*bound, *bound),
                    _ => (bound, item.max.unwrap_or(bound)),
                };
                known.extend([(Test::AtLeast(least), true), (Test::AtMost(most), true)]);
            }
            _ => {}
        }
    }
    known.push((Test::Answered, true));
    known.push((Test::Answered, false));
    known.push((Test::NotApplicable, true));
    known.push((Test::NotApplicable, false));
    let said = clause.map(|clause| (clause.test.clone(), clause.holds));
    known.extend(said.clone().filter(|said| !known.contains(said)));
    known
        .into_iter()
        .map(|(test, holds)| {
            let chosen = said.as_ref().is_some_and(|said| *said == (test.clone(), holds));
            option(code(&test, holds), told(visit, edition, item, &test, holds), chosen)
        })
        .collect()
}

/// A statement as it stands in the form.
fn code(test: &Test, holds: bool) -> String {
    let test = match test {
        Test::Answered => "answered".to_owned(),
        Test::NotApplicable => "na".to_owned(),
        Test::Is(option) => format!("is:{option}"),
        Test::Includes(option) => format!("includes:{option}"),
        Test::AtLeast(bound) => format!("min:{bound}"),
        Test::AtMost(bound) => format!("max:{bound}"),
    };
    if holds { test } else { format!("not-{test}") }
}

fn understood(code: &str) -> Option<(Test, bool)> {
    let (code, holds) = match code.strip_prefix("not-") {
        Some(code) => (code, false),
        None => (code, true),
    };
    let test = match code.split_once(':') {
        None if code == "answered" => Test::Answered,
        None if code == "na" => Test::NotApplicable,
        Some(("is", option)) => Test::Is(option.to_owned()),
        Some(("includes", option)) => Test::Includes(option.to_owned()),
        Some(("min", bound)) => Test::AtLeast(bound.parse().ok()?),
        Some(("max", bound)) => Test::AtMost(bound.parse().ok()?),
        _ => return None,
    };
    Some((test, holds))
}

/// The condition that stands in the form; `seen` where the form has none.
pub(super) fn read(
    reader: &mut Reader<'_>,
    edition: &Edition,
    seen: Option<&Condition>,
) -> Option<Condition> {
    if reader.form.has("if-drop") {
        return None;
    }
    let Some(count) = reader.form.parsed::<usize>("if-groups") else { return seen.cloned() };
    let mut all: Vec<Vec<Clause>> = Vec::new();
    for g in 0..count.min(ROWS_MAX) {
        let rows = reader.form.parsed::<usize>(&format!("if-{g}-rows")).unwrap_or(0).min(ROWS_MAX);
        let mut group = Vec::new();
        for r in 0..rows {
            group.extend(read_row(reader, edition, &format!("if-{g}-{r}")));
        }
        all.push(group);
    }
    // What says the same stays as it was put.
    if seen.and_then(groups) == Some(all.iter().filter(|group| !group.is_empty()).cloned().collect()) {
        return seen.cloned();
    }
    condition(&all)
}

fn read_row(reader: &mut Reader<'_>, edition: &Edition, name: &str) -> Option<Clause> {
    let item = reader.form.text(&format!("{name}-item")).to_owned();
    if item.is_empty() {
        return None;
    }
    let known = edition.item(&item);
    let said = understood(reader.form.text(&format!("{name}-test")));
    let Some((mut test, holds)) = said.filter(|(test, _)| known.is_none_or(|item| fits(item, test))) else {
        reader.refuse(&format!("{name}-test"), "edit-error-test");
        // The chosen item stays to be seen.
        reader.refused.insert(format!("{name}-item"), (item, String::new()));
        return None;
    };
    if known.is_some_and(|item| item.kind == Kind::Number)
        && let Test::AtLeast(bound) | Test::AtMost(bound) = &mut test
    {
        let typed = reader.number(&format!("{name}-number"), Some(*bound));
        *bound = typed.unwrap_or(*bound);
    }
    Some(Clause { item, test, holds })
}

/// Whether this can be said of the item's answer.
fn fits(item: &Item, test: &Test) -> bool {
    match test {
        Test::Answered | Test::NotApplicable => true,
        Test::Is(_) => matches!(item.kind, Kind::YesPartlyNo | Kind::Single),
        Test::Includes(_) => item.kind == Kind::Multiple,
        Test::AtLeast(_) | Test::AtMost(_) => matches!(item.kind, Kind::Rating | Kind::Number),
    }
}

/// A condition in words.
pub(in crate::web::secretariat::questions) fn sentence(
    visit: &Visit,
    edition: &Edition,
    condition: Option<&Condition>,
) -> String {
    let Some(condition) = condition else { return visit.text("edit-if-always") };
    let Some(groups) = groups(condition) else { return visit.text("edit-if-large") };
    let (and, or) = (visit.text("edit-if-and"), visit.text("edit-if-or-word"));
    let said = |clause: &Clause| {
        let item = edition.item(&clause.item);
        format!("{} {}", clause.item, told(visit, edition, item, &clause.test, clause.holds))
    };
    let parts: Vec<String> = groups
        .iter()
        .map(|group| group.iter().map(said).collect::<Vec<_>>().join(&format!(" {and} ")))
        .collect();
    let text = parts.join(&format!(", {or} "));
    visit.text_with("edit-if-sentence", &[("what", text.into())])
}

/// What is said of an answer, in words: "är minst 7".
fn told(visit: &Visit, edition: &Edition, item: Option<&Item>, test: &Test, holds: bool) -> String {
    let lang = edition.language(visit.lang.as_str());
    let name = |id: &String| match item {
        Some(item) if item.kind == Kind::YesPartlyNo => match id.as_str() {
            "yes" => visit.text("answer-yes"),
            "partly" => visit.text("answer-partly"),
            "no" => visit.text("answer-no"),
            other => other.to_owned(),
        },
        Some(item) => item
            .options
            .iter()
            .find(|option| option.id == *id)
            .map_or_else(|| id.clone(), |option| option.text.get(lang).to_owned()),
        None => id.clone(),
    };
    let (is, is_not, value) = match test {
        Test::Answered => ("edit-test-answered", "edit-test-answered-not", String::new()),
        Test::NotApplicable => ("edit-test-na", "edit-test-na-not", String::new()),
        Test::Is(option) => ("edit-test-is", "edit-test-is-not", name(option)),
        Test::Includes(option) => ("edit-test-includes", "edit-test-includes-not", name(option)),
        Test::AtLeast(bound) => ("edit-test-min", "edit-test-min-not", shown_number(visit, *bound)),
        Test::AtMost(bound) => ("edit-test-max", "edit-test-max-not", shown_number(visit, *bound)),
    };
    visit.text_with(if holds { is } else { is_not }, &[("value", value.into())])
}

/// The beginning of a text.
pub(super) fn piece(text: &str) -> String {
    let line = text.split('\n').next().unwrap_or_default();
    if line.chars().count() <= PIECE {
        return line.to_owned();
    }
    let cut: String = line.chars().take(PIECE).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_read_as_it_was_written() {
        for (test, holds) in [
            (Test::Answered, true),
            (Test::NotApplicable, false),
            (Test::Is("yes".into()), false),
            (Test::Includes("not-x".into()), true),
            (Test::AtLeast("2.5".parse().unwrap()), true),
            (Test::AtMost(Number::from(-3)), false),
        ] {
            assert_eq!(understood(&code(&test, holds)), Some((test, holds)));
        }
        assert_eq!(understood("min:x"), None);
        assert_eq!(understood(""), None);
    }

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(piece("Kort text\nmer"), "Kort text");
        let long = piece(&"ett ord till ".repeat(10));
        assert!(long.ends_with(" …") && long.chars().count() <= PIECE + 2, "{long}");
    }
}
