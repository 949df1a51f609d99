//! Brings together what two people did to the same thing at the same time: field by field, each language by itself.

use serde_json::{Map, Value};

/// What two people's changes make together.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// Both changes; where they clash, mine.
    pub value: Value,
    /// The JSON pointers of the fields that both changed, and to different values.
    pub clashes: Vec<String>,
}

/// What `mine` and `theirs` make together, both having begun with `base`.
pub fn merge(base: &Value, mine: &Value, theirs: &Value) -> Merged {
    let mut clashes = Vec::new();
    let value = merged(Some(base), Some(mine), Some(theirs), "", &mut clashes);
    Merged { value: value.unwrap_or(Value::Null), clashes }
}

fn merged(
    base: Option<&Value>,
    mine: Option<&Value>,
    theirs: Option<&Value>,
    place: &str,
    clashes: &mut Vec<String>,
) -> Option<Value> {
    if mine == theirs || theirs == base {
        return mine.cloned();
    }
    if mine == base {
        return theirs.cloned();
    }
    if let (Some(Value::Object(mine)), Some(Value::Object(theirs))) = (mine, theirs) {
        let nothing = Map::new();
        let base = base.and_then(Value::as_object).unwrap_or(&nothing);
        let added = theirs.keys().filter(|key| !mine.contains_key(*key));
        let fields = mine.keys().chain(added).filter_map(|key| {
            let inside = format!("{place}/{}", key.replace('~', "~0").replace('/', "~1"));
            let value = merged(base.get(key), mine.get(key), theirs.get(key), &inside, clashes)?;
            Some((key.clone(), value))
        });
        return Some(Value::Object(fields.collect()));
    }
    clashes.push(place.to_owned());
    mine.cloned()
}

/// The JSON pointers of what differs between two values, each as far in as both have the same shape. An empty text is as none.
pub fn differing(before: &Value, after: &Value) -> Vec<String> {
    let mut places = Vec::new();
    differ(Some(before), Some(after), "", &mut places);
    places
}

fn differ(before: Option<&Value>, after: Option<&Value>, place: &str, places: &mut Vec<String>) {
    let words = |value: Option<&Value>| value.filter(|value| value.as_str() != Some("")).cloned();
    if words(before) == words(after) {
        return;
    }
    let inside = |key: &str| format!("{place}/{}", key.replace('~', "~0").replace('/', "~1"));
    let nothing = Value::Object(Map::new());
    // Where there is nothing on one side, all that is on the other differs.
    let (before, after) = match (before, after) {
        (None, Some(Value::Object(_))) => (Some(&nothing), after),
        (Some(Value::Object(_)), None) => (before, Some(&nothing)),
        both => both,
    };
    match (before, after) {
        (Some(Value::Object(before)), Some(Value::Object(after))) => {
            let gone = before.keys().filter(|key| !after.contains_key(*key));
            for key in after.keys().chain(gone) {
                differ(before.get(key), after.get(key), &inside(key), places);
            }
        }
        (Some(Value::Array(before)), Some(Value::Array(after))) if before.len() == after.len() => {
            for (index, (before, after)) in before.iter().zip(after).enumerate() {
                differ(Some(before), Some(after), &inside(&index.to_string()), places);
            }
        }
        _ => places.push(place.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn two_people_in_two_fields_or_two_languages_both_get_in() {
        let base = json!({"text": {"sv": "a", "en": "b"}, "depth": "core"});
        let mine = json!({"text": {"sv": "mine", "en": "b"}, "depth": "core"});
        let theirs = json!({"text": {"sv": "a", "en": "theirs"}, "depth": "core", "help": {"sv": "h"}});
        let both = json!({"text": {"sv": "mine", "en": "theirs"}, "depth": "core", "help": {"sv": "h"}});
        let without_a_clash = |value: &Value| Merged { value: value.clone(), clashes: Vec::new() };
        assert_eq!(merge(&base, &mine, &theirs), without_a_clash(&both));
        assert_eq!(merge(&base, &theirs, &mine), without_a_clash(&both));
        assert_eq!(merge(&base, &mine, &mine), without_a_clash(&mine));
        let without = json!({"text": {"sv": "a", "en": "b"}});
        assert_eq!(merge(&base, &without, &mine).value, json!({"text": {"sv": "mine", "en": "b"}}));
    }

    #[test]
    fn what_differs_is_found_as_far_in_as_both_are_alike() {
        let before = json!({"text": {"sv": "a", "en": "b"}, "options": [{"id": 1}, {"id": 2}], "columns": [1], "old": 1});
        let after = json!({"text": {"sv": "a", "en": "c"}, "options": [{"id": 1}, {"id": 3}], "columns": [], "help": {"sv": "h", "en": ""}});
        let mut places = differing(&before, &after);
        places.sort();
        assert_eq!(places, ["/columns", "/help/sv", "/old", "/options/1/id", "/text/en"]);
        assert_eq!(differing(&before, &before), Vec::<String>::new());
    }

    #[test]
    fn the_same_field_changed_twice_is_told() {
        let base = json!({"text": {"sv": "a", "en": "b"}, "options": [1, 2]});
        let mine = json!({"text": {"sv": "mine", "en": "b"}, "options": [1]});
        let theirs = json!({"text": {"sv": "theirs", "en": "c"}, "options": [2]});
        let Merged { value, clashes } = merge(&base, &mine, &theirs);
        assert_eq!(clashes, ["/text/sv", "/options"]);
        assert_eq!(value, json!({"text": {"sv": "mine", "en": "c"}, "options": [1]}), "the rest is together");
        let gone = json!({"options": [1, 2]});
        assert_eq!(merge(&base, &mine, &gone).clashes, ["/text"]);
    }
}
