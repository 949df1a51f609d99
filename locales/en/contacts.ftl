# Members and contacts: the table, one person, and lists that are imported.

contacts-role-process-lead = { -process-lead(form: "One") }
contacts-role-contributor = Contributor
contacts-role-signatory = { -signatory(form: "One") }
contacts-role-reader = Reader
contacts-role-secretariat = Secretariat
contacts-role-board = { -board(form: "One") }
contacts-role-theme-group = Theme group member
contacts-language-sv = Swedish
contacts-language-en = English

contacts-lead = { $members ->
    [one] One { -region(form: "one") } is a member in { $year }.
   *[other] { $members } { -region(form: "many") } are members in { $year }.
} { $people ->
    [0] Nobody has a role yet.
    [one] One person has a role.
   *[other] { $people } people have a role.
}
contacts-no-members = No members have been entered for this year. Ask whoever runs the service to import the list of members.
contacts-gaps-title = Some { -region(form: "many") } lack an important contact
contacts-gap-lead = { $count ->
    [one] There is no { -process-lead(form: "one") } in { $members }.
   *[other] There is no { -process-lead(form: "one") } in { $count } places: { $members }.
}
contacts-gap-signatory = { $count ->
    [one] There is no { -signatory(form: "one") } in { $members }, so nobody can sign there.
   *[other] There is no { -signatory(form: "one") } in { $count } places: { $members }. Nobody can sign there.
}
contacts-to-import = Import a list
contacts-to-add = Add a person
contacts-filter-text = Name or e-mail
contacts-filter-all-roles = All roles
contacts-filter-former = Show ended ones too
contacts-filter-button = Show
contacts-filter-empty = No contact matches what you are looking for.
contacts-filter-clear = Show all contacts
contacts-empty = There are no contacts yet. Import a list, or add one person at a time.
contacts-caption = { $count ->
    [one] One contact
   *[other] { $count } contacts
}
contacts-name = Name
contacts-email = E-mail
contacts-email-work = Work e-mail
contacts-member = { -region(form: "One") } or theme group
contacts-role = Role
contacts-years = Years
contacts-state = State
contacts-language = Language
contacts-state-active = Active
contacts-state-coming = Begins later
contacts-state-former = Ended
contacts-network = The network
contacts-not-member = { $member } (not a member in { $year })
contacts-nobody = No contact yet
contacts-no-role = No role

contacts-add-title = Add a person
contacts-add-lead = The person gets no e-mail until you send invitations to a round.
contacts-add-button = Add the person
contacts-choose = Choose
contacts-network-whole = The whole network
contacts-member-hint = Secretariat, { -board(form: "one") } and the role Theme group member are for the whole network. The other roles are for { -region(form: "a") }, or for one of the theme groups at the end of the list.
contacts-language-hint = The language of e-mails and pages. The person can change it.
contacts-from = From the year
contacts-role-missing = Choose a role.
contacts-member-missing = Choose { -region(form: "a") } or a theme group. The role is not for the whole network.
contacts-member-superfluous = The role is for the whole network. Choose “The whole network” as { -region(form: "one") }, or another role.
contacts-from-wrong = Write a year from { $first } to { $last }.
contacts-held-already = The person has that role in that year already. Nothing has changed.
contacts-address-of-other = The address belongs to { $name } already. If it is the same person, write the name like that; otherwise another address is needed.
contacts-saved-person = The person has been added.
contacts-saved-group = The theme group is added. Now you can give people roles in it.
contacts-groups = Theme groups
contacts-groups-lead = A theme group gets people in the same way as { -region(form: "a") }: the { -process-lead(form: "one") } leads the answers, and the { -signatory(form: "one") } signs. One person may have both roles. Theme groups are never counted as members.
contacts-groups-none = There are no theme groups.
contacts-group-name = The theme group’s name
contacts-group-add = Add the theme group
contacts-saved-list = The list has been imported: { $people ->
    [0] no new people
    [one] one new person
   *[other] { $people } new people
} and { $roles ->
    [0] no more roles.
    [one] one more role.
   *[other] { $roles } more roles.
}

contacts-roles = Roles
contacts-roles-empty = The person has no role and can therefore do nothing in the service.
contacts-not-held = not held this year
contacts-end-title = End or remove the role
contacts-to = Last year
contacts-to-hint = The role is held to the end of this year.
contacts-to-wrong = Write a year from { $first } to { $last }.
contacts-end-button = Save the last year
contacts-remove-text = Was it wrong from the start? Remove the role altogether. It ends at once and is no longer shown here, but the log keeps that it was there.
contacts-remove-button = Remove the role
contacts-add-role = Add a role
contacts-correct = Correct the details
contacts-correct-button = Save the details
contacts-email-hint = With a new address the person is signed out, and signs in with the new one.
contacts-saved-role = The role has been saved.
contacts-saved-role-known = { $name } was here already, and now has this role too.
contacts-saved-ended = The last year of the role has been saved.
contacts-saved-removed = The role has been removed.
contacts-saved-corrected = The details have been saved.

conflict-list-refused = The list has rows that cannot be imported. Nothing has changed.
conflict-group-exists = There is a member or a theme group of that name already.
conflict-role-and-member = The role and the { -region(form: "one") } do not go together. Nothing has changed.
conflict-years-out-of-order = The last year lies before the first. Nothing has changed.
conflict-last-secretariat = This is the only person in the secretariat. Give somebody else the role first, or nobody can run the network’s rounds.
conflict-not-a-name = Write a name of at most 100 characters, on one line.
conflict-address-taken = The address belongs to another person already. Nothing has changed.
conflict-unknown-language = The service does not speak that language.

# $column is name, email, role, member, language or row.
contacts-reason-missing = { $column ->
    [name] The name is missing. Write first name and last name.
    [email] The e-mail address is missing.
    [role] The role is missing. Write for instance { -process-lead(form: "one") }.
    [member] The { -region(form: "one") } is missing, and the role is for one. Write the { -region(form: "of") } name or code.
   *[other] This is missing.
}
contacts-reason-too-long = { $column ->
    [name] The name
    [email] The address
   *[other] The text
} is too long. Shorten it to at most { $max } characters.
contacts-reason-control = There is a line break here, or a character that cannot be read. Write the text anew, on one line.
contacts-reason-not-an-address = This is no e-mail address. It should look like anna.lind@region.example, without spaces and without å, ä and ö.
contacts-reason-unknown-role = There is no such role. Write { -process-lead(form: "one") }, contributor, { -signatory(form: "one") }, reader, { -board(form: "one") }, theme group or secretariat.
contacts-reason-unknown-member = No member has that name. Write the { -region(form: "of") } name or code.
contacts-reason-unknown-member-near = No member has that name. Do you mean { $member }?
contacts-reason-not-member-this-year = The { -region(form: "one") } is not a member in { $year }. Remove the row, or choose another year.
contacts-reason-unknown-language = There is no such language. Write sv or en, or leave it empty for Swedish.
contacts-reason-wrong-columns = The row has { $found } cells, but the heading row has { $expected }. Add or remove separators so that the numbers agree.
contacts-reason-other-name = Row { $line } has the same address with another name. Correct the name or the address on one of the rows.

import-title = Import a list
import-checked-title = Check of the list
import-lead = Paste a list of contacts or choose a file. First you see what happens to each row. Nothing is saved until you say so.
import-how-title = What the list should look like
import-how-columns = The first row holds headings. Name, e-mail and role must be there. { -region(form: "One") } is needed for roles in { -region(form: "a") }, and language is optional. The order of the columns does not matter.
import-example-1 = name;e-mail;role;{ -region(form: "one") };language
import-example-2 = Anna Lind;anna.lind@region.example;{ -process-lead(form: "one") };Norrby;sv
import-example-3 = Bo Kvist;bo.kvist@region.example;{ -signatory(form: "one") };Norrby;sv
import-how-roles = The roles are { -process-lead(form: "one") }, contributor, { -signatory(form: "one") }, reader, { -board(form: "one") }, theme group and secretariat. { -region(form: "Many") } are written with name or code.
import-how-excel = From Excel: select the table with its headings, copy it and paste it into the box. Or save it as CSV and choose the file.
import-list = The list
import-list-hint = Semicolons, commas or tabs between the columns are all fine.
import-file = Or choose a file
import-file-hint = A CSV file of at most 1 MB and 5,000 rows. The file takes the place of what is in the box.
import-year-hint = The roles in the list are held from this year.
import-check = Check the list
import-check-again = Check again
import-cancel = Back to the contacts
import-mend-title = Change the list
import-apply = { $count ->
    [one] Import one new contact
   *[other] Import { $count } new contacts
}
import-lead-ready = The list is in order. Nothing is saved yet.
import-lead-nothing-new = Everything in the list is here already. There is nothing to import.
import-lead-refused = { $count ->
    [one] One row needs correction. Nothing is saved yet. Correct the row below or in your file, and check again.
   *[other] { $count } rows need correction. Nothing is saved yet. Correct them below or in your file, and check again.
}
import-new-people = { $count ->
    [one] new person
   *[other] new people
}
import-new-roles = { $count ->
    [one] more role
   *[other] more roles
}
import-unchanged = { $count ->
    [one] is here already
   *[other] are here already
}
import-duplicates = { $count ->
    [one] repetition
   *[other] repetitions
}
import-refused = { $count ->
    [one] to correct
   *[other] to correct
}
import-ignored = These columns are not used: { $columns }.
import-caption = What happens to each row
import-line = Row
import-fate = What happens
import-column-name = Name
import-column-email = E-mail
import-column-role = Role
import-column-member = { -region(form: "One") }
import-column-language = Language
import-fate-new-person = Added
import-fate-new-role = Gets one more role
import-fate-unchanged = Unchanged
import-fate-duplicate = Skipped
import-fate-refused = Needs correction
import-gets-role = The person also gets the role { $role }.
import-same-as = Says the same as row { $line }.
import-name-stays = The person’s name here is { $name }. That name stays.
import-member-left-out = The role is for the whole network, so the { -region(form: "one") } is not used.
import-fault-in-column = { $column }: { $text }
import-rows-refused = { $count ->
    [one] One row of { $all } needs correcting. Nothing is saved.
   *[other] { $count } of { $all } rows need correcting. Nothing is saved.
}
import-row-fault = Row { $line }. { $faults }
import-more-faults = { $count ->
    [one] And one more row. See the table.
   *[other] And { $count } more rows. See the table.
}
import-nothing = Paste a list or choose a file.
import-both = You have changed the text in the box and chosen a file. Empty the box if the file is to count; otherwise check the list without choosing a file.
import-changed = The list was changed after the check. Here is a new check. Nothing is saved yet.
import-overtaken = Something has changed since the check, and now the whole list cannot be imported. Nothing is saved. Here is a new check.
import-column-missing = The column { $column } is missing. Make sure that the first row holds headings.
import-column-twice = The column { $column } occurs twice. Remove one of them.
import-too-large = The list is larger than { $megabytes } MB. Divide it into several.
import-too-many-rows = The list has more than { $max } rows. Divide it into several.
import-too-many-columns = The list has more than { $max } columns. Remove those that are not needed.
import-empty = The list is empty. It takes a row of headings and at least one more row.
import-workbook = The file is a workbook from a spreadsheet program. Save it as CSV, or copy the table and paste it into the box.
import-not-text = The file cannot be read as text. Save it as CSV in the encoding UTF-8.
