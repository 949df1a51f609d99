//! The forms of all parts but items: the questionnaire itself, scales, perspectives, standards, sub-standards.

use super::{
    Desk,
    field::{Maker, Reader, SectionView, option},
};
use crate::questionnaire::{
    Edition, Perspective, Scale, Standard, Substandard,
    outline::{Node, Placed},
};

/// The form's sections.
pub(super) fn sections(maker: &Maker<'_>, desk: &Desk, placed: &Placed) -> Vec<SectionView> {
    match &placed.node {
        Node::Questionnaire(edition) => questionnaire(maker, edition),
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

fn questionnaire(maker: &Maker<'_>, edition: &Edition) -> Vec<SectionView> {
    let words = vec![
        maker.texts("title", "edit-title", Some(&edition.title), 1),
        maker.texts("introduction", "edit-introduction", Some(&edition.introduction), 4),
    ];
    let names = vec![
        maker.line("edition", "edit-edition", edition.edition.clone()).hint(maker.text("edit-edition-hint")),
        maker
            .line("id", "edit-questionnaire-id", edition.id.clone())
            .hint(maker.text("edit-questionnaire-id-hint")),
        maker
            .line("languages", "edit-languages", edition.languages.join(", "))
            .hint(maker.text("edit-languages-hint")),
    ];
    vec![
        SectionView::new("words", maker.text("edit-words"), words),
        SectionView::new("names", maker.text("edit-names"), names),
    ]
}

fn read_questionnaire(reader: &mut Reader<'_>, seen: Edition) -> Edition {
    let languages: Vec<String> = if reader.form.has("languages") {
        let typed = reader.form.text("languages").to_lowercase();
        let tags = typed.split(|c: char| !c.is_alphanumeric()).filter(|tag| !tag.is_empty());
        let tags: Vec<String> = tags.map(str::to_owned).collect();
        let is_tag =
            |tag: &String| (2..=3).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_lowercase());
        if tags.is_empty() || !tags.iter().all(is_tag) {
            reader.refuse("languages", "edit-error-languages");
            seen.languages.clone()
        } else {
            tags
        }
    } else {
        seen.languages.clone()
    };
    Edition {
        id: reader.word("id", &seen.id).to_lowercase(),
        edition: reader.word("edition", &seen.edition).to_lowercase(),
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
