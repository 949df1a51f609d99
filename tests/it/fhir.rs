//! Questionnaires as FHIR: valid for the reference models of R5, and nothing of the edition is lost.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    process::Command,
};

use perspektiv::questionnaire::{Edition, Kind, read, write};
use serde_json::{Value, json};

use crate::{
    questionnaires::shipped,
    support::{generated, sources::root},
};

/// Reads each file as the R5 model, and writes which are refused.
const VALIDATE: &str = "
import sys
from fhir.resources.questionnaire import Questionnaire

for path in sys.argv[1:]:
    with open(path, encoding='utf-8') as file:
        try:
            Questionnaire.model_validate_json(file.read())
        except ValueError as error:
            print(path, error)
";

/// What the models refuse in these files; empty when they take all.
fn refused(files: &[PathBuf]) -> String {
    let python = std::env::var("PERSPEKTIV_FHIR").expect(
        "PERSPEKTIV_FHIR is not set: run scripts/test.sh, which installs the FHIR models and sets it",
    );
    let validated = Command::new(&python)
        .args(["-c", VALIDATE])
        .args(files)
        .output()
        .unwrap_or_else(|error| panic!("{python}: {error}; run scripts/test.sh"));
    assert!(validated.status.success(), "{}", String::from_utf8_lossy(&validated.stderr));
    String::from_utf8(validated.stdout).unwrap()
}

/// `perspektiv survey fhir`: exit code, standard output and error.
fn survey_fhir(arguments: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let all = ["perspektiv", "survey", "fhir"].iter().chain(arguments).map(|text| (*text).to_owned());
    let code = perspektiv::cli::run(all, &mut out, &mut err);
    (code, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

/// Every kind, every form of condition on each, ids that look like those of the parts, and texts that are hard to quote.
fn odd() -> Value {
    let languages = ["fi", "sv", "en"];
    let text = |text: &str| -> Value {
        languages
            .iter()
            .map(|language| {
                ((*language).to_owned(), json!(format!("{text} \"{language}\" \\ 'å' <b>&amp;</b>\n– 🦉")))
            })
            .collect()
    };
    let item = |id: String, kind: &str| {
        json!({
            "id": id, "kind": kind, "depth": "core", "text": text(&format!("Question {id}")), "help": text(&format!("Help {id}")),
            "source": text(&format!("Source {id}")), "lineage": {"change": "replaced", "item": "earlier"},
        })
    };
    let options = json!([
        {"id": "comment", "text": text("Option 1")},
        {"id": "x.1", "text": text("Option 2")},
    ]);
    let mut items = Vec::new();
    let mut conditions = Vec::new();
    for kind in Kind::ALL {
        let id = format!("standard-{}", kind.name());
        let mut asked = item(id.clone(), kind.name());
        conditions.push(json!({"answered": id}));
        conditions.push(json!({"not_applicable": id}));
        match kind {
            Kind::Rating => {
                asked["scale"] = "s".into();
                asked["signs"] =
                    json!({"low": text("Sign l"), "middle": text("Sign m"), "high": text("Sign h")});
                asked["comment_when"] = json!({"at_most": -2, "at_least": 4});
                conditions.push(json!({"item": id, "at_least": 0.5}));
                conditions.push(json!({"item": id, "at_most": 0}));
            }
            Kind::YesPartlyNo => {
                asked["comment_when"] = json!({"is": ["no", "partly"]});
                conditions.push(json!({"item": id, "is": "partly"}));
            }
            Kind::Single => {
                asked["options"] = options.clone();
                conditions.push(json!({"item": id, "is": "comment"}));
            }
            Kind::Multiple => {
                asked["options"] = options.clone();
                asked["options"][1]["exclusive"] = true.into();
                asked["comment_when"] = json!({"is": ["x.1"]});
                conditions.push(json!({"item": id, "includes": "x.1"}));
            }
            Kind::Number => {
                asked["min"] = json!(-0.000_001);
                asked["max"] = json!(123_456_789.25);
                asked["decimals"] = json!(6);
                asked["unit"] = text("Unit");
                conditions.push(json!({"item": id, "at_least": 2.5}));
            }
            Kind::Table => {
                let columns = Kind::ALL.into_iter().filter(|kind| kind.fits_a_column()).map(|kind| {
                    let mut column =
                        json!({"id": kind.name(), "kind": kind.name(), "title": text(&format!("Column {}", kind.name()))});
                    if kind.has_options() {
                        column["options"] = options.clone();
                    }
                    column
                });
                asked["columns"] = columns.collect();
            }
            Kind::Text | Kind::LongText | Kind::Date | Kind::Link => {}
        }
        items.push(asked);
    }
    let pairs = conditions.iter().zip(conditions.iter().skip(1)).flat_map(|(a, b)| {
        [
            json!({"all": [a, b]}),
            json!({"any": [a, b]}),
            json!({"any": [{"all": [a, b]}, {"not": b}]}),
            json!({"all": [{"any": [a]}]}),
        ]
    });
    let all: Vec<Value> = conditions.iter().cloned().chain(pairs).collect();
    for (place, condition) in all.into_iter().enumerate() {
        let mut asked = item(format!("{place}-na"), "text");
        asked["visible_if"] = condition;
        items.push(asked);
    }
    json!({
        "id": "7", "edition": "x", "previous": "w", "languages": languages, "title": text("Title"),
        "introduction": text("Introduction"),
        "scales": {"s": {"min": -3, "max": 4, "low": text("Low"), "middle": text("Middle"), "high": text("High")}},
        "perspectives": [
            {"id": "a", "title": text("Perspective a"), "about": text("About a")},
            {"id": "b", "title": text("Perspective b"), "about": text("About b")},
        ],
        "standards": [{"id": "0-na", "title": text("Standard"), "about": text("About standard"), "substandards": [{
            "id": "0-na", "title": text("Sub-standard"), "about": text("About sub-standard"), "perspective": "a",
            "secondary": "b", "items": items,
        }]}],
    })
}

/// An item of a questionnaire.
type Asked<'v> = &'v serde_json::Map<String, Value>;

/// All items below, in the order in which a reader meets them.
fn below<'v>(node: &'v Value, found: &mut Vec<Asked<'v>>) {
    for child in node["item"].as_array().into_iter().flatten() {
        found.push(child.as_object().unwrap());
        below(child, found);
    }
}

fn text_of<'v>(item: Asked<'v>, key: &str) -> &'v str {
    item[key].as_str().unwrap()
}

/// The ids that the expressions in an item's own extensions speak of.
fn spoken_of<'v>(node: &'v Value, found: &mut Vec<&'v str>) {
    match node {
        Value::Object(object) => {
            if let Some(expression) = object.get("expression").and_then(Value::as_str) {
                let named =
                    expression.split("linkId = '").skip(1).map(|rest| rest.split('\'').next().unwrap());
                found.extend(named);
            }
            object.values().for_each(|value| spoken_of(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| spoken_of(value, found)),
        _ => {}
    }
}

/// FHIR's own rules (que-1 to que-14) that the models do not know, and ours on ids and references.
fn rules_hold(path: &str, questionnaire: &Value) {
    let mut items = Vec::new();
    below(questionnaire, &mut items);
    let places: BTreeMap<&str, usize> =
        items.iter().enumerate().map(|(place, item)| (text_of(item, "linkId"), place)).collect();
    assert_eq!(places.len(), items.len(), "{path}: a linkId occurs twice");
    for (place, item) in items.iter().enumerate() {
        let (id, kind) = (text_of(item, "linkId"), text_of(item, "type"));
        assert!(id.chars().count() <= 255, "{path} {id}");
        let has = |key: &str| item.contains_key(key);
        match kind {
            "group" => assert!(has("item"), "{path} {id}: an empty group"),
            "display" => {
                let bare = ["item", "code", "required", "repeats", "readOnly", "answerOption"];
                assert!(!bare.into_iter().any(has), "{path} {id}: a display item has no more than a text");
            }
            _ => {}
        }
        assert!(!has("answerOption") || kind == "coding", "{path} {id}");
        assert_eq!(has("answerOption"), has("answerConstraint"), "{path} {id}");
        assert!(!has("maxLength") || ["string", "text"].contains(&kind), "{path} {id}");
        let rules = item.get("enableWhen").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        assert_eq!(rules.len() > 1, has("enableBehavior"), "{path} {id}");
        for rule in rules {
            let question = rule["question"].as_str().unwrap();
            let there =
                *places.get(question).unwrap_or_else(|| panic!("{path} {id}: there is no {question}"));
            assert!(there < place, "{path} {id}: {question} comes later");
            let asked = text_of(items[there], "type");
            let answer = match (rule["operator"].as_str().unwrap(), asked) {
                ("exists", _) | (_, "boolean") => "answerBoolean",
                (_, "coding") => "answerCoding",
                (_, "integer") => "answerInteger",
                (_, "decimal") => "answerDecimal",
                other => panic!("{path} {id}: {other:?}"),
            };
            assert!(rule.get(answer).is_some(), "{path} {id}: {rule}");
            if answer == "answerCoding" {
                let options = items[there]["answerOption"].as_array().unwrap();
                let is_there = options.iter().any(|option| {
                    let coding = &option["valueCoding"];
                    (&coding["system"], &coding["code"]) == (&rule[answer]["system"], &rule[answer]["code"])
                });
                assert!(is_there, "{path} {id}: {rule}");
            }
        }
        let mut named = Vec::new();
        item.get("extension").into_iter().for_each(|extensions| spoken_of(extensions, &mut named));
        for name in named {
            assert!(places.contains_key(name), "{path} {id}: there is no {name}");
        }
    }
}

/// Every text with its language: of an edition, whose texts are objects with its languages as keys.
fn texts_of_edition(node: &Value, languages: &[String], found: &mut BTreeSet<(String, String)>) {
    match node {
        Value::Object(object) if !object.is_empty() && object.keys().all(|key| languages.contains(key)) => {
            found.extend(object.iter().map(|(key, text)| (key.clone(), text.as_str().unwrap().to_owned())));
        }
        Value::Object(object) => object.values().for_each(|value| texts_of_edition(value, languages, found)),
        Value::Array(list) => list.iter().for_each(|value| texts_of_edition(value, languages, found)),
        _ => {}
    }
}

/// The same of a questionnaire: each text that has translations, those, and what the perspectives are about.
fn texts_of_questionnaire(node: &Value, first: &str, found: &mut BTreeSet<(String, String)>) {
    let text = |text: &Value| text.as_str().unwrap().to_owned();
    match node {
        Value::Object(object) if object.get("url") == Some(&json!("about")) => {
            let [language, content] = [0, 1].map(|part| &object["extension"][part]);
            found.insert((text(&language["valueCode"]), text(&content["valueString"])));
        }
        Value::Object(object) => {
            for (key, value) in object {
                if let Some(translated) = object.get(&format!("_{key}")) {
                    found.insert((first.to_owned(), text(value)));
                    for translation in translated["extension"].as_array().unwrap() {
                        let [language, content] = [0, 1].map(|part| &translation["extension"][part]);
                        let content =
                            content.get("valueString").or_else(|| content.get("valueMarkdown")).unwrap();
                        found.insert((text(&language["valueCode"]), text(content)));
                    }
                }
                texts_of_questionnaire(value, first, found);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| texts_of_questionnaire(value, first, found)),
        _ => {}
    }
}

/// All that a questionnaire says that has one language, and so no translations.
fn strings(node: &Value, language: &str, found: &mut BTreeSet<(String, String)>) {
    match node {
        Value::String(text) => drop(found.insert((language.to_owned(), text.clone()))),
        Value::Object(object) => object.values().for_each(|value| strings(value, language, found)),
        Value::Array(list) => list.iter().for_each(|value| strings(value, language, found)),
        _ => {}
    }
}

fn nothing_is_lost(path: &str, edition: &Edition, questionnaire: &Value) {
    let mut items = Vec::new();
    below(questionnaire, &mut items);
    let has_depth = |item: &Asked<'_>| {
        let codes = item.get("code").and_then(Value::as_array).into_iter().flatten();
        codes.into_iter().any(|code| code["system"].as_str().unwrap().ends_with("/CodeSystem/depth"))
    };
    let questions: Vec<&str> =
        items.iter().filter(|item| has_depth(item)).map(|item| text_of(item, "linkId")).collect();
    let expected: Vec<&str> = edition.items().map(|(_, item)| item.id.as_str()).collect();
    assert_eq!(questions, expected, "{path}");
    for (_, item) in edition.items() {
        let group = format!("item:{}", item.id);
        let group = items.iter().find(|found| found["linkId"] == group.as_str()).unwrap();
        let expressions = group["extension"].as_array().unwrap().iter();
        let expressions = expressions
            .filter(|extension| extension["url"].as_str().unwrap().ends_with("enableWhenExpression"));
        let written = usize::from(group.contains_key("enableWhen")) + expressions.count();
        assert_eq!(written, usize::from(item.visible_if.is_some()), "{path} {}", item.id);
    }
    let (mut there, mut here) = (BTreeSet::new(), BTreeSet::new());
    // A scale that nobody rates on is nowhere.
    let mut asked = edition.clone();
    asked.scales.retain(|key, _| edition.items().any(|(_, item)| item.scale.as_ref() == Some(key)));
    texts_of_edition(&serde_json::to_value(asked).unwrap(), &edition.languages, &mut there);
    texts_of_questionnaire(questionnaire, &edition.languages[0], &mut here);
    if let [only] = edition.languages.as_slice() {
        strings(questionnaire, only, &mut here);
    }
    let lost: Vec<_> = there.difference(&here).collect();
    assert!(lost.is_empty(), "{path}: {lost:#?}");
    for language in &edition.languages {
        assert!(here.iter().any(|(found, _)| found == language), "{path}: nothing in {language}");
    }
}

#[test]
fn every_edition_becomes_a_valid_fhir_questionnaire_with_all_that_it_asks() {
    let folder = tempfile::tempdir().unwrap();
    let strange = folder.path().join("odd.json");
    std::fs::write(&strange, odd().to_string()).unwrap();
    let odd = read(odd().to_string().as_bytes()).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let all = shipped().into_iter().map(|(path, _, edition)| (root().join(path), edition));
    let generated = generated::editions(60).into_iter().enumerate().map(|(number, edition)| {
        let path = folder.path().join(format!("generated-{number}.json"));
        std::fs::write(&path, write(&edition).unwrap()).unwrap();
        (path, edition)
    });
    let mut files = Vec::new();
    for (number, (path, edition)) in all.chain([(strange, odd)]).chain(generated).enumerate() {
        let path = path.to_str().unwrap();
        let to = folder.path().join(format!("fhir-{number}.json"));
        let (code, out, err) = survey_fhir(&[path, "-o", to.to_str().unwrap()]);
        assert_eq!((code, out.as_str()), (0, ""), "{err}");
        let questionnaire: Value = serde_json::from_str(&std::fs::read_to_string(&to).unwrap()).unwrap();
        rules_hold(path, &questionnaire);
        nothing_is_lost(path, &edition, &questionnaire);
        files.push(to);
    }
    let problems = refused(&files);
    assert!(problems.is_empty(), "{problems}");
    broken_is_refused(folder.path(), &files[0]);
}

/// The models look at what they are given: else their consent would say nothing.
fn broken_is_refused(folder: &Path, sound: &Path) {
    let sound: Value = serde_json::from_str(&std::fs::read_to_string(sound).unwrap()).unwrap();
    let file = folder.join("broken.json");
    for (place, wrong) in
        [("/status", json!(1)), ("/item/0/text", json!({})), ("/item/1/item", json!([{"linkId": "x"}]))]
    {
        let mut broken = sound.clone();
        *broken.pointer_mut(place).unwrap() = wrong;
        std::fs::write(&file, broken.to_string()).unwrap();
        assert!(!refused(std::slice::from_ref(&file)).is_empty(), "{place}");
    }
}

#[test]
fn the_command_says_what_is_wrong_with_its_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _, edition) = shipped().remove(0);
    let file = root().join(path);
    let file = file.to_str().unwrap();
    let (code, out, _) = survey_fhir(&[file, "--base", "https://a.example/fhir/"]);
    let written: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (code, &written["url"]),
        (0, &json!(format!("https://a.example/fhir/Questionnaire/{}", edition.id)))
    );
    let (_, out, _) = survey_fhir(&[file]);
    assert!(!out.contains("a.example") && out.contains(perspektiv::questionnaire::fhir::BASE));

    let wrong = folder.path().join("wrong.json");
    std::fs::write(&wrong, "{}").unwrap();
    let nowhere = folder.path().join("no-such-folder/out.json");
    for (arguments, expected) in [
        ([file, "--base", "not an address"].as_slice(), 2),
        (&[file, "--base", "https://a.example/fhir?x=1"], 2),
        (&[], 2),
        (&[wrong.to_str().unwrap()], 1),
        (&["/no/such/file"], 1),
        (&[file, "-o", nowhere.to_str().unwrap()], 3),
    ] {
        let (code, out, err) = survey_fhir(arguments);
        assert_eq!((code, out.as_str()), (expected, ""), "{arguments:?}: {err}");
        assert!(!err.is_empty(), "{arguments:?}");
    }
}

on_both! {
    async fn editions_and_sound_drafts_can_be_had_as_the_command_line_writes_them(app) {
        let folder = tempfile::tempdir().unwrap();
        let written = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            let (code, text, error) = survey_fhir(&[path.to_str().unwrap()]);
            assert_eq!(code, 0, "{error}");
            text
        };
        let boss = app.signed_in("secretariat").await;
        let bytes = perspektiv::questionnaire::shipped::bytes("sjalvevaluering", "2027").unwrap();
        let address = format!("/secretariat/questions/{}", perspektiv::workflow::signed::sha256(&bytes));
        let list = boss.get("/secretariat/questions").await.is(200);
        assert!(list.attributes(".formats a", "href").contains(&format!("{address}/fhir")));
        let file = boss.get(&format!("{address}/fhir")).await.is(200);
        assert_eq!(file.header("content-type"), "application/fhir+json");
        assert!(file.header("content-disposition").contains("sjalvevaluering-2027.fhir.json"));
        assert_eq!(file.body, written("2027.json", &bytes));

        // A draft, as long as nothing is left to mend in it.
        let draft = crate::editor::begin(&boss, "sjalvevaluering", "2027").await;
        let address = format!("{draft}/fhir");
        let is_offered = async || boss.get(&draft).await.is(200).attributes(".formats a", "href").contains(&address);
        assert!(is_offered().await);
        let published = boss.get(&format!("{draft}/file")).await.is(200).body;
        assert_eq!(boss.get(&address).await.is(200).body, written("2028.json", published.as_bytes()));
        let first = crate::editor::node(&boss, &draft, "1.1a").await;
        crate::editor::write(&boss, &first, &[("text-en", "")]).await.is(303);
        assert!(!is_offered().await);
        boss.get(&address).await.leads_to(&draft);
        boss.get(&format!("/secretariat/questions/{}/fhir", "0".repeat(64))).await.is(404);
    }
}
