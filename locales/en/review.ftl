# Review of signed answers.

review-lead = { $count ->
    [0] No answers are waiting for review. They come here when answers are signed.
    [one] One response is waiting for review.
   *[other] { $count } responses are waiting for review. The one that has waited longest is first.
}
review-first = Review { $member }
review-waiting = To review
review-done = Reviewed
review-member = Answers from
review-signed-at = Signed
review-number = Version
review-answered = Answered
review-answered-of = { $answered } of { $all }
review-observations = To look at
review-decision = Decision
review-decided-at = Decided
review-saved-approved = The answers are approved and count in the results.
review-saved-returned = The answers are returned. Those who answer see your questions where they belong and can change their answers. Those who lead the work and sign get an e-mail.
review-saved-returned-untold = The answers are returned, but there is no { -process-lead(form: "one") } or { -signatory(form: "one") } whom we can e-mail. Get in touch with those who answered.

review-versions = Signed responses
review-versions-lead = Every signed version of the round, the latest of each response first.
review-versions-none = Nobody has signed answers in this round.
review-versions-all = All signed responses of the round
review-undecided = Waiting for review
review-unreviewed = Not reviewed
review-unreviewed-text = The round was published before this version had been reviewed. It is not in the results.

review-title = { $member }, version { $number }
review-signed = Signed by { $name }, { $at }.
review-facts = About the version
review-receipt = Read the whole signed response
review-back = Back to the review list
review-version = Version { $number }
review-answer = Answer
review-comment = Comment
review-asked = The question last time
review-no-observations = Nothing in particular to look at.
review-changes = { $count ->
    [0] Nothing has changed since version { $number }
    [one] One answer has changed since version { $number }
   *[other] { $count } answers have changed since version { $number }
}
review-changed-tag = Changed since version { $number }

review-to-decision = To the decision
review-notes-lead = Write a question at the answers that need completing. Those who answer see the questions if you return the answers.
review-write = Write a question
review-note = Question to those who answer
review-note-heading = Question to those who answer
review-note-by = Written by { $name } { $at }
review-note-empty = (empty)
review-note-too-long = The text is { $length } characters. Shorten it to at most { $max }.
review-save-notes = Save the questions
review-saved-notes = The questions are saved. Those who answer see them only if you return the answers.
review-conflict-title = A colleague has changed the same question
review-conflict-text = Nothing is lost. Your text is still in the field below. Save again if it is to count, or merge the two.
review-conflict-mine = Your text
review-conflict-theirs = Your colleague’s text
review-conflict-summary = { $item }: a colleague has changed the same question. Nothing is lost.

review-decision-lead = A decision cannot be changed. What you have written above is saved with it.
review-decide = What do you decide?
review-approve = Approve version { $number }
review-return = Return for completion
review-due = New answer by
review-due-hint = Only if you return the answers. Two weeks are proposed, or the round’s last day if that is later.
review-text = A few lines to those who answer
review-text-hint = Needed if you return the answers without a question at any of them. The text is normally public.
review-decide-button = Save the decision
review-decision-missing = Choose whether the answers are approved or returned.
review-due-wrong = Choose a date from today and at most a year ahead.
review-text-missing = Write what is to be completed, here or as a question at an answer.
review-decided = Decided by { $name } { $at }.
review-decided-due = Decided by { $name } { $at }. New answer by { $due }.
review-overtaken = Somebody else decided before you, or the round is closed. Your decision is not saved.
review-unsaved = What you wrote is not saved
review-unsaved-text = Copy the text if you need it.
review-to-version = To the review
