signin-title = Sign in
signin-needed = Sign in to open the page.
signin-lead = Enter your work e-mail address. You will get an e-mail with a link and a code. No password needed.
signin-email = E-mail address
signin-email-error = Enter an e-mail address, for example name@region.se.
signin-send = Send link and code
signin-code-title = Check your inbox
signin-code-lead = If we know the address, we have sent an e-mail with a link and a code. Open the link in this browser, or enter the code here. They work for 30 minutes.
signin-code = Code
signin-code-hint = 8 characters, for example K7PM-2XQD
signin-code-wrong = The code is not right. Check it in the latest e-mail.
signin-no-mail = I have not got an e-mail
signin-no-mail-text = Look in your spam folder and wait a few minutes. Then you can ask for a new e-mail; the old one stops working.
signin-again = Ask for a new e-mail
signin-keep = Keep me signed in for 30 days in this browser
signin-keep-hint = Otherwise you are signed out when you close the browser, after a day at the latest. The secretariat is always signed out after 12 hours.
signin-link-title = Almost there
signin-link-lead = Press the button to sign in. The link works once.
signin-link-button = Sign in
signin-link-code-lead = The link was opened in another browser than the one you started in. Enter the code from the same e-mail.
signin-spent-title = The link no longer works
signin-spent-text = It has been used, has become too old or has been replaced by a newer one. It is easy to get a new one.
signin-spent-button = Ask for a new link
signin-already = You are already signed in as { $name }.
signin-continue = Go on to the start page

account-title = My account
account-name = Name
account-address = E-mail address
account-roles = Roles
account-no-role = You have no role this year. Tell the secretariat if that is wrong.
account-language = Language
account-wrong = Is something not right? Contact the network’s secretariat.
account-everywhere = Sign out everywhere
account-everywhere-text = Sign out everywhere if you may have forgotten to on a computer that others use.
account-sessions = { $count ->
    [one] You are signed in in this browser only.
   *[other] You are signed in in { $count } browsers.
}

invitation-lead = Welcome, { $name }.
invitation-text = You are invited to answer. The last day to sign is { $due }.
invitation-button = E-mail me a sign-in link
invitation-meta = The link is sent to { $address }.
