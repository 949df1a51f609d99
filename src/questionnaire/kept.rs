//! What an item that is being written keeps for other kinds of answer than its own: choosing another kind loses no text.

use super::definition::{Column, CommentWhen, Item, Kind};

/// Whether a comment can be asked for below or above a value.
fn has_bounds(kind: Kind) -> bool {
    matches!(kind, Kind::Rating | Kind::Number)
}

/// Whether a comment can be asked for with certain options.
fn has_choices(kind: Kind) -> bool {
    kind.has_options() || kind == Kind::YesPartlyNo
}

impl Item {
    /// The item without what only other kinds need. While it is being written that is kept, so that choosing another kind loses no text.
    pub fn of_its_kind(mut self) -> Item {
        let kind = self.kind;
        if kind != Kind::Rating {
            (self.scale, self.signs) = (None, None);
        }
        if !kind.has_options() {
            self.options.clear();
        }
        if kind != Kind::Multiple {
            self.options.iter_mut().for_each(|option| option.exclusive = false);
        }
        if kind != Kind::Number {
            (self.unit, self.min, self.max, self.decimals) = (None, None, None, None);
        }
        if kind != Kind::Table {
            self.columns.clear();
            self.rows = None;
        }
        for column in &mut self.columns {
            if column.kind != Kind::Single {
                column.options.clear();
            }
            if column.kind != Kind::Number {
                (column.unit, column.min, column.max, column.decimals) = (None, None, None, None);
            }
        }
        if let Some(when) = &mut self.comment_when {
            if !has_bounds(kind) {
                (when.at_most, when.at_least) = (None, None);
            }
            if !has_choices(kind) {
                when.is.clear();
            }
            if !when.says_something() {
                self.comment_when = None;
            }
        }
        self
    }

    /// The item with what `before`, the same in other words, keeps for other kinds than this one's: what [`Item::of_its_kind`] leaves
    /// out.
    pub fn keeping(mut self, before: &Item) -> Item {
        let kind = self.kind;
        if kind != Kind::Rating {
            (self.scale, self.signs) = (before.scale.clone(), before.signs.clone());
        }
        if !kind.has_options() {
            self.options.clone_from(&before.options);
        } else if kind != Kind::Multiple {
            for (option, before) in self.options.iter_mut().zip(&before.options) {
                option.exclusive = before.exclusive;
            }
        }
        if kind != Kind::Number {
            self.unit.clone_from(&before.unit);
            (self.min, self.max, self.decimals) = (before.min, before.max, before.decimals);
        }
        if kind == Kind::Table {
            for (column, before) in self.columns.iter_mut().zip(&before.columns) {
                column.keep(before);
            }
        } else {
            self.columns.clone_from(&before.columns);
            self.rows = before.rows;
        }
        if let Some(before) = &before.comment_when {
            let mut when = self.comment_when.take().unwrap_or_default();
            if !has_bounds(kind) {
                (when.at_most, when.at_least) = (before.at_most, before.at_least);
            }
            if !has_choices(kind) {
                when.is.clone_from(&before.is);
            }
            self.comment_when = Some(when).filter(CommentWhen::says_something);
        }
        self
    }
}

impl Column {
    fn keep(&mut self, before: &Column) {
        if self.kind != Kind::Single {
            self.options.clone_from(&before.options);
        }
        if self.kind != Kind::Number {
            self.unit.clone_from(&before.unit);
            (self.min, self.max, self.decimals) = (before.min, before.max, before.decimals);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::questionnaire::arbitrary;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]
        #[test]
        fn what_is_left_out_for_a_kind_is_kept_beside_it(edition in arbitrary::edition()) {
            for (_, item) in edition.items() {
                for kind in Kind::ALL {
                    let mut whole = Item { kind, ..item.clone() };
                    for column in &mut whole.columns {
                        column.kind = kind;
                    }
                    prop_assert_eq!(&whole.clone().of_its_kind().keeping(&whole), &whole);
                }
            }
        }
    }
}
