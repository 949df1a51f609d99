# The spreadsheet with a questionnaire's texts: what stands in each row, and what is wrong in a sheet and how to mend it.

sheet-what-sheet = Questions
sheet-what-note-sheet = How to
sheet-what-note =
    How to translate
    Write the translation in a column for the language, in the same row as the original. The column's heading is the code of the language, such as en or fi. To add a language, add a column.
    Do not change the column row id. It says which text the row holds.
    The grey columns describe how the questions hang together. You can fold them away with the button above them. When a translation is read, only the texts are.

    How to bring a whole questionnaire
    Each text has a row, in the order of the questionnaire. A question belongs to the nearest part above it, and a part to the nearest standard above it.
    row id: what the row holds, such as standard/1, substandard/1.1, item/1.1a, item/1.1a/help, item/1.1a/option/yes or item/1.1a/signs/low.
    questionnaire, edition, previous: the id of the questionnaire, the name of the edition and that of the edition before. They stand in the first row only.
    kind: rating, yes-partly-no, single (one option), multiple (several options), number, text, long-text, date, link or table.
    depth: core (everybody answers), indepth or followup.
    perspective, secondary: the perspective of the part, and another one that it touches.
    scale: the id of the scale. minimum, maximum: the ends of the scale, or the least and the greatest number that can be answered. decimals: how many decimals. rows: the most rows of a table.
    exclusive: yes for an option that cannot be combined with others.
    comment when: the answers that you want a comment on, such as at most 3 or is no.
    visible if: when the question is shown, such as 3.2a at least 7 and not 1.1a answered.
    lineage: new, unchanged, reworded (the same question in other words) or replaced:1.1a (takes the place of question 1.1a).
sheet-what-title = The questionnaire's name
sheet-what-introduction = Introduction
sheet-what-scale-low = Scale { $id }: lowest value
sheet-what-scale-middle = Scale { $id }: middle
sheet-what-scale-high = Scale { $id }: highest value
sheet-what-perspective = Perspective { $id }
sheet-what-perspective-about = Perspective { $id }: what it is about
sheet-what-standard = Standard { $id }
sheet-what-standard-about = Standard { $id }: what it is about
sheet-what-substandard = Part { $id }
sheet-what-substandard-about = Part { $id }: what it is about
sheet-what-item = Question { $id }
sheet-what-help = Question { $id }: help
sheet-what-unit = Question { $id }: unit
sheet-what-option = Question { $id }: option { $option }
sheet-what-column = Question { $id }: column { $column }
sheet-what-column-unit = Question { $id }: unit in column { $column }
sheet-what-column-option = Question { $id }: option { $option } in column { $column }
sheet-what-sign-low = Question { $id }: example of low
sheet-what-sign-middle = Question { $id }: example of the middle
sheet-what-sign-high = Question { $id }: example of high
sheet-what-source = Question { $id }: source

sheet-fault-too-large = The file is too large. It may have at most { $megabytes } MB. Remove pictures and whatever else does not belong to the questionnaire.
sheet-fault-too-many-rows = The sheet has too many rows. Remove rows until there are at most { $most }.
sheet-fault-too-many-columns = The sheet has too many columns. Remove columns until there are at most { $most }.
sheet-fault-old-workbook = The file has an older format or is protected with a password. Save it as XLSX or CSV without a password.
sheet-fault-not-a-sheet = The file cannot be read as a spreadsheet. Save it as XLSX or CSV.
sheet-fault-empty = The sheet is empty. Download a spreadsheet here and start from that.
sheet-fault-column-missing = The column { $heading } is missing. Add it, with what it holds in a sheet that is downloaded here.
sheet-fault-no-texts = There is no column with texts. Add one with the code of the language as heading, such as sv.
sheet-fault-column-twice = Two columns have the heading { $heading }. Remove one of them.
sheet-fault-unknown-column = The heading { $heading } is unknown. Remove the column. If it holds a language, write the code of the language as heading, such as fi.
sheet-fault-column-without-heading = The column has no heading. Remove the column. If it holds a language, write the code of the language as heading, such as fi.
sheet-fault-no-id = The row does not say which text it is. Fill in the column row id, or remove the row.
sheet-fault-unknown-row = There is no row { $id } in the questionnaire. Correct the column row id, or remove the row.
sheet-fault-row-twice = The row { $id } stands in { $first } already. Remove one of them.
sheet-fault-row-missing = The row { $id } is missing. Add it.
sheet-fault-row-absent = The row { $id } is not in the sheet. Its texts do not change.
sheet-fault-out-of-place = The row { $id } belongs to { $after }, which does not stand above it. Move the row there.
sheet-fault-text-empty = The text is missing in { $language } in the row { $id }. Write it, or remove the whole column of the language.
sheet-fault-text-too-long = The text has { $length } characters. Shorten it to at most { $most }.
sheet-fault-value-missing = The column { $heading } is not filled in on this row. Fill it in.
sheet-fault-value-out-of-place = The column { $heading } has to be empty on this row. Empty the cell.
sheet-fault-unknown-value = The word “{ $value }” is unknown. Write one of { $known }.
sheet-fault-not-a-number = “{ $value }” cannot be used as a number here. Write a number with digits.
sheet-fault-condition = The condition makes no sense at “{ $found }”. Write it like this, for instance: 3.2a at least 7 and not (1.1a is no or 1.1b answered).
sheet-fault-condition-unfinished = The condition is not finished. Write it like this, for instance: 3.2a at least 7 and not (1.1a is no or 1.1b answered).
sheet-fault-comment-when = The rule about comments makes no sense at “{ $found }”. Write it like this, for instance: at most 3 or is no.
sheet-fault-comment-when-unfinished = The rule about comments is not finished. Write it like this, for instance: at most 3 or is no.
sheet-fault-formula-error = The cell holds an error: { $value }. Write the text instead of a formula.
sheet-fault-structure-differs = In the sheet the column { $heading } says “{ $after }”, but the questionnaire says “{ $before }”. Only texts are read, so the questionnaire does not change.
sheet-fault-structure-added = In the sheet the column { $heading } says “{ $after }”, but in the questionnaire it is empty. Only texts are read, so the questionnaire does not change.
sheet-fault-structure-removed = In the sheet the column { $heading } is empty, but the questionnaire says “{ $before }”. Only texts are read, so the questionnaire does not change.

sheet-xlsx = Download as a spreadsheet (XLSX)
sheet-csv = Download as CSV
sheet-first-a-draft = A spreadsheet is opened in the editor first. Choose the file again and press Open in the editor.
sheet-texts-title = Bring in texts from a spreadsheet
sheet-texts-checked-title = Check the texts
sheet-texts-lead = Here you bring in a translation or other changed texts. First download the draft as a spreadsheet and change that. Write a new language in a new column, with the code of the language as heading.
sheet-texts-only = Only the texts are read. You see first what would change.
sheet-texts-file = Spreadsheet
sheet-texts-file-hint = XLSX or CSV, at most { $megabytes } MB.
sheet-texts-check = Check
sheet-texts-check-other = Check another file
sheet-texts-no-file = Choose a file.
sheet-texts-lead-refused = { $count ->
    [one] One thing has to be mended in the sheet. Nothing has changed.
   *[other] { $count } things have to be mended in the sheet. Nothing has changed.
  }
sheet-texts-lead-nothing = The sheet holds the same texts as the draft. There is nothing to bring in.
sheet-texts-lead-ready = Nothing has changed yet. Read through the changes, and then bring them in.
sheet-texts-changed = The draft or the sheet has changed since you checked the texts. Read through the changes again.
sheet-texts-changes = { $count ->
    [one] changed text
   *[other] changed texts
  }
sheet-texts-new = { $count ->
    [one] new text
   *[other] new texts
  }
sheet-texts-problems = { $count ->
    [one] error
   *[other] errors
  }
sheet-texts-added = New languages: { $languages }.
sheet-texts-apply = { $count ->
    [one] Bring in one text
   *[other] Bring in { $count } texts
  }
sheet-texts-cancel = Back to the draft
sheet-texts-to-mend = This has to be mended
sheet-texts-to-know = This is not read
sheet-texts-more = { $count ->
    [one] And one more.
   *[other] And { $count } more.
  }
sheet-texts-before = Before
sheet-texts-after = After
sheet-texts-in-cell = Cell { $cell }
sheet-texts-at = { $cell }: { $text }
