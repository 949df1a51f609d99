//! What a machine can tell about a page's accessibility: axe-core with every WCAG 2.0–2.2 A and AA rule, and what axe does
//! not look for: sideways scrolling, inputs without a visible label, groups without a legend. A verdict is a text for people,
//! empty when there is nothing to say.

use super::browser::Browser;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// The widths every page state is looked at: a phone (WCAG 1.4.10 asks for 320), a tablet, a desk. In CSS pixels.
pub const WIDTHS: [u32; 3] = [320, 768, 1280];

const RUN_AXE: &str = r#"
    const done = arguments[arguments.length - 1];
    axe.run(document, {
        runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
        rules: { 'target-size': { enabled: true } },
        resultTypes: ['violations'],
    }).then(
        results => done({ rules: results.passes.length + results.violations.length, violations: results.violations }),
        error => done({ error: String(error) }));
"#;

/// Elements that stick out of the window, those inside a box with a scroll bar of its own excepted.
const SIDEWAYS: &str = r#"
    const page = document.scrollingElement;
    if (page.scrollWidth <= page.clientWidth) return [];
    const scrolls = element => {
        for (let box = element.parentElement; box && box !== document.body; box = box.parentElement)
            if (getComputedStyle(box).overflowX !== 'visible') return true;
        return false;
    };
    const sticking = [...document.body.querySelectorAll('*')]
        .filter(element => {
            const box = element.getBoundingClientRect();
            return Math.max(box.right, box.left + element.scrollWidth) > page.clientWidth + 0.5 && !scrolls(element);
        })
        .filter((element, _, all) => !all.some(other => other !== element && element.contains(other)))
        .map(element => element.outerHTML.slice(0, 120));
    return [`the page is ${page.scrollWidth} px wide in a window of ${page.clientWidth} px`, ...sticking];
"#;

const FORM: &str = r#"
    const seen = element => element && element.checkVisibility({ visibilityProperty: true })
        && element.getBoundingClientRect().width > 1 && element.innerText.trim() !== '';
    const problems = [];
    for (const input of document.querySelectorAll('input, select, textarea')) {
        if (['hidden', 'submit', 'button', 'reset', 'image'].includes(input.type)) continue;
        if (!input.checkVisibility()) continue;
        const named = (input.getAttribute('aria-labelledby') || '').split(/\s+/)
            .map(id => id && document.getElementById(id));
        if (![...(input.labels || []), ...named].some(seen))
            problems.push(`no visible label: ${input.outerHTML.slice(0, 120)}`);
    }
    const groups = new Map();
    for (const input of document.querySelectorAll('input[type=radio][name], input[type=checkbox][name]')) {
        const key = `${input.type} ${input.name}`;
        groups.set(key, [...(groups.get(key) || []), input]);
    }
    for (const [key, inputs] of groups) {
        if (inputs.length < 2 || !inputs.some(input => input.checkVisibility())) continue;
        const fieldset = inputs[0].closest('fieldset');
        if (!fieldset || !inputs.every(input => fieldset.contains(input)))
            problems.push(`not in one fieldset: ${key}`);
        else if (!seen(fieldset.querySelector(':scope > legend')))
            problems.push(`a fieldset without a visible legend: ${key}`);
    }
    return problems;
"#;

/// WCAG 1.4.12. A constructed style sheet is not subject to the page's content security policy.
const TEXT_SPACING: &str = r#"
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
        p { margin-block-end: 2em !important; }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
"#;

impl Browser {
    /// What axe-core finds wrong with the page as it is now: every WCAG 2.0–2.2 A and AA rule, target size included.
    pub async fn axe(&self) -> String {
        self.lend_scripts(true).await;
        if self.run_script("return 'axe' in window", Vec::new()).await != json!(true) {
            self.run_script(&axe_source(), Vec::new()).await;
        }
        let found = self.run_async_script(RUN_AXE).await;
        self.lend_scripts(false).await;
        assert!(found.get("error").is_none(), "axe could not run: {found}");
        assert_ne!(found.get("rules"), Some(&json!(0)), "axe applied no rule to {}", self.describe().await);
        lines(found.get("violations").into_iter().flat_map(items).map(describe_violation))
    }

    /// What is too wide for the window (WCAG 1.4.10).
    pub async fn sideways_scroll(&self) -> String {
        lines(
            items(&self.run_script(SIDEWAYS, Vec::new()).await).filter_map(Value::as_str).map(str::to_owned),
        )
    }

    /// Ends the test if the page must be scrolled sideways.
    pub async fn no_sideways_scroll(&self) {
        let found = self.sideways_scroll().await;
        assert!(found.is_empty(), "{}: {found}", self.describe().await);
    }

    /// Inputs without a visible label, and groups of radio buttons or checkboxes without a fieldset and visible legend.
    pub async fn form_problems(&self) -> String {
        lines(items(&self.run_script(FORM, Vec::new()).await).filter_map(Value::as_str).map(str::to_owned))
    }

    /// Sets the text as wide as WCAG 1.4.12 says a page must bear, until the page is left.
    pub async fn space_out_text(&self) {
        self.run_script(TEXT_SPACING, Vec::new()).await;
    }

    /// Looks at the page in its present state at every width: takes a picture, and ends the test with a list of everything
    /// that is wrong. Needs scripts. `name` is the picture's.
    pub async fn inspect(&self, name: &str) {
        let mut problems = String::new();
        for width in WIDTHS {
            self.size(width, 900).await;
            self.screenshot(name).await;
            let found = [self.axe().await, self.sideways_scroll().await, self.form_problems().await];
            for found in found.iter().filter(|found| !found.is_empty()) {
                problems.push_str(&format!("\n— at {width} px —\n{found}\n"));
            }
        }
        assert!(problems.is_empty(), "{name}, {}:{problems}", self.describe().await);
    }
}

fn axe_source() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/node_modules/axe-core/axe.min.js");
    fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!("{}: {error}: run scripts/test.sh, or `npm install` in tests/browser", path.display())
    })
}

fn describe_violation(violation: &Value) -> String {
    let said =
        |value: &Value, name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut text =
        format!("{} ({}): {}", said(violation, "id"), said(violation, "impact"), said(violation, "help"));
    for node in violation.get("nodes").into_iter().flat_map(items) {
        text.push_str(&format!(
            "\n  {}\n    {}",
            said(node, "html"),
            said(node, "failureSummary").replace('\n', "\n    ")
        ));
    }
    text
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn lines(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join("\n")
}
