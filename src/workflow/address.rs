//! E-mail addresses as people type them.

use email_address::{EmailAddress, Options};

/// The greatest length of an address, in characters (RFC 5321, section 4.5.3.1).
pub const ADDRESS_MAX: usize = 254;

/// The address in the form in which it is stored and compared (trimmed, lower case), if it is one that mail can be sent to.
pub fn parse(typed: &str) -> Option<String> {
    let address = typed.trim().to_lowercase();
    let options = Options::default().with_required_tld().without_display_text().without_domain_literal();
    let sound = address.is_ascii()
        && address.len() <= ADDRESS_MAX
        && !address.chars().any(|c| c.is_control() || c.is_whitespace())
        && EmailAddress::parse_with_options(&address, options).is_ok();
    sound.then_some(address)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn addresses_are_compared_in_one_form() {
        assert_eq!(parse(" Anna@Region.Example.SE "), Some("anna@region.example.se".to_owned()));
    }

    #[test]
    fn what_no_mail_can_be_sent_to_is_refused() {
        for typed in ["", "anna", "anna@", "@region.se", "a b@region.se", "a@region.se\nBcc: x@y.se", "Anna <a@region.se>", "a@localhost"] {
            assert_eq!(parse(typed), None, "{typed:?}");
        }
        assert_eq!(parse(&format!("{}@region.se", "a".repeat(300))), None);
    }
}
