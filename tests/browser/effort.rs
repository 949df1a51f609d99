//! How much a process lead has to do with the hands, from the invitation in the mail until the answers are handed over: counted by the
//! browser that does it. The lead knows the answers and goes the way that the pages suggest, never by an address.

use crate::pages::no_complaints;
use crate::region::{comment, follow_invitation, items_of, open_round, tile};
use crate::support::{Browser, Effort, Site, css, role, text};

/// What answering may cost: the network's own complaint of the tool before this one was that it is too complicated.
const INTERACTIONS: usize = 130;
const PAGES: usize = 25;

const LIST: &str = "Namn;E-post;Roll;Region;Språk\n\
    Petra Lind;petra.lind@uppsala.example;processledare;Uppsala;sv\n\
    Dag Holm;dag.holm@uppsala.example;presidieledamot;Uppsala;sv";

/// From the task list to the hand-over by the one button of each page. Where the questions that everybody answers end, the way to
/// the check page stands beside the year's focus areas. Returns how many parts were gone through.
async fn answer_all(lead: &Browser, answer: impl AsyncFn(&str)) -> usize {
    lead.click(css(".actions a.ds-button")).await;
    lead.wait_for("form[data-autosave]").await;
    for parts in 0..30 {
        let here = lead.path().await;
        let part = here.rsplit('/').next().expect("a part has an address").to_owned();
        if part.starts_with('F') {
            lead.click(text("Kontrollera svaren")).await;
            lead.wait_for_text("Alla frågor som behöver svar har fått det.").await;
            lead.click(role("button", "Lämna för underskrift")).await;
            lead.wait_for_text("Väntar på underskrift").await;
            return parts;
        }
        for item in items_of(&part) {
            answer(item).await;
        }
        lead.click(css("form.answers .actions .ds-button:not([data-variant])")).await;
        lead.wait_until("the next page is there", async || lead.path().await != here).await;
        lead.wait_for("form[data-autosave]").await;
    }
    panic!("the way does not end, {}", lead.describe().await);
}

fn is_little(year: &str, effort: Effort) {
    println!("{year}: {} interactions, {} pages ({effort:?})", effort.interactions(), effort.pages);
    assert!(effort.interactions() <= INTERACTIONS, "{year}: {effort:?}");
    assert!((1..=PAGES).contains(&effort.pages), "{year}: {effort:?}");
}

#[tokio::test]
async fn the_first_year_takes_few_steps_even_with_a_comment_at_every_answer() {
    let site = Site::empty();
    open_round(&site.person("secretariat").await, LIST).await;
    let lead = Browser::options().counting_pages().start(&site.url).await;
    follow_invitation(&site, &lead, "petra.lind@uppsala.example").await;
    let parts = answer_all(&lead, async |item| {
        let place =
            "return document.querySelector('form.answers .actions').getBoundingClientRect().top + scrollY";
        let before = lead.run_script(place, Vec::new()).await;
        lead.click(&tile(item, 6)).await;
        if item == "1.1a" {
            lead.wait_for(text("Sparat.")).await;
            let after = lead.run_script(place, Vec::new()).await;
            assert_eq!(before, after, "the button moves while it is aimed at");
        }
        lead.fill(&comment(item), "Vi gör det i de flesta verksamheter.").await;
    })
    .await;
    assert_eq!(parts, 18);
    is_little("first year", lead.effort().await);
    no_complaints(&lead).await;
}

#[tokio::test]
async fn the_second_year_most_answers_are_confirmed() {
    let site = Site::demo();
    let lead = Browser::options().counting_pages().start(&site.url).await;
    follow_invitation(&site, &lead, "processledare.13@example.se").await;
    let (confirmed, changed) = (std::cell::Cell::new(0), std::cell::Cell::new(0));
    let parts = answer_all(&lead, async |item| {
        let last_year = format!("[for='unchanged-{item}']");
        // Every sixth answer is another one this year.
        if lead.sees(&last_year).await && (confirmed.get() + changed.get()) % 6 != 5 {
            lead.click(&last_year).await;
            confirmed.set(confirmed.get() + 1);
        } else {
            lead.click(&tile(item, 6)).await;
            lead.fill(&comment(item), "Det är nytt i år.").await;
            changed.set(changed.get() + 1);
        }
    })
    .await;
    assert_eq!((parts, confirmed.get() + changed.get()), (18, 36));
    println!("{} answers confirmed, {} given anew", confirmed.get(), changed.get());
    assert!(confirmed.get() >= 24, "{} of 36 could be confirmed", confirmed.get());
    is_little("second year", lead.effort().await);
    no_complaints(&lead).await;
}
