//! What people set on their own side: larger text, wider spacing, few colours, no motion. On a phone-sized screen, where it
//! hurts first. The pictures are for people to look at.

use crate::support::{Browser, Preference, Site};

/// What is cut off: text that its box hides.
const CUT: &str = r#"
    const hides = ['hidden', 'clip'];
    return [...document.body.querySelectorAll('*')]
        .filter(element => element.checkVisibility() && element.innerText?.trim() && !element.closest('.ds-sr-only, svg'))
        .filter(element => {
            const style = getComputedStyle(element), box = element.getBoundingClientRect();
            if (box.width <= 1 || box.height <= 1) return false;
            return hides.includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1
                || hides.includes(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
        })
        .map(element => element.outerHTML.slice(0, 120)).join('\n');
"#;

pub async fn nothing_is_lost(browser: &Browser, name: &str) {
    browser.screenshot(name).await;
    browser.no_sideways_scroll().await;
    let cut = browser.run_script(CUT, Vec::new()).await;
    assert_eq!(cut, "", "cut off on {name}");
}

#[tokio::test]
async fn pages_bear_large_text_and_wide_spacing() {
    let site = Site::demo();
    let (lead, siv) = (site.person("process-lead").await, site.person("secretariat").await);
    lead.wait_for_text("dagar kvar").await;
    let tasks = lead.path().await;
    let of_region = |page| format!("{tasks}{page}");
    let pages = [
        (&lead, "tasks", tasks.clone()),
        (&lead, "part-answered", of_region("/substandards/1.1")),
        (&lead, "part-empty", of_region("/substandards/5.4")),
        (&lead, "check", of_region("/check")),
        (&lead, "results", String::from("/results")),
        (&siv, "year", String::from("/secretariat")),
        (&siv, "round-new", String::from("/secretariat/rounds/new")),
        (&siv, "contacts", String::from("/secretariat/contacts")),
        (&siv, "review-queue", String::from("/secretariat/review")),
    ];
    for (browser, name, page) in &pages {
        browser.size(320, 640).await;
        browser.open(page).await;
        browser.space_out_text().await;
        nothing_is_lost(browser, &format!("spacing-{name}")).await;
        browser.open(page).await;
        browser.wait_for("main").await;
        enlarge_text(browser, 200).await;
        nothing_is_lost(browser, &format!("text-200-{name}")).await;
    }
}

/// Sets the size of the browser's own text, as people do in its settings, in per cent.
pub async fn enlarge_text(browser: &Browser, size: u32) {
    let script = format!(
        "const sheet = new CSSStyleSheet();
         sheet.replaceSync(':root {{ font-size: {size}% !important }}');
         document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];"
    );
    browser.run_script(&script, Vec::new()).await;
}

/// The page as it is now, on a phone, first with twice the text and then with the system's few colours: nothing is lost, and axe finds
/// nothing. The page is not loaded again, so that what it shows of the moment stays.
pub async fn bears(browser: &Browser, name: &str) {
    browser.size(320, 640).await;
    enlarge_text(browser, 200).await;
    nothing_is_lost(browser, &format!("text-200-{name}")).await;
    let back = "document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1)";
    browser.run_script(back, Vec::new()).await;
    browser.prefer(&[Preference::ForcedColors]).await;
    browser.screenshot(&format!("forced-colours-{name}")).await;
    let found = browser.axe().await;
    browser.prefer(&[]).await;
    assert!(found.is_empty(), "{name} with few colours: {found}");
    browser.size(1280, 900).await;
}

/// As [`bears`], after the page was looked at in three widths.
pub async fn is_sound(browser: &Browser, name: &str) {
    browser.inspect(name).await;
    bears(browser, name).await;
}

#[tokio::test]
async fn pages_respect_what_people_prefer() {
    let site = Site::demo();
    let browser = site.person("process-lead").await;
    browser.wait_for_text("dagar kvar").await;
    let tasks = browser.path().await;
    let pages = [
        ("tasks", tasks.clone()),
        ("part", format!("{tasks}/substandards/1.1")),
        ("results", String::from("/results")),
    ];
    browser.prefer(&[Preference::ForcedColors]).await;
    for (name, page) in &pages {
        browser.open(page).await;
        browser.wait_for("main").await;
        browser.screenshot(&format!("forced-colours-{name}")).await;
    }
    // A chosen tile differs from the others in more than a colour that is taken away.
    browser.open(&pages[1].1).await;
    let widths = "const style = chosen => getComputedStyle(document.querySelector(`.scale input${chosen}`));
        return [style(':checked').borderTopWidth, style(':not(:checked)').borderTopWidth]";
    let widths = browser.run_script(widths, Vec::new()).await;
    assert_ne!(widths[0], widths[1], "{widths}");

    browser.prefer(&[Preference::ReducedMotion]).await;
    for (name, page) in &pages {
        browser.open(page).await;
        browser.wait_for("main").await;
        let moving = "return [...document.querySelectorAll('*')].filter(element => {
            const style = getComputedStyle(element);
            return [style.transitionDuration, style.animationDuration].some(all =>
                all.split(', ').some(time => parseFloat(time) * (time.endsWith('ms') ? 1 : 1000) > 10));
        }).length";
        assert_eq!(browser.run_script(moving, Vec::new()).await, 0, "something moves on {name}");
    }
}
