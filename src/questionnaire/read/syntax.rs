//! What is wrong with a file that is no JSON at all: the line and column, what was expected there, and how to mend it. For those
//! who write questionnaires in a plain editor.

use super::{Fault, Problem};

/// The first fault in the form of the file, if there is one.
pub(super) fn fault(bytes: &[u8]) -> Option<Problem> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let place = Place::at_end_of(&String::from_utf8_lossy(before));
            let (line, column) = (place.line, place.column);
            return Some(place.problem(Fault::NotUtf8 { line, column }));
        }
    };
    if text.trim().is_empty() {
        return Some(Place::at_end_of("").problem(Fault::FileEmpty));
    }
    let error = serde_json::from_str::<serde_json::Value>(text).err()?;
    let at = offset(text, error.line(), error.column());
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    let (at, what, mend) = explained(text, at, said);
    let place = Place::at_end_of(text.get(..at).unwrap_or(text));
    let (line, column) = (place.line, place.column);
    Some(place.problem(Fault::Syntax { line, column, what, mend: mend.to_owned() }))
}

/// A place in the text, both numbers from 1, the column in characters.
struct Place {
    line: usize,
    column: usize,
}

impl Place {
    /// That of the character after `before`.
    fn at_end_of(before: &str) -> Place {
        let line = before.rsplit('\n').next().unwrap_or_default();
        Place { line: before.matches('\n').count() + 1, column: line.chars().count() + 1 }
    }

    fn problem(&self, fault: Fault) -> Problem {
        Problem { place: format!("line {}, column {}", self.line, self.column), fault }
    }
}

/// The offset of the character that the parser stopped at; it counts columns in bytes.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let begin: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut at = (begin + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Where the fault really is, what it is, and how to mend it.
fn explained(text: &str, at: usize, said: &str) -> (usize, String, &'static str) {
    let found = text.get(at..).and_then(|rest| rest.chars().next());
    let before = text.get(..at).unwrap_or_default().trim_end();
    let close_quote = "Write texts and names between straight double quotation marks, \"like this\".";
    match said {
        "EOF while parsing a string" | "control character (\\u0000-\\u001F) found while parsing a string" => {
            (
                open_in(text.get(..at).unwrap_or(text)).quote.unwrap_or(at),
                "The text that begins here is not closed on its line.".to_owned(),
                "End it with a straight double quotation mark on the same line, and write a line break in it as \\n.",
            )
        }
        said if said.starts_with("EOF") => match open_in(text).bracket {
            Some((open, bracket)) => (
                open,
                format!("The {bracket} here is not closed before the file ends."),
                if bracket == '{' {
                    "Add the } that belongs to it."
                } else {
                    "Add the ] that belongs to it."
                },
            ),
            None => (at, "The file ends too early.".to_owned(), "Add what is missing at the end."),
        },
        "trailing comma" => {
            let mend = "Remove the comma, or add what should follow it.";
            (before.rfind(',').unwrap_or(at), "There is a comma after the last entry.".to_owned(), mend)
        }
        "trailing characters" => {
            let mend = "Remove it, or the bracket before it that closes the whole too early.";
            (at, "Something follows the end of the whole.".to_owned(), mend)
        }
        "expected `,` or `}`" | "expected `,` or `]`" => {
            let mend = "Put a comma between the entries, or close the last one. A double quotation mark inside a text is written \\\".";
            (before.len(), "A comma or the closing bracket is expected after this.".to_owned(), mend)
        }
        "expected `:`" => {
            let what = "A colon is expected between the name and its value.".to_owned();
            (at, what, "Write it like \"name\": value.")
        }
        "invalid escape" => {
            let mend = "Write a backslash as \\\\ and a line break as \\n.";
            (at, "A backslash stands before a character that it cannot stand before.".to_owned(), mend)
        }
        "recursion limit exceeded" => (
            at,
            "The brackets are nested too deeply.".to_owned(),
            "Use no more levels than surveys/schema.json.",
        ),
        said => {
            let what = match found {
                Some(found) => format!("{} is not expected here.", quoted(found)),
                None => "The file ends too early.".to_owned(),
            };
            let mend = match found {
                Some('\'' | '“' | '”' | '‘' | '’' | '«' | '»') => close_quote,
                Some('/' | '#') => "Remove the comment: JSON has none.",
                Some(',') => "Remove the comma, or add what is missing before it.",
                _ if said == "key must be a string" => close_quote,
                _ => "Write a text in double quotation marks, a number, true, false, null, [ or {.",
            };
            (at, what, mend)
        }
    }
}

/// What is open at the end of a text: the innermost bracket and the quotation mark, each with its place.
#[derive(Default)]
struct Open {
    bracket: Option<(usize, char)>,
    quote: Option<usize>,
}

fn open_in(text: &str) -> Open {
    let (mut brackets, mut quote, mut escaped) = (Vec::new(), None, false);
    for (at, c) in text.char_indices() {
        match (c, quote) {
            _ if escaped => escaped = false,
            ('\\', Some(_)) => escaped = true,
            ('"', Some(_)) => quote = None,
            ('"', None) => quote = Some(at),
            ('{' | '[', None) => brackets.push((at, c)),
            ('}' | ']', None) => drop(brackets.pop()),
            _ => {}
        }
    }
    Open { bracket: brackets.pop(), quote }
}

/// A character as it may stand in a message.
fn quoted(c: char) -> String {
    if c.is_control() { c.escape_default().to_string() } else { format!("The character {c}") }
}

#[cfg(test)]
mod tests {
    use super::fault;

    /// The fault of a file as it is told.
    fn told(text: &str) -> String {
        fault(text.as_bytes()).unwrap().to_string()
    }

    #[test]
    fn every_fault_has_its_place_and_its_remedy() {
        for (text, place, mend) in [
            (
                "{\n  \"a\": [1, 2],\n}",
                "line 2, column 14: There is a comma after the last entry.",
                "Remove the comma",
            ),
            ("[1,\n2,\n]", "line 2, column 2: There is a comma", "Remove the comma"),
            (
                "{\n  \"å\": \"ä\"\n  \"b\": 2\n}",
                "line 2, column 11: A comma or the closing bracket",
                "Put a comma",
            ),
            ("{\"a\": \"säger \"hej\" nu\"}", "line 1, column 15: A comma or", "\\\""),
            ("{\n  'a': 1\n}", "line 2, column 3: The character ' is not expected", "straight double"),
            ("{\n  “a”: 1\n}", "line 2, column 3: The character “ is", "straight double"),
            ("{\n  \"åäö\": “x”\n}", "line 2, column 10: The character “ is", "straight double"),
            ("{\n  a: 1\n}", "line 2, column 3: The character a is", "straight double"),
            ("{\n  // för sig\n  \"a\": 1\n}", "line 2, column 3: The character / is", "Remove the comment"),
            ("{\"a\" 1}", "line 1, column 6: A colon", "\"name\": value"),
            ("{\"a\": }", "line 1, column 7: The character } is", "Write a text in double"),
            ("{\"a\": ,\"b\": 1}", "line 1, column 7: The character , is", "what is missing before"),
            ("{\"a\": True}", "line 1, column 7: The character T is", "true, false"),
            (
                "{\"a\": \"en rad\noch en till\"}",
                "line 1, column 7: The text that begins here is not closed",
                "as \\n",
            ),
            (
                "{\"a\": \"slutet",
                "line 1, column 7: The text that begins here is not closed",
                "quotation mark",
            ),
            ("{\"a\": \"C:\\sökväg\"}", "line 1, column 11: A backslash", "\\\\"),
            ("{\n  \"a\": {\n    \"b\": [1, 2]\n", "line 2, column 8: The { here is not closed", "Add the }"),
            ("{\"a\": [1, \"]\"", "line 1, column 7: The [ here is not closed", "Add the ]"),
            ("{\"a\": 1}}", "line 1, column 9: Something follows", "Remove it"),
            ("{\"a\": 1}\n\nklart", "line 3, column 1: Something follows", "Remove it"),
            (" \n", "line 1, column 1: The file is empty.", "Begin with {"),
        ] {
            let told = told(text);
            assert!(told.starts_with(place) && told.contains(mend), "{text}\n{told}");
        }
        let latin = "{\"a\":\n \"å\"}".chars().map(|c| c as u8).collect::<Vec<_>>();
        assert!(fault(&latin).unwrap().to_string().starts_with("line 2, column 3: This is not UTF-8."));
        assert!(fault(b"{\"a\": [1, \"\\\"]\"]}").is_none());
    }
}
