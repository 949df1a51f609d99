//! The forms of all parts but items: the questionnaire itself, scales, perspectives, standards, sub-standards.

use super::{
    Desk,
    field::{ButtonView, FieldView, Maker, OptionView, Reader, SectionView, language_name, option},
};
use crate::questionnaire::{
    Edition, Perspective, Scale, Standard, Substandard,
    outline::{Node, Placed},
    text::{LANGUAGES, Language, is_tag, language_named},
};

/// The form's sections.
pub(super) fn sections(maker: &Maker<'_>, desk: &Desk, placed: &Placed) -> Vec<SectionView> {
    match &placed.node {
        Node::Questionnaire(edition) => questionnaire(maker, desk, edition),
        Node::Scale { scale, .. } => self::scale(maker, scale),
        Node::Perspective(perspective) => self::perspective(maker, perspective),
        Node::Standard(standard) => self::standard(maker, standard),
        Node::Substandard(sub) => substandard(maker, desk, sub),
        Node::Item(item) => super::item::sections(maker, desk, placed, item),
    }
}

/// The node that stands in the form, begun with what the person saw.
pub(super) fn read(reader: &mut Reader<'_>, desk: &Desk, seen: Node) -> Node {
    match seen {
        Node::Questionnaire(edition) => Node::Questionnaire(Box::new(read_questionnaire(reader, *edition))),
        Node::Scale { key, scale } => Node::Scale { key, scale: read_scale(reader, scale) },
        Node::Perspective(seen) => Node::Perspective(Perspective {
            id: reader.word("id", &seen.id),
            title: reader.texts("title", &seen.title),
            about: reader.texts("about", &seen.about),
        }),
        Node::Standard(seen) => Node::Standard(Standard {
            id: reader.word("id", &seen.id),
            title: reader.texts("title", &seen.title),
            about: reader.texts("about", &seen.about),
            ..seen
        }),
        Node::Substandard(seen) => Node::Substandard(read_substandard(reader, seen)),
        Node::Item(item) => Node::Item(Box::new(super::item::read(reader, desk, *item))),
    }
}

fn questionnaire(maker: &Maker<'_>, desk: &Desk, edition: &Edition) -> Vec<SectionView> {
    let words = vec![
        maker.texts("title", "edit-title", Some(&edition.title), 1),
        maker.texts("introduction", "edit-introduction", Some(&edition.introduction), 4),
    ];
    let names = vec![
        maker.line("edition", "edit-edition", edition.edition.clone()).hint(maker.text("edit-edition-hint")),
        maker
            .line("id", "edit-questionnaire-id", edition.id.clone())
            .hint(maker.text("edit-questionnaire-id-hint")),
    ];
    let mut sections = vec![
        SectionView::new("words", maker.text("edit-words"), words),
        SectionView::new("names", maker.text("edit-names"), names),
    ];
    if edition.previous.is_some() && desk.previous.is_none() {
        let button =
            ButtonView { value: "afresh".to_owned(), text: maker.text("edit-afresh"), about: String::new() };
        let fields = vec![FieldView::said(maker.text("edit-afresh-text")), FieldView::buttons(vec![button])];
        let section = SectionView::new("previous", maker.text("edit-afresh-title"), fields);
        sections.push(SectionView { urgent: true, ..section });
    }
    let tongues = languages(maker, &edition.languages);
    sections.push(SectionView::new("tongues", maker.text("edit-languages"), tongues));
    sections
}

/// The languages that there are, and others to be added, by their names.
fn languages(maker: &Maker<'_>, chosen: &[Language]) -> Vec<FieldView> {
    let choice = |tag: &str, is_chosen| option(tag, language_name(maker.visit, tag), is_chosen);
    let mut there: Vec<&Language> = Vec::new();
    for tag in chosen {
        if !there.contains(&tag) {
            there.push(tag);
        }
    }
    let mut fields = vec![
        FieldView::hidden("languages-shown", "yes".to_owned()),
        maker
            .choices(
                "languages",
                "edit-languages-chosen",
                "checkbox",
                there.iter().map(|tag| choice(tag, true)).collect(),
            )
            .hint(maker.text("edit-languages-hint")),
    ];
    if there.len() > 1 {
        let main = there.iter().enumerate().map(|(at, tag)| choice(tag, at == 0)).collect();
        fields.push(
            maker
                .select("languages-main", "edit-languages-main", main)
                .hint(maker.text("edit-languages-main-hint")),
        );
    }
    let others = LANGUAGES.into_iter().filter(|(tag, ..)| there.iter().all(|there| *there != tag));
    let mut others: Vec<OptionView> = others.map(|(tag, ..)| choice(tag, false)).collect();
    others.sort_by(|one, other| one.text.cmp(&other.text));
    others.insert(0, option("", maker.text("edit-languages-add-none"), true));
    fields.push(maker.select("languages-add", "edit-languages-add", others));
    fields.push(
        maker
            .line("languages-other", "edit-languages-other", String::new())
            .hint(maker.text("edit-languages-other-hint")),
    );
    fields
}

/// The languages that stand in the form: those that are still ticked, then those that were added; the main one first.
fn read_languages(reader: &mut Reader<'_>, seen: &[Language]) -> Vec<Language> {
    if !reader.form.has("languages-shown") {
        return seen.to_vec();
    }
    let typed = reader.form.text("languages-other").to_owned();
    let other = language_named(&typed);
    if other.is_none() && !typed.is_empty() {
        reader.refuse("languages-other", "edit-error-language");
    }
    let ticked: Vec<&str> = reader.form.all("languages").collect();
    let kept = seen.iter().filter(|tag| ticked.contains(&tag.as_str())).cloned();
    let added = Some(reader.form.text("languages-add").to_owned()).filter(|tag| is_tag(tag));
    let mut languages: Vec<Language> = Vec::new();
    for tag in kept.chain(added).chain(other) {
        if !languages.contains(&tag) {
            languages.push(tag);
        }
    }
    if languages.is_empty() {
        reader.refuse("languages", "edit-error-no-language");
        return seen.to_vec();
    }
    if let Some(main) = languages.iter().position(|tag| tag == reader.form.text("languages-main")) {
        let main = languages.remove(main);
        languages.insert(0, main);
    }
    languages
}

fn read_questionnaire(reader: &mut Reader<'_>, seen: Edition) -> Edition {
    let languages = read_languages(reader, &seen.languages);
    let mut name = |id: &str, seen: &str| {
        let typed = reader.word(id, seen);
        if typed == seen { typed } else { typed.to_lowercase() }
    };
    let (id, edition) = (name("id", &seen.id), name("edition", &seen.edition));
    Edition {
        id,
        edition,
        title: reader.texts("title", &seen.title),
        introduction: reader.texts("introduction", &seen.introduction),
        languages,
        ..seen
    }
}

fn scale(maker: &Maker<'_>, scale: &Scale) -> Vec<SectionView> {
    let fields = vec![
        maker.line("min", "edit-scale-min", scale.min.to_string()),
        maker.texts("low", "edit-scale-low", Some(&scale.low), 1),
        maker.texts("middle", "edit-scale-middle", Some(&scale.middle), 1),
        maker.line("max", "edit-scale-max", scale.max.to_string()),
        maker.texts("high", "edit-scale-high", Some(&scale.high), 1),
    ];
    vec![SectionView::new("scale", maker.text("edit-scale"), fields)]
}

fn read_scale(reader: &mut Reader<'_>, seen: Scale) -> Scale {
    Scale {
        min: reader.whole("min", seen.min),
        max: reader.whole("max", seen.max),
        low: reader.texts("low", &seen.low),
        middle: reader.texts("middle", &seen.middle),
        high: reader.texts("high", &seen.high),
    }
}

fn perspective(maker: &Maker<'_>, perspective: &Perspective) -> Vec<SectionView> {
    let fields = vec![
        maker.texts("title", "edit-title", Some(&perspective.title), 1),
        maker.texts("about", "edit-about", Some(&perspective.about), 2),
        maker
            .line("id", "edit-perspective-id", perspective.id.clone())
            .hint(maker.text("edit-perspective-id-hint")),
    ];
    vec![SectionView::new("words", maker.text("edit-words"), fields)]
}

fn standard(maker: &Maker<'_>, standard: &Standard) -> Vec<SectionView> {
    let fields = vec![
        maker.texts("title", "edit-title", Some(&standard.title), 1),
        maker.texts("about", "edit-about", Some(&standard.about), 2),
        maker.line("id", "edit-number", standard.id.clone()),
    ];
    vec![SectionView::new("words", maker.text("edit-words"), fields)]
}

fn substandard(maker: &Maker<'_>, desk: &Desk, sub: &Substandard) -> Vec<SectionView> {
    let words = vec![
        maker.texts("title", "edit-title", Some(&sub.title), 1),
        maker.texts("about", "edit-sub-about", Some(&sub.about), 3),
        maker.line("id", "edit-number", sub.id.clone()),
    ];
    let lang = desk.edition.language(maker.visit.lang.as_str());
    let list = |none: &str, chosen: Option<&String>| {
        let mut options = vec![option("", maker.text(none), chosen.is_none())];
        options.extend(desk.edition.perspectives.iter().map(|perspective| {
            option(perspective.id.clone(), perspective.title.get(lang), chosen == Some(&perspective.id))
        }));
        options
    };
    let counts = vec![
        maker.select(
            "perspective",
            "edit-perspective",
            list("edit-perspective-none", sub.perspective.as_ref()),
        ),
        maker
            .select("secondary", "edit-secondary", list("edit-secondary-none", sub.secondary.as_ref()))
            .hint(maker.text("edit-secondary-hint")),
    ];
    vec![
        SectionView::new("words", maker.text("edit-words"), words),
        SectionView::new("counts", maker.text("edit-counts"), counts),
    ]
}

fn read_substandard(reader: &mut Reader<'_>, seen: Substandard) -> Substandard {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Substandard {
        id: reader.word("id", &seen.id),
        title: reader.texts("title", &seen.title),
        about: reader.texts("about", &seen.about),
        perspective: some(reader.chosen("perspective", seen.perspective.as_deref().unwrap_or_default())),
        secondary: some(reader.chosen("secondary", seen.secondary.as_deref().unwrap_or_default())),
        ..seen
    }
}
