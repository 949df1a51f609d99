//! Who else has a part open, and where somebody is typing.

use chrono::Duration;
use serde_json::{Value, json};

use crate::support::{Person, TestApp};

async fn says(app: &TestApp, person: &Person, part: &str, said: Value) -> Value {
    let path = format!("/api/v1/responses/{}/presence/{part}", app.response("01"));
    person.put(&path, &said).await.is(200).json()
}

on_both! {
    async fn colleagues_see_who_has_the_part_open_and_where_somebody_is_typing(app) {
        let (lead, colleague) = (app.signed_in("lead.01").await, app.signed_in("contributor.01").await);
        let nobody = json!({"here": "", "typing": {}, "newer": {}});
        assert_eq!(says(&app, &lead, "1.1", json!({})).await, nobody, "one is not told of oneself");
        assert_eq!(says(&app, &colleague, "1.1", json!({"item": "1.1a"})).await["here"], "Här just nu: lead 01.");
        let told = says(&app, &lead, "1.1", json!({})).await;
        assert_eq!(told, json!({"here": "Här just nu: contributor 01.", "typing": {"1.1a": "Skriver här just nu: contributor 01."}, "newer": {}}));
        // What is no item of the part is not told, nor what happens in another part.
        says(&app, &colleague, "1.1", json!({"item": "3.1a<script>"})).await;
        assert_eq!(says(&app, &lead, "1.1", json!({})).await["typing"], json!({}));
        assert_eq!(says(&app, &lead, "1.2", json!({})).await, nobody);

        // Whoever leaves is gone at once, whoever falls silent after a while; what means nothing does not pile up.
        let path = format!("/api/v1/responses/{}/presence/1.1", app.response("01"));
        colleague.put(&path, &json!({"gone": true})).await.is(200);
        colleague.put(&path, &json!({"gone": true})).await.is(204);
        assert_eq!(says(&app, &lead, "1.1", json!({})).await, nobody);
        says(&app, &colleague, "1.1", json!({})).await;
        app.wait(Duration::seconds(46));
        assert_eq!(says(&app, &lead, "1.1", json!({})).await, nobody);
        assert_eq!(app.count("presence"), 1);
    }

    async fn what_somebody_saved_meanwhile_is_told(app) {
        let (lead, response) = (app.signed_in("lead.01").await, app.response("01"));
        lead.save(response, "1.1a", 0, 7, "Först.").await.is(200);
        let told = says(&app, &lead, "1.1", json!({"seen": {"1.1a": 0, "1.1b": 0, "9.9z": 0}})).await["newer"].clone();
        assert_eq!((&told["1.1a"]["revision"], &told["1.1a"]["value"], &told["1.1a"]["comment"]), (&json!(1), &json!(7), &json!("Först.")));
        assert_eq!(told.as_object().unwrap().len(), 1);
        assert_eq!(says(&app, &lead, "1.1", json!({"seen": {"1.1a": 1}})).await["newer"], json!({}));
    }

    async fn nobody_outside_the_member_is_told_and_saying_the_same_again_writes_nothing(app) {
        let (lead, other) = (app.signed_in("lead.01").await, app.signed_in("lead.02").await);
        says(&app, &lead, "1.1", json!({"item": "1.1a"})).await;
        let path = format!("/api/v1/responses/{}/presence/1.1", app.response("01"));
        other.put(&path, &json!({})).await.is(404);
        app.signed_in("secretariat").await.put(&path, &json!({})).await.is(404);
        lead.put(&path.replace("1.1", "9.9"), &json!({})).await.is(404);
        crate::support::queries::start(&app.database_name());
        says(&app, &lead, "1.1", json!({"item": "1.1a"})).await;
        let queries = crate::support::queries::stop(&app.database_name());
        assert!(!queries.iter().any(|query| query.contains("INSERT") || query.contains("DELETE")), "{queries:?}");
    }
}
