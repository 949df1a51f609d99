//! From the check page to the receipt: the process lead at a desk, the signatory on a phone.

use crate::pages::no_complaints;
use crate::support::{Browser, Site, role, text};

/// The first bytes of what a link leads to, as the person's browser gets them.
async fn begins(browser: &Browser, href: &str) -> String {
    let script = format!(
        "const done = arguments[arguments.length - 1];
         fetch(document.querySelector('a[href$=\"{href}\"]').href)
             .then(response => response.text()).then(text => done(text.slice(0, 5)), error => done(String(error)));"
    );
    browser.run_async_script(&script).await.as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn answers_are_checked_handed_over_signed_on_a_phone_and_given_back() {
    let site = Site::demo();
    let lead = site.person("process-lead").await;
    lead.wait_for_text("dagar kvar").await;
    let tasks = lead.path().await;

    // What the reviewer will look at, with the way to mend it.
    lead.open(&format!("{tasks}/substandards/1.1")).await;
    lead.click("[name='value-1.1a'][value='10']").await;
    lead.fill("#comment-1\\.1a", "").await;
    lead.wait_for(text("Sparat.")).await;
    lead.open(&format!("{tasks}/check")).await;
    lead.wait_for_text("Det här tittar sekretariatet på först").await;
    assert!(lead.text("#observed").await.contains("1.1a har värdet 10 utan kommentar."));
    lead.inspect("check-observed").await;
    lead.click("#observed a[href$='#item-1.1a']").await;
    lead.wait_for_path(&format!("{tasks}/substandards/1.1")).await;
    lead.fill("#comment-1\\.1a", "Ledningen tar upp det varje månad.").await;
    lead.wait_for(text("Sparat.")).await;

    lead.open(&format!("{tasks}/check")).await;
    assert!(!lead.text("main").await.contains("1.1a har värdet 10 utan kommentar."));
    assert!(!lead.is_selected("#by_name").await && !lead.is_selected("#share_examples").await);
    lead.click("#share_examples").await;
    lead.fill("#note", "Vi är stolta över 1.1.").await;
    lead.click("#gaps").await;
    lead.click(role("button", "Lämna för underskrift")).await;
    lead.wait_for_text("Lämnade till:").await;
    let mail = site.mail("presidieledamot@example.se", "Att skriva under").await;
    assert!(mail.link().ends_with("/sign") && !mail.text.contains("stolta"), "{}", mail.text);

    // On a phone, some time after signing in.
    let signatory = site.person("signatory").await;
    signatory.size(390, 844).await;
    signatory.open(&format!("{tasks}/sign")).await;
    signatory.wait_for_text("Vi är stolta över 1.1.").await;
    signatory.wait_for_text("Dela våra goda exempel: Ja").await;
    assert!(!signatory.sees("#code").await, "just signed in");
    site.let_sign_ins_age();
    signatory.reload().await;
    signatory.wait_for("#code").await;
    signatory.no_sideways_scroll().await;
    signatory.screenshot("sign-phone").await;
    signatory.inspect("sign-in-short").await;
    signatory.size(390, 844).await;
    signatory.click(".decide a").await;
    signatory.click("#read").await;
    signatory.fill("#why", "Skriv mer om 2.1.").await;
    signatory.click(role("button", "Mejla mig en kod")).await;
    signatory.wait_for_text("En kod är på väg till").await;
    assert!(signatory.is_selected("#read").await);
    assert_eq!(signatory.value("#why").await, "Skriv mer om 2.1.");
    signatory.inspect("sign-code-sent").await;
    signatory.size(390, 844).await;
    signatory.fill("#code", "AAAA-AAAA").await;
    signatory.click(role("button", "Skriv under")).await;
    signatory.wait_for_text("Koden stämmer inte.").await;
    assert_eq!(signatory.value("#why").await, "Skriv mer om 2.1.");
    signatory.inspect("sign-code-error").await;
    signatory.size(390, 844).await;
    let mail = site.mail("presidieledamot@example.se", "Kod för att skriva under").await;
    signatory.fill("#code", mail.code()).await;
    signatory.click(role("button", "Skriv under")).await;
    signatory.wait_for_text("Svaren är underskrivna").await;

    // The receipt gives back, and can be kept.
    signatory.wait_for_text("Det här säger svaren om er").await;
    signatory.wait_for_text("Lägst av alla delar").await;
    assert_eq!(signatory.count(".work-on li").await, 3);
    signatory.no_sideways_scroll().await;
    signatory.screenshot("receipt-phone").await;
    assert_eq!(begins(&signatory, "document.pdf").await, "%PDF-");
    assert_eq!(begins(&signatory, "answers.csv").await, "year,");
    signatory.inspect("receipt-back").await;
    site.mail("processledare@example.se", "Kvitto").await;
    for browser in [&lead, &signatory] {
        no_complaints(browser).await;
    }
}
