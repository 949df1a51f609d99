//! How a test points at a thing on the page: by what people see (its text), by what a screen reader says (its role and
//! name), or, where neither will do, by CSS selector.

use std::fmt;

/// Something on the page.
#[derive(Clone, Copy, Debug)]
pub enum Target<'a> {
    /// The first element that matches this CSS selector.
    Css(&'a str),
    /// The innermost visible element with exactly this text, runs of white space counted as one space; or the input button
    /// with this value.
    Text(&'a str),
    /// The element with this computed role and exactly this accessible name.
    Role(&'a str, &'a str),
}

/// A CSS selector; a plain `&str` is one too.
pub fn css(selector: &str) -> Target<'_> {
    Target::Css(selector)
}

/// Visible text.
pub fn text(text: &str) -> Target<'_> {
    Target::Text(text)
}

/// Role and accessible name, as the browser computes them: `role("button", "Spara")`.
pub fn role<'a>(role: &'a str, name: &'a str) -> Target<'a> {
    Target::Role(role, name)
}

impl<'a> From<&'a str> for Target<'a> {
    fn from(selector: &'a str) -> Self {
        Self::Css(selector)
    }
}

impl<'a> From<&'a String> for Target<'a> {
    fn from(selector: &'a String) -> Self {
        Self::Css(selector)
    }
}

impl fmt::Display for Target<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Css(selector) => write!(out, "`{selector}`"),
            Self::Text(text) => write!(out, "the text “{text}”"),
            Self::Role(role, name) => write!(out, "the {role} “{name}”"),
        }
    }
}

/// The innermost elements of the page's body with exactly this text.
pub(super) fn xpath_of_text(text: &str) -> String {
    let text = xpath_literal(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    format!(
        "//body//*[not(self::script or self::style)][normalize-space()={text}][not(*[normalize-space()={text}])] \
         | //input[@type='submit' or @type='button' or @type='reset'][normalize-space(@value)={text}]"
    )
}

/// Elements that may have this role: fewer to ask for their computed role, which costs a round trip each.
pub(super) fn candidates_for_role(role: &str) -> &'static str {
    match role {
        "button" => "button, summary, input[type=submit], input[type=button], input[type=reset], [role]",
        "checkbox" => "input[type=checkbox], [role]",
        "radio" => "input[type=radio], [role]",
        "combobox" | "listbox" => "select, input, [role]",
        "textbox" | "searchbox" | "spinbutton" => "input, textarea, [role], [contenteditable]",
        "heading" => "h1, h2, h3, h4, h5, h6, [role]",
        "link" => "a, area, [role]",
        _ => "*",
    }
}

/// XPath has no escapes: a text with both kinds of quote is put together from pieces.
fn xpath_literal(text: &str) -> String {
    if !text.contains('\'') {
        return format!("'{text}'");
    }
    let pieces: Vec<_> = text.split('\'').map(|piece| format!("'{piece}'")).collect();
    format!("concat({})", pieces.join(r#", "'", "#))
}
