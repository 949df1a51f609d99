//! Conditions as a line of words, and back: `3.2a at least 7 and not 1.1a answered`.
//!
//! ```text
//! condition  = simple | simple "and" simple … | simple "or" simple …
//! simple     = "not" simple | "(" condition ")" | "all" "(" condition "," … ")" | "any" "(" … ")"
//!            | ITEM "is" OPTION | ITEM "includes" OPTION | ITEM "at least" NUMBER | ITEM "at most" NUMBER
//!            | ITEM "answered" | ITEM "not applicable"
//! comment    = answer "or" answer …
//! answer     = "at most" NUMBER | "at least" NUMBER | "is" OPTION
//! ```
//!
//! `>=`, `<=` and `=` are understood too. A name that is one of the words, or has other characters than an id, stands in quotation
//! marks. `and` and `or` are not mixed without brackets, so that every condition has one reading.

use super::plain;
use crate::questionnaire::{
    condition::{Comparison, Condition},
    definition::CommentWhen,
    number::Number,
};

/// How deep brackets are followed.
const DEPTH_MAX: usize = 40;

/// The words that have a meaning of their own.
const WORDS: [&str; 12] =
    ["and", "or", "not", "all", "any", "is", "includes", "answered", "applicable", "at", "least", "most"];

/// A condition in words.
pub(super) fn condition(condition: &Condition) -> String {
    match condition {
        Condition::All(of) if of.len() > 1 => joined(of, " and "),
        Condition::Any(of) if of.len() > 1 => joined(of, " or "),
        other => simple(other),
    }
}

fn joined(of: &[Condition], with: &str) -> String {
    of.iter().map(simple).collect::<Vec<_>>().join(with)
}

fn simple(of: &Condition) -> String {
    let listed = |word: &str, of: &[Condition]| {
        format!("{word}({})", of.iter().map(condition).collect::<Vec<_>>().join(", "))
    };
    match of {
        Condition::All(parts) if parts.len() < 2 => listed("all", parts),
        Condition::Any(parts) if parts.len() < 2 => listed("any", parts),
        Condition::All(_) | Condition::Any(_) => format!("({})", condition(of)),
        Condition::Not(of) => format!("not {}", simple(of)),
        Condition::Answered(item) => format!("{} answered", name(item)),
        Condition::NotApplicable(item) => format!("{} not applicable", name(item)),
        Condition::Compare { item, with } => {
            let item = name(item);
            match with {
                Comparison::Is(option) => format!("{item} is {}", name(option)),
                Comparison::Includes(option) => format!("{item} includes {}", name(option)),
                Comparison::AtLeast(bound) => format!("{item} at least {bound}"),
                Comparison::AtMost(bound) => format!("{item} at most {bound}"),
            }
        }
    }
}

/// The answers that a comment is asked for with, in words.
pub(super) fn comment_when(when: &CommentWhen) -> String {
    let bounds =
        [when.at_most.map(|b| format!("at most {b}")), when.at_least.map(|b| format!("at least {b}"))];
    let options = when.is.iter().map(|option| format!("is {}", name(option)));
    bounds.into_iter().flatten().chain(options).collect::<Vec<_>>().join(" or ")
}

fn name(id: &str) -> String {
    let is_plain =
        !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
    if is_plain && !WORDS.contains(&id.to_ascii_lowercase().as_str()) {
        id.to_owned()
    } else {
        plain::quoted(id)
    }
}

/// Where a line of words stops making sense: the word there, or nothing at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unreadable {
    /// The word that was not expected; empty at the end.
    pub(super) found: String,
}

type Read<T> = Result<T, Unreadable>;

/// The condition that a line says.
pub(super) fn read_condition(line: &str) -> Read<Condition> {
    let mut reader = Reader::new(line)?;
    let condition = reader.condition(0)?;
    reader.end()?;
    Ok(condition)
}

/// The answers that a line asks for a comment with.
pub(super) fn read_comment_when(line: &str) -> Read<CommentWhen> {
    let mut reader = Reader::new(line)?;
    let mut when = CommentWhen { at_most: None, at_least: None, is: Vec::new() };
    loop {
        let here = reader.at;
        match reader.comparison()? {
            Comparison::AtMost(bound) if when.at_most.is_none() => when.at_most = Some(bound),
            Comparison::AtLeast(bound) if when.at_least.is_none() => when.at_least = Some(bound),
            Comparison::Is(option) => when.is.push(option),
            _ => {
                reader.at = here;
                return Err(reader.unexpected());
            }
        }
        if !reader.takes("or") {
            break;
        }
    }
    reader.end()?;
    Ok(when)
}

/// A word, a sign, or a name in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(String),
    Name(String),
}

struct Reader {
    tokens: Vec<Token>,
    at: usize,
}

impl Reader {
    fn new(line: &str) -> Read<Reader> {
        let mut tokens = Vec::new();
        let mut rest = line.trim_start();
        while let Some(c) = rest.chars().next() {
            let length = match c {
                '"' => {
                    let end = end_of_name(rest).ok_or_else(|| Unreadable { found: rest.to_owned() })?;
                    let name = rest.get(..end).unwrap_or_default();
                    let name =
                        serde_json::from_str(name).map_err(|_| Unreadable { found: name.to_owned() })?;
                    tokens.push(Token::Name(name));
                    end
                }
                '(' | ')' | ',' => {
                    tokens.push(Token::Word(c.to_string()));
                    1
                }
                '<' | '>' | '=' | '≤' | '≥' => {
                    let end = rest.find(|c| !matches!(c, '<' | '>' | '=' | '≤' | '≥')).unwrap_or(rest.len());
                    tokens.push(Token::Word(rest.get(..end).unwrap_or_default().to_owned()));
                    end
                }
                _ => {
                    let is_end = |c: char| c.is_whitespace() || "\"(),<>=≤≥".contains(c);
                    let end = rest.find(is_end).unwrap_or(rest.len());
                    tokens.push(Token::Word(rest.get(..end).unwrap_or_default().to_owned()));
                    end
                }
            };
            rest = rest.get(length..).unwrap_or_default().trim_start();
        }
        Ok(Reader { tokens, at: 0 })
    }

    fn is(&self, ahead: usize, word: &str) -> bool {
        match self.tokens.get(self.at + ahead) {
            Some(Token::Word(found)) => found.eq_ignore_ascii_case(word),
            _ => false,
        }
    }

    fn takes(&mut self, word: &str) -> bool {
        let is_there = self.is(0, word);
        self.at += usize::from(is_there);
        is_there
    }

    fn demand(&mut self, word: &str) -> Read<()> {
        if self.takes(word) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn unexpected(&self) -> Unreadable {
        let found = match self.tokens.get(self.at) {
            Some(Token::Word(word)) => word.clone(),
            Some(Token::Name(name)) => plain::quoted(name),
            None => String::new(),
        };
        Unreadable { found }
    }

    fn end(&self) -> Read<()> {
        if self.at >= self.tokens.len() { Ok(()) } else { Err(self.unexpected()) }
    }

    fn condition(&mut self, depth: usize) -> Read<Condition> {
        let first = self.simple(depth)?;
        let word = if self.is(0, "and") {
            "and"
        } else if self.is(0, "or") {
            "or"
        } else {
            return Ok(first);
        };
        let mut parts = vec![first];
        while self.takes(word) {
            parts.push(self.simple(depth)?);
        }
        Ok(if word == "and" { Condition::All(parts) } else { Condition::Any(parts) })
    }

    fn simple(&mut self, depth: usize) -> Read<Condition> {
        if depth > DEPTH_MAX {
            return Err(self.unexpected());
        }
        if self.takes("not") {
            return Ok(Condition::Not(Box::new(self.simple(depth + 1)?)));
        }
        if self.takes("(") {
            let condition = self.condition(depth + 1)?;
            self.demand(")")?;
            return Ok(condition);
        }
        for (word, of) in [("all", Condition::All as fn(_) -> _), ("any", Condition::Any)] {
            if self.is(0, word) && self.is(1, "(") {
                self.at += 2;
                return Ok(of(self.list(depth + 1)?));
            }
        }
        let item = self.name()?;
        if self.takes("answered") {
            return Ok(Condition::Answered(item));
        }
        if self.is(0, "not") && self.is(1, "applicable") {
            self.at += 2;
            return Ok(Condition::NotApplicable(item));
        }
        Ok(Condition::Compare { item, with: self.comparison()? })
    }

    /// Conditions up to the closing bracket.
    fn list(&mut self, depth: usize) -> Read<Vec<Condition>> {
        let mut parts = Vec::new();
        if self.takes(")") {
            return Ok(parts);
        }
        loop {
            parts.push(self.condition(depth)?);
            if !self.takes(",") {
                break;
            }
        }
        self.demand(")")?;
        Ok(parts)
    }

    fn comparison(&mut self) -> Read<Comparison> {
        if self.takes("is") || self.takes("=") {
            return Ok(Comparison::Is(self.name()?));
        }
        if self.takes("includes") {
            return Ok(Comparison::Includes(self.name()?));
        }
        let is_least = self.takes(">=") || self.takes("≥");
        let is_most = !is_least && (self.takes("<=") || self.takes("≤"));
        if is_least || is_most {
            let bound = self.number()?;
            return Ok(if is_least { Comparison::AtLeast(bound) } else { Comparison::AtMost(bound) });
        }
        self.demand("at")?;
        if self.takes("least") {
            return Ok(Comparison::AtLeast(self.number()?));
        }
        self.demand("most")?;
        Ok(Comparison::AtMost(self.number()?))
    }

    fn name(&mut self) -> Read<String> {
        let name = match self.tokens.get(self.at) {
            Some(Token::Name(name)) => name.clone(),
            Some(Token::Word(word))
                if !is_sign(word) && !WORDS.contains(&word.to_ascii_lowercase().as_str()) =>
            {
                word.clone()
            }
            _ => return Err(self.unexpected()),
        };
        self.at += 1;
        Ok(name)
    }

    fn number(&mut self) -> Read<Number> {
        let number = match self.tokens.get(self.at) {
            Some(Token::Word(word)) => Number::typed(word).map_err(|_| self.unexpected())?,
            _ => return Err(self.unexpected()),
        };
        self.at += 1;
        Ok(number)
    }
}

fn is_sign(word: &str) -> bool {
    word.starts_with(['(', ')', ',', '<', '>', '=', '≤', '≥'])
}

/// Behind the closing mark of a name that begins with one.
fn end_of_name(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(json: serde_json::Value) -> Condition {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn conditions_read_like_sentences() {
        let yes = json!({"item": "9.1b", "is": "yes"});
        let bound = json!({"item": "3.2a", "at_least": 7});
        for (json, line) in [
            (json!({"all": [bound, {"not": {"answered": "1.1a"}}]}), "3.2a at least 7 and not 1.1a answered"),
            (json!({"any": [yes, {"not_applicable": "9.1b"}]}), "9.1b is yes or 9.1b not applicable"),
            (
                json!({"all": [{"any": [yes, bound]}, yes]}),
                "(9.1b is yes or 3.2a at least 7) and 9.1b is yes",
            ),
            (json!({"not": {"all": [yes, bound]}}), "not (9.1b is yes and 3.2a at least 7)"),
            (json!({"all": [{"any": [yes]}]}), "all(any(9.1b is yes))"),
            (json!({"any": [{"all": [yes, bound]}]}), "any(9.1b is yes and 3.2a at least 7)"),
            (json!({"any": []}), "any()"),
            (json!({"not": {"not": {"not_applicable": "not"}}}), "not not \"not\" not applicable"),
            (json!({"item": "a b", "includes": "å\"(\n"}), "\"a b\" includes \"å\\\"(\\n\""),
            (json!({"item": "1.1", "at_most": -2.5}), "1.1 at most -2.5"),
        ] {
            let meant = of(json);
            assert_eq!(condition(&meant), line);
            assert_eq!(read_condition(line), Ok(meant), "{line}");
        }
        assert_eq!(
            read_condition("3.2a>=7 AND not(1.1a answered)"),
            read_condition("3.2a at least 7 and not 1.1a answered")
        );
    }

    #[test]
    fn what_has_no_one_reading_is_refused_where_it_goes_astray() {
        for (line, found) in [
            ("", ""),
            ("3.2a", ""),
            ("3.2a is", ""),
            ("3.2a is yes and 1.1a is no or 2.1a is no", "or"),
            ("3.2a at least many", "many"),
            ("3.2a > 7", ">"),
            ("(3.2a answered", ""),
            ("3.2a answered)", ")"),
            ("and", "and"),
            ("\"3.2a answered", "\"3.2a answered"),
            ("all 3.2a answered", "all"),
        ] {
            assert_eq!(read_condition(line), Err(Unreadable { found: found.into() }), "{line}");
        }
        assert!(read_condition(&"(".repeat(100_000)).is_err());
        assert!(read_condition(&"not ".repeat(100_000)).is_err());
    }

    #[test]
    fn the_answers_that_ask_for_a_comment_read_so_too() {
        let when = CommentWhen {
            at_most: Some(3.into()),
            at_least: Some(9.into()),
            is: vec!["no".into(), "any".into()],
        };
        let line = "at most 3 or at least 9 or is no or is \"any\"";
        assert_eq!(comment_when(&when), line);
        assert_eq!(read_comment_when(line), Ok(when));
        for line in ["", "at most", "at most 3 or at most 4", "3.2a is no", "includes x", "is no and is yes"]
        {
            assert!(read_comment_when(line).is_err(), "{line}");
        }
    }
}
