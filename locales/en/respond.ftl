breadcrumbs = You are here
pager = Parts
back-to-list = Back to the list
title-error = Error

synthetic-label = Made-up answers.
synthetic-text = Made-up answers, as an example.

responses-title = Answers
responses-empty = There is nothing for you to answer right now. When the secretariat opens a round you will get an e-mail.
responses-due = Last day to sign: { $due }.
responses-own = your own answers ({ $member })
responses-receipt = Receipt

state-invited = Not opened
state-opened = Opened
state-in-progress = In progress
state-awaiting-signature = Waiting for signature
state-signed = Submitted
state-returned = Returned
state-approved = Approved
state-left-out = Not in the results

closed-title = The round is closed
closed-lead = The results are published, and nobody can answer or sign any more.
closed-approved = { $who ->
    [person] Your approved answers are included.
   *[member] Your approved answers are included.
}
closed-unreviewed = { $who ->
    [person] Your signed answers were not reviewed in time and are not in the result. They are kept as you signed them.
   *[member] Your signed answers were not reviewed in time and are not in the result. They are kept as you signed them.
}
closed-returned = { $who ->
    [person] Your answers were returned to be added to, and were not approved in time. They are not in the result, but they are kept.
   *[member] Your answers were returned to be added to, and were not approved in time. They are not in the result, but they are kept.
}
closed-unsigned = { $who ->
    [person] Your answers were not signed when the round ended. They are not in the result, but they are kept here.
   *[member] Your answers were not signed when the round ended. They are not in the result, but they are kept here.
}
closed-unanswered = { $who ->
    [person] You did not answer in this round.
    [theme-group] Your theme group did not answer in this round.
   *[member] Your { -region(form: "one") } did not answer in this round.
}
closed-results = See the results

deadline-left = { $count ->
    [one] One day left. The last day to sign is { $date }.
   *[other] { $count } days left. The last day to sign is { $date }.
}
deadline-today = Today, { $date }, is the last day.
deadline-passed = { $who ->
    [person] The last day was { $date }. You can still answer and sign.
   *[member] The last day was { $date }. You can still answer and sign.
}
deadline-signed = Signed { $at }.
deadline-approved = Approved by the secretariat { $at }.
tasks-progress-own = { $done } of your { $all } parts are answered.
tasks-progress = { $done } of { $all } parts are answered.
tasks-autosave = Everything you answer is saved at once.
tasks-autosave-own = Every answer is saved at once. Nobody else sees your answers before you have signed.
tasks-begin = Begin with { $part }
tasks-continue = Continue with { $part }
tasks-returned = Returned for completion
tasks-returned-text = The secretariat has read the answers and asks you to complete them.
tasks-returned-notes = Their questions stand at the statements they concern.
note-by = { $name }, { $at }
note-by-secretariat = { $name }, the secretariat, { $at }
tasks-asked-back = Sent back before signing
tasks-waiting = Waiting for signature
tasks-waiting-text = The answers have been handed over for signature and cannot be changed meanwhile.
tasks-take-back = Take back to make changes
tasks-lead-turn = It is the { -process-lead(form: "of") } turn
tasks-lead-text = Your { -process-lead(form: "one") }: { $names }. When the answers are ready they are handed to you here, and you sign them by { $due }. Until then you can follow the work and read the answers.
tasks-lead-late = Your { -process-lead(form: "one") }: { $names }. The last day, { $due }, has passed, but you can still answer and sign. When the answers are ready they are handed to you here. Until then you can follow the work and read the answers.
tasks-lead-missing = But your { -region(form: "one") } has no { -process-lead(form: "one") } here. Contact the secretariat, so that somebody can lead the work on the answers and hand them to you to sign.
tasks-read = Read the answers so far
tasks-receipts = Signed versions
tasks-receipt = Version { $number }, signed { $at }
tasks-when-done = When everything is done
tasks-when-done-text = Check the answers and hand them over for signature.
tasks-when-done-own = Check the answers and sign.
tasks-about = About the questions

tasks-waits-title = Waiting for
tasks-waits = { $names }: { $parts }
tasks-waits-unmarked = { $names }: { $parts } (answered but not marked as done)
tasks-mine = Your parts
tasks-mine-none = You have no parts to answer yet. When you are given one, you get an e-mail.
tasks-others = Parts of others
tasks-others-read = You can read these.

own-title = Own rating
own-place = Part { $at } of { $all }.
own-lead = Rate on your own before you talk. Nobody else sees what you choose until the dialogue is opened. Then all who answer see how the ratings lie. No names are shown, but in a small group one can often tell who chose what.
own-open = The dialogue is open: all who answer see how the ratings lie. You can still change yours.
own-open-locked = The dialogue is open: all who answer see how the ratings lie.
own-plain = The rating is saved when you press one of the buttons.
own-begin = What you choose is saved at once.
own-saved = Your rating is saved.
own-failed = It could not be saved. What you chose stays here, and is saved when you choose again or when the connection is back.
own-next = Save and go to the next part
own-done = Save and go to the list
own-previous = Previous part
own-to-part = To the answers of this part
own-remove-title = Own ratings
own-remove-text = The own ratings are still kept, inside your organisation. They are no part of what you signed. You can remove them now.
own-remove = Remove all own ratings
own-removed = The own ratings are removed.
own-go = Rate on your own

dialogue-text = Everybody can rate on their own, before you agree.
dialogue-open-text = The dialogue is open. How the ratings lie stands at every question.
dialogue-rated = { $count ->
    [0] Nobody has rated yet.
    [one] One has rated.
   *[other] { $count } have rated.
}
dialogue-silent = Have not rated: { $names }.
dialogue-open = Open the dialogue about this part
dialogue-open-all = Open the dialogue about all parts
dialogue-opened-all = The dialogue about all parts is open.
dialogue-what = Then all who answer see how the ratings lie, but not whose they are. The dialogue cannot be closed again.

spread-title = Own ratings:
spread-count = { $count ->
    [one] One has rated
   *[other] { $count } have rated
}{ $not_applicable ->
    [0] .
    [one] , one of them “not applicable”.
   *[other] , { $not_applicable } of them “not applicable”.
}
spread-ends = From { $low } to { $high }.
spread-same = All chose { $low }.
spread-step = Value
spread-people = People

tasks-together = Together
tasks-own = Rate on your own first:
tasks-delegate = Let those who know answer:
tasks-dialogue-title = Dialogue about the own ratings
tasks-dialogue = When everybody has rated you can open the dialogue.

delegate-title = Give out parts
delegate-lead = Let those who know answer. Who is given a part answers it and can read the rest.
delegate-out = Given out
delegate-given = Given by { $name } on { $at }.
delegate-until = By { $date }.
delegate-take-back = Take back
delegate-take-back-all = Take back all
delegate-left = { $count ->
    [0] All parts are given out.
    [one] One part is not given out.
   *[other] { $count } parts are not given out.
}
delegate-new = Give out
delegate-parts = Which parts?
delegate-whole = All parts here
delegate-to = To whom?
delegate-choose = Choose …
delegate-somebody-else = Somebody else
delegate-invite = Somebody else
delegate-invite-hint = Fill in if the person is not on the list.
delegate-name = Name
delegate-email = E-mail
delegate-due = Answer by (optional)
delegate-message = A line to the person (optional)
delegate-message-hint = It is not in the e-mail. The person sees it when signed in.
delegate-give = Give out
delegate-to-error = Choose who is to answer.
delegate-name-error = Write the person's name.
delegate-email-error = Write an e-mail address, such as name@region.example.
delegate-parts-error = Choose at least one part.
delegate-due-error = Choose a day from today to { $date }.
delegate-other-name = The address belongs to somebody with another name. Check that both are right.
delegate-too-many = You have several times typed an address that belongs to somebody with another name. Wait a quarter of an hour and try again. What you have typed is still here. You can already give parts to those on the list.
delegate-done-given = { $count ->
    [one] { $name } has been given a part and gets an e-mail about it.
   *[other] { $name } has been given { $count } parts and gets an e-mail about them.
}
delegate-done-taken-back = The part is back with you. What was answered is still there.

part-not-begun = Not begun
part-in-progress = In progress
part-done = Done
part-complete = Answered
part-unmarked = not marked as done
part-thin = in depth: { $answered } of { $all } answered
part-with = { $names } answers
part-with-me = you answer together with { $names }
part-holder-until = { $name } (by { $date })
part-mine-until = answer by { $date }
tasks-letter = To you
tasks-answered = Your parts are answered. Press Done in each part when you are content with it.
tasks-mine-out = All parts are given out.
tasks-thanks = Your parts are done. Thank you! You can change them until the answers are handed over for signature.
part-theirs = This part has been given to { $names }.
part-delegate = Let somebody else answer this part
part-not-delegated = This part has not been given to you. You can read it.
part-finished = Marked as done by { $name } on { $at }.
part-resume = Not done yet
part-noted = To complete
part-answered = { $answered } of { $all } answered
part-closed = The round is closed. The answers can only be read.
part-locked = The answers are locked and can only be read at the moment.
part-save = Save
part-save-next = Done, go to the next part
part-save-list = Done, go to the list
part-save-check = Done, check the answers
part-empty = None of the questions on this page concerns you, after what you have answered elsewhere.

reading-title = Questions in:
presence-here = Here right now: { $names }.
presence-typing = Typing here right now: { $names }.
item-unchanged = Unchanged since
item-reworded = { $edition ->
    [other] The question has been reworded since last time, but asks the same thing.
   *[year] The question has been reworded since { $edition }, but asks the same thing.
  }
item-replaces = { $edition ->
    [other] Replaces { $item } from last time.
   *[year] Replaces { $item } of { $edition }.
  }
item-signs = How it shows in daily work
item-low = Low
item-middle = In between
item-high = High
item-not-applicable = Not applicable to us (say why in the comment)
item-not-applicable-why = (say why in the comment)
item-comment = Comment
item-comment-hint = Write nothing about individual patients or other people. Signed answers are normally public.
item-changed = Changed by { $name } on { $at }
item-changed-by-you = Changed by you just now.
item-replaced = { $name } changed the answer just now.
item-replaced-history = See what it was before
item-clear = Remove the answer
item-note = The secretariat’s question
item-answer = Answer
item-choose = Choose …
item-source = Source: { $source }
item-link-hint = A link, or the document’s name and where it is kept.
item-date-hint = Write the date as 2027-03-01.
item-number-between = From { $min } to { $max }.
item-number-from = At least { $min }.
item-number-to = At most { $max }.
item-row = Row { $number }
item-rows-more = An empty row appears once the last one is begun. Empty a row to remove it.
item-rows-full = The table holds { $most } rows.
item-comment-asked = Please add a line on why.

answer-optional = Not answered (optional question)
answer-missing = No answer
changes-asked = The secretariat asks
changes-same = The same answer
summary-evidence = Evidence
summary-evidence-none = No evidence
summary-unchanged-none = Not confirmed as unchanged
summary-unchanged = Unchanged
summary-unchanged-since = Confirmed unchanged since { $year }
answer-not-applicable = Not applicable
answer-of-max = { $value } of { $max }
answer-off-scale = Choose a value from { $min } to { $max }.
answer-not-unchanged = The answer is not the one of { $year }. Clear the box “Unchanged”, or choose the same answer as then.
answer-both = Choose either a value or “not applicable”, not both.
answer-reason-missing = Say in the comment why the question does not apply to you. Then the answer is saved.
answer-comment-too-long = The comment has { $length } characters. Shorten it to at most { $max }.
answer-yes = Yes
answer-partly = Partly
answer-no = No
answer-not-an-option = Choose one of the options.
answer-not-alone = “{ $option }” cannot be chosen together with anything else.
answer-not-whole = Write a whole number, such as 12.
answer-not-a-number = Write a number with at most { $decimals } decimals, such as 12.5.
answer-out-of-range = Write a number from { $min } to { $max }.
answer-too-small = Write a number of at least { $min }.
answer-too-great = Write a number of at most { $max }.
answer-not-a-date = Write the date as 2027-03-01.
answer-too-long = The text has { $length } characters. Shorten it to at most { $max }.
answer-too-many-rows = The table holds at most { $max } rows.
answer-in-cell = Row { $row }, { $column }:
answer-other-form = The answer has another form than the question.

status-plain = Answers are saved when you press Save.
status-begin = Everything you answer is saved at once.
status-all-saved = The answers are saved.
status-saving = Saving …
status-saved = Saved.
status-offline = No contact with the server. What you type stays here in the browser and is saved when contact is back.
status-conflict = A colleague has saved another answer. Choose which one is to stand.
status-refused = The answer could not be saved. What you typed is still on the page.
status-mend = Something needs mending
status-taken = The part is no longer yours to answer. What you wrote was not saved in time, but it stays here so that you can copy it.
status-locked = The answers have been locked. What you typed was not saved in time, but it is still here for you to copy.
status-signed-out = You have been signed out. What you wrote is still here. Sign in in a new tab and then go on here, and it is saved.
status-restored = What you typed when contact was lost is back and is being saved.

unsaved-title = This was not saved in time
unsaved-text = The answers were locked before what you typed was saved. Copy it if you need it.
unsaved-kept = It stays in this browser. If the answers are opened again, it is saved when you come back here.
unsaved-comment = Your comment
unsaved-discard = Remove it
unsaved-notice = Something you typed was not saved in time. It stands at the question it is about.
unsaved-summary = { $item }: what you typed was not saved before the answers were locked.

conflict-title = A colleague has saved another answer
conflict-text = You and a colleague answered at the same time. Nothing is lost. Your answer is still in the fields below. Save again if yours is to stand, or write the two together.
conflict-text-live = You and a colleague answered at the same time. Nothing is lost. Choose which one is to stand, or write the two together: then both texts are put into your field, and your value stays until you change it.
conflict-keep-both = Write together
conflict-yours = Your answer
conflict-theirs = Your colleague’s answer
conflict-keep-mine = Keep mine
conflict-keep-theirs = Keep my colleague’s
conflict-summary = { $item }: a colleague has saved another answer. Nothing is lost.

check-title = Check the answers
check-lead = Read the answers and change what you like. Then they are handed over to the person who signs.
check-lead-own = Read through the answers and change what you like. Then you sign them yourself.
check-missing-title = { $count ->
    [one] One question has no answer
   *[other] { $count } questions have no answer
}
check-missing-text = Answer them, or mark them as not applicable. A part with too few answers is shown as “not enough answers” in the results.
check-complete = Every question that needs an answer has one.
check-answer = Answer
check-change = Change

hand-over-title = Hand over for signature
hand-over-text = The answers are locked until they are signed. You can take them back if something needs changing.
hand-over-note = A line to the person who signs (optional)
hand-over-gaps = We hand over the answers although some questions have no answer.
hand-over-button = Hand over for signature
hand-over-by-lead = The { -process-lead(form: "one") } hands over the answers for signature.
hand-over-locked = The answers have been handed over and can only be read at the moment.

sign-title = Read and sign
sign-own = Go on and sign
sign-handed-over = Handed over for signature { $at }.
sign-answered = Answered of those that everybody answers
sign-of = of { $all }
sign-not-applicable = Not applicable, of these
sign-heading = Sign
sign-text = When you sign, the answers are locked as version { $version } and submitted to the secretariat. They then normally become a public record.
sign-read = I have read the answers and sign for { $member }.
sign-read-own = I have read the answers and sign them.
sign-gaps-own = I sign although some questions lack an answer.
sign-read-missing = Tick that you have read the answers before you sign.
sign-button = { $version ->
    [1] Sign
   *[other] Sign version { $version }
}
sign-not-waiting = There is nothing to sign at the moment. When the { -process-lead(form: "one") } has handed over the answers, they can be signed here.
ask-back-title = Ask for a change
ask-back-why = What needs to change?
ask-back-missing = Write what needs to change, so that your colleagues know what to do.
ask-back-button = Send back

receipt-title = The answers are signed
receipt-questionnaire = Questionnaire
receipt-member = { -region(form: "One") }
receipt-group = Theme group
receipt-version = Version
receipt-signed = Signed
receipt-by = By
receipt-checksum = Checksum (SHA-256)
receipt-status = Status
receipt-in-review = Being reviewed by the secretariat
receipt-unreviewed = Not reviewed before the results were published
receipt-approved = Approved
receipt-returned = Returned for completion
receipt-next-title = What happens now?
receipt-next-1 = The secretariat reads the answers.
receipt-next-2 = If they have questions, the answers come back here.
receipt-next-2-own = If they have questions, the answers come back to you.
receipt-next-3 = When all answers are approved, the network’s results are published.
receipt-results = Go to the results
receipt-download = Download the signed version (JSON)
receipt-answers = Show the signed answers

api-mutation-id = mutation_id must be 1 to 64 letters (a–z), digits, hyphens, underscores or full stops.
api-base-revision = base_revision must be an integer from 0.
api-value = value must be an integer on the item’s scale, or null.

depth-title = In depth
depth-closed = { $count ->
    [one] There is one more question here, if you want to go deeper. The choice is yours.
   *[other] There are { $count } more questions here, if you want to go deeper. The choice is yours.
  }
depth-opened = { $count ->
    [one] The in-depth question is shown above, after the others. If you close it, the answer is kept but not handed in.
   *[other] The { $count } in-depth questions are shown above, after the others. If you close them, the answers are kept but not handed in.
  }
depth-open = Go deeper
depth-close = Close the in-depth questions
