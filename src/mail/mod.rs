//! Mail: what it says ([`compose`]), what it is on the wire ([`message`]), how it leaves ([`transport`]), and
//! the worker that takes it out of the outbox ([`worker`]). A mail is put *into* the outbox by whoever
//! causes it, in the same transaction: [`Mailer`] makes the row, [`crate::store::mail::queue`] writes it.

pub mod compose;
pub mod message;
pub mod transport;
pub mod worker;

use std::sync::Arc;

use lettre::message::Mailbox;
use tokio::sync::Notify;

pub use compose::{
    Approved, ComposeError, Delegated, Invitation, Mentioned, Receipt, Reminder, Returned, Signature,
};
pub use transport::{SendError, Transport};

use crate::{
    clock::Clock,
    store::{
        Db,
        mail::{Letter, NewMail},
        new_id,
        person::Person,
    },
    workflow::MailKind,
};

/// The catalogue as mail needs it: the text for `(language, key, arguments)`.
pub type Texts = dyn Fn(&str, &str, &[(&str, String)]) -> String + Send + Sync;

/// Everything that mail needs. Cheap to clone; clones share the bell and the worker's name.
#[derive(Clone)]
pub struct Mailer {
    db: Db,
    transport: Transport,
    from: Mailbox,
    base_url: Arc<str>,
    clock: Clock,
    texts: Arc<Texts>,
    bell: Arc<Notify>,
    /// The name under which mails are claimed: another for each process.
    worker: Arc<str>,
}

/// Whom a mail goes to.
#[derive(Debug, Clone, Copy)]
pub struct Recipient<'a> {
    /// The person's id.
    pub person: &'a str,
    /// The address.
    pub address: &'a str,
    /// The person's language.
    pub language: &'a str,
}

impl<'a> From<&'a Person> for Recipient<'a> {
    fn from(person: &'a Person) -> Recipient<'a> {
        Recipient { person: &person.id, address: &person.address, language: &person.language }
    }
}

impl Mailer {
    /// Sets mail up. `from` is `MAIL_FROM`, such as `Nätverket <svar@natverk.example>`; `base_url` is where
    /// the application is, with or without a `/` at its end.
    ///
    /// # Errors
    /// [`ComposeError`] if `from` is no address that mail can be sent from.
    pub fn new(
        db: Db,
        transport: Transport,
        from: &str,
        base_url: &str,
        clock: Clock,
        texts: Arc<Texts>,
    ) -> Result<Mailer, ComposeError> {
        compose::check_line("MAIL_FROM", from)?;
        let from: Mailbox = from.parse().map_err(|_| ComposeError::Address(from.to_owned()))?;
        message::address(from.email.as_ref())?;
        Ok(Mailer {
            db,
            transport,
            from,
            base_url: base_url.trim_end_matches('/').into(),
            clock,
            texts,
            bell: Arc::new(Notify::new()),
            worker: new_id().into(),
        })
    }

    /// Rings the bell: a mail was queued, and the worker need not wait for its next look. To be called
    /// after the transaction, which it is no part of.
    pub fn wake(&self) {
        self.bell.notify_one();
    }

    /// The address of the page of an invitation. It is no credential.
    pub fn invitation_link(&self, invitation: &str) -> String {
        format!("{}/invitation/{invitation}", self.base_url)
    }

    /// The address of a response's page, which takes signing in.
    pub fn response_link(&self, response: &str) -> String {
        format!("{}/responses/{response}", self.base_url)
    }

    /// The address of the page on which a response is signed.
    pub fn signing_link(&self, response: &str) -> String {
        format!("{}/sign", self.response_link(response))
    }

    /// The address of the receipt of a signed version.
    pub fn receipt_link(&self, response: &str, number: i32) -> String {
        format!("{}/versions/{number}", self.response_link(response))
    }

    /// The address that a sign-in link leads to.
    pub fn sign_in_link(&self, token: &str) -> String {
        format!("{}/sign-in/{token}", self.base_url)
    }

    /// An invitation to a round, ready for the outbox.
    ///
    /// # Errors
    /// [`ComposeError`] if it cannot be written or addressed.
    pub fn invitation(
        &self,
        to: Recipient<'_>,
        round: &str,
        invitation: &str,
        words: &Invitation<'_>,
    ) -> Result<NewMail, ComposeError> {
        let letter =
            compose::invitation(&|key, args| (self.texts)(to.language, key, args), to.language, words)?;
        self.new_mail(MailKind::Invitation, to, invitation, Some(round), Some(letter))
    }

    /// A reminder of a round, ready for the outbox.
    ///
    /// # Errors
    /// [`ComposeError`] if it cannot be written or addressed.
    pub fn reminder(
        &self,
        to: Recipient<'_>,
        round: &str,
        reminder: &str,
        words: &Reminder<'_>,
    ) -> Result<NewMail, ComposeError> {
        let letter =
            compose::reminder(&|key, args| (self.texts)(to.language, key, args), to.language, words)?;
        self.new_mail(MailKind::Reminder, to, reminder, Some(round), Some(letter))
    }

    /// The news that a signed version came back, ready for the outbox.
    ///
    /// # Errors
    /// [`ComposeError`] if it cannot be written or addressed.
    pub fn returned(
        &self,
        to: Recipient<'_>,
        round: &str,
        version: &str,
        words: &Returned<'_>,
    ) -> Result<NewMail, ComposeError> {
        let letter =
            compose::returned(&|key, args| (self.texts)(to.language, key, args), to.language, words)?;
        self.new_mail(MailKind::Returned, to, version, Some(round), Some(letter))
    }

    /// The news that parts of a response are a person's to answer, ready for the outbox.
    ///
    /// # Errors
    /// [`ComposeError`] if it cannot be written or addressed.
    pub fn delegated(
        &self,
        to: Recipient<'_>,
        round: &str,
        delegation: &str,
        words: &Delegated<'_>,
    ) -> Result<NewMail, ComposeError> {
        let letter =
            compose::delegated(&|key, args| (self.texts)(to.language, key, args), to.language, words)?;
        self.new_mail(MailKind::Delegation, to, delegation, Some(round), Some(letter))
    }

    /// The mail that tells that colleagues ask for somebody's eyes; `cause` names the response and the day, so that there is one a
    /// day.
    ///
    /// # Errors
    /// [`ComposeError`] if it cannot be written or addressed.
    pub fn mentioned(
        &self,
        to: Recipient<'_>,
        round: &str,
        cause: &str,
        words: &Mentioned<'_>,
    ) -> Result<NewMail, ComposeError> {
        let letter =
            compose::mentioned(&|key, args| (self.texts)(to.language, key, args), to.language, words)?;
        self.new_mail(MailKind::Mention, to, cause, Some(round), Some(letter))
    }

    /// The news that a response waits for a person's signature, ready for the outbox.
    ///
    /// # Errors
    /// [`ComposeError`] if it cannot be written or addressed.
    pub fn to_sign(
        &self,
        to: Recipient<'_>,
        round: &str,
        request: &str,
        words: &Signature<'_>,
    ) -> Result<NewMail, ComposeError> {
        let letter = compose::to_sign(&|key, args| (self.texts)(to.language, key, args), to.language, words)?;
        self.new_mail(MailKind::ToSign, to, request, Some(round), Some(letter))
    }

    /// The news that a signed version is approved, ready for the outbox.
    ///
    /// # Errors
    /// [`ComposeError`] if it cannot be written or addressed.
    pub fn approved(
        &self,
        to: Recipient<'_>,
        round: &str,
        version: &str,
        words: &Approved<'_>,
    ) -> Result<NewMail, ComposeError> {
        let letter =
            compose::approved(&|key, args| (self.texts)(to.language, key, args), to.language, words)?;
        self.new_mail(MailKind::Approved, to, version, Some(round), Some(letter))
    }

    /// The news that somebody who was to sign asks for a change, ready for the outbox.
    ///
    /// # Errors
    /// [`ComposeError`] if it cannot be written or addressed.
    pub fn asked_back(
        &self,
        to: Recipient<'_>,
        round: &str,
        cause: &str,
        words: &Signature<'_>,
    ) -> Result<NewMail, ComposeError> {
        let letter =
            compose::asked_back(&|key, args| (self.texts)(to.language, key, args), to.language, words)?;
        self.new_mail(MailKind::AskedBack, to, cause, Some(round), Some(letter))
    }

    /// The receipt of a signed version, ready for the outbox.
    ///
    /// # Errors
    /// [`ComposeError`] if it cannot be written or addressed.
    pub fn receipt(
        &self,
        to: Recipient<'_>,
        round: &str,
        version: &str,
        words: &Receipt<'_>,
    ) -> Result<NewMail, ComposeError> {
        let letter = compose::receipt(&|key, args| (self.texts)(to.language, key, args), to.language, words)?;
        self.new_mail(MailKind::Receipt, to, version, Some(round), Some(letter))
    }

    /// The mail with the code that confirms who signs, ready for the outbox: without words, which the worker writes when it sends.
    ///
    /// # Errors
    /// [`ComposeError`] if it cannot be addressed.
    pub fn signing_code(&self, to: Recipient<'_>, request: &str) -> Result<NewMail, ComposeError> {
        self.new_mail(MailKind::SigningCode, to, request, None, None)
    }

    /// The mail of a sign-in, ready for the outbox: without words, which the worker writes when it sends.
    ///
    /// # Errors
    /// [`ComposeError`] if it cannot be addressed.
    pub fn sign_in(&self, to: Recipient<'_>, sign_in: &str) -> Result<NewMail, ComposeError> {
        self.new_mail(MailKind::SignIn, to, sign_in, None, None)
    }

    fn new_mail(
        &self,
        kind: MailKind,
        to: Recipient<'_>,
        cause: &str,
        round: Option<&str>,
        letter: Option<Letter>,
    ) -> Result<NewMail, ComposeError> {
        message::address(to.address)?;
        Ok(NewMail {
            kind,
            cause: cause.to_owned(),
            person: to.person.to_owned(),
            number: 1,
            round: round.map(str::to_owned),
            address: to.address.to_owned(),
            language: to.language.to_owned(),
            domain: self.from.email.domain().to_owned(),
            letter,
        })
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::collections::BTreeSet;

    use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
    use fluent_syntax::ast;

    const SV: &str = include_str!("../../locales/sv/mail.ftl");
    const EN: &str = include_str!("../../locales/en/mail.ftl");
    const TERMS_SV: &str = include_str!("../../locales/sv/terms.ftl");
    const TERMS_EN: &str = include_str!("../../locales/en/terms.ftl");

    /// The texts of the mails, as the application's catalogue gives them.
    pub(crate) fn catalogue(language: &str, key: &str, args: &[(&str, String)]) -> String {
        let sources = if language == "sv" { [SV, TERMS_SV] } else { [EN, TERMS_EN] };
        let mut bundle = FluentBundle::new(vec![language.parse().unwrap()]);
        bundle.set_use_isolating(false);
        for source in sources {
            bundle.add_resource(FluentResource::try_new(source.to_owned()).unwrap()).unwrap();
        }
        let mut fluent_args = FluentArgs::new();
        for (name, value) in args {
            fluent_args.set(*name, value.as_str());
        }
        let message = bundle.get_message(key).unwrap_or_else(|| panic!("no text {key}"));
        let mut errors = Vec::new();
        let text = bundle.format_pattern(message.value().unwrap(), Some(&fluent_args), &mut errors);
        assert!(errors.is_empty(), "{key}: {errors:?}");
        text.into_owned()
    }

    fn keys(source: &str) -> BTreeSet<String> {
        let resource = fluent_syntax::parser::parse(source).unwrap();
        let messages = resource.body.into_iter().filter_map(|entry| match entry {
            ast::Entry::Message(message) => Some(message.id.name.to_owned()),
            _ => None,
        });
        messages.collect()
    }

    #[test]
    fn both_languages_have_the_same_texts_and_each_is_used() {
        assert_eq!(keys(SV), keys(EN));
        let code = include_str!("compose.rs");
        for key in keys(SV) {
            assert!(code.contains(&format!("\"{key}\"")), "{key} is not used");
        }
    }
}
