layout-skip = Skip to content
layout-demo-label = Made-up data.
layout-demo-text = This is a demo: people and answers are examples.
layout-demo-mailbox = Open the demo’s mailbox
layout-other-language = Svenska
layout-other-language-tag = sv
layout-sign-out = Sign out
layout-nav = Main menu
layout-footer = Perspektiv – self-evaluation for health-promoting health services
layout-accessibility = Accessibility statement
layout-privacy = Personal data
layout-about = About

nav-responses = Our self-evaluation
nav-round = The year
nav-contacts = Members and contacts
nav-review = Review
nav-status = Response status
nav-results = Results

errors-title = Something needs correcting

error-home = Go to the start page
error-id = Error code: { $id }
error-not-found-title = Page not found
error-not-found-text = The address may be mistyped, or the page is not meant for your role. Everything saved is still there.
error-signed-out-title = You are not signed in
error-signed-out-text = Your session has ended. Sign in again, for example in a new tab, and then go back here in your browser. What you typed is still on the page you came from.
error-forged-title = The page needs to be reloaded
error-forged-text = The form does not belong to your session, perhaps because you have signed in again. Go back, reload the page and try again. Nothing has been changed.
error-bad-input-title = We could not accept this
error-too-large-title = That is too much at once
error-too-large-text = The file or form is too large. Split it and try again. Nothing has been changed.
error-too-many-title = Too many attempts
error-too-many-text = Wait a quarter of an hour and try again.
error-round-not-open-title = The round takes no answers
error-round-not-open-text = The round is not open. Everything saved is still there.
error-locked-title = The answers are locked
error-locked-text = The answers have been handed over for signature or are already signed, and cannot be changed now. What was saved is still there.
error-not-now-title = Not possible just now
error-not-now-text = Somebody else may have been faster. Reload the page to see how things stand.
error-incomplete-title = Some answers are missing
error-incomplete-text = { $count ->
    [one] One question has no answer. Answer it or mark it as not applicable, then try again.
   *[other] { $count } questions have no answer. Answer them or mark them as not applicable, then try again.
}
error-content-changed-title = The answers have changed
error-content-changed-text = The answers changed after you read them. Reload the page, read them again and then sign.
error-disk-full-title = Saving is not possible just now
error-disk-full-text = The server has run out of space. What is already saved is safe. Keep the page open and try again in a while.
error-unavailable-title = The service does not respond just now
error-unavailable-text = What is already saved is safe. Wait a few seconds and try again.
error-fault-title = Something went wrong on our side
error-fault-text = What is already saved is safe. Try again, and tell the secretariat the error code if it happens again.

about-title = About Perspektiv
about-lead = Perspektiv is a tool for health services that want to promote health better.
about-how-title = How it works
about-how-1 = Every year the regions answer the same questions about their health promotion. Several colleagues answer together, and a member of the presidium signs.
about-how-2 = The secretariat reviews the answers. Then the network’s results are shown per perspective, without ranking.
about-public-title = Who sees the answers?
about-public-1 = Until the answers are signed, only those taking part in the own region see them. Signed answers are normally public records.
accessibility-title = Accessibility statement
accessibility-lead = Everyone should be able to use Perspektiv. This page says how the service meets the law on accessibility of digital public services.
accessibility-status-title = How accessible is the service?
accessibility-status-1 = We aim for WCAG 2.2 level AA. Pages are tested automatically with axe-core at three screen widths, and by keyboard alone. A review with people who use screen readers has not been done yet.
accessibility-report-title = If something does not work for you
accessibility-report-1 = Contact the network’s secretariat and we will help you get what you need in another way.
accessibility-authority-title = Supervision
accessibility-authority-1 = The Swedish Agency for Digital Government, Digg, supervises the law. You can report to Digg if you are not satisfied with how we handle what you point out.
accessibility-how-title = How we have tested
accessibility-how-1 = Self-assessment. The latest was made in November 2026.
privacy-title = Personal data
privacy-lead = We keep as little about you as possible.
privacy-what-title = What is kept
privacy-what-1 = Name, work e-mail address, role, region and a log of what was done in the service. Nothing else.
privacy-why-title = Why
privacy-why-1 = So that you can sign in, and so that it can be seen who answered, signed and reviewed.
privacy-cookies-title = Cookies
privacy-cookies-1 = The service only uses cookies that are needed for signing in and for the language. No tracking. Text that is not yet saved stays in your browser until it is.
privacy-rights-title = Your rights
privacy-rights-1 = Contact the secretariat if you want to know what is kept about you, have something corrected or have your data removed.

mailbox-title = The demo’s mailbox
mailbox-lead = No mail is sent in the demo. It ends up here instead, latest first.
mailbox-empty = No mail yet. Ask for a sign-in link or send an invitation.
mailbox-to = To { $to }
mailbox-back = Back to the mailbox
