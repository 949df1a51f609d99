questions-title = Questions
questions-lead = All questionnaires and their editions. A round asks the questions of one edition.
questions-about = { $core ->
    [0] No questions for everybody
    [one] One question for everybody
   *[other] { $core } questions for everybody
  }{ $indepth ->
    [0] {""}
    [one] , one in depth
   *[other] , { $indepth } in depth
  }{ $followup ->
    [0] {""}
    [one] , one follow-up question
   *[other] , { $followup } follow-up questions
  }.
questions-warnings = { $count ->
    [one] One text could be better.
   *[other] { $count } texts could be better.
  }
questions-changes = See what is new
questions-added = The edition has been added. You can choose it when you create a round.
questions-drafts = Drafts
questions-draft-about = Begun { $at }
questions-next = Make the next edition
questions-new-title = New questionnaire
questions-new-text = Start from the beginning, with a title. You write the rest in the editor.
questions-new-language = Language
questions-new-name = Title
questions-new-other = One more language
questions-new-other-title = Title in that language
questions-new-other-hint = Leave it empty if the questionnaire is to exist in one language only. More languages are added in the editor.
questions-same-language = The languages are the same. Choose another one, or remove the title in the other language.
questions-new-scale = Scale for ratings
questions-new-scale-hint = You write what the values mean in the editor. More scales can be added there too.
questions-no-title = Write a title.
questions-new = Create
questions-discarded = The draft is removed.
questions-upload-title = Upload a file
questions-upload-text = A file can be opened in the editor, also when it is not finished. A finished edition can be added as it is. It never changes after that.
questions-upload-draft = Open in the editor
questions-file = File of questions
questions-file-hint = A questionnaire as an Excel workbook (.xlsx), CSV or JSON, in the form of the files above.
questions-upload = Add as a finished edition
questions-no-file = Choose a file.
questions-file-problems = Something is wrong with the file. Correct it and upload the file again.
questions-lineage-problems = The file does not fit the edition before. Correct what stands here and upload the file again.
questions-problems = To be corrected
questions-more-problems = { $count ->
    [one] And one more problem.
   *[other] And { $count } more problems.
  }
changes-title = { $title } { $after }: new since { $before }
changes-summary = { $count ->
    [0] Nothing differs.
    [one] They differ in one place.
   *[other] They differ in { $count } places.
  }
change-added = { $part ->
    [scale] The scale is new.
    [perspective] The perspective is new.
    [standard] The standard is new.
    [substandard] The sub-standard is new.
   *[other] The question is new.
  }
change-removed = { $part ->
    [scale] The scale is gone.
    [perspective] The perspective is gone.
    [standard] The standard is gone.
    [substandard] The sub-standard is gone.
   *[other] The question is gone.
  }
change-replaces = Replaces { $item }. The answers cannot be compared.
change-words-title = The title in { $language }
change-words-introduction = The introduction in { $language }
change-words-about = The description in { $language }
change-words-text = The text in { $language }
change-words-help = The help text in { $language }
change-words-low = Signs at the low end, in { $language }
change-words-middle = Signs in the middle, in { $language }
change-words-high = Signs at the high end, in { $language }
change-words-options = The options in { $language }
change-words-columns = The columns in { $language }
change-words-unit = The unit in { $language }
change-words-source = The source in { $language }
change-no-text = No text
change-none = none
change-condition = When the question is shown
change-scale = The answer has another form.
change-answers = The options or columns are reworded.
change-bounds = The columns have other bounds.
change-bound-min = Least number: { $before } has become { $after }.
change-bound-max = Greatest number: { $before } has become { $after }.
change-bound-decimals = Decimals: { $before } has become { $after }.
change-bound-rows = Rows: { $before } has become { $after }.
change-exclusive = Which option excludes the others has changed.
change-comment-when = A comment is asked for: { $before } has become { $after }.
change-depth = Depth: { $before } has become { $after }.
change-moved = Moved from { $before } to { $after }.
change-perspective = Perspective: { $before } has become { $after }.
change-secondary = Also touches: { $before } has become { $after }.
questions-edition-exists = There is already an edition called { $edition } of that questionnaire, and it says something else. Nothing is stored. Open the file in the editor and give the edition another name.
change-comment-at-most = at most { $value }
change-comment-at-least = at least { $value }
change-comment-is = “{ $value }”
change-kind = Kind of answer: { $before } has become { $after }.
change-range = The scale: { $before } has become { $after }.
change-range-of = { $min } to { $max }
change-order = { $follows ->
    [first] Comes first now.
   *[other] Comes after { $follows } now.
  }
change-words-scale-low = What the lowest value means, in { $language }
change-words-scale-middle = What the middle of the scale means, in { $language }
change-words-scale-high = What the highest value means, in { $language }
questions-guide = How to write a questionnaire
