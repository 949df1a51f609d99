//! An e-mail address as it may stand in the store and in a mail's envelope.

use std::str::FromStr;

use email_address::{EmailAddress, Options};

/// The greatest length of an address, in bytes (RFC 5321, section 4.5.3.1.3, less the angle brackets).
pub const ADDRESS_MAX: usize = 254;

/// One e-mail address: lower case, ASCII, without display name, quotes or control characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

/// Why a text is no address. Each has a text in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Nothing was written.
    #[error("the address is missing")]
    Missing,
    /// It holds a line break or another control character.
    #[error("the address holds a control character")]
    Control,
    /// It is longer than [`ADDRESS_MAX`] bytes.
    #[error("the address is too long")]
    TooLong,
    /// It is no address of the form `name@organisation.example`.
    #[error("this is not an e-mail address")]
    Invalid,
}

impl Address {
    /// The address in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address in lower case.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Address {
    type Err = AddressError;

    /// Understands an address as a person types it: space around it and upper case do not matter.
    ///
    /// Addresses outside ASCII are refused on purpose: hardly any server delivers to them, and in a list of
    /// contacts an `å` before the `@` is a slip.
    fn from_str(text: &str) -> Result<Address, AddressError> {
        // Only spaces are trimmed: a line break at the edge is refused like one in the middle.
        let text = text.trim_matches([' ', '\u{a0}']);
        if text.is_empty() {
            return Err(AddressError::Missing);
        }
        if text.chars().any(char::is_control) {
            return Err(AddressError::Control);
        }
        if text.len() > ADDRESS_MAX {
            return Err(AddressError::TooLong);
        }
        if !text.is_ascii() || text.contains(['"', '<', '>', '(', ')', ',', ';', ':', '\\', '%', ' ']) {
            return Err(AddressError::Invalid);
        }
        let options = Options::default().without_display_text().without_domain_literal().with_required_tld();
        EmailAddress::parse_with_options(text, options).map_err(|_| AddressError::Invalid)?;
        Ok(Address(text.to_ascii_lowercase()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_space_around_do_not_matter() {
        let address: Address = "  Anna.Alm@Region.Example\u{a0}".parse().unwrap();
        assert_eq!(address.as_str(), "anna.alm@region.example");
    }

    #[test]
    fn what_is_no_address_is_refused_with_its_reason() {
        let refused = |text: &str| text.parse::<Address>().unwrap_err();
        assert_eq!(refused("  "), AddressError::Missing);
        for text in ["a@b.example\r\nBcc: x@y.example", "a\0@b.example", "\na@b.example", "a@b.example\n"] {
            assert_eq!(refused(text), AddressError::Control, "{text:?}");
        }
        assert_eq!(refused(&format!("{}@b.example", "a".repeat(250))), AddressError::TooLong);
        for text in [
            "anna",
            "anna@",
            "@b.example",
            "a@b",
            "a b@c.example",
            "Anna <a@b.example>",
            "a@b.example, c@d.example",
            "a@[127.0.0.1]",
            "\"a\"@b.example",
            "åsa@b.example",
            "a..b@c.example",
            "a@b@c.example",
        ] {
            assert_eq!(refused(text), AddressError::Invalid, "{text:?}");
        }
    }
}
