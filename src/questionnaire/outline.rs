//! An edition while it is being written: a tree of nodes that each have a key of their own, so that they can be renamed, moved and removed
//! while others work beside. An outline may lack anything; [`Outline::edition`] is what [`super::read::problems`] then checks.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    condition::Condition,
    definition::{Change, Edition, Item, Lineage, Perspective, Scale, Standard, Substandard},
    text::Localised,
};

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The questionnaire itself: the root.
    Questionnaire,
    /// A rating scale.
    Scale,
    /// A perspective.
    Perspective,
    /// A standard.
    Standard,
    /// A sub-standard, in a standard.
    Substandard,
    /// An item, in a sub-standard.
    Item,
}

impl Part {
    /// All parts, outermost first.
    pub const ALL: [Part; 6] =
        [Part::Questionnaire, Part::Scale, Part::Perspective, Part::Standard, Part::Substandard, Part::Item];

    /// The part's code, as it stands in the database and in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Part::Questionnaire => "questionnaire",
            Part::Scale => "scale",
            Part::Perspective => "perspective",
            Part::Standard => "standard",
            Part::Substandard => "substandard",
            Part::Item => "item",
        }
    }

    /// What it lies in; none for the questionnaire.
    pub const fn parent(self) -> Option<Part> {
        match self {
            Part::Questionnaire => None,
            Part::Scale | Part::Perspective | Part::Standard => Some(Part::Questionnaire),
            Part::Substandard => Some(Part::Standard),
            Part::Item => Some(Part::Substandard),
        }
    }
}

impl std::str::FromStr for Part {
    type Err = UnknownPart;

    fn from_str(code: &str) -> Result<Part, UnknownPart> {
        Part::ALL.into_iter().find(|part| part.as_str() == code).ok_or(UnknownPart)
    }
}

/// A code that names no part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown part")]
pub struct UnknownPart;

/// What a node says, without the nodes that lie in it.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// The questionnaire's own fields; its lists are empty.
    Questionnaire(Box<Edition>),
    /// A scale and the key by which items refer to it.
    Scale {
        /// The key.
        key: String,
        /// The scale.
        scale: Scale,
    },
    /// A perspective.
    Perspective(Perspective),
    /// A standard; its list is empty.
    Standard(Standard),
    /// A sub-standard; its list is empty.
    Substandard(Substandard),
    /// An item.
    Item(Box<Item>),
}

impl Node {
    /// What it is.
    pub fn part(&self) -> Part {
        match self {
            Node::Questionnaire(_) => Part::Questionnaire,
            Node::Scale { .. } => Part::Scale,
            Node::Perspective(_) => Part::Perspective,
            Node::Standard(_) => Part::Standard,
            Node::Substandard(_) => Part::Substandard,
            Node::Item(_) => Part::Item,
        }
    }

    /// The id by which the file knows it; for a scale the key.
    pub fn id(&self) -> &str {
        match self {
            Node::Questionnaire(edition) => &edition.id,
            Node::Scale { key, .. } => key,
            Node::Perspective(perspective) => &perspective.id,
            Node::Standard(standard) => &standard.id,
            Node::Substandard(sub) => &sub.id,
            Node::Item(item) => &item.id,
        }
    }

    /// Gives it another id.
    pub fn set_id(&mut self, id: String) {
        match self {
            Node::Questionnaire(edition) => edition.id = id,
            Node::Scale { key, .. } => *key = id,
            Node::Perspective(perspective) => perspective.id = id,
            Node::Standard(standard) => standard.id = id,
            Node::Substandard(sub) => sub.id = id,
            Node::Item(item) => item.id = id,
        }
    }

    /// What it is called: its title, or what it asks; for a scale what its highest value means.
    pub fn title(&self) -> &Localised {
        match self {
            Node::Questionnaire(edition) => &edition.title,
            Node::Scale { scale, .. } => &scale.high,
            Node::Perspective(perspective) => &perspective.title,
            Node::Standard(standard) => &standard.title,
            Node::Substandard(sub) => &sub.title,
            Node::Item(item) => &item.text,
        }
    }

    /// The node as it is stored.
    ///
    /// # Errors
    /// Those of `serde_json`; nodes made of plain values have none.
    pub fn to_json(&self) -> serde_json::Result<Value> {
        match self {
            Node::Questionnaire(edition) => serde_json::to_value(edition),
            Node::Scale { key, scale } => Ok(serde_json::json!({ "key": key, "scale": scale })),
            Node::Perspective(perspective) => serde_json::to_value(perspective),
            Node::Standard(standard) => serde_json::to_value(standard),
            Node::Substandard(sub) => serde_json::to_value(sub),
            Node::Item(item) => serde_json::to_value(item),
        }
    }

    /// The node that was stored as `json`.
    ///
    /// # Errors
    /// If it is not such a node.
    pub fn from_json(part: Part, json: Value) -> serde_json::Result<Node> {
        #[derive(serde::Deserialize)]
        struct Keyed {
            key: String,
            scale: Scale,
        }
        Ok(match part {
            Part::Questionnaire => Node::Questionnaire(Box::new(serde_json::from_value(json)?)),
            Part::Scale => {
                let Keyed { key, scale } = serde_json::from_value(json)?;
                Node::Scale { key, scale }
            }
            Part::Perspective => Node::Perspective(serde_json::from_value(json)?),
            Part::Standard => Node::Standard(serde_json::from_value(json)?),
            Part::Substandard => Node::Substandard(serde_json::from_value(json)?),
            Part::Item => Node::Item(Box::new(serde_json::from_value(json)?)),
        })
    }
}

/// A node in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The key, opaque and never reused.
    pub key: String,
    /// The key of the node that it lies in; none for the questionnaire.
    pub parent: Option<String>,
    /// Its place among the nodes of its kind there: lower ones come first.
    pub place: i32,
    /// What it says.
    pub node: Node,
}

/// How one node changes: what it is afterwards, or none where it goes.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The node's key.
    pub key: String,
    /// What it is afterwards.
    pub after: Option<Placed>,
}

impl Step {
    fn to(after: Placed) -> Step {
        Step { key: after.key.clone(), after: Some(after) }
    }
}

/// Which way a node goes among its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Towards the beginning.
    Up,
    /// Towards the end.
    Down,
}

/// A whole edition, node by node.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// By parent, part and place.
    nodes: Vec<Placed>,
}

/// The place of the sibling with this index.
fn nth(index: usize) -> i32 {
    i32::try_from(index).unwrap_or(i32::MAX)
}

impl Outline {
    /// The outline of these nodes, in any order.
    pub fn new(mut nodes: Vec<Placed>) -> Outline {
        fn place(node: &Placed) -> (Option<&str>, Part, i32, &str) {
            (node.parent.as_deref(), node.node.part(), node.place, &node.key)
        }
        nodes.sort_by(|a, b| place(a).cmp(&place(b)));
        Outline { nodes }
    }

    /// Takes an edition apart; `key` makes the keys.
    pub fn of(edition: &Edition, mut key: impl FnMut() -> String) -> Outline {
        let mut nodes: Vec<Placed> = Vec::new();
        let mut add = |parent: Option<&str>, index: usize, node: Node| {
            let placed = Placed { key: key(), parent: parent.map(str::to_owned), place: nth(index), node };
            let key = placed.key.clone();
            nodes.push(placed);
            key
        };
        let mut head = edition.clone();
        (head.scales, head.perspectives, head.standards) = (BTreeMap::new(), Vec::new(), Vec::new());
        let root = add(None, 0, Node::Questionnaire(Box::new(head)));
        for (index, (key, scale)) in edition.scales.iter().enumerate() {
            add(Some(&root), index, Node::Scale { key: key.clone(), scale: scale.clone() });
        }
        for (index, perspective) in edition.perspectives.iter().enumerate() {
            add(Some(&root), index, Node::Perspective(perspective.clone()));
        }
        for (index, standard) in edition.standards.iter().enumerate() {
            let alone = Standard { substandards: Vec::new(), ..standard.clone() };
            let in_standard = add(Some(&root), index, Node::Standard(alone));
            for (index, sub) in standard.substandards.iter().enumerate() {
                let alone = Substandard { items: Vec::new(), ..sub.clone() };
                let in_sub = add(Some(&in_standard), index, Node::Substandard(alone));
                for (index, item) in sub.items.iter().enumerate() {
                    add(Some(&in_sub), index, Node::Item(Box::new(item.clone())));
                }
            }
        }
        Outline::new(nodes)
    }

    /// All nodes, in no order that means anything.
    pub fn nodes(&self) -> &[Placed] {
        &self.nodes
    }

    /// The questionnaire's own node.
    pub fn root(&self) -> Option<&Placed> {
        self.nodes.iter().find(|node| node.parent.is_none())
    }

    /// The node with this key.
    pub fn get(&self, key: &str) -> Option<&Placed> {
        self.nodes.iter().find(|node| node.key == key)
    }

    /// The nodes of a kind that lie in another one, in order.
    pub fn children(&self, parent: &str, part: Part) -> impl Iterator<Item = &Placed> {
        let start = self
            .nodes
            .partition_point(|node| (node.parent.as_deref(), node.node.part()) < (Some(parent), part));
        self.nodes
            .iter()
            .skip(start)
            .take_while(move |node| node.parent.as_deref() == Some(parent) && node.node.part() == part)
    }

    /// The nodes of a kind, in the order of the questionnaire.
    pub fn all(&self, part: Part) -> Vec<&Placed> {
        let Some(above) = part.parent() else { return self.root().into_iter().collect() };
        self.all(above).into_iter().flat_map(|parent| self.children(&parent.key, part)).collect()
    }

    /// The edition that it makes, whatever it lacks.
    pub fn edition(&self) -> Option<Edition> {
        let root = self.root()?;
        let Node::Questionnaire(head) = &root.node else { return None };
        let mut edition = (**head).clone();
        for scale in self.children(&root.key, Part::Scale) {
            if let Node::Scale { key, scale } = &scale.node {
                edition.scales.insert(key.clone(), scale.clone());
            }
        }
        for placed in self.children(&root.key, Part::Perspective) {
            if let Node::Perspective(perspective) = &placed.node {
                edition.perspectives.push(perspective.clone());
            }
        }
        for placed in self.children(&root.key, Part::Standard) {
            let Node::Standard(standard) = &placed.node else { continue };
            let mut standard = standard.clone();
            for placed in self.children(&placed.key, Part::Substandard) {
                let Node::Substandard(sub) = &placed.node else { continue };
                let mut sub = sub.clone();
                for placed in self.children(&placed.key, Part::Item) {
                    if let Node::Item(item) = &placed.node {
                        sub.items.push((**item).clone().of_its_kind());
                    }
                }
                standard.substandards.push(sub);
            }
            edition.standards.push(standard);
        }
        Some(edition)
    }

    /// The node that a JSON pointer into [`Outline::edition`] leads to, and what is left of the pointer inside it.
    pub fn at<'p>(&self, pointer: &'p str) -> Option<(&Placed, &'p str)> {
        let mut here = self.root()?;
        let mut rest = pointer;
        loop {
            let Some((list, below)) = rest.strip_prefix('/').and_then(|rest| rest.split_once('/')) else {
                return Some((here, rest));
            };
            let (index, left) = below.find('/').map_or((below, ""), |end| below.split_at(end));
            let part = match (here.node.part(), list) {
                (Part::Questionnaire, "scales") => Part::Scale,
                (Part::Questionnaire, "perspectives") => Part::Perspective,
                (Part::Questionnaire, "standards") => Part::Standard,
                (Part::Standard, "substandards") => Part::Substandard,
                (Part::Substandard, "items") => Part::Item,
                _ => return Some((here, rest)),
            };
            let mut inside = self.children(&here.key, part);
            let found = match part {
                Part::Scale => inside.find(|node| node.node.id() == index),
                _ => index.parse().ok().and_then(|index: usize| inside.nth(index)),
            };
            let Some(found) = found else { return Some((here, rest)) };
            (here, rest) = (found, left);
        }
    }

    /// Adds a node at the end of `parent`, or after one that lies there; it gets an id that is free.
    ///
    /// # Returns
    /// The step, or none if there is no such parent or the node does not go there.
    pub fn add(&self, key: String, parent: &str, after: Option<&str>, mut node: Node) -> Option<Vec<Step>> {
        let above = self.get(parent)?;
        if node.part().parent() != Some(above.node.part()) {
            return None;
        }
        let siblings: Vec<&Placed> = self.children(parent, node.part()).collect();
        let index = after
            .and_then(|after| siblings.iter().position(|sibling| sibling.key == after))
            .map_or(siblings.len(), |before| before + 1);
        if node.id().is_empty() {
            node.set_id(self.free_id(above, node.part()));
        }
        let placed = Placed { key, parent: Some(parent.to_owned()), place: 0, node };
        let mut order: Vec<Placed> = siblings.into_iter().cloned().collect();
        order.insert(index.min(order.len()), placed);
        Some(self.in_order(order))
    }

    /// Moves a node one step among its neighbours; at the end of its parent into the neighbouring parent.
    ///
    /// # Returns
    /// The steps; none at all where there is nowhere to go.
    pub fn shift(&self, key: &str, way: Way) -> Vec<Step> {
        let Some(placed) = self.get(key) else { return Vec::new() };
        let Some(parent) = placed.parent.as_deref() else { return Vec::new() };
        let part = placed.node.part();
        let mut order: Vec<Placed> = self.children(parent, part).cloned().collect();
        let Some(here) = order.iter().position(|node| node.key == key) else { return Vec::new() };
        let there = match way {
            Way::Up => here.checked_sub(1),
            Way::Down => Some(here + 1).filter(|there| *there < order.len()),
        };
        if let Some(there) = there {
            order.swap(here, there);
            return self.in_order(order);
        }
        let parents = part.parent().map(|part| self.all(part)).unwrap_or_default();
        let Some(above) = parents.iter().position(|node| node.key == parent) else { return Vec::new() };
        let other = match way {
            Way::Up => above.checked_sub(1).and_then(|index| parents.get(index)),
            Way::Down => parents.get(above + 1),
        };
        match (other, way) {
            (None, _) => Vec::new(),
            (Some(other), Way::Up) => self.into(placed, &other.key, None),
            (Some(other), Way::Down) => self.into(placed, &other.key, Some(0)),
        }
    }

    /// Moves a node to the end of another parent.
    ///
    /// # Returns
    /// The steps; none at all if it lies there already or does not go there.
    pub fn carry(&self, key: &str, parent: &str) -> Vec<Step> {
        let (Some(placed), Some(above)) = (self.get(key), self.get(parent)) else { return Vec::new() };
        let fits = placed.node.part().parent() == Some(above.node.part());
        if fits && placed.parent.as_deref() != Some(parent) {
            self.into(placed, parent, None)
        } else {
            Vec::new()
        }
    }

    /// Removes a node and all that lies in it.
    pub fn remove(&self, key: &str) -> Vec<Step> {
        let mut keys = vec![key.to_owned()];
        let mut next = 0;
        while let Some(parent) = keys.get(next).cloned() {
            let inside = self.nodes.iter().filter(|node| node.parent.as_deref() == Some(parent.as_str()));
            keys.extend(inside.map(|node| node.key.clone()));
            next += 1;
        }
        let exists = |key: &String| self.get(key).is_some_and(|node| node.parent.is_some());
        keys.into_iter().filter(exists).map(|key| Step { key, after: None }).collect()
    }

    /// Gives an item another id, also where conditions speak of it; the item itself is `item`. Where another item has the id too,
    /// conditions speak of that one.
    pub fn rename_item(&self, key: &str, before: &str, item: &Item) -> Vec<Step> {
        let is_other = |placed: &Placed| placed.key != key && matches!(placed.node, Node::Item(_));
        let is_shared = self.nodes.iter().any(|placed| is_other(placed) && placed.node.id() == before);
        let mut steps = Vec::new();
        for placed in &self.nodes {
            let Node::Item(other) = &placed.node else { continue };
            if placed.key == key {
                let node = Node::Item(Box::new(item.clone()));
                steps.push(Step::to(Placed { node, ..placed.clone() }));
            } else if let Some(condition) = &other.visible_if
                && !is_shared
                && condition.items().contains(&before)
            {
                let condition = renamed(condition, before, &item.id);
                let node = Node::Item(Box::new(Item { visible_if: Some(condition), ..(**other).clone() }));
                steps.push(Step::to(Placed { node, ..placed.clone() }));
            }
        }
        steps
    }

    /// Gives a perspective another id, also in the sub-standards that count under it or touch it; the perspective itself is `perspective`.
    /// Where another perspective has the earlier id too, sub-standards stay with that one.
    pub fn rename_perspective(&self, key: &str, before: &str, perspective: &Perspective) -> Vec<Step> {
        let is_other = |placed: &Placed| placed.key != key && matches!(placed.node, Node::Perspective(_));
        let is_shared = self.nodes.iter().any(|placed| is_other(placed) && placed.node.id() == before);
        let renamed = |id: &Option<String>| match id.as_deref() {
            Some(id) if id == before => Some(perspective.id.clone()),
            _ => id.clone(),
        };
        let mut steps = Vec::new();
        for placed in &self.nodes {
            let node = match &placed.node {
                _ if placed.key == key => Node::Perspective(perspective.clone()),
                Node::Substandard(sub) if !is_shared => Node::Substandard(Substandard {
                    perspective: renamed(&sub.perspective),
                    secondary: renamed(&sub.secondary),
                    ..sub.clone()
                }),
                _ => continue,
            };
            if node != placed.node {
                steps.push(Step::to(Placed { node, ..placed.clone() }));
            }
        }
        steps
    }

    fn into(&self, placed: &Placed, parent: &str, index: Option<usize>) -> Vec<Step> {
        let mut order: Vec<Placed> = self.children(parent, placed.node.part()).cloned().collect();
        let index = index.unwrap_or(order.len()).min(order.len());
        order.insert(index, Placed { parent: Some(parent.to_owned()), ..placed.clone() });
        self.in_order(order)
    }

    /// The steps after which the nodes say what `edition` says: the one that this outline makes, in other words.
    pub fn reword(&self, edition: &Edition) -> Vec<Step> {
        let mut head = edition.clone();
        (head.scales, head.perspectives, head.standards) = (BTreeMap::new(), Vec::new(), Vec::new());
        let scales = self.all(Part::Scale).into_iter().filter_map(|placed| {
            let (key, scale) = edition.scales.get_key_value(placed.node.id())?;
            Some((placed, Node::Scale { key: key.clone(), scale: scale.clone() }))
        });
        let perspectives = edition.perspectives.iter().cloned().map(Node::Perspective);
        let alone = |standard: &Standard| Standard { substandards: Vec::new(), ..standard.clone() };
        let standards = edition.standards.iter().map(|standard| Node::Standard(alone(standard)));
        let alone = |sub: &Substandard| Substandard { items: Vec::new(), ..sub.clone() };
        let subs = edition.substandards().map(|(_, sub)| Node::Substandard(alone(sub)));
        // What an item keeps for another kind is not in the edition.
        let items = self.all(Part::Item).into_iter().zip(edition.items()).map(|(placed, (_, item))| {
            let item = match &placed.node {
                Node::Item(before) => item.clone().keeping(before),
                _ => item.clone(),
            };
            (placed, Node::Item(Box::new(item)))
        });
        self.root()
            .into_iter()
            .zip([Node::Questionnaire(Box::new(head))])
            .chain(scales)
            .chain(self.all(Part::Perspective).into_iter().zip(perspectives))
            .chain(self.all(Part::Standard).into_iter().zip(standards))
            .chain(self.all(Part::Substandard).into_iter().zip(subs))
            .chain(items)
            .filter(|(placed, node)| placed.node != *node)
            .map(|(placed, node)| Step::to(Placed { node, ..placed.clone() }))
            .collect()
    }

    /// The steps after which nothing refers to an earlier edition: every item is new.
    pub fn afresh(&self) -> Vec<Step> {
        let alone = |node: &Node| match node {
            Node::Questionnaire(head) => {
                Some(Node::Questionnaire(Box::new(Edition { previous: None, ..(**head).clone() })))
            }
            Node::Item(item) => {
                let lineage = Lineage { change: Change::New, item: None };
                Some(Node::Item(Box::new(Item { lineage, ..(**item).clone() })))
            }
            _ => None,
        };
        let steps = self.nodes.iter().filter_map(|placed| {
            let node = alone(&placed.node).filter(|node| *node != placed.node)?;
            Some(Step::to(Placed { node, ..placed.clone() }))
        });
        steps.collect()
    }

    /// The steps after which these siblings stand in this order.
    fn in_order(&self, order: Vec<Placed>) -> Vec<Step> {
        let numbered =
            order.into_iter().enumerate().map(|(index, node)| Placed { place: nth(index), ..node });
        numbered.filter(|node| self.get(&node.key) != Some(node)).map(Step::to).collect()
    }

    /// An id that no node of the part has: for items the sub-standard's with a letter, else the next number.
    pub fn free_id(&self, above: &Placed, part: Part) -> String {
        let taken: Vec<&str> =
            self.nodes.iter().filter(|node| node.node.part() == part).map(|node| node.node.id()).collect();
        let is_free = |id: &String| !taken.contains(&id.as_str());
        let numbers = 1..=u32::MAX;
        let found = match part {
            Part::Item => {
                let letters = ('a'..='z').map(|letter| format!("{}{letter}", above.node.id()));
                let more = numbers.map(|number| format!("{}-{number}", above.node.id()));
                letters.chain(more).find(is_free)
            }
            Part::Substandard => {
                // As the neighbours are numbered: F5 after F4, 1.4 after 1.3.
                let last = self.children(&above.key, part).last().map(|node| node.node.id());
                let stem = last.map(|id| id.trim_end_matches(|c: char| c.is_ascii_digit()));
                let stem = stem.map_or_else(|| format!("{}.", above.node.id()), str::to_owned);
                numbers.map(|number| format!("{stem}{number}")).find(is_free)
            }
            Part::Standard => numbers.map(|number| number.to_string()).find(is_free),
            Part::Perspective | Part::Scale | Part::Questionnaire => {
                numbers.map(|number| format!("{}-{number}", part.as_str())).find(is_free)
            }
        };
        found.unwrap_or_default()
    }
}

fn renamed(condition: &Condition, before: &str, after: &str) -> Condition {
    let name = |id: &String| if id == before { after.to_owned() } else { id.clone() };
    let each = |of: &[Condition]| of.iter().map(|part| renamed(part, before, after)).collect();
    match condition {
        Condition::All(of) => Condition::All(each(of)),
        Condition::Any(of) => Condition::Any(each(of)),
        Condition::Not(of) => Condition::Not(Box::new(renamed(of, before, after))),
        Condition::Answered(id) => Condition::Answered(name(id)),
        Condition::NotApplicable(id) => Condition::NotApplicable(name(id)),
        Condition::Compare { item, with } => Condition::Compare { item: name(item), with: with.clone() },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::questionnaire::{Depth, Kind, arbitrary, read, shipped, write};

    fn edition() -> Edition {
        read(&shipped::bytes("sjalvevaluering", "2027").unwrap()).unwrap()
    }

    fn outline() -> Outline {
        let mut count = 0;
        Outline::of(&edition(), || {
            count += 1;
            format!("k{count}")
        })
    }

    fn after(outline: &Outline, steps: Vec<Step>) -> Outline {
        let mut nodes = outline.nodes.clone();
        for step in steps {
            nodes.retain(|node| node.key != step.key);
            nodes.extend(step.after);
        }
        Outline::new(nodes)
    }

    fn key(outline: &Outline, part: Part, id: &str) -> String {
        outline.nodes.iter().find(|n| n.node.part() == part && n.node.id() == id).unwrap().key.clone()
    }

    fn items(outline: &Outline, sub: &str) -> Vec<String> {
        let edition = outline.edition().unwrap();
        edition.substandard(sub).unwrap().items.iter().map(|item| item.id.clone()).collect()
    }

    #[test]
    fn other_words_are_a_step_for_each_node_that_says_them() {
        let before = outline();
        let mut edition = edition();
        assert_eq!(before.reword(&edition), vec![]);
        edition.languages.push("fi".to_owned());
        edition.perspectives[1].title.0.insert("fi".into(), "potilas".into());
        edition.scales.get_mut("degree").unwrap().low.0.insert("fi".into(), "ei".into());
        edition.standards[1].about.0.insert("fi".into(), "noin".into());
        edition.standards[1].substandards[0].about.0.insert("fi".into(), "noin".into());
        edition.standards[2].substandards[1].items[0].text.0.insert("fi".into(), "mitä".into());
        let steps = before.reword(&edition);
        assert_eq!(steps.len(), 6);
        assert_eq!(after(&before, steps).edition(), Some(edition));
    }

    #[test]
    fn every_shipped_edition_is_taken_apart_and_put_together_again() {
        for name in shipped::list() {
            let edition = read(&shipped::bytes(&name.questionnaire, &name.edition).unwrap()).unwrap();
            let mut count = 0;
            let outline = Outline::of(&edition, || {
                count += 1;
                format!("{:x}", count * 7919 % 4093)
            });
            let stored = outline.nodes.iter().rev().map(|placed| {
                let json = placed.node.to_json().unwrap();
                Placed { node: Node::from_json(placed.node.part(), json).unwrap(), ..placed.clone() }
            });
            assert_eq!(Outline::new(stored.collect()).edition(), Some(edition), "{name:?}");
        }
    }

    #[test]
    fn a_pointer_leads_to_its_node() {
        let outline = outline();
        let at = |pointer| outline.at(pointer).map(|(node, rest)| (node.node.id().to_owned(), rest)).unwrap();
        assert_eq!(at("/title/sv"), ("sjalvevaluering".to_owned(), "/title/sv"));
        assert_eq!(at(""), ("sjalvevaluering".to_owned(), ""));
        assert_eq!(at("/standards/2/about"), ("3".to_owned(), "/about"));
        assert_eq!(at("/standards/0/substandards/1"), ("1.2".to_owned(), ""));
        assert_eq!(at("/standards/0/substandards/0/items/0/signs/low"), ("1.1a".to_owned(), "/signs/low"));
        assert_eq!(at("/scales/degree/max"), ("degree".to_owned(), "/max"));
        assert_eq!(at("/standards/99/title"), ("sjalvevaluering".to_owned(), "/standards/99/title"));
    }

    #[test]
    fn nodes_are_added_moved_and_removed() {
        let outline = outline();
        let sub = key(&outline, Part::Substandard, "1.1");
        let first = key(&outline, Part::Item, &items(&outline, "1.1")[0]);
        let ids = items(&outline, "1.1");
        let fresh = Node::Item(Box::new(Item::new("", Kind::Rating, Depth::Core)));
        let added = after(&outline, outline.add("new".into(), &sub, Some(&first), fresh.clone()).unwrap());
        assert_eq!(items(&added, "1.1").len(), ids.len() + 1);
        assert_eq!(added.get("new").unwrap().place, 1);
        assert!(!ids.contains(&added.get("new").unwrap().node.id().to_owned()));
        assert_eq!(outline.add("new".into(), &first, None, fresh), None, "an item holds no items");

        let swapped = after(&outline, outline.shift(&first, Way::Down));
        assert_eq!(items(&swapped, "1.1")[..2], [ids[1].clone(), ids[0].clone()]);
        assert_eq!(outline.shift(&first, Way::Up), vec![], "nothing comes before the first");
        let last = key(&outline, Part::Item, ids.last().unwrap());
        let beyond = after(&outline, outline.shift(&last, Way::Down));
        assert_eq!(items(&beyond, "1.2").first(), ids.last());
        assert_eq!(after(&beyond, beyond.shift(&last, Way::Up)).edition(), outline.edition());
        let elsewhere = key(&outline, Part::Substandard, "5.4");
        let carried = after(&outline, outline.carry(&last, &elsewhere));
        assert_eq!(items(&carried, "5.4").last(), ids.last());
        assert_eq!(outline.carry(&last, &sub), vec![], "it is there already");

        let standard = key(&outline, Part::Standard, "1");
        let gone = after(&outline, outline.remove(&standard));
        let lost =
            edition().standards[0].substandards.iter().map(|sub| sub.items.len() + 1).sum::<usize>() + 1;
        assert_eq!(gone.nodes.len(), outline.nodes.len() - lost);
        let root = outline.root().unwrap().key.clone();
        assert!(outline.remove(&root).iter().all(|step| step.key != root), "the root stays");
    }

    #[test]
    fn a_new_id_is_followed_by_the_conditions() {
        let edition = read(&shipped::bytes("halsodata", "2023").unwrap()).unwrap();
        let mut count = 0;
        let outline = Outline::of(&edition, || {
            count += 1;
            count.to_string()
        });
        let has = |edition: &Edition, id: &str| {
            let named = |item: &Item| item.visible_if.as_ref().is_some_and(|c| c.items().contains(&id));
            edition.items().filter(|(_, item)| named(item)).count()
        };
        let ground =
            edition.items().find_map(|(_, item)| item.visible_if.as_ref()).unwrap().items()[0].to_owned();
        let item = Item { id: "brand-new".into(), ..edition.item(&ground).unwrap().clone() };
        let renamed =
            after(&outline, outline.rename_item(&key(&outline, Part::Item, &ground), &ground, &item));
        let renamed = renamed.edition().unwrap();
        assert_eq!((has(&renamed, &ground), has(&renamed, "brand-new")), (0, has(&edition, &ground)));
        assert!(renamed.item("brand-new").is_some());

        // Another item that was given the same id by mistake takes nothing along when it is mended.
        let other = edition.items().map(|(_, item)| item.id.clone()).find(|id| *id != ground).unwrap();
        let other_key = key(&outline, Part::Item, &other);
        let twice = Item { id: ground.clone(), ..edition.item(&other).unwrap().clone() };
        let mistaken = after(&outline, outline.rename_item(&other_key, &other, &twice));
        let mended = Item { id: "mended".into(), ..twice };
        let mended = after(&mistaken, mistaken.rename_item(&other_key, &ground, &mended)).edition().unwrap();
        assert_eq!((has(&mended, &ground), has(&mended, "mended")), (has(&edition, &ground), 0));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]
        #[test]
        fn every_edition_is_taken_apart_and_put_together_again(edition in arbitrary::edition()) {
            let file = write(&edition).unwrap();
            let mut count = 0;
            let outline = Outline::of(&read::parse(file.as_bytes()).unwrap(), || {
                count += 1;
                format!("{:x}", count * 7919 % 4093)
            });
            let stored = outline.nodes.iter().rev().map(|placed| {
                let json = placed.node.to_json().unwrap().to_string();
                let node = Node::from_json(placed.node.part(), serde_json::from_str(&json).unwrap()).unwrap();
                Placed { node, ..placed.clone() }
            });
            let back = Outline::new(stored.collect()).edition().unwrap();
            prop_assert_eq!(write(&back).unwrap(), file);
        }
    }
}
