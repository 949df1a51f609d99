//! The whole year, from an empty installation to the published result, as four people in four browsers, and one more without
//! scripts. What is asserted is what they see.

use crate::pages::no_complaints;
use crate::region::{
    PARTS, come_in, come_in_for_parts, comment, edition_2027, give, hand_over, sign_button, state_of, tile,
};
use crate::support::{Browser, Site, role, text};

const LEAD: &str = "petra.lind@uppsala.example";
const CONTRIBUTOR: &str = "maja.berg@uppsala.example";
const PLAIN: &str = "nils.ek@uppsala.example";
const SIGNATORY: &str = "dag.holm@uppsala.example";

const LIST: &str = "Namn;E-post;Roll;Region;Språk\n\
    Petra Lind;petra.lind@uppsala.example;processledare;Uppsala;sv\n\
    Maja Berg;maja.berg@uppsala.example;medsvarande;03;\n\
    Nils Ek;nils.ek@uppsala.example;medsvarande;Region Uppsala;sv\n\
    Dag Holm;dag.holm@uppsala.example;presidieledamot;Uppsala;sv";

/// Chooses values for both items of the parts and goes on with the button, as somebody does who knows the answers.
async fn answer(browser: &Browser, tasks: &str, parts: &[(&str, [&str; 2])], value: u8) {
    for (part, items) in parts {
        browser.open(&format!("{tasks}/substandards/{part}")).await;
        for item in items {
            browser.click(&tile(item, value)).await;
        }
        browser.wait_for(text("Sparat.")).await;
    }
}

#[tokio::test]
async fn four_people_walk_the_whole_year() {
    let site = Site::empty();

    // The secretariat signs in by the printed link, and brings in the contacts.
    let siv = site.person("secretariat").await;
    siv.wait_for_text("Det finns ingen omgång än.").await;
    siv.click(text("Medlemmar och kontakter")).await;
    siv.click(text("Läs in en lista")).await;
    siv.fill("#list", &LIST.replace("maja.berg@", "maja.berg")).await;
    siv.click(text("Kontrollera listan")).await;
    siv.wait_for_text("En rad behöver rättas. Inget är sparat än.").await;
    siv.wait_for_text("Det här är ingen e-postadress.").await;
    siv.fill("#list", LIST).await;
    siv.click(text("Kontrollera igen")).await;
    siv.wait_for_text("Listan är i sin ordning. Inget är sparat än.").await;
    siv.click(text("Läs in 4 nya kontakter")).await;
    siv.wait_for_text("Listan är inläst: 4 nya personer").await;
    siv.wait_for(text("Petra Lind")).await;

    // The round: a draft, then open, then the invitations, once each however often the button is pressed.
    siv.click(text("Årshjulet")).await;
    siv.click(".actions a.ds-button").await;
    siv.select("#edition", &edition_2027(&siv).await).await;
    siv.fill("#year", "2027").await;
    siv.click("#opens_on").await;
    siv.wait_for_text("19 medlemmar 2027").await;
    siv.click(text("Skapa utkastet")).await;
    siv.wait_for_text("Omgången är skapad som utkast.").await;
    siv.wait_for_text("Omgången är ett utkast. Ingen annan ser den, och inget har skickats.").await;
    siv.click(text("Öppna för 19 medlemmar")).await;
    siv.wait_for_text("Omgången är öppen. Nästa steg är att bjuda in.").await;
    let round = siv.path().await;
    assert_eq!(site.mails_to(LEAD), 0, "opening sends nothing");
    siv.click(text("Bjud in 2 personer")).await;
    siv.wait_for_text("2 personer har inte fått någon inbjudan.").await;
    siv.click(text("Skicka inbjudan till 2 personer")).await;
    siv.wait_for_text("Inbjudningarna är lagda i kö").await;
    siv.wait_until("the log says sent", async || {
        siv.reload().await;
        siv.texts("#log .ds-tag").await == ["Skickat"; 2]
    })
    .await;

    // The process lead on a phone; the contributors hear when they get parts.
    let petra = Browser::start(&site.url).await;
    petra.size(320, 640).await;
    come_in(&site, &petra, LEAD).await;
    petra.wait_for_text("0 av 22 delar är besvarade. Allt ni svarar sparas direkt.").await;
    let tasks = petra.path().await;

    // Parts are given out: to Maja what she knows best and the first one, to Nils the staff's too.
    petra.wait_for(text("Börja med 1.1")).await;
    petra.click(text("Dela ut delar")).await;
    petra.wait_for_text("22 delar är inte utdelade.").await;
    give(&petra, "Maja Berg", &["#part-1\\.1", "#section-patient", "#section-staff"]).await;
    give(&petra, "Nils Ek", &["#section-staff"]).await;
    petra.no_sideways_scroll().await;
    petra.open(&tasks).await;
    petra.wait_for_text("Maja Berg och Nils Ek: 4.1, 4.2").await;
    petra.wait_for(text("Börja med 1.2")).await;
    let maja = Browser::start(&site.url).await;
    come_in_for_parts(&site, &maja, CONTRIBUTOR).await;
    maja.wait_for(text("Börja med 1.1")).await;

    petra.open(&format!("{tasks}/substandards/1.1")).await;
    petra.wait_for_text("Allt du svarar sparas direkt.").await;
    maja.open(&format!("{tasks}/substandards/1.1")).await;
    petra.click(&tile("1.1a", 7)).await;
    petra.wait_for(text("Sparat.")).await;
    petra.no_sideways_scroll().await;

    // Both in the same item: hers is shown beside the colleague's, and she lets hers count; then the other way round.
    maja.fill(&comment("1.1a"), "Ledningen frågar en gång om året.").await;
    maja.wait_for(text("En kollega har sparat ett annat svar")).await;
    let panel = maja.text(".conflict").await;
    for part in ["Ditt svar", "Ledningen frågar en gång om året.", "Kollegans svar", "7", "Petra Lind"] {
        assert!(panel.contains(part), "{part} is not in: {panel}");
    }
    maja.click(&tile("1.1a", 4)).await;
    maja.click(text("Låt mitt gälla")).await;
    maja.wait_for(text("Sparat.")).await;
    petra.fill(&comment("1.1a"), "Det står i verksamhetsplanen.").await;
    petra.wait_for(text("En kollega har sparat ett annat svar")).await;
    let panel = petra.text(".conflict").await;
    assert!(panel.contains("Maja Berg") && panel.contains("Ledningen frågar en gång om året."), "{panel}");
    petra.no_sideways_scroll().await;
    petra.click(text("Låt kollegans gälla")).await;
    petra.wait_until_gone(".conflict").await;
    assert_eq!(petra.value(&comment("1.1a")).await, "Ledningen frågar en gång om året.");
    assert!(petra.is_selected(&tile("1.1a", 4)).await);
    petra.reload().await;
    petra.wait_for_text("Svaren är sparade.").await;
    assert!(petra.is_selected(&tile("1.1a", 4)).await);
    petra.wait_for_text("Ändrad av Maja Berg").await;
    petra.click(&tile("1.1b", 6)).await;
    petra.click(text("Klar, gå till nästa")).await;
    petra.wait_for_path(&format!("{tasks}/substandards/1.2")).await;

    // At the same time, each in their parts.
    let (governance, rest) = PARTS.split_at(3);
    let (patient, rest) = rest.split_at(9);
    let (staff, population) = rest.split_at(2);
    tokio::join!(answer(&petra, &tasks, &governance[1..], 6), answer(&maja, &tasks, patient, 8));

    // Not applicable takes a reason.
    maja.open(&format!("{tasks}/substandards/4.1")).await;
    maja.click("#na-4\\.1a").await;
    maja.wait_for_text("Skriv i kommentaren varför frågan inte är tillämplig hos er.").await;
    maja.fill(&comment("4.1a"), "Frågan ligger hos kommunerna.").await;
    maja.wait_for(text("Sparat.")).await;
    maja.click(&tile("4.1c", 5)).await;
    maja.wait_for(text("Sparat.")).await;

    // A colleague whose browser runs no scripts, in the same part as somebody else.
    let nils = Browser::options().javascript_off().start(&site.url).await;
    come_in_for_parts(&site, &nils, PLAIN).await;
    nils.open(&format!("{tasks}/substandards/4.2")).await;
    nils.wait_for_text("Svaren sparas när du trycker på Spara.").await;
    answer(&maja, &tasks, &staff[1..], 5).await;
    nils.click(&tile("4.2a", 9)).await;
    nils.fill(&comment("4.2a"), "Alla arbetsplatser är tobaksfria.").await;
    nils.click(text("Spara")).await;
    nils.wait_for_text("4.2a: en kollega har sparat ett annat svar. Inget är borta.").await;
    let panel = nils.text(".conflict").await;
    for part in [
        "Ditt svar",
        "9 av 10",
        "Alla arbetsplatser är tobaksfria.",
        "Kollegans svar",
        "5 av 10",
        "Maja Berg",
    ] {
        assert!(panel.contains(part), "{part} is not in: {panel}");
    }
    assert!(nils.is_selected(&tile("4.2a", 9)).await, "what he chose is still there");
    nils.click(text("Spara")).await;
    nils.wait_for_text("Svaren är sparade.").await;
    assert!(nils.is_selected(&tile("4.2a", 9)).await && nils.is_selected(&tile("4.2b", 5)).await);

    // The check page names what is missing; its links lead there.
    answer(&petra, &tasks, &population[1..], 7).await;
    petra.open(&format!("{tasks}/check")).await;
    petra.wait_for_text("2 frågor saknar svar").await;
    petra.no_sideways_scroll().await;
    petra.click(".ds-alert li a").await;
    petra.wait_for_path(&format!("{tasks}/substandards/5.1")).await;
    answer(&petra, &tasks, &population[..1], 7).await;
    petra.open(&tasks).await;
    petra.wait_for_text("18 av 22 delar är besvarade.").await;
    assert!(state_of(&petra, "4.1").await.contains("Besvarad"));
    assert!(state_of(&petra, "1.1").await.contains("Klar"));
    petra.click(text("Kontrollera svaren")).await;
    petra.wait_for_text("Alla frågor som behöver svar har fått det.").await;
    petra.fill("#note", "Titta gärna på 4.1a.").await;
    petra.click(role("button", "Lämna för underskrift")).await;
    petra.wait_for_text("Svaren är lämnade till den som ska skriva under").await;
    maja.open(&format!("{tasks}/substandards/2.1")).await;
    maja.wait_for_text("Svaren är låsta och kan bara läsas just nu.").await;

    // The signatory reads, asks back once, then signs.
    let dag = Browser::start(&site.url).await;
    come_in(&site, &dag, SIGNATORY).await;
    dag.click(text("Granska och skriv under")).await;
    dag.wait_for_text("Titta gärna på 4.1a.").await;
    dag.wait_for_text("Frågan ligger hos kommunerna.").await;
    dag.click(text("Be om ändring")).await;
    dag.fill("#why", "Skriv vilka kommuner det gäller i 4.1a.").await;
    dag.click(role("button", "Skicka tillbaka")).await;
    dag.wait_for_text("Skickad tillbaka före underskrift").await;
    petra.open(&tasks).await;
    petra.wait_for_text("Skriv vilka kommuner det gäller i 4.1a.").await;
    petra.open(&format!("{tasks}/substandards/4.1")).await;
    petra.fill(&comment("4.1a"), "Frågan ligger hos alla åtta kommuner.").await;
    petra.wait_for(text("Sparat.")).await;
    hand_over(&petra, &tasks).await;
    let first = sign(&dag, &tasks, 1).await;
    assert!(dag.text(".receipt").await.contains("Dag Holm"));

    // The secretariat sees nothing before, and everything after; it asks at one item and gives it back.
    siv.click(text("Granskning")).await;
    siv.wait_for_text("Ett svar väntar på granskning.").await;
    siv.click(text("Granska Region Uppsala")).await;
    siv.wait_for_text("Frågan ligger hos alla åtta kommuner.").await;
    siv.click("#return").await;
    siv.click(text("Spara beslutet")).await;
    siv.wait_for_text("Skriv vad som ska kompletteras, här eller som en fråga vid ett svar.").await;
    siv.click("[id='item-5.2b'] summary").await;
    siv.fill("[name='note-5.2b']", "Vilka föreningar samarbetar ni med?").await;
    siv.click(text("Spara frågorna")).await;
    siv.wait_for_text("Frågorna är sparade. De som svarar ser dem först om du lämnar tillbaka svaren.").await;
    petra.open(&tasks).await;
    assert!(!petra.text("main").await.contains("Sekretariatet har gått igenom"), "not before the decision");
    let proposed = siv.value("#due").await;
    assert!(!proposed.is_empty());
    siv.fill("#text", "Tack! En fråga återstår, vid 5.2b.").await;
    in_days(&siv, "due", 400).await;
    siv.click(text("Spara beslutet")).await;
    siv.wait_for_text("Välj ett datum från i dag och högst ett år framåt.").await;
    assert_eq!(siv.value("#text").await, "Tack! En fråga återstår, vid 5.2b.");
    in_days(&siv, "due", 14).await;
    siv.click(text("Spara beslutet")).await;
    siv.wait_for_text("Svaren är återlämnade.").await;
    site.mail(LEAD, "Svaren behöver kompletteras: Självvärdering 2027").await;

    petra.open(&tasks).await;
    petra.wait_for_text("Återlämnad för komplettering").await;
    petra.wait_for_text("Tack! En fråga återstår, vid 5.2b.").await;
    assert!(state_of(&petra, "5.2").await.contains("Att komplettera"));
    petra.click(text("Fortsätt med 5.2")).await;
    petra.wait_for_text("Vilka föreningar samarbetar ni med?").await;
    assert!(petra.text("#item-5\\.2b").await.contains("Vilka föreningar samarbetar ni med?"));
    petra.fill(&comment("5.2b"), "Idrottsförbundet och pensionärsföreningarna.").await;
    petra.wait_for(text("Sparat.")).await;
    hand_over(&petra, &tasks).await;
    let second = sign(&dag, &tasks, 2).await;
    assert_ne!(first, second, "another text has another checksum");

    // Approved, published, read.
    siv.click(text("Granskning")).await;
    siv.click(text("Granska Region Uppsala")).await;
    siv.wait_for_text("Idrottsförbundet och pensionärsföreningarna.").await;
    siv.click("#approve").await;
    siv.click(text("Spara beslutet")).await;
    siv.wait_for_text("Svaren är godkända och räknas i resultatet.").await;
    petra.open("/results").await;
    petra.wait_for_text("Inget resultat är publicerat än.").await;
    siv.open(&format!("{round}/publish")).await;
    siv.wait_for_text("1 av 19 svar är godkända.").await;
    siv.click("#sure").await;
    siv.click("#without").await;
    siv.click(role("button", "Publicera")).await;
    siv.wait_for_text("Resultatet är publicerat.").await;
    petra.reload().await;
    petra.wait_for_text("Byggt på godkända svar från 1 av 19 medlemmar.").await;
    petra.no_sideways_scroll().await;
    let row = petra.text("tbody tr").await;
    assert!(row.contains("Styr- och ledningsperspektivet"), "{row}");

    siv.open(&format!("{round}/export")).await;
    let csv = download(&siv, "answers.csv").await;
    let answers: Vec<_> =
        csv.lines().filter(|line| line.contains(",03,") && line.contains(",core,")).collect();
    assert_eq!(answers.len(), 36, "{csv}");
    assert!(csv.contains("Idrottsförbundet och pensionärsföreningarna."), "{csv}");
    assert!(answers.iter().any(|line| line.contains("true") && line.contains("alla åtta kommuner")), "{csv}");

    for browser in [&siv, &petra, &maja, &dag] {
        no_complaints(browser).await;
    }
}

/// Sets a date field, which takes its keys in the order of the system's language, to so many days from now.
pub async fn in_days(browser: &Browser, field: &str, days: u32) {
    let date = format!("new Date(Date.now() + {days} * 864e5).toISOString().slice(0, 10)");
    browser.run_script(&format!("document.getElementById('{field}').value = {date}"), Vec::new()).await;
}

/// Signs, and returns the checksum on the receipt.
async fn sign(browser: &Browser, tasks: &str, version: u8) -> String {
    browser.open(&format!("{tasks}/sign")).await;
    browser.click(text("Jag har läst svaren och skriver under för Region Uppsala.")).await;
    browser.click(role("button", &sign_button(version))).await;
    browser.wait_for_text("Svaren är underskrivna").await;
    let checksum = browser.text(".checksum").await;
    assert!(checksum.len() == 64 && checksum.chars().all(|c| c.is_ascii_hexdigit()), "{checksum}");
    checksum
}

/// What the link of this name leads to, as the person's browser gets it.
async fn download(browser: &Browser, name: &str) -> String {
    let script = format!(
        "const done = arguments[arguments.length - 1];
         const link = [...document.links].find(link => link.textContent === '{name}');
         fetch(link.href).then(response => response.text()).then(done, error => done(String(error)));"
    );
    browser.run_async_script(&script).await.as_str().unwrap_or_default().to_owned()
}
