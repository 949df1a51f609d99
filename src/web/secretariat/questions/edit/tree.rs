//! The questionnaire at the side of the page: every part a link, marked where something is to be mended.

use serde::Serialize;

use super::{Desk, condition::piece};
use crate::{
    questionnaire::outline::{Node, Outline, Part, Placed},
    web::Visit,
};

/// A link to a node.
#[derive(Serialize, Clone)]
pub(super) struct LinkView {
    pub(super) href: String,
    pub(super) id: String,
    pub(super) text: String,
    pub(super) current: bool,
    /// How much is to be mended there.
    pub(super) problems: Option<String>,
}

/// The questionnaire as it is shown at the side.
#[derive(Serialize)]
pub(super) struct TreeView {
    pub(super) overview: LinkView,
    pub(super) root: Vec<LinkView>,
    pub(super) groups: Vec<GroupView>,
    pub(super) standards: Vec<BranchView>,
}

#[derive(Serialize)]
pub(super) struct GroupView {
    pub(super) title: String,
    pub(super) links: Vec<LinkView>,
}

#[derive(Serialize)]
pub(super) struct BranchView {
    pub(super) link: LinkView,
    pub(super) subs: Vec<TwigView>,
}

#[derive(Serialize)]
pub(super) struct TwigView {
    pub(super) link: LinkView,
    pub(super) open: bool,
    pub(super) label: String,
    pub(super) items: Vec<LinkView>,
}

/// A link to a node, marked if something is to be mended in it.
pub(super) fn link(visit: &Visit, desk: &Desk, placed: &Placed, current: Option<&str>) -> LinkView {
    let lang = desk.edition.language(visit.lang.as_str());
    let title = piece(placed.node.title().get(lang));
    let (id, text) = match &placed.node {
        Node::Questionnaire(_) => (String::new(), visit.text("edit-part-questionnaire")),
        Node::Scale { scale, .. } => (String::new(), format!("{}–{}", scale.min, scale.max)),
        Node::Perspective(_) => (String::new(), title),
        node => (node.id().to_owned(), title),
    };
    let text = if text.is_empty() { visit.text("edit-unnamed") } else { text };
    let count = desk.counts.get(&placed.key).copied().unwrap_or_default();
    LinkView {
        href: desk.href(&placed.key),
        id,
        text,
        current: current == Some(placed.key.as_str()),
        problems: (count > 0).then(|| visit.counted("edit-problems-here", count)),
    }
}

/// The tree at the side; `current` is the key of the node that is shown.
pub(super) fn tree(visit: &Visit, desk: &Desk, current: Option<&str>) -> TreeView {
    let see = |placed: &Placed| link(visit, desk, placed, current);
    let group = |key: &str, part: Part| {
        let links: Vec<LinkView> = desk.outline.all(part).into_iter().map(see).collect();
        (!links.is_empty()).then(|| GroupView { title: visit.text(key), links })
    };
    let standards = desk.outline.all(Part::Standard).into_iter().map(|standard| BranchView {
        link: see(standard),
        subs: desk
            .outline
            .children(&standard.key, Part::Substandard)
            .map(|sub| {
                let items: Vec<LinkView> = desk.outline.children(&sub.key, Part::Item).map(see).collect();
                let link = see(sub);
                TwigView {
                    open: link.current || items.iter().any(|item| item.current),
                    label: visit.text_with("edit-items-of", &[("id", sub.node.id().to_owned().into())]),
                    link,
                    items,
                }
            })
            .collect(),
    });
    TreeView {
        overview: LinkView {
            href: desk.address(),
            id: String::new(),
            text: visit.text("edit-overview"),
            current: current.is_none(),
            problems: None,
        },
        root: desk.outline.root().map(see).into_iter().collect(),
        groups: [group("edit-perspectives", Part::Perspective), group("edit-scales", Part::Scale)]
            .into_iter()
            .flatten()
            .collect(),
        standards: standards.collect(),
    }
}

/// All nodes as one reads them.
fn reading_order(outline: &Outline) -> Vec<&Placed> {
    let mut order: Vec<&Placed> = outline.root().into_iter().collect();
    order.extend(outline.all(Part::Perspective));
    order.extend(outline.all(Part::Scale));
    for standard in outline.all(Part::Standard) {
        order.push(standard);
        for sub in outline.children(&standard.key, Part::Substandard) {
            order.push(sub);
            order.extend(outline.children(&sub.key, Part::Item));
        }
    }
    order
}

/// The node that comes after the one with this key.
pub(super) fn next<'o>(outline: &'o Outline, key: &str) -> Option<&'o Placed> {
    reading_order(outline).into_iter().skip_while(|node| node.key != key).nth(1)
}
