# Check, hand over, sign, and what comes back.

observed-all-alike = All answers have the same value, { $value }.
observed-jump-up = has risen from { $from } to { $to } since { $year }.
observed-jump-down = has fallen from { $from } to { $to } since { $year }.
observed-top = has the value { $value } without a comment.
observed-without-reason = is marked as not applicable without a reason.
observed-thin = Part { $part } has too few answers to be scored: { $answered } of { $applicable }.
observed-tag-jump = { $change } since { $year }
observed-tag-without-comment = No comment
observed-tag-without-reason = No reason

check-observed-title = What the secretariat looks at first
check-observed-text = None of it needs to be wrong. A line in the comment is often enough, and saves you a question later.

hand-over-to = Who is to sign?
hand-over-to-several = Everybody you choose gets a mail. It is enough that one of them signs.
hand-over-to-one = { $name } gets a mail and can then read the answers and sign.
hand-over-to-nobody = Nobody is registered as your { -signatory(form: "one") }, so nobody can sign. Contact the secretariat and tell them who it is. The answers stay here, and you can hand them over as soon as the person is registered.
hand-over-note-hint = The line is shown on the page where the answers are signed. It is not in the mail.
opt-in-title = What others may see
opt-in-lead = The choices are for this round and are signed with the answers. Leave them empty if you are not sure.
opt-in-by-name = Show us by name to others
opt-in-by-name-hint = Others who take part may see your results with your name, when the results are published.
opt-in-share-examples = Share our good examples
opt-in-share-examples-hint = The secretariat may show what you write in the comments as examples to others.

error-no-signatory-title = Nobody can sign
error-no-signatory-text = Nobody is registered as your { -signatory(form: "one") }. Contact the secretariat and tell them who it is.
error-nobody-asked-title = Choose who is to sign
error-nobody-asked-text = Choose at least one person who is to sign.
error-not-asked-title = Somebody else is to sign
error-not-asked-text = The answers have been handed to somebody else to sign. Ask for them to be handed to you, if it is you who signs.

sign-in-short = The answers in brief
sign-comments = The comments
sign-comments-none = Nobody has written a comment.
sign-all = Show all answers
sign-decide = Sign or ask for a change
sign-others = The answers have been handed to { $names } to sign. You can read them here.
sign-opt-ins = This is signed as well:
sign-code = Code
sign-code-hint = It is a while since you signed in. Ask for a code, so that we know it is you who signs. The code is mailed to you and works for 15 minutes.
sign-code-send = Mail me a code
sign-code-again = Mail me a new code
sign-code-sent = A code is on its way to { $address }. What you have written on the page is still here.
sign-code-missing = Type the code that we mailed. If you have none, you can ask for one here.
sign-code-wrong = The code is not right. Check it and try again.
sign-code-spent = There is no code that works. Ask for a new one.
sign-code-too-many = You have asked for many codes in a short time. Wait a quarter of an hour and try again.

portrait-sentence = Highest is { $highest } ({ $highest-score }), lowest is { $lowest } ({ $lowest-score }).
portrait-sentence-none = Fewer than two perspectives have enough answers to be compared.
portrait-chart = The profile by perspective
portrait-table = The profile in figures
portrait-perspective = Perspective
portrait-now = This year
portrait-change = Change since { $year }
portrait-change-of = { $change } ({ $linked } of { $all } parts)
portrait-comparable = The change is made of { $linked } of { $all } parts, those with the same questions as in { $year }.
portrait-strongest = Strongest
portrait-weakest = Weakest
portrait-why-lowest = The lowest of all parts: { $score }.
portrait-why-low = One of the lowest: { $score }.
portrait-why-fell = Has fallen most since { $year }: { $change }, to { $score }.

back-title = What the answers say about you
back-lead = Made of what you have signed. Others’ answers are not in it until the results are published.
back-work-on = Three parts to work on
back-work-on-lead = A suggestion made from the answers. You know best what matters most where you are.

receipt-files = To keep for your records
receipt-files-text = The files are the signed version in three forms. The checksum is that of the JSON file, which is in the document as well.
receipt-document = Document with answers and log (PDF)
receipt-csv = The answers as a table (CSV)

document-about = About the version
document-fact = Fact
document-value = Value
document-score = Score
document-log = Log
document-log-when = When
document-log-what = What
document-log-who = Who
document-log-none = There is no log for this version.
document-answers = The answers
document-number = No.
document-question = Question
document-answer = Answer
document-footer = { $title }, { $member }, version { $number }
document-attached = The signed version as open data. The checksum is that of this file.

log-opened = Opened the answers
log-handed-over = Handed over for signature
log-taken-back = Took back for changes
log-asked-back = Asked for a change
log-signed = Signed
log-returned = Returned for completion
log-approved = Approved

state-to-sign = To be signed
tasks-asked = Handed to: { $names }.
