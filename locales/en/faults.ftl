# What is wrong with a questionnaire and how to mend it. It is shown to those who write questions, so no words out of the file.

fault-file-too-large = The file is too large. It may have at most { $megabytes } MB.
fault-not-utf8 = Line { $line }, character { $column } cannot be read. Save the file as text in UTF-8.
fault-file-empty = The file is empty. Choose a file of questions.
fault-syntax = The file cannot be read from line { $line }, character { $column } on. Correct what stands there.
fault-shape = What stands here has not the right form. Compare it with the same place in the latest edition.

fault-not-a-short-name = The code “{ $id }” cannot be used. Write 1–60 characters: small letters (a–z), digits and hyphens.
fault-not-an-id = The code “{ $id }” cannot be used. Write 1–40 characters: letters (a–z), digits, full stops and hyphens. Begin and end with a letter or digit.
fault-id-twice = The code “{ $id }” is used twice. Choose another in one of the places.

fault-no-language = There is no language. Choose at least one.
fault-language-twice = The same language is chosen twice. Remove one.
fault-too-many-languages = The questionnaire has { $count } languages. It may have at most { $most }. Remove some.
fault-not-a-language = “{ $tag }” is not the code of a language. Write two or three small letters, such as sv or en.
fault-text-missing = The text is missing in { $language }. Write it.
fault-text-empty = The text is empty in { $language }. Write it.
fault-text-too-long = The text in { $language } has { $length } characters. Shorten it to at most { $most }.
fault-foreign-language = There is a text in { $language }, but the questionnaire has not that language. Remove the text or add the language.

fault-scale-does-not-rise = The scale runs from { $min } to { $max }. Let the highest value be greater than the lowest.
fault-scale-too-long = The scale is too long. Let it have at most { $most } steps.
fault-scale-missing = There is no scale. Choose one.
fault-scale-unknown = The scale does not exist. Choose another.

fault-perspective-reserved = The code “overall” means all perspectives together. Choose another.
fault-too-many-perspectives = The questionnaire has { $count } perspectives. It may have at most { $most }. Remove some.
fault-perspective-twice = Two perspectives have the code “{ $id }”. Give one of them another.
fault-perspective-missing = Something is rated here, but the part belongs to no perspective. Choose one.
fault-perspective-unknown = The perspective does not exist. Choose another.
fault-secondary-is-primary = The same perspective is chosen twice. Choose another as the second, or none.

fault-no-standard = The questionnaire is empty. Add a standard.
fault-standard-empty = The standard is empty. Add a part to it or remove it.
fault-too-many-items = The questionnaire has { $count } questions. It may have at most { $most }. Remove some.
fault-followup-beside-others = Follow-up questions stand together with other questions. Move them to a part of their own.
fault-no-core-item = The part has no question that everybody answers. Add one.

fault-superfluous = { $part ->
    [scale] Questions of this type have no scale. Remove the scale
    [signs] Only ratings have examples of low, middle and high. Remove the examples
    [options] Questions of this type have no options. Remove them
    [unit] Only numbers have a unit. Remove the unit
    [min] Only numbers have a lowest value. Remove it
    [max] Only numbers have a highest value. Remove it
    [decimals] Only numbers have decimals. Remove how many
    [columns] Only tables have columns. Remove them
    [rows] Only tables have a number of rows. Remove it
   *[other] Questions of this type have no such thing. Remove it
  } or change the type of question.
fault-bounds-do-not-rise = The number is to lie between { $min } and { $max }. Let the highest value be greater than the lowest.
fault-too-many-decimals = There are too many decimals. Choose at most { $most }.
fault-bound-too-fine = { $decimals ->
    [0] The bound has decimals, but the answer is a whole number. Round the bound or allow decimals.
    [one] The bound has more decimals than the answer, which may have one. Round the bound or allow more.
   *[other] The bound has more decimals than the answer, which may have { $decimals }. Round the bound or allow more.
  }
fault-too-few-options = { $count ->
    [0] There are no options. Add at least two.
    [one] There is only one option. Add at least one.
   *[other] There are too few options. Add more.
  }
fault-too-many-options = The question has { $count } options. It may have at most { $most }. Remove some.
fault-option-reserved = The code “na” means “not applicable”, which can always be answered. Choose another or remove the option.
fault-exclusive-of-one = Only one option can be chosen here anyway. Remove the mark that it cannot be combined.
fault-exclusive-twice = Two options cannot be combined with others. Let only one be like that, such as “none of these”.
fault-no-columns = The table has no columns. Add at least one.
fault-too-many-columns = The table has { $count } columns. It may have at most { $most }. Remove some.
fault-rows-off = The table’s number of rows is not right. Choose 1 to { $most }.
fault-column-kind = A column cannot have this type of question. Choose another.

fault-comment-when-empty = It is not chosen with which answers you ask for a comment. Choose answers or stop asking.
fault-comment-when-not-a-number = A comment is asked for with high or low answers, but the answer is not a number. Choose among the options instead.
fault-comment-when-off-scale = A comment is asked for with a value that is not on the scale. Choose one from { $min } to { $max }.
fault-comment-when-no-option = A comment is asked for with an answer that does not exist. Choose another answer.

fault-previous-missing = The question is compared with the edition before, but it is not chosen which one that is. Choose an edition or say that the question is new.
fault-previous-unknown = Edition { $edition }, which the questions are compared with, is not here. Upload it first. If it no longer exists: open the questionnaire as a draft and choose “Start without comparison”.
fault-replaced-missing = The question replaces another, but it is not chosen which one. Choose it.
fault-replaces-itself = The question replaces itself. Give the new question a code of its own.
fault-replaced-superfluous = An earlier question is chosen, but this question replaces none. Remove the choice or say that the question replaces it.
fault-not-in-previous = The question { $item } is not in edition { $edition }. Say that it is new or which question it replaces.
fault-new-in-previous = The question { $item } is in edition { $edition } already. Say that it is unchanged or reworded, or give it another code.
fault-id-of-another = In edition { $edition } another question had the code { $item }. Give the question a code that no other has had.
fault-replacement-in-previous = The question replaces another, but { $item } is in edition { $edition } already. Give the question a new code.
fault-replaced-not-in-previous = The question replaces { $item }, which is not in edition { $edition }. Choose a question that is there.
fault-unchanged-differs = The question is not the same as in edition { $edition }. Say that it is reworded. If it asks something else, give it a new code and say which question it replaces.
fault-reworded-other-form = The answers have another form than before and cannot be compared. Give the question a new code and say which question it replaces.

fault-condition-too-deep = The condition has too many levels. Use at most { $most }.
fault-condition-empty = The condition is empty. Complete it or remove it.
fault-condition-item-unknown = The condition is about the question { $item }, which does not exist. Choose another question.
fault-condition-on-itself = The condition is about the question’s own answer. Choose an earlier question.
fault-condition-item-later = The condition is about the question { $item }, which comes after this one. Move it before this one or choose an earlier question.
fault-condition-unfit = The condition does not fit the answers to the question { $item }. Choose an answer again.
fault-condition-no-option = The condition is about an answer that the question { $item } does not have. Choose another answer.
fault-condition-out-of-reach = The condition is about the value { $bound }, which nobody can answer to the question { $item }. Choose another value.

fault-hard-to-read = The Swedish text is hard to read (LIX { $lix }). Shorten the sentences or use shorter words, so that LIX is at most { $most }.
fault-bad-link = The link “{ $link }” cannot be opened. Write the whole address, beginning with https://.

# The names of languages within a sentence.
language-name = { $language ->
    [sv] Swedish
    [en] English
    [ar] Arabic
    [bs] Bosnian
    [cs] Czech
    [da] Danish
    [de] German
    [el] Greek
    [es] Spanish
    [et] Estonian
    [fa] Persian
    [fi] Finnish
    [fit] Meänkieli
    [fr] French
    [hr] Croatian
    [hu] Hungarian
    [is] Icelandic
    [it] Italian
    [lt] Lithuanian
    [lv] Latvian
    [nb] Norwegian (Bokmål)
    [nl] Dutch
    [nn] Norwegian (Nynorsk)
    [no] Norwegian
    [pl] Polish
    [pt] Portuguese
    [ro] Romanian
    [rom] Romani
    [ru] Russian
    [se] Northern Sami
    [sma] Southern Sami
    [smj] Lule Sami
    [so] Somali
    [sr] Serbian
    [ti] Tigrinya
    [tr] Turkish
    [uk] Ukrainian
    [yi] Yiddish
   *[other] the language { $language }
  }
