edit-unnamed = (no text)
edit-overview = Overview
edit-tree = Parts of the questionnaire
edit-standards = Standards
edit-perspectives = Perspectives
edit-scales = Scales
edit-items-of = Questions in { $id }
edit-part-questionnaire = Title, languages and introduction
edit-problems-here = { $count } to mend
edit-to-mend = To mend before publishing
edit-problems-elsewhere = { $count ->
    [one] One thing to mend on another page.
   *[other] { $count } things to mend on other pages.
  }
edit-problems = { $count ->
    [0] Nothing to mend
    [one] One thing to mend before publishing
   *[other] { $count } things to mend before publishing
  }
edit-warnings = Texts that could be easier to read
edit-previous = Based on edition { $edition }.
edit-draft-lead = A draft. Only the secretariat sees it until it is published.
edit-published = The edition is published and does not change any more. A round can now ask the questions.
edit-begin = Edit
edit-preview = Preview
edit-to-publish = Publish …
edit-to-round = Create a round
edit-to-questions = To all questions
edit-history = Latest changes
edit-history-empty = Nobody has changed anything yet.
edit-undo = Undo
edit-undone = undone
edit-change-written = Changed: { $what }
edit-change-added = Added: { $what }
edit-change-moved = Moved: { $what }
edit-change-removed = Removed: { $what }
edit-change-undone = Undone: { $what }
edit-change-loaded = { $count ->
    [one] Texts read from a file: { $what }
   *[other] Texts read from a file in { $count } places
  }
edit-change-written-in = Changed in { $what }: { $fields }
edit-change-undone-in = Undone in { $what }: { $fields }
edit-change-loaded-in = Read from a file in { $what }: { $fields }
edit-change-field = { $label } ({ $languages })
edit-change-more = { $count ->
    [one] and one more field
   *[other] and { $count } more fields
  }
edit-change-afresh = Started without comparison with the edition before
edit-afresh-title = The edition before is missing
edit-afresh-text = If you still have it: upload it first, and the draft finds it. Otherwise you can start without it. All questions then count as new, and answers are not compared with earlier years. If the questionnaire has other editions here, it needs a new id first.
edit-afresh = Start without comparison
edit-discard-title = Remove the draft
edit-discard-text = The whole draft goes, with its history. This cannot be undone.
edit-discard-sure = Yes, remove the draft for good
edit-discard = Remove the draft
edit-discard-unsure = Tick the box if you want to remove the draft for good.
edit-done-created = The draft is created.
edit-done-saved = Saved.
edit-done-added = Added. Write the texts here.
edit-done-moved = Moved.
edit-done-removed = Removed. You can undo it.
edit-done-undone = Undone.
edit-done-published = The edition is published.
edit-done-loaded = The texts are read in. You can undo it.
edit-done-afresh = The questions are no longer compared with an edition before. You can undo it.
edit-save = Save
edit-save-next = Save and go to the next
edit-status-plain = What you write is saved when you press Save.
edit-status-saved = Everything is saved.
edit-status-offline = Not saved. We are trying again. Keep the page open.
edit-status-clash = Somebody else has changed the same text. Both are on the page.
edit-status-refused = Something cannot be saved. See at the field.
edit-status-gone = Somebody else has removed this part. Copy what you have written. The removal can be undone in the overview.
edit-status-signed-out = Not saved. Sign in in another tab, and this is saved.
edit-gone = Somebody else has removed this part. Go back if you want to copy what you wrote. The removal can be undone among the changes here.
edit-moved-meanwhile = Somebody else has moved the question meanwhile. Choose again if it is to stand elsewhere.
edit-clash-title = Somebody else has changed the same thing
edit-clash = { $name }, { $at }. What you wrote is still in the fields, and the other is shown beside it. Change it if you like and save again.
edit-clash-summary = Somebody else has changed this
edit-theirs = What it says now
edit-theirs-other = Somebody else has changed this in another way.
edit-theirs-nothing = (nothing)
edit-before = Previous edition:
edit-words = Texts
edit-title = Title
edit-introduction = Introduction for those who answer
edit-about = What it is about
edit-sub-about = What it is about, and who usually knows
edit-number = Number
edit-names = Edition and id
edit-edition = The edition's name
edit-edition-hint = Usually a year, such as 2028.
edit-questionnaire-id = The questionnaire's id
edit-questionnaire-id-hint = The same in all editions. It stands in exported files.
edit-languages = Languages
edit-languages-chosen = Languages of the questionnaire
edit-languages-hint = Untick a language to remove it.
edit-languages-main = Main language
edit-languages-main-hint = Shown to those who read a language that the questionnaire does not have.
edit-languages-add = Add a language
edit-languages-add-none = Choose a language
edit-languages-other = Another language
edit-languages-other-hint = If the language is not in the list: write its code of two or three letters, such as sw for Swahili.
edit-scale = Scale
edit-scale-min = Lowest value
edit-scale-max = Highest value
edit-scale-low = What the lowest value means
edit-scale-middle = What the middle means
edit-scale-high = What the highest value means
edit-perspective-id = Id
edit-perspective-id-hint = Stands in exported files. Lower-case letters, digits and hyphens.
edit-counts = Perspective
edit-perspective = Counts under the perspective
edit-perspective-none = No perspective
edit-secondary = Also touches
edit-secondary-none = Nothing else
edit-secondary-hint = Shown, but not counted.
edit-item-text = Statement or question
edit-item-help = Help, where it is needed
edit-item-source = Where the question comes from, such as a law or an indicator
edit-source = Source
edit-form = How it is answered
edit-choose = Choose
edit-kind = Kind of answer
edit-kind-rating = Rating on a scale
edit-kind-yes-partly-no = Yes, partly or no
edit-kind-single = One of several options
edit-kind-multiple = Several options
edit-kind-number = Number
edit-kind-text = Short text
edit-kind-long-text = Long text
edit-kind-date = Date
edit-kind-link = Link or document
edit-kind-table = Table with rows
edit-options = Options
edit-options-hint = One option on each line, in the same order in all languages.
edit-exclusive = Cannot be chosen together with others
edit-unit = Unit
edit-min = Least value
edit-max = Greatest value
edit-decimals = Number of decimals
edit-columns = Columns
edit-columns-hint = Each column has a heading.
edit-column = Column { $number }
edit-column-new = New column
edit-column-title = Heading
edit-column-up = Move before
edit-rows = Most rows
edit-signs = Signs in daily work
edit-signs-hint = How it shows in the work when it is far away, on its way, and in place.
edit-sign-low = Low on the scale
edit-sign-middle = In the middle
edit-sign-high = High on the scale
edit-place = Who answers, and where the question stands
edit-depth = Who answers?
edit-depth-core = Everybody (core question)
edit-depth-indepth = Those who open the depth
edit-depth-followup = Everybody, as a follow-up question without a score
edit-parent = Belongs to
edit-id = The question's id
edit-id-hint = Follows the question from year to year. Letters, digits, full stop and hyphen.
edit-comment = Ask for a comment
edit-comment-at-most = When the answer is at most (for instance 3)
edit-comment-at-least = When the answer is at least (for instance 9)
edit-comment-is = When the answer is
edit-lineage = Compared with { $edition }
edit-lineage-question = Is it the same question as in { $edition }?
edit-lineage-unchanged = The same question as { $edition }, word for word
edit-lineage-reworded = The same question in other words. Answers are compared and the change is marked
edit-lineage-replaced = Another question. It gets a new id and is not compared
edit-lineage-replaces = Replaces { $item } “{ $text }”. Answers are not compared.
edit-lineage-hint = You have changed the question. Say whether it still asks the same thing, so that we know if answers can be compared with { $edition }.
edit-lineage-is-new = The question is new since { $edition }.
edit-lineage-new = None, the question is new
edit-lineage-instead = Is it asked instead of a question that was removed?
edit-if-title = When the question is shown
edit-if-always = Always shown.
edit-if-sentence = Shown only when { $what }.
edit-if-and = and
edit-if-or-word = or when
edit-if-all = When all of this holds
edit-if-or = Or when all of this holds
edit-if-item = The answer to
edit-if-test = Condition
edit-if-number = Number
edit-if-number-hint = Used when the answer has to be at least or at most a number.
edit-if-choose = Choose a question
edit-if-first = There is no question before this one to go by.
edit-if-large = The condition is too composite to be shown here. It holds as it stands in the file.
edit-if-drop = Remove the condition and start again
edit-test-answered = is answered
edit-test-answered-not = is not answered
edit-test-na = is “not applicable”
edit-test-na-not = is not “not applicable”
edit-test-is = is “{ $value }”
edit-test-is-not = is not “{ $value }”
edit-test-includes = includes “{ $value }”
edit-test-includes-not = does not include “{ $value }”
edit-test-min = is at least { $value }
edit-test-min-not = is not at least { $value }
edit-test-max = is at most { $value }
edit-test-max-not = is not at most { $value }
edit-error-number = Write a number, such as 12 or 7.5.
edit-error-whole = Write a whole number.
edit-error-word = Use only the letters a–z, digits, full stop and hyphen.
edit-error-language = The language is unknown. Choose it in the list, or write its code of two or three letters, such as sw for Swahili.
edit-error-no-language = The questionnaire needs at least one language. Tick one, or add another.
edit-structure = Add, move and remove
edit-structure-hint = What you have written is saved first.
edit-add-standard = Add a standard
edit-add-substandard = Add a sub-standard
edit-add-item = Add a question
edit-add-perspective = Add a perspective
edit-add-scale = Add a scale
edit-up = Move up
edit-down = Move down
edit-remove = Remove
edit-preview-elsewhere = { $sentence } That is decided in another part of the questionnaire, so the preview always shows the question.
edit-preview-title = Preview: { $part }
edit-preview-text = This is how the page looks to those who answer. Fill it in and see which questions are shown. Nothing is saved.
edit-preview-width = Width
edit-preview-language = Language
edit-preview-desktop = Computer
edit-preview-phone = Phone
edit-preview-core = Without depth
edit-preview-depth = With depth
edit-back-to-edit = To the editor
edit-publish-title = Publish the edition
edit-publish-text = Once the edition is published it never changes. Rounds can ask the questions, and the next edition can build on it.
edit-publish-first = Mend this first. Then the edition can be published.
edit-publish = Publish
edit-back = Back to the draft
edit-publish-problems = Something needs to be mended before the edition can be published.
edit-publish-changed-since = Somebody has changed the draft since you opened the page. Read it through and publish again.
edit-publish-changed = Compared with { $edition }: { $unchanged ->
    [0] no question is unchanged
    [one] one question is unchanged
   *[other] { $unchanged } questions are unchanged
  }{ $reworded ->
    [0] {""}
    [one] , one is reworded
   *[other] , { $reworded } are reworded
  }{ $replaced ->
    [0] {""}
    [one] , one is replaced
   *[other] , { $replaced } are replaced
  }{ $new ->
    [0] {""}
    [one] , one is new
   *[other] , { $new } are new
  }{ $gone ->
    [0] {""}
    [one] , one is removed
   *[other] , { $gone } are removed
  }.
conflict-published = The edition is published and cannot be changed.
conflict-changed-since = Somebody has changed the same thing since. That is why it cannot be undone.
conflict-edition-exists = The questionnaire has an edition of that name already. Give the draft another name under Title, languages and introduction.
edit-structure-keys = Alt + Shift + arrow up or down moves it too.
edit-skip = Skip to the editor
edit-redo = Redo
edit-if-test-choose = Choose what the answer has to be
edit-error-test = Choose what the answer has to be. Then the condition is saved.
edit-fault-unchanged = The question has changed since { $edition }. Say whether it still asks the same thing.
edit-fault-form = The answer has another form and cannot be compared with { $edition }. Choose “Another question”.
edit-fault-option = Option { $number }, “{ $text }”, is not there in { $language }. Write it on line { $number } in the field for { $language }.
edit-translation = { $count ->
    [one] One text has changed in one language but not in another. Is the translation right?
   *[other] { $count } texts have changed in one language but not in another. Are the translations right?
  }
edit-skip-overview = Skip to the overview
edit-error-id-taken = Another question or perspective has that id. Choose another one.
edit-error-afresh-name = Other editions have this id already. Write a new one, so that answers are not mixed up, and then start again.
edit-column-remove = Remove the column
edit-done-known-file = The file has been uploaded before. This is the draft that it became, with what has been changed since. To start over from the file, remove the draft first.
edit-done-exists = The draft was there already. It was opened instead of making another one.
edit-beside = Make another draft
