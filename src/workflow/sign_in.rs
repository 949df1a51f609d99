//! The secrets of a sign-in: the token in the link and the code that is typed. Only their hashes are ever
//! stored (reliability.md, "Sign-in").

use data_encoding::BASE32_NOPAD;
use rand::seq::IndexedRandom;

use super::signed::sha256;

/// How long a link and its code can be used, counted from when the mail is sent.
pub const LIFETIME: chrono::Duration = chrono::Duration::minutes(30);

/// How long a code that confirms who signs can be used, counted from when the mail is sent.
pub const SIGNING_LIFETIME: chrono::Duration = chrono::Duration::minutes(15);

/// For how long after signing in nobody is asked for a code before signing: who came straight from the mail has just shown it.
pub const FRESH: chrono::Duration = chrono::Duration::minutes(10);

/// How old a request may be when its mail's turn comes. All tries of a mail fit into this; an older one
/// comes out of a restored backup or a long stop, and nobody waits for it.
pub const PATIENCE: chrono::Duration = chrono::Duration::hours(24);

/// The characters of a code: no 0/O, 1/I, 2/Z, 5/S or 8/B.
const CODE_ALPHABET: &[u8; 26] = b"ACDEFGHJKLMNPQRTUVWXY34679";

/// The number of characters in a code, about 38 bits; guesses are counted.
const CODE_LENGTH: usize = 8;

/// A fresh token and code. Not `Debug` on purpose: they belong in one mail and nowhere else.
pub struct Secrets {
    /// 160 random bits as 32 lower-case letters and digits: for the link.
    pub token: String,
    /// Eight characters: for typing.
    pub code: String,
}

impl Secrets {
    /// Draws a fresh pair.
    pub fn draw() -> Secrets {
        let mut lot = rand::rng();
        let code = (0..CODE_LENGTH)
            .filter_map(|_| CODE_ALPHABET.as_slice().choose(&mut lot).copied().map(char::from))
            .collect();
        Secrets { token: new_token(), code }
    }

    /// The code as it is shown: `XXXX-XXXX`.
    pub fn shown_code(&self) -> String {
        let (left, right) = self.code.split_at_checked(CODE_LENGTH / 2).unwrap_or((&self.code, ""));
        format!("{left}-{right}")
    }
}

/// A new unguessable token: 160 random bits as 32 lower-case letters and digits.
pub fn new_token() -> String {
    let bytes: [u8; 20] = rand::random();
    BASE32_NOPAD.encode(&bytes).to_ascii_lowercase()
}

/// What is stored of a token.
pub fn token_hash(token: &str) -> String {
    sha256(token.as_bytes())
}

/// What is stored of a code: hashed together with the id of its sign-in, so that equal codes differ.
/// The code counts as typed: small letters, spaces and dashes do not matter.
pub fn code_hash(sign_in: &str, code: &str) -> String {
    sha256(format!("{sign_in}:{}", tidy_code(code)).as_bytes())
}

/// A typed code as it was drawn: letters and digits only, in capitals.
pub fn tidy_code(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_shown_in_two_groups_and_may_be_typed_carelessly() {
        let secrets = Secrets { token: String::new(), code: "ACDEFGHJ".to_owned() };
        assert_eq!(secrets.shown_code(), "ACDE-FGHJ");
        assert_eq!(code_hash("x", " acde fghj\n"), code_hash("x", "ACDEFGHJ"));
        assert_ne!(code_hash("x", "ACDEFGHJ"), code_hash("y", "ACDEFGHJ"));
    }

    #[test]
    fn secrets_have_their_size_and_their_alphabet() {
        for _ in 0..200 {
            let secrets = Secrets::draw();
            assert_eq!(secrets.code.len(), CODE_LENGTH);
            assert!(secrets.code.bytes().all(|byte| CODE_ALPHABET.contains(&byte)));
            assert_eq!(secrets.token.len(), 32);
            assert!(secrets.token.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()));
            assert_ne!(secrets.token, Secrets::draw().token);
        }
    }
}
