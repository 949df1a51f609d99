//! From words to a message on the wire (RFC 5322): the headers of ours, and `multipart/alternative`.
//!
//! Every value that enters a header is checked here once more, and line ends in bodies are made regular,
//! before lettre sees them: up to 0.11.23 it passes on more than it should (RUSTSEC-2026-0561).

use std::time::{Duration, SystemTime};

use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart, MultiPartKind, SinglePart,
        header::{HeaderName, HeaderValue},
    },
};

use super::compose::{ComposeError, check_line};
use crate::{clock::Moment, store::mail::Letter};

/// What a message's headers are made of.
#[derive(Debug, Clone)]
pub struct Envelope<'a> {
    /// The id of the mail in the outbox: letters and digits.
    pub id: &'a str,
    /// The sender.
    pub from: &'a Mailbox,
    /// The recipient's address.
    pub to: &'a str,
    /// The Message-ID, in angle brackets: the same at every try.
    pub message_id: &'a str,
    /// The Message-ID that it refers to, if any.
    pub in_reply_to: Option<&'a str>,
    /// The date.
    pub date: Moment,
}

/// The message, ready to be sent.
///
/// # Errors
/// [`ComposeError`] for an address that is none, and for control characters in a header.
pub fn message(envelope: &Envelope<'_>, letter: &Letter) -> Result<Message, ComposeError> {
    check_line("the subject", &letter.subject)?;
    check_line("the sender's name", envelope.from.name.as_deref().unwrap_or_default())?;
    let from = Mailbox::new(envelope.from.name.clone(), address(envelope.from.email.as_ref())?);
    let to = Mailbox::new(None, address(envelope.to)?);
    let millis = u64::try_from(envelope.date.millis()).unwrap_or(0);
    let mut builder = Message::builder()
        .from(from)
        .to(to)
        .date(SystemTime::UNIX_EPOCH + Duration::from_millis(millis))
        .message_id(Some(message_id(envelope.message_id)?))
        .subject(letter.subject.clone())
        .raw_header(header(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated"))
        .raw_header(header(HeaderName::new_from_ascii_str("X-Auto-Response-Suppress"), "OOF, AutoReply"));
    if let Some(earlier) = envelope.in_reply_to {
        let earlier = message_id(earlier)?;
        builder = builder.in_reply_to(earlier.clone()).references(earlier);
    }
    let boundary: String = envelope.id.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
    let body = MultiPart::builder()
        .kind(MultiPartKind::Alternative)
        .boundary(format!("perspektiv-{boundary}"))
        .singlepart(SinglePart::plain(regular_lines(&letter.text)))
        .singlepart(SinglePart::html(regular_lines(&letter.html)));
    builder.multipart(body).map_err(|error| ComposeError::Fault(error.to_string()))
}

fn header(name: HeaderName, value: &str) -> HeaderValue {
    HeaderValue::new(name, value.to_owned())
}

/// An address that any mail server takes: ASCII, without spaces and brackets, and at most 254 characters.
pub(super) fn address(text: &str) -> Result<Address, ComposeError> {
    let refuse = || ComposeError::Address(text.chars().take(254).collect());
    let plain = text.len() <= 254
        && text.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>()[]\\,;:\"".contains(&byte));
    if !plain {
        return Err(refuse());
    }
    text.parse().map_err(|_| refuse())
}

/// A Message-ID as RFC 5322 section 3.6.4 has it, of plain characters only.
fn message_id(text: &str) -> Result<String, ComposeError> {
    let inner = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')).unwrap_or_default();
    let plain = inner.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>()[]\\,;:\"".contains(&byte));
    if plain && inner.split('@').count() == 2 {
        Ok(text.to_owned())
    } else {
        Err(ComposeError::Fault("the Message-ID is not one".to_owned()))
    }
}

/// The text with every line end as CR LF, and without NUL and other control characters.
fn regular_lines(text: &str) -> String {
    let mut regular = String::with_capacity(text.len() + text.len() / 32);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                regular.push_str("\r\n");
            }
            '\n' => regular.push_str("\r\n"),
            '\t' => regular.push('\t'),
            other if other.is_control() => {}
            other => regular.push(other),
        }
    }
    regular
}

#[cfg(test)]
mod tests {
    use super::*;
    use mail_parser::{HeaderValue as Parsed, MessageParser, MimeHeaders};

    fn letter() -> Letter {
        Letter {
            subject: "Inbjudan: Självvärdering 2027".to_owned(),
            text: "Hej Åsa!\n.\nEn ensam punkt.\rOch ett till.\n".to_owned(),
            html: "<p>Hej Åsa!</p>\n".to_owned(),
        }
    }

    fn from() -> Mailbox {
        Mailbox::new(Some("Nätverket".to_owned()), "svar@natverk.example".parse().unwrap())
    }

    fn envelope<'a>(from: &'a Mailbox, to: &'a str) -> Envelope<'a> {
        Envelope {
            id: "abc123",
            from,
            to,
            message_id: "<abc123@natverk.example>",
            in_reply_to: Some("<first@natverk.example>"),
            date: Moment::from_millis(1_803_895_200_000),
        }
    }

    #[test]
    fn a_message_is_read_back_as_it_was_meant() {
        let from = from();
        let bytes = message(&envelope(&from, "asa@region.example"), &letter()).unwrap().formatted();
        assert!(bytes.is_ascii());
        let read = MessageParser::default().parse(&bytes).unwrap();
        assert_eq!(read.subject(), Some("Inbjudan: Självvärdering 2027"));
        assert_eq!(read.message_id(), Some("abc123@natverk.example"));
        assert_eq!(read.in_reply_to().as_text(), Some("first@natverk.example"));
        assert_eq!(read.references().as_text(), Some("first@natverk.example"));
        assert_eq!(read.from().unwrap().first().unwrap().name(), Some("Nätverket"));
        assert_eq!(read.to().unwrap().first().unwrap().address(), Some("asa@region.example"));
        assert_eq!(read.date().unwrap().to_timestamp(), 1_803_895_200);
        let header = |name: &str| read.header(name).and_then(Parsed::as_text).map(str::to_owned);
        assert_eq!(header("Auto-Submitted").as_deref(), Some("auto-generated"));
        assert_eq!(header("X-Auto-Response-Suppress").as_deref(), Some("OOF, AutoReply"));
        assert_eq!(read.content_type().unwrap().subtype(), Some("alternative"));
        let text = read.body_text(0).unwrap().replace("\r\n", "\n");
        assert_eq!(text.trim_end(), "Hej Åsa!\n.\nEn ensam punkt.\nOch ett till.");
        assert!(read.body_html(0).unwrap().contains("<p>Hej Åsa!</p>"));
    }

    #[test]
    fn the_same_mail_is_the_same_bytes() {
        let from = from();
        let bytes = || message(&envelope(&from, "asa@region.example"), &letter()).unwrap().formatted();
        assert_eq!(bytes(), bytes());
    }

    #[test]
    fn nothing_gets_a_line_break_into_a_header() {
        let from = from();
        for hostile in ["a\r\nBcc: b@example.org", "a\nb", "a\rb", "a\0b"] {
            let mut letter = letter();
            letter.subject = hostile.to_owned();
            assert!(message(&envelope(&from, "a@example.org"), &letter).is_err());
            let address = format!("{hostile}@example.org");
            assert!(message(&envelope(&from, &address), &self::letter()).is_err());
            let id = format!("<{hostile}@example.org>");
            let with_id = Envelope { message_id: &id, ..envelope(&from, "a@example.org") };
            assert!(message(&with_id, &self::letter()).is_err());
            let with_reply = Envelope { in_reply_to: Some(&id), ..envelope(&from, "a@example.org") };
            assert!(message(&with_reply, &self::letter()).is_err());
            let sender = Mailbox::new(Some(hostile.to_owned()), "a@example.org".parse().unwrap());
            assert!(message(&envelope(&sender, "a@example.org"), &self::letter()).is_err());
        }
    }

    #[test]
    fn an_address_is_one_plain_address() {
        let from = from();
        for bad in ["", "a", "a@", "@b", "a@b@c", "a b@c.example", "a@c.example, b@c.example", "å@c.example"]
        {
            assert!(message(&envelope(&from, bad), &letter()).is_err(), "{bad:?}");
        }
        assert!(message(&envelope(&from, "a.b+c@d-e.example"), &letter()).is_ok());
    }
}
