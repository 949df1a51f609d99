//! The cookies: who is signed in, which browser this is, and its language. `__Host-` and `Secure` everywhere but on
//! http://localhost, where browsers refuse them.

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD};
use subtle::ConstantTimeEq;

use crate::workflow::signed::sha256;

/// The session of a signed-in person.
pub const SESSION: &str = "session";
/// The browser, before and after sign-in: what a sign-in link is bound to.
pub const VISITOR: &str = "visitor";
/// The language chosen on a page.
pub const LANGUAGE: &str = "language";
/// The language in which questions are read, where it is none of the pages'.
pub const READING: &str = "reading";

/// The page that a signed-out person asked for, until they are signed in.
pub const WANTED: &str = "wanted";

/// The name a cookie has in this installation.
pub fn name(plain: &str, secure: bool) -> String {
    if secure { format!("__Host-{plain}") } else { plain.to_owned() }
}

/// A cookie for this site only. Without `days` it ends with the browser window.
pub fn cookie(plain: &str, value: String, secure: bool, days: Option<i64>) -> Cookie<'static> {
    let mut builder = Cookie::build(name(plain, secure), value)
        .path("/")
        .http_only(true)
        .secure(secure)
        .same_site(SameSite::Lax);
    if let Some(days) = days {
        builder = builder.max_age(Duration::days(days));
    }
    builder.finish()
}

/// Takes a cookie away.
pub fn removal(plain: &str, secure: bool) -> Cookie<'static> {
    let mut gone = cookie(plain, String::new(), secure, None);
    gone.make_removal();
    gone
}

/// Remembers the page that a signed-out person asked for.
pub fn wanted(path_and_query: &str, secure: bool) -> Cookie<'static> {
    cookie(WANTED, BASE64URL_NOPAD.encode(path_and_query.as_bytes()), secure, None)
}

/// The page that a cookie of [`wanted`] holds, as it was written: to be checked, since a browser can be made to send anything.
pub fn read_wanted(value: &str) -> Option<String> {
    String::from_utf8(BASE64URL_NOPAD.decode(value.as_bytes()).ok()?).ok()
}

/// A fresh secret of 160 random bits.
pub fn secret() -> String {
    let bytes: [u8; 20] = rand::random();
    BASE32_NOPAD.encode(&bytes).to_ascii_lowercase()
}

/// What is stored of a secret.
pub fn hash(secret: &str) -> String {
    sha256(secret.as_bytes())
}

/// The CSRF token that goes with a browser's session (or visitor) secret.
pub fn csrf_token(secret: &str) -> String {
    sha256(format!("csrf:{secret}").as_bytes())
}

/// Compares two tokens in constant time.
pub fn same(a: &str, b: &str) -> bool {
    a.as_bytes().ct_eq(b.as_bytes()).into()
}
