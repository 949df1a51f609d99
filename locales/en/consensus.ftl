# Consensus: a group takes the questions up one at a time and agrees.

consensus-title = Consensus
consensus-lead = Take the questions up one at a time, those you disagree about most first. Show how you rated, talk it over, and write down what you came to.
consensus-all = All perspectives
consensus-on = Consensus is under way
consensus-join = Join in
tasks-consensus = Agree on the answers as a group:

consensus-open = Under way now
consensus-opened = Opened by { $name } on { $at }.
consensus-stands-at = You are at question { $item }.
consensus-resume = Go on
consensus-new = Begin a new one
consensus-unrated = Nobody has rated yet. This works best when everybody has rated on their own first. You can also begin at once and rate on your phones, question by question.
consensus-what = What will you take up?
consensus-opens-dialogue = When you begin, the dialogue about those parts opens: all who answer can then see how the own ratings lie. Here on the screen, a question's ratings are shown only when you choose to.
consensus-start = Begin
consensus-closed = Closed

consensus-progress = { $agreed } of { $all } questions are done.
consensus-begin = Begin with { $item }
consensus-resume-at = Go on with { $item }
consensus-address = Rate on your phone:
consensus-qr = QR code with the same address
consensus-filter = Perspectives
consensus-new-ratings = More ratings have come in. Show the new order.
consensus-left = To take up
consensus-order = Those you disagree about most come first.
consensus-answered-before = A question that you disagree about is done when you have taken it up, even if it has an answer already.
consensus-all-agreed = All questions here are done.
consensus-agreed = Done
consensus-take-up = Take up
consensus-together = Agreed
consensus-joint-is = Joint answer: { $answer }.
consensus-so-far = Answer so far: { $answer }.
consensus-size-small = Almost agreed
consensus-size-middle = Some disagreement
consensus-size-large = Great disagreement
consensus-close-title = When you are done
consensus-close-text = What you came to is saved already. You can leave this page and go on another day without closing.
consensus-close = Close
consensus-to-rooms = To consensus
conflict-room-closed = This session is closed. What you came to is saved. Begin a new one to go on.

consensus-rated = { $rated } of { $of } have rated.
consensus-reveal = Show how you rated
consensus-hide = Hide the ratings
consensus-joint = Joint answer
consensus-say = What did we arrive at?
consensus-why = Why?
consensus-why-hint = One sentence is enough. It is saved as the answer's comment.
consensus-save-next = Save and next
consensus-next = Next
consensus-previous = Previous
consensus-to-list = To the list
consensus-elsewhere = The group is at another question just now.
consensus-moved = The group has gone on, on another screen. What you wrote here is not saved.
consensus-follow = Follow there
consensus-keys = Keyboard shortcuts
consensus-keys-text = V or Space shows the ratings. The digits choose a value; 0 is 10 where the scale begins at 1. Right arrow or Enter saves and goes to the next. Left arrow goes back.
consensus-chosen = Chosen:

consensus-tap = Rate on your own, before the group sees how you rated. Your name is not shown.
consensus-save-own = Save my rating
consensus-group = The group
consensus-waiting = You begin soon. The question shows here when the group takes it up.
consensus-over = The session is closed. Thank you for joining in!
consensus-reload = See what is new

live-direct = The page updates by itself.
live-polling = Updated every three seconds.
live-lost = No contact just now. Trying again.
live-none = Load the page again to see what is new.
