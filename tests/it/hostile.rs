//! Texts that mean harm: stored as they are, shown as they are, and nothing but text anywhere.

use serde_json::json;

use crate::support::person::{mutation, set};

/// Each stays as it is: none holds what the store drops on purpose (control characters, white space at the ends).
const TEXTS: [&str; 36] = [
    "<script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg/onload=alert(1)>",
    "' onmouseover='alert(1)",
    "` onfocus=alert(1) autofocus=`",
    "javascript:alert(1)",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<!-- --!> <b>",
    "]]><!DOCTYPE x>",
    "&lt;script&gt; &amp;amp; &#x3c;b&#x3e;",
    "{{csrf}} {{{csrf}}} {{> layout}} {{t \"error-home\"}}",
    "{{#each people}}{{this}}{{/each}}",
    "\\{{escaped}} \\\\{{double}}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "{ $count -> [one] x *[other] y }",
    "Robert'); DROP TABLE answer;--",
    "$1 $2 ? :name %s %n",
    "=HYPERLINK(\"https://evil.example\")",
    "+46 70 123 45 67",
    "-2+3",
    "@SUM(A1)",
    "＝1+1 ＋1 －1 ＠A1",
    "a\nBcc: x@evil.example\n\n<b>",
    "rad 1\n\n\nrad 2\t\"tabb\"",
    "%0d%0aSet-Cookie: a=b",
    "..\\..\\..\\etc\\passwd ../../../etc/passwd",
    "\u{202e}vänd text\u{202c} \u{2066}ö\u{2069}",
    "\u{feff}bom \u{200b}noll \u{200d}bredd",
    "👩‍👩‍👧‍👦 🇸🇪 e\u{301} a\u{308}",
    "Ω≈ç√∫˜µ≤≥÷ ŁÓDŹ 漢字 العربية עברית",
    "\u{fffd}\u{fffe}\u{1f4a9}\u{10fffd}",
    "NULL null undefined NaN true 1e309",
    "\"citat\"; 'enkla', semikolon; komma,",
    "Z̷͕͝a̴̡͐l̶͚̈́g̸̲̈o̶͉͝",
    "lång-utan-mellanslag-lång-utan-mellanslag-lång-utan-mellanslag-lång-utan-mellanslag-lång-utan-mellanslag",
];

on_both! {
    async fn hostile_comments_are_shown_as_they_were_written_and_nothing_else(app) {
        let (lead, signatory) = (app.signed_in("lead.01").await, app.signed_in("signatory.01").await);
        let response = app.response("01");
        let part = format!("/responses/{response}/substandards/1.1");
        let check = format!("/responses/{response}/check");
        let plain = lead.get(&part).await.is(200);
        let scripts = plain.attributes("script", "src");
        let forms = plain.attributes("form", "action").len();
        for (base, text) in TEXTS.iter().enumerate() {
            let base = i32::try_from(base).unwrap();
            lead.save(response, "1.1a", base, 5, text).await.is(200);
            let page = lead.get(&part).await.is(200);
            // The template writes the text on its tag's own line; a line feed at its beginning would be dropped by the parser.
            assert_eq!(page.exact_texts("#comment-1\\.1a"), [*text]);
            assert_eq!(page.attributes("script", "src"), scripts, "{text}");
            assert_eq!(page.attributes("form", "action").len(), forms, "{text}");
            let page = lead.get(&check).await.is(200);
            assert!(page.exact_texts("dd.comment").contains(&(*text).to_owned()), "{text}");
            assert!(page.texts("script").concat().is_empty() && page.attributes("[onerror], [onload], [onfocus]", "class").is_empty());
            assert_eq!(app.column("SELECT comment AS value FROM answer WHERE item = '1.1a'"), [*text]);
            // The form, without scripts, brings it back unchanged: no new revision.
            lead.save_form(response, "1.1", |_| {}).await.is(303);
            assert_eq!(app.count("answer WHERE item = '1.1a'"), 1);
            assert_eq!(app.count("answer_revision"), usize::try_from(base).unwrap() + 1, "{text}");
        }
        lead.hand_over(response).await.is(303);
        let receipt = signatory.sign(response).await.is(303).location().to_owned();
        let last = TEXTS[TEXTS.len() - 1];
        assert!(signatory.get(&receipt).await.exact_texts("dd.comment").contains(&last.to_owned()));
        let content = signatory.get(&format!("{receipt}/content.json")).await.json();
        assert_eq!(content["items"][0]["comment"], last);
    }

    async fn what_no_keyboard_makes_is_dropped_from_comments(app) {
        let lead = app.signed_in("lead.01").await;
        let response = app.response("01");
        let comment = " a\u{0}b\u{7}\u{1b}[31mc\r\nd\re\u{85} ";
        let body = json!({"mutation_id": mutation(), "base_revision": 0, "value": 5, "comment": comment});
        lead.put_answer(response, "1.1a", &body).await.is(200);
        assert_eq!(app.column("SELECT comment AS value FROM answer"), ["ab[31mc\nd\ne"]);
        let mutation = "m\u{0}'\"<x>";
        lead.save_form(response, "1.1", |form| {
            set(form, "mutation", mutation);
            set(form, "comment-1.1b", comment);
        })
        .await
        .is(303);
        assert_eq!(app.count("answer"), 2);
    }

    async fn hostile_texts_in_other_fields_come_back_as_text(app) {
        let (lead, signatory) = (app.signed_in("lead.01").await, app.signed_in("signatory.01").await);
        let response = app.response("01");
        for text in TEXTS.iter().take(24) {
            let stranger = app.person("");
            let page = stranger.post("/sign-in", &[("email", text)]).await;
            if page.status == 422 {
                assert_eq!(page.attributes("#email", "value"), [*text], "{text}");
                assert!(page.texts("script").concat().is_empty());
            }
            stranger.get(&format!("/sign-in/{}", url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>())).await;
            stranger.post("/sign-in/code", &[("code", text), ("token", text)]).await;
            let hand_over = format!("/responses/{response}/hand-over");
            let mut form = lead.get(&format!("/responses/{response}/check")).await.is(200).form(&hand_over);
            set(&mut form, "gaps", "yes");
            set(&mut form, "note", text);
            lead.post_form(&hand_over, &form).await.is(303);
            let page = signatory.get(&format!("/responses/{response}/sign")).await.is(200);
            assert_eq!(page.exact_texts("blockquote.pre"), [*text]);
            signatory.post(&format!("/responses/{response}/ask-back"), &[("why", text)]).await.is(303);
            let page = lead.get(&format!("/responses/{response}")).await.is(200);
            assert!(page.exact_texts("p.pre").contains(&(*text).to_owned()), "{text}");
        }
        assert_eq!(app.mail.letters().len(), 2, "only the two who signed in were written to");
    }
}
