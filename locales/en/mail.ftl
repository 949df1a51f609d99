# The mails. Short, friendly, without answers and without colleagues' names.

mail-greeting = Hello { $name },
mail-greeting-nameless = Hello,
mail-regards = Kind regards
mail-and = { $first } and { $last }
mail-theme-group = the theme group { $name }
# $month is m1 to m12.
mail-date = { $day } { $month ->
    [m1] January
    [m2] February
    [m3] March
    [m4] April
    [m5] May
    [m6] June
    [m7] July
    [m8] August
    [m9] September
    [m10] October
    [m11] November
   *[m12] December
} { $year }

mail-invitation-subject = Invitation: { $title }
mail-invitation-lead = { $network } invites { $members } to take part in { $title }.
mail-invitation-lead-alone = { $network } invites you to { $title }.
mail-invitation-part-process-lead = You are the { -process-lead(form: "one") }: you hold the answers together and bring in the colleagues you need.
mail-invitation-part-group-lead = You lead the work: you hold the answers together and involve the others of the group.
mail-invitation-part-alone = You answer yourself, and nobody else sees what you write before you have signed.
mail-invitation-part-signatory = You read the answers and sign when they are ready.
mail-invitation-time = The questions take about { $minutes } minutes, and everything is saved as you go.
mail-invitation-time-alone = The questions take about { $minutes } minutes to answer, and everything is saved as you go.
mail-invitation-due = The answers are to be signed by { $date }.
mail-invitation-link = Open the invitation
mail-invitation-link-note = The link is personal, but it is not a password. When you want to sign in, we send a sign-in link to this address and no other.

mail-reminder-subject = Reminder: { $title }
mail-reminder-lead = We are still waiting for the answers from { $members } to { $title }.
mail-reminder-lead-alone = We are still waiting for your answers to { $title }.
mail-reminder-due = The answers are to be signed by { $date }.
mail-reminder-part-process-lead = If you have begun, your answers are still there. Answer what is left, and hand the answers over for signature when you are done.
mail-reminder-part-contributor = At least one of your parts is not done yet. What has been answered is still there. Answer what is left, and choose Done in each part when you have finished it.
mail-reminder-part-signatory = When the answers are ready, you are the one who reads and signs them.
mail-reminder-part-alone = If you have begun, your answers are still there. Answer what is left, and sign when you are done.
mail-reminder-link = Go to the answers
mail-reminder-crossed = Already signed? Then there is nothing you need to do.
mail-reminder-crossed-alone = Have you signed already? Then there is nothing you need to do.

mail-returned-subject = Your answers need to be completed: { $title }
mail-returned-lead = The secretariat has read the answers from { $members } to { $title } and asks you to complete them.
mail-returned-lead-alone = The secretariat has gone through your answers to { $title } and asks you to add to them.
mail-returned-due = The new answers must be signed by { $date }.
mail-returned-part-process-lead = Sign in and see what is to be completed. Change what needs changing, and then hand the answers over for signature again.
mail-returned-part-signatory = When the answers are complete, it is you who reads them and signs again.
mail-returned-part-alone = Sign in and see what is to be added. Change what is needed, and sign again.
mail-returned-link = See what is to be completed

mail-mentioned-subject = Your colleagues want you to look at the answers
mail-mentioned-lead = Somebody who works with the answers of { $members } wants you to look at them.
mail-mentioned-due = The answers are to be signed by { $date }.
mail-mentioned-part = When you have signed in you see which questions it is about, and what is said there.
mail-mentioned-link = See what it is about
mail-delegated-subject = You have been given parts to answer: { $title }
mail-delegated-lead-one = You have been given one part to answer for { $members } in { $title }.
mail-delegated-lead-many = You have been given { $count } parts to answer for { $members } in { $title }.
mail-delegated-due = Please answer by { $date }.
mail-delegated-part = When you sign in you see which parts they are. You answer them and can read the rest. You sign in with a link that we mail to this address; no password is needed.
mail-delegated-link = See your parts

mail-to-sign-subject = To be signed: { $title }
mail-to-sign-lead = The answers from { $members } to { $title } are ready and wait for your signature.
mail-to-sign-due = Please sign by { $date }.
mail-to-sign-part = The page shows the result in brief, and you can read the answers. It takes about five minutes. If something is not right, you can ask for a change.
mail-to-sign-link = Read and sign

mail-asked-back-subject = The answers need a change before they are signed: { $title }
mail-asked-back-lead = Whoever is to sign the answers from { $members } to { $title } asks for a change first.
mail-asked-back-due = The answers are to be signed by { $date }.
mail-asked-back-part = When you sign in you see what needs to change. Then hand the answers over for signature again.
mail-asked-back-link = See what needs to change

mail-approved-subject = The answers are approved: { $title }
mail-approved-lead = The secretariat has approved the answers from { $members } to { $title }.
mail-approved-lead-alone = The secretariat has approved your answers to { $title }.
mail-approved-version = Version { $number } is the one that counts.
mail-approved-part = There is nothing more to do now. The results are published when the round is complete.

mail-receipt-subject = Receipt: { $title }
mail-receipt-lead = The answers from { $members } to { $title } are signed and submitted.
mail-receipt-lead-alone = Your answers to { $title } are signed and submitted.
mail-receipt-version = This is version { $number }, signed { $at }.
mail-receipt-checksum = Checksum (SHA-256): { $checksum }
mail-receipt-link = Open the receipt
mail-receipt-note = From the receipt the signed version can be downloaded for your records. The answers themselves are not in this mail.

mail-signing-code-subject = Your code to sign
mail-signing-code-link-intro = Type the code on the page where you asked for it:
mail-signing-code-link = Read and sign
mail-signing-code-intro = Your code:
mail-signing-code-validity = The code works for { $minutes } minutes, and once. If you have received several mails, the newest counts.
mail-signing-code-unasked = Did you not ask to sign? Then do not give the code to anybody, and tell the secretariat.

mail-sign-in-subject = Sign in to Perspektiv
mail-sign-in-link-intro = Open the link in the browser where you asked to sign in:
mail-sign-in-link = Sign in to Perspektiv
mail-sign-in-code-intro = Reading this on another device? Then type this code on the page where you asked to sign in:
mail-sign-in-validity = The link and the code work for { $minutes } minutes, and only once. If you have several of these mails, the latest one counts.
mail-sign-in-unasked = Did you not ask to sign in? Then you can ignore this mail. Type the code on the sign-in page only. We never call or write to ask for it.
