questions-title = Questions
questions-lead = All questionnaires and their editions. A round asks the questions of one edition.
questions-about = { $core } questions for everybody, { $indepth } in depth, { $followup } follow-up.
questions-warnings = { $count ->
    [one] One text could be better.
   *[other] { $count } texts could be better.
  }
questions-download = Download the file
questions-changes = See what is new
questions-added = The edition has been added. You can choose it when you create a round.
questions-upload-title = Add an edition
questions-upload-text = Download the latest edition, change the file and upload it here. It is checked before it is added, and never changes after that.
questions-file = File of questions
questions-file-hint = A JSON file in the same form as those above.
questions-upload = Check and add
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
    [one] One question differs.
   *[other] { $count } questions differ.
  }
change-added = The question is new.
change-removed = The question is gone.
change-replaces = Replaces { $item }. The answers cannot be compared.
change-help = The help is another.
change-signs = The examples of low, middle and high have changed.
change-scale = The answer has another form.
change-answers = The options or columns are reworded.
change-bounds = The answer has other bounds.
change-condition = The question is shown on another condition.
change-depth = Depth: { $before } has become { $after }.
change-moved = Moved from { $before } to { $after }.
change-perspective = Perspective: { $before } has become { $after }.
