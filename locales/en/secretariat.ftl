# The secretariat's pages about the round: the year, a new round, publication, mail and export.

error-conflict-title = This cannot be done right now
conflict-round-exists = There is a round of that name for that year already. Choose another year, or open the round from the year page.
conflict-round-state = The round is in a state where this is not possible. Somebody else may have been faster. Reload the page to see how things stand.
conflict-dates-out-of-order = The last day is before the first day. Choose a later last day.
conflict-threshold-off-scale = Choose a threshold that is on the questions’ scale.
conflict-no-members = No { -region(form: "many") } are members that year. Add the members first.
conflict-nobody-addressed = The round addresses nobody. Choose who is to answer.
conflict-reminder-number = This page is out of date. Reload it and send the reminder from there. Nothing has been sent.

year-empty = There is no round yet. Start by creating the first one.
year-between = No round is under way. When it is time for the next one, create it here.
year-no-members = First add the { -region(form: "many") } that are members. Then you can create a round.
year-what = A round is one year’s questions to the members, to theme groups or to people in a certain role. You create it as a draft, open it, invite, review the answers and publish the result.
year-add-members = Add members
year-create = Create a new round
year-today = To do today
year-wait = Nothing needs doing today. The answers are on their way in.
year-wait-tasks = The answers are on their way in. Meanwhile you can see to this.
year-board = See the whole round
year-submitted = Signed responses
year-of = of { $members }
year-earlier = Earlier rounds
year-round = Round
year-published = Published
year-approved-heading = Approved responses
year-approved = { $approved } of { $members }
year-see = See
stage-prepare = Preparation
stage-invite = Invitation
stage-answer = Answers
stage-review = Review
stage-publish = Publication
stage-done = done
stage-now = in progress
task-tag-mail = Mail
task-tag-contacts = Contacts
task-failed = { $count ->
    [one] One email was not delivered
   *[other] { $count } emails were not delivered
}
task-failed-hint = Correct the address and send it again.
task-invite = { $count ->
    [one] One person has not been invited yet
   *[other] { $count } people have not been invited yet
}
task-remind = { $count ->
    [one] Remind the person we are waiting for
   *[other] Remind the { $count } people we are waiting for
}
task-no-lead = { $audience ->
    [people] { $count ->
        [one] Somebody has no { -process-lead(form: "one") }
       *[other] { $count } have no { -process-lead(form: "one") }
    }
    [theme-groups] { $count ->
        [one] One theme group has no { -process-lead(form: "one") }
       *[other] { $count } theme groups have no { -process-lead(form: "one") }
    }
   *[all-members] { $count ->
        [one] One member has no { -process-lead(form: "one") }
       *[other] { $count } members have no { -process-lead(form: "one") }
    }
}
task-no-signatory = { $audience ->
    [people] { $count ->
        [one] Somebody has nobody to sign
       *[other] { $count } have nobody to sign
    }
    [theme-groups] { $count ->
        [one] One theme group has nobody to sign
       *[other] { $count } theme groups have nobody to sign
    }
   *[all-members] { $count ->
        [one] One member has nobody to sign
       *[other] { $count } members have nobody to sign
    }
}
step-open = Check and open the round
step-contacts = Add contacts to invite
step-invite = { $count ->
    [one] Invite one person
   *[other] Invite { $count } people
}
step-review = { $count ->
    [one] Review one submitted response
   *[other] Review { $count } submitted responses
}
step-publish = Publish the results

round-period = { $first } – { $last }
round-state-draft = Draft
round-state-open = Open
round-state-published = Published
round-lead-draft = The round is a draft. Nobody else can see it, and nothing has been sent.
round-lead-open = { $count ->
    [one] The round is open. One day left, up to and including { $date }.
   *[other] The round is open. { $count } days left, up to and including { $date }.
}
round-lead-early = The round is open. The time for answers begins on { $date }.
round-none-chosen = Nobody is chosen yet. Tick further down:
round-lead-today = Today, { $date }, is the last day to answer.
round-lead-passed = { $count ->
    [0] The last day was { $date }.
    [one] The last day was { $date }. One response is overdue.
   *[other] The last day was { $date }. { $count } responses are overdue.
}
round-lead-all-in = All responses have been submitted.
round-lead-published = The round is closed and the results are published.
round-members = { $audience ->
    [people] { $count ->
        [one] One person in { $year }
       *[other] { $count } people in { $year }
    }
    [theme-groups] { $count ->
        [one] One theme group in { $year }
       *[other] { $count } theme groups in { $year }
    }
   *[all-members] { $count ->
        [one] One member in { $year }
       *[other] { $count } members in { $year }
    }
}
round-no-members = A round without members cannot be opened.
round-no-groups = There are no theme groups that year. Add them under Members and contacts.
round-no-people = Nobody has that role that year. Choose another role, or add people under Members and contacts.
audience-all-members = All members
audience-chosen-members = Some members
audience-theme-groups = Theme groups
audience-people = People in a role
round-audience = Who answers
round-done-created = The round has been created as a draft. Open it when you have checked the details.
round-done-corrected = The draft is changed.
round-done-deleted = The draft is deleted.
round-done-dates = The dates have been saved.
round-done-opened = The round is open. The next step is to invite people.
round-done-published = The results are published.
round-open-title = Open the round
round-open-text = { $audience ->
    [people] When you open the round, each person gets questions of their own. Nobody else sees what a person writes until it is signed. No emails are sent at that point; you do that in the next step.
    [theme-groups] When you open the round, each theme group gets questions of its own. No emails are sent at that point; you do that in the next step.
   *[all-members] When you open the round, each member gets questions of its own. No emails are sent at that point; you do that in the next step.
}
round-open-button = { $audience ->
    [people] { $count ->
        [one] Open for one person
       *[other] Open for { $count } people
    }
    [theme-groups] { $count ->
        [one] Open for one theme group
       *[other] Open for { $count } theme groups
    }
   *[all-members] { $count ->
        [one] Open for one member
       *[other] Open for { $count } members
    }
}
round-see-invitation = See the invitation first
round-joined = { $audience ->
    [people] { $count ->
        [one] One person came after the round was opened and has nothing to answer yet.
       *[other] { $count } people came after the round was opened and have nothing to answer yet.
    }
    [theme-groups] { $count ->
        [one] One theme group came after the round was opened and has nothing to answer yet.
       *[other] { $count } theme groups came after the round was opened and have nothing to answer yet.
    }
   *[all-members] { $count ->
        [one] One member came after the round was opened and has nothing to answer yet.
       *[other] { $count } members came after the round was opened and have nothing to answer yet.
    }
}
round-joined-button = Include them in the round
round-mail = Mail: invitation, reminders and log
round-review = Review submitted responses
round-results = See the results
round-results-unpublished = See the results so far (not published)
round-publish = Publish the results
round-export = Download data
round-facts = About the round
round-period-heading = Open for answers
round-edition = Questions
round-edition-name = { $title }, edition { $edition }
round-checksum = Checksum (SHA-256)
round-threshold = Threshold for “share that reaches”
round-opened = Opened
round-publication = Published
round-dates-change = Change the dates
round-dates-hint = Applies to all but those who got a date of their own when their answers were returned.
round-dates-save = Save the dates
round-cancel = Cancel
back-to-round = Back to the round

board-lead = This shows only where each member stands, never answers before they are signed. The link leads to the latest signed version.
board-since = since { $date }
board-overdue = Late
board-overdue-own = Late, last day { $date }
board-due-own = last day { $date }
board-none = None

round-new-title = New round
round-new-lead = The round starts as a draft. Nothing is sent until you have opened it and invited people.
round-new-what = Questions and year
round-new-when = Open for answers
round-new-results = Results
round-edition-error = Choose which questions the round is to have.
round-year = Year
round-year-hint = The members and roles of that year are those that count.
round-year-error = Write a year with four digits, such as 2027.
round-chosen = What is included
round-items = { $count ->
    [one] One question that everybody answers, about { $minutes } minutes.
   *[other] { $count } questions that everybody answers, about { $minutes } minutes.
}
round-show = Show for the chosen questions and year
round-new-whom = Who is to answer?
round-new-whom-hint = Members and theme groups answer together. In a round to people each person answers alone and signs.
round-which-members = Choose members
round-which-groups = Choose theme groups
round-which-roles = Choose roles
round-none-that-year = There are none in { $year }.
round-audience-error = Choose who is to answer.
round-members-error = Tick at least one member.
round-groups-error = Tick at least one theme group.
round-roles-error = Tick at least one role.
round-opens-on = First day
round-opens-on-error = Write the first day as a date, such as 2027-02-01.
round-due-on = Last day
round-due-on-hint = Responses should be signed by 23:59 that day. Those who are late can still answer.
round-due-on-error = Write the last day as a date, such as 2027-03-03.
round-threshold-hint = A whole number from { $min } to { $max }. The results show the share of members that reach it.
round-edit-title = Change the draft
round-edit-lead = As long as the round is a draft, you can change everything.
round-edit-save = Save the draft
round-delete-title = Delete the draft
round-delete-text = Nothing has been sent and nobody has answered. You can create a new round for the same year whenever you like.
round-delete-sure = I want to delete the draft.
round-delete-missing = Tick the box to say that you want to delete the draft.
round-delete-button = Delete
round-create = Create the draft

publish-title = Publish the results
publish-lead = { $approved } of { $members } responses are approved.
publish-waiting = { $count ->
    [one] One response is waiting for review and will not be included if you publish now.
   *[other] { $count } responses are waiting for review and will not be included if you publish now.
}
publish-review = Review first
publish-what = What is published
publish-what-1 = The network’s results per perspective and per part, built on the approved responses.
publish-what-2 = Each { -region(form: "one") } also sees its own results beside the network’s.
publish-what-3 = No { -region(form: "one") } is shown by name to the others, and nothing is ranked.
publish-what-unrated = How many have answered. The questions have no ratings, so there are no figures. The answers are among the signed ones and in the export.
publish-look = See the results as they will be
publish-whom = Who will see it
publish-whom-1 = { -process-lead(form: "Many") }, contributors, { -signatory(form: "many") } and readers of all members.
publish-whom-2 = The { -board(form: "one") } and the theme groups.
publish-left-out = Not included
publish-left-out-text = { $audience ->
    [people] { $count ->
        [one] This person has no approved answers.
       *[other] These { $count } people have no approved answers.
    }
    [theme-groups] { $count ->
        [one] This theme group has no approved answers.
       *[other] These { $count } theme groups have no approved answers.
    }
   *[all-members] { $count ->
        [one] This member has no approved answers.
       *[other] These { $count } members have no approved answers.
    }
}
publish-running-title = Members can still answer
publish-running = The { $audience ->
    [people] people
    [theme-groups] theme groups
   *[all-members] members
} have until { $date }. If you publish now, none of them can answer, add to their answers or sign afterwards.
publish-without = { $audience ->
    [people] { $count ->
        [one] I publish without the person who has no approved answers.
       *[other] I publish without the { $count } people who have no approved answers.
    }
    [theme-groups] { $count ->
        [one] I publish without the theme group that has no approved answers.
       *[other] I publish without the { $count } theme groups that have no approved answers.
    }
   *[all-members] { $count ->
        [one] I publish without the member that has no approved answers.
       *[other] I publish without the { $count } members that have no approved answers.
    }
}
publish-without-missing = { $audience ->
    [people] { $count ->
        [one] One person is not in the result. Tick that you publish all the same.
       *[other] { $count } people are not in the result. Tick that you publish all the same.
    }
    [theme-groups] { $count ->
        [one] One theme group is not in the result. Tick that you publish all the same.
       *[other] { $count } theme groups are not in the result. Tick that you publish all the same.
    }
   *[all-members] { $count ->
        [one] One member is not in the result. Tick that you publish all the same.
       *[other] { $count } members are not in the result. Tick that you publish all the same.
    }
}
publish-without-changed = { $audience ->
    [people] { $count ->
        [one] Things have changed: now one person is left out. Tick again if you want to publish all the same.
       *[other] Things have changed: now { $count } people are left out. Tick again if you want to publish all the same.
    }
    [theme-groups] { $count ->
        [one] Things have changed: now one theme group is left out. Tick again if you want to publish all the same.
       *[other] Things have changed: now { $count } theme groups are left out. Tick again if you want to publish all the same.
    }
   *[all-members] { $count ->
        [one] Things have changed: now one member is left out. Tick again if you want to publish all the same.
       *[other] Things have changed: now { $count } members are left out. Tick again if you want to publish all the same.
    }
}
publish-heading = Publish
publish-final = Publication cannot be undone, and it closes the round: nobody can answer or sign afterwards.
publish-sure = I have gone through what is published.
publish-sure-missing = Tick the box to say that you have gone through what is published.
publish-button = Publish
publish-draft = The round is a draft. There is nothing to publish yet.
publish-none = No response has been approved yet. Publish once at least one response has been reviewed and approved.

mailing-title = Mail
mailing-paused-title = Sending is stopped
mailing-paused = No emails leave the server until whoever runs the service releases them. What you send is queued until then.
mailing-done-invited = The invitations are queued and will be sent shortly. The log shows how it goes.
mailing-done-reminded = The reminders are queued and will be sent shortly. The log shows how it goes.
mailing-done-nobody = Nobody needs a reminder right now. Nothing has been sent.
mailing-done-resent = The email is queued again.
mailing-done-moved = The email was already on its way. See the log.
mailing-invite = Invitation
mailing-invite-contributors = Contributors are not invited from here. They get an email when they are given parts to answer.
mailing-invited = { $count ->
    [one] One person is invited.
   *[other] { $count } people are invited.
}
mailing-nobody = There is nobody to invite. Add people for those that the round addresses.
mailing-draft = Open the round before you send.
mailing-draft-link = To the round
mailing-invite-people = { $count ->
    [one] One person has not been sent an invitation.
   *[other] { $count } people have not been sent an invitation.
}
mailing-invite-once = Everyone gets one email, even if you happen to press twice.
mailing-invite-button = { $count ->
    [one] Send the invitation to one person
   *[other] Send the invitation to { $count } people
}
mailing-remind = Reminder
mailing-remind-text = The reminder goes to those we are waiting for: whoever has something left to answer until the answers are handed over for signature, then the person who is to sign. If somebody has finished by the time the email would go, it is not sent.
mailing-reminded = { $count ->
    [one] Reminder { $number } went to one person { $at }.
   *[other] Reminder { $number } went to { $count } people { $at }.
}
mailing-again-title = A reminder has already been sent today
mailing-again = I want to send another reminder today.
mailing-again-missing = A reminder has already been sent today. Tick the box if you want to send another one.
mailing-remind-later = Invite people first. Then you can remind them from here.
mailing-nobody-waited-for = Right now we are not waiting for anyone who is invited or has been given parts to answer.
mailing-remind-people = { $count ->
    [one] The next reminder goes to one person.
   *[other] The next reminder goes to { $count } people.
}
mailing-remind-button = { $count ->
    [one] Remind one person
   *[other] Remind { $count } people
}
mailing-unsendable = The email cannot be written to: { $names }. Correct the name or address under Members and contacts. The others get theirs.
mailing-people = Show the recipients
mailing-people-name = Name
mailing-people-address = Email
mailing-people-role = Role
mailing-people-preview = Preview
mailing-people-see = Show the email
mailing-preview = The email to { $name } looks like this
mailing-preview-to = To: { $to }
mailing-preview-subject = Subject: { $subject }
mailing-log = Log
mailing-log-text = Every email of the round and what became of it, newest first.
mailing-log-caption = Emails of the round
mailing-log-empty = Nothing has been sent in this round yet.
mailing-log-to = To
mailing-log-role = Role
mailing-log-kind = Kind
mailing-log-at = Time
mailing-log-state = State
mailing-log-action = Action
mailing-log-server = Word for word:
mailing-resend = Send again
mailing-kind-invitation = Invitation
mailing-kind-reminder = Reminder { $number }
mailing-kind-delegation = Parts to answer
mailing-kind-mention = Colleagues ask to look
mailing-kind-approved = Approved answers
mailing-kind-returned = Returned answers
mailing-kind-to-sign = Answers to sign
mailing-kind-asked-back = Change before signature
mailing-kind-receipt = Receipt of a signature
mailing-kind-signing-code = Code to sign
mailing-kind-sign-in = Sign-in
mailing-state-queued = Queued
mailing-state-claimed = Queued
mailing-state-sending = Sending
mailing-state-sent = Sent
mailing-state-retry = To be tried again
mailing-state-failed = Not delivered
mailing-state-unknown = Unknown
mailing-state-skipped = Stopped
mailing-note-retry = Next try { $at }.
mailing-note-unknown = The email may have arrived. Ask the recipient before you send it again.
mailing-note-skipped = It was no longer needed when its turn came.
mailing-note-attempts = { $count ->
    [one] One try.
   *[other] { $count } tries.
}
mailing-fault-interrupted = Sending was interrupted.
mailing-fault-full = The mailbox is full.
mailing-fault-address = The address does not exist or takes no email.
mailing-fault-refused = The recipient’s server rejected the email.
mailing-fault-later = The recipient’s server did not take the email at that time.
mailing-fault-unreachable = The mail server could not be reached.

export-title = Download data
export-link = Data
export-lead = { $audience ->
    [people] The files hold the approved answers, from { $approved } of { $members } people.
    [theme-groups] The files hold the approved answers, from { $approved } of { $members } theme groups.
   *[all-members] The files hold the approved answers, from { $approved } of { $members } members.
}
export-text = They are open data in CSV, and each also comes in a version for Excel with a decimal comma. Answers and comments are signed and normally public.
export-unpublished = The results are not published yet. The files change as more responses are approved.
export-draft = The round is a draft. Once it is open and responses are approved, the files are here.
export-caption = Files
export-file = Open data
export-excel = For Excel
export-about = Contents
export-answers = All answers with comments: one row for each question and member, unanswered ones too.
export-substandards = Each member’s score per part, and how many questions are answered.
export-members = Each member’s score per perspective and overall.
export-perspectives = The network’s median, quartiles, mean and change per perspective.
export-codebook = The questions: text, part, perspective, scale, and whether they can be compared with the year before.
export-datapackage = Describes the tables and their columns for computer programs (Frictionless Data Package).
export-manifest = Number of rows and checksum (SHA-256) of every file.
export-cut = If a download breaks off, your browser says so. Then fetch the file again.
