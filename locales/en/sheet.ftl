# The spreadsheet with a questionnaire's texts: what stands in each row, and what is wrong in a sheet and how to mend it.

sheet-what-sheet = Questions
sheet-what-note-sheet = How to fill it in
sheet-what-note =
    How to fill it in
    Write in the tab Questions. Save the file as an Excel workbook (.xlsx) when you are done.

    How to translate or change texts
    Write in the column of the language, in the same row as the original. A new language gets a new column with the name of the language as heading, such as Finnish.
    Do not change the column Row id. It says which text the row holds.
    Leave the grey columns alone. They describe how the questions hang together. You can fold them away with the button above them. When texts are read in, nothing else is.

    How to bring a whole questionnaire
    Each text has a row, in the order of the questionnaire. A question belongs to the nearest part above it, and a part to the nearest standard above it.
    Row id: what the row holds, such as standard/1, substandard/1.1, item/1.1a, item/1.1a/help, item/1.1a/option/yes or item/1.1a/signs/low.
    What the row holds: the same in words. It is not read.
    Questionnaire id, Edition, Edition before, File format: filled in on the first row only. File format may be empty.
    Kind of answer: rating, yes-partly-no, single (one option), multiple (several options), number, text, long-text, date, link or table.
    Who answers: core (everybody), indepth (those who open the depth) or followup (everybody, as a follow-up question).
    Perspective, Also touches: the perspective of the part, and another one that it touches.
    Scale: the id of the scale. Lowest value, Highest value: the ends of the scale, or the least and the greatest number that can be answered.
    Number of decimals: of numbers. Most rows: of tables.
    Cannot be combined: yes for an option that cannot be chosen together with others.
    Ask for a comment when: the answers that you want a comment on, such as at most 3 or is no.
    Shown when: the condition for showing the question, such as 3.2a at least 7 and not 1.1a answered.
    Compared with the edition before: new, unchanged, reworded (the same question in other words) or replaced:1.1a (takes the place of question 1.1a).
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
sheet-fault-another-file = { $kind ->
    [nothing] The file is empty. Open it in Excel, check that the texts are there and save it again.
    [pdf] The file is a PDF. A spreadsheet is needed here. Open the spreadsheet in Excel, choose File and Save As, and choose the type Excel Workbook (.xlsx).
    [picture] The file is a picture. A spreadsheet is needed here. Open the spreadsheet in Excel, choose File and Save As, and choose the type Excel Workbook (.xlsx).
    [document] The file is a text document, such as Word’s. A spreadsheet is needed here. Open the spreadsheet in Excel, choose File and Save As, and choose the type Excel Workbook (.xlsx).
    [presentation] The file is a presentation. A spreadsheet is needed here. Open the spreadsheet in Excel, choose File and Save As, and choose the type Excel Workbook (.xlsx).
    [old-workbook] The file is saved in another format of Excel (.xls or .xlsb). Open it in Excel, choose File and Save As, and choose the type Excel Workbook (.xlsx).
    [protected] The file is protected with a password. Remove the password in Excel and save the file again as an Excel Workbook (.xlsx).
    [open-document] The file is a spreadsheet in the OpenDocument format (.ods). Open it in the spreadsheet program, choose Save As, and choose the type Excel (.xlsx).
    [web-page] The file is a web page or XML. A spreadsheet is needed here. Open the file in Excel, choose File and Save As, and choose the type Excel Workbook (.xlsx).
   *[questionnaire] The file is a questionnaire in JSON. A spreadsheet is needed here. To open the questionnaire, choose Upload a file on the page Questions.
  }
sheet-fault-not-a-sheet = The file cannot be read. It may be damaged, or no spreadsheet. Open it in Excel, choose File and Save As, and choose the type Excel Workbook (.xlsx).
sheet-fault-empty = The sheet has no rows to read. Download the questionnaire for Excel and start from that. Only the first tab of the file is read.
sheet-fault-column-missing = The column Row id is missing. Start from a sheet that was downloaded here and keep the column. The headings have to stand on the first row of the file’s first tab.
sheet-fault-no-texts = There is no column with texts. Add one with the name of the language as heading, such as Swedish.
sheet-fault-column-twice = Two columns have the heading { $heading }. Remove one of them.
sheet-fault-unknown-column = The heading { $heading } is unknown. Remove the column. If it holds a language, write the name or the code of the language as heading, such as Finnish or fi.
sheet-fault-column-without-heading = The column has no heading. Remove the column. If it holds a language, write the name or the code of the language as heading, such as Finnish or fi.
sheet-fault-no-id = The row does not say which text it is. Write its id here, or remove the row.
sheet-fault-unknown-row = There is no row { $id } in the questionnaire. Correct the id of the row, or remove the row.
sheet-fault-row-twice = The row { $id } stands in { $first } already. Remove one of them.
sheet-fault-row-missing = The row { $id } is missing. Add it.
sheet-fault-row-absent = The row { $id } is not in the sheet. Its texts do not change.
sheet-fault-out-of-place = The row { $id } belongs to { $after }, which does not stand above it. Move the row there.
sheet-fault-text-empty = The text is missing in { $language } in the row { $id }. Write it, or remove the whole column of the language.
sheet-fault-text-untranslated = “{ $said }” is not there in { $language } (the row { $id }). Write the text here, or remove the whole column of the language.
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

files-excel = Download for Excel
files-more = More formats
files-csv = Spreadsheet (CSV)
files-csv-for = For other spreadsheet programs and translation tools. It holds the same as the one for Excel.
files-json = The questionnaire’s file (JSON)
files-json-for = To keep the whole questionnaire, or to move it to another installation.
files-fhir = FHIR R5 (JSON)
files-fhir-for = For health care systems that exchange questionnaires by the standard HL7 FHIR.
files-title = Translate and download
files-lead = The texts can be translated or changed in Excel and brought in here again. You see what would change before anything does.
sheet-first-a-draft = A spreadsheet is opened in the editor first. Choose the file again and press Open in the editor.
sheet-texts-title = Translate or change texts in Excel
sheet-texts-checked-title = Check the texts
sheet-texts-lead = Download the texts, write in Excel and bring them in again. You can also send the file to somebody who translates.
sheet-texts-step-1 = 1. Download
sheet-texts-step-2 = 2. Write in Excel
sheet-texts-step-3 = 3. Bring in
sheet-texts-write = Write in the column of the language. Leave Row id and the grey columns as they are.
sheet-texts-new-language = A new language gets a new column with the name of the language as heading, such as Finnish. All texts have to be there in that language when you bring the sheet in.
sheet-texts-only = Only the texts are read. You see first what would change.
sheet-texts-file = Spreadsheet
sheet-texts-file-hint = An Excel workbook (.xlsx) or CSV, at most { $megabytes } MB.
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
