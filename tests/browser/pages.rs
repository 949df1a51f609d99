//! Every page in every state that matters, at three widths: no violation that axe finds, no sideways scrolling, every input
//! labelled, no script error and no breach of the content security policy. The pictures are for people to look at.

use crate::support::{Browser, Key, Site, role, text};

/// Ends the test if a page broke its own rules: a script error, a breach of the policy, a missing file. That a page answered
/// 4xx, or that the network was away, is the test's own doing.
pub async fn no_complaints(browser: &Browser) {
    let found = browser.complaints().await;
    let found: Vec<_> = found
        .lines()
        .filter(|line| {
            !line.contains("Failed to load resource") && !line.contains("ERR_INTERNET_DISCONNECTED")
        })
        .filter(|line| line.contains("favicon") || !line.contains("the server responded with a status of 4"))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Lets the server see what the browser would have held back.
async fn skip_browser_validation(browser: &Browser) {
    browser.run_script("for (const form of document.forms) form.noValidate = true", Vec::new()).await;
}

/// The error summary has the focus, and the title says that something is wrong.
async fn error_is_announced(browser: &Browser, title: &str) {
    browser.wait_for(".ds-error-summary").await;
    let has_focus = "return document.activeElement.classList.contains('ds-error-summary')";
    assert_eq!(browser.run_script(has_focus, Vec::new()).await, true, "the focus is elsewhere");
    assert!(browser.title().await.starts_with(title), "{}", browser.title().await);
}

#[tokio::test]
async fn signing_in() {
    let site = Site::demo();
    let address = "processledare@example.se";
    let browser = Browser::start(&site.url).await;
    browser.open("/responses").await;
    browser.wait_for_text("Logga in för att öppna sidan.").await;
    browser.inspect("sign-in-needed").await;
    browser.open("/").await;
    browser.wait_for_text("Inget lösenord behövs").await;
    browser.inspect("sign-in").await;
    skip_browser_validation(&browser).await;
    browser.fill("#email", "kim").await;
    browser.click(text("Skicka länk och kod")).await;
    error_is_announced(&browser, "Fel: Logga in").await;
    assert_eq!(browser.value("#email").await, "kim");
    browser.inspect("sign-in-error").await;

    browser.fill(role("textbox", "E-postadress"), address).await;
    browser.click(text("Skicka länk och kod")).await;
    browser.wait_for_text("Titta i din inkorg").await;
    browser.inspect("sign-in-sent").await;
    browser.fill("#code", "AAAA-AAAA").await;
    browser.click(role("button", "Logga in")).await;
    error_is_announced(&browser, "Fel: ").await;
    browser.inspect("sign-in-code-error").await;

    let mail = site.mail(address, "Logga in").await;
    let other = Browser::start(&site.url).await;
    other.open(mail.link()).await;
    other.click(text("Logga in")).await;
    other.wait_for_text("Länken öppnades i en annan webbläsare").await;
    other.inspect("sign-in-other-browser").await;
    other.fill("#code", mail.code()).await;
    other.click(role("button", "Logga in")).await;
    other.wait_for_text("dagar kvar").await;
    other.open(mail.link()).await;
    other.wait_for_text("Du är redan inloggad").await;
    other.inspect("sign-in-already").await;
    other.open("/account").await;
    other.wait_for_text("Logga ut överallt").await;
    other.inspect("account").await;

    browser.open(mail.link()).await;
    browser.wait_for_text("Nästan inne").await;
    browser.inspect("sign-in-link").await;
    browser.click(role("button", "Logga in")).await;
    browser.wait_for_text("Länken gäller inte längre").await;
    browser.inspect("sign-in-spent").await;

    let invitation = site.mail(address, "Inbjudan").await;
    browser.open(invitation.link()).await;
    browser.wait_for_text("Mejla mig en inloggningslänk").await;
    browser.inspect("invitation").await;
    no_complaints(&browser).await;
    no_complaints(&other).await;
}

#[tokio::test]
async fn pages_for_everybody() {
    let site = Site::demo();
    let browser = Browser::start(&site.url).await;
    for page in ["about", "accessibility", "privacy"] {
        browser.open(&format!("/{page}")).await;
        browser.wait_for("h1").await;
        browser.inspect(page).await;
    }
    browser.open("/demo/mailbox").await;
    browser.wait_for_text("I demoversionen skickas inga mejl").await;
    browser.inspect("mailbox").await;
    browser.click(".mails a").await;
    browser.wait_for_text("Öppna inbjudan").await;
    browser.inspect("mailbox-mail").await;
    browser.open("/finns-inte").await;
    browser.wait_for_text("Sidan finns inte").await;
    browser.inspect("error-404").await;
    browser.open("/sign-in").await;
    let forge = "document.querySelector('form[action=\"/sign-in\"] [name=csrf]').value = 'a'";
    browser.run_script(forge, Vec::new()).await;
    browser.fill("#email", "kim@region.example").await;
    browser.press(Key::Enter).await;
    browser.wait_for_text("Sidan behöver laddas om").await;
    browser.inspect("error-403").await;

    let english = Browser::options().language("en").start(&site.url).await;
    english.open("/sign-in").await;
    english.wait_for_text("Sign in").await;
    english.inspect("sign-in-en").await;
    english.open("/accessibility").await;
    english.inspect("accessibility-en").await;
    no_complaints(&browser).await;
    no_complaints(&english).await;
}

#[tokio::test]
async fn a_region_answers() {
    let site = Site::demo();
    let lead = site.person("process-lead").await;
    lead.wait_for_text("dagar kvar").await;
    lead.inspect("tasks-in-progress").await;
    let tasks = lead.path().await;

    lead.open(&format!("{tasks}/substandards/1.1")).await;
    lead.wait_for_text("Svaren är sparade.").await;
    lead.inspect("part-answered").await;
    lead.open(&format!("{tasks}/substandards/5.4")).await;
    lead.wait_for_text("Allt du svarar sparas direkt.").await;
    lead.inspect("part-empty").await;
    lead.click("#na-5\\.4a").await;
    lead.wait_for_text("Skriv i kommentaren varför").await;
    lead.inspect("part-reason-missing").await;
    lead.click(role("button", "Spara")).await;
    error_is_announced(&lead, "Fel: 5.4").await;
    lead.inspect("part-error").await;

    // A colleague's answer to the same item, first beside a page with scripts, then beside one without.
    let part = format!("{tasks}/substandards/5.3");
    let plain = Browser::options().javascript_off().start(&site.url).await;
    site.enter_as(&plain, "contributor").await;
    plain.open(&part).await;
    plain.wait_for_text("Svaren sparas när du trycker på Spara.").await;
    plain.inspect("part-empty-no-scripts").await;
    lead.open(&part).await;
    plain.click("[name='value-5.3a'][value='3']").await;
    plain.fill("#comment-5\\.3a", "Miljön är med i upphandlingen, men inte mer.").await;
    plain.click(role("button", "Spara")).await;
    plain.wait_for_text("Svaren är sparade.").await;
    lead.click("[name='value-5.3a'][value='8']").await;
    lead.wait_for_text("En kollega har sparat ett annat svar").await;
    lead.inspect("part-conflict-live").await;
    lead.click(text("Låt mitt gälla")).await;
    lead.wait_for(text("Sparat.")).await;
    plain.fill("#comment-5\\.3a", "Miljön är med i all upphandling.").await;
    plain.click(role("button", "Spara")).await;
    plain.wait_for_text("Inget är borta.").await;
    plain.inspect("part-conflict-server").await;

    lead.open(&format!("{tasks}/check")).await;
    lead.wait_for_text("frågor saknar svar").await;
    lead.inspect("check-missing").await;
    lead.open("/results").await;
    lead.wait_for_text("Byggt på godkända svar").await;
    lead.inspect("results-own").await;

    lead.open(&tasks).await;
    lead.click(text("English")).await;
    lead.wait_for_text("days left").await;
    lead.inspect("tasks-in-progress-en").await;
    lead.open(&part).await;
    lead.inspect("part-answered-en").await;
    no_complaints(&lead).await;
}

#[tokio::test]
async fn a_region_signs() {
    let site = Site::demo();
    let signatory = site.person("signatory").await;
    signatory.wait_for_text("dagar kvar").await;
    let tasks = signatory.path().await;
    signatory.inspect("tasks-signatory").await;
    signatory.open(&format!("{tasks}/sign")).await;
    signatory.wait_for_text("Det finns inget att skriva under just nu.").await;
    signatory.inspect("sign-not-waiting").await;

    let lead = site.person("process-lead").await;
    lead.open(&format!("{tasks}/check")).await;
    skip_browser_validation(&lead).await;
    lead.fill("#note", "Perspektivet befolkning svarar vi på nästa år.").await;
    lead.click(role("button", "Lämna för underskrift")).await;
    error_is_announced(&lead, "Fel: ").await;
    assert_eq!(lead.value("#note").await, "Perspektivet befolkning svarar vi på nästa år.");
    lead.inspect("check-error").await;
    lead.click("#gaps").await;
    lead.click(role("button", "Lämna för underskrift")).await;
    lead.wait_for_text("Väntar på underskrift").await;
    lead.inspect("tasks-waiting").await;
    lead.open(&format!("{tasks}/substandards/1.1")).await;
    lead.wait_for_text("Svaren är låsta").await;
    lead.inspect("part-locked").await;
    lead.open(&format!("{tasks}/check")).await;
    lead.inspect("check-locked").await;

    signatory.open(&format!("{tasks}/sign")).await;
    signatory.wait_for_text("Perspektivet befolkning svarar vi på nästa år.").await;
    signatory.inspect("sign").await;
    skip_browser_validation(&signatory).await;
    signatory.click(role("button", "Skriv under")).await;
    signatory.wait_for_text("Kryssa i att du har läst svaren").await;
    signatory.inspect("error-422").await;
    signatory.open(&format!("{tasks}/sign")).await;
    signatory.click("#read").await;
    signatory.click(role("button", "Skriv under")).await;
    signatory.wait_for_text("Svaren är underskrivna").await;
    signatory.inspect("receipt").await;
    signatory.open(&tasks).await;
    signatory.wait_for_text("Underskrivna versioner").await;
    signatory.inspect("tasks-signed").await;

    // Two other regions: one whose answers are approved, and one whose answers came back with a question.
    no_complaints(&lead).await;
    let done = Browser::start(&site.url).await;
    site.sign_in(&done, "processledare.01@example.se").await;
    done.wait_for_text("Godkänd").await;
    done.inspect("responses").await;
    let lead = Browser::start(&site.url).await;
    site.sign_in(&lead, "processledare.12@example.se").await;
    lead.wait_for_text("Återlämnad för komplettering").await;
    lead.inspect("tasks-returned").await;
    let tasks = lead.path().await;
    lead.open(&format!("{tasks}/substandards/1.3")).await;
    lead.wait_for_text("Sekretariatets fråga").await;
    lead.inspect("part-returned").await;
    lead.open(&format!("{tasks}/check")).await;
    lead.wait_for_text("Alla frågor som behöver svar har fått det.").await;
    lead.inspect("check-complete").await;
    lead.open(&format!("{tasks}/versions/1")).await;
    lead.wait_for_text("Kontrollsumma").await;
    lead.inspect("receipt-returned").await;
    no_complaints(&lead).await;
    no_complaints(&signatory).await;
}

#[tokio::test]
async fn the_board_follows() {
    let site = Site::demo();
    let board = site.person("board").await;
    board.wait_for_text("har lämnat").await;
    board.inspect("status").await;
    board.click(text("Resultat")).await;
    board.wait_for_text("Byggt på godkända svar").await;
    board.inspect("results-board").await;
    no_complaints(&board).await;
}

#[tokio::test]
async fn the_secretariat_runs_a_round() {
    let site = Site::demo();
    let browser = site.person("secretariat").await;
    browser.wait_for_text("Att göra i dag").await;
    browser.inspect("year").await;
    browser.click(text("Självvärdering 2027")).await;
    browser.wait_for_text("Här syns bara läget").await;
    browser.inspect("round").await;
    let round = browser.path().await;
    browser.open(&format!("{round}/mail")).await;
    browser.wait_for_text("Mejl i omgången").await;
    browser.inspect("mail").await;
    browser.click("form[action$='/reminders'] button").await;
    browser.wait_for_text("Påminnelserna är lagda i kö").await;
    skip_browser_validation(&browser).await;
    browser.click("form[action$='/reminders'] button").await;
    error_is_announced(&browser, "Fel: ").await;
    browser.inspect("mail-again").await;
    browser.open(&format!("{round}/versions")).await;
    browser.wait_for_text("Alla underskrivna versioner i omgången").await;
    browser.inspect("versions").await;
    browser.open(&format!("{round}/export")).await;
    browser.wait_for_text("answers.csv").await;
    browser.inspect("export").await;
    browser.open(&format!("{round}/publish")).await;
    browser.wait_for_text("Det här publiceras").await;
    browser.inspect("publish").await;
    skip_browser_validation(&browser).await;
    browser.click(role("button", "Publicera")).await;
    error_is_announced(&browser, "Fel: ").await;
    browser.inspect("publish-error").await;
    let results = round.replace("/secretariat/rounds", "/results");
    browser.open(&results).await;
    browser.wait_for_text("Inte publicerat än.").await;
    browser.inspect("results-unpublished").await;

    browser.open("/secretariat/rounds/new").await;
    browser.wait_for_text("Ny omgång").await;
    browser.inspect("round-new").await;
    browser.fill("#year", "nästa").await;
    browser.click(text("Skapa utkastet")).await;
    error_is_announced(&browser, "Fel: ").await;
    browser.inspect("round-new-error").await;
    browser.fill("#year", "2028").await;
    browser.click(text("Skapa utkastet")).await;
    browser.wait_for_text("Omgången är skapad som utkast.").await;
    browser.inspect("round-draft").await;
    browser.click("#delete summary").await;
    skip_browser_validation(&browser).await;
    browser.click(role("button", "Ta bort")).await;
    error_is_announced(&browser, "Fel: ").await;
    browser.inspect("round-draft-delete").await;
    browser.click(text("Ändra utkastet")).await;
    browser.wait_for_text("Så länge omgången är ett utkast").await;
    browser.inspect("round-edit").await;
    browser.click(text("Spara utkastet")).await;
    browser.wait_for_text("Utkastet är ändrat.").await;
    browser.click(text("Se inbjudan först")).await;
    browser.wait_for_text("Öppna omgången innan du skickar.").await;
    browser.inspect("mail-draft").await;
    browser.open("/secretariat").await;
    browser.click(text("English")).await;
    browser.wait_for_text("Sign out").await;
    browser.inspect("year-en").await;
    no_complaints(&browser).await;
}

#[tokio::test]
async fn the_secretariat_keeps_contacts_and_reviews() {
    let site = Site::demo();
    let browser = site.person("secretariat").await;
    browser.click(text("Medlemmar och kontakter")).await;
    browser.wait_for_text("Lägg till en person").await;
    browser.inspect("contacts").await;
    browser.click("tbody a").await;
    browser.wait_for_text("Rätta uppgifter").await;
    browser.inspect("contact").await;
    browser.open("/secretariat/contacts").await;
    skip_browser_validation(&browser).await;
    browser.click(text("Lägg till personen")).await;
    error_is_announced(&browser, "Fel: ").await;
    browser.inspect("contacts-error").await;

    browser.open("/secretariat/contacts/import").await;
    browser.click("details summary").await;
    browser.inspect("import").await;
    let list = "namn;e-post;roll;region\nAnna Lind;anna.lind@region.example;processledare;Uppsala\n\
                Bo Kvist;bo.kvist;presidieledamot;Uppsala\nCia Ek;cia.ek@region.example;chef;Upsala\n\
                Anna Lind;anna.lind@region.example;processledare;Uppsala";
    browser.fill("#list", list).await;
    browser.click(text("Kontrollera listan")).await;
    browser.wait_for_text("2 rader behöver rättas.").await;
    browser.inspect("import-refused").await;
    browser.fill("#list", list.lines().take(2).collect::<Vec<_>>().join("\n").as_str()).await;
    browser.click(text("Kontrollera igen")).await;
    browser.wait_for_text("Listan är i sin ordning. Inget är sparat än.").await;
    browser.inspect("import-ready").await;

    browser.click(text("Granskning")).await;
    browser.wait_for_text("väntar på granskning").await;
    browser.inspect("review-queue").await;
    browser.click(".actions a").await;
    browser.wait_for_text("Vad beslutar du?").await;
    browser.inspect("review").await;
    browser.click(text("Spara beslutet")).await;
    error_is_announced(&browser, "Fel: ").await;
    browser.inspect("review-error").await;
    no_complaints(&browser).await;
}

#[tokio::test]
async fn an_installation_begins_empty() {
    let site = Site::empty();
    let browser = site.person("secretariat").await;
    browser.wait_for_text("Det finns ingen omgång än.").await;
    browser.inspect("year-empty").await;
    for (page, says) in
        [("contacts", "En person har en roll."), ("review", "Inga svar väntar på granskning.")]
    {
        browser.open(&format!("/secretariat/{page}")).await;
        browser.wait_for_text(says).await;
        browser.inspect(&format!("{page}-empty")).await;
    }
    browser.open("/results").await;
    browser.wait_for_text("Inget resultat är publicerat än.").await;
    browser.inspect("results-empty").await;
    no_complaints(&browser).await;
}
