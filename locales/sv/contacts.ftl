# Medlemmar och kontakter: tabellen, en person, och listor som läses in.

contacts-role-process-lead = { -process-lead(form: "One") }
contacts-role-contributor = Medsvarande
contacts-role-signatory = { -signatory(form: "One") }
contacts-role-reader = Läsare
contacts-role-secretariat = Sekretariat
contacts-role-board = { -board(form: "One") }
contacts-role-theme-group = Medlem i temagrupp
contacts-language-sv = Svenska
contacts-language-en = Engelska

contacts-lead = { $members ->
    [one] { -region(form: "A") } är medlem { $year }.
   *[other] { $members } { -region(form: "many") } är medlemmar { $year }.
} { $people ->
    [0] Ingen har en roll än.
    [one] En person har en roll.
   *[other] { $people } personer har en roll.
}
contacts-no-members = Inga medlemmar är inlagda för året. Be den som sköter driften att läsa in medlemslistan.
contacts-gaps-title = Några { -region(form: "many") } saknar en viktig kontakt
contacts-gap-lead = { $count ->
    [one] { -process-lead(form: "One") } saknas i { $members }.
   *[other] { -process-lead(form: "One") } saknas på { $count } håll: { $members }.
}
contacts-gap-signatory = { $count ->
    [one] { -signatory(form: "One") } saknas i { $members }. Då kan ingen skriva under där.
   *[other] { -signatory(form: "One") } saknas på { $count } håll: { $members }. Då kan ingen skriva under där.
}
contacts-to-import = Läs in en lista
contacts-to-add = Lägg till en person
contacts-filter-text = Namn eller e-post
contacts-filter-all-roles = Alla roller
contacts-filter-former = Visa även avslutade
contacts-filter-button = Visa
contacts-filter-empty = Ingen kontakt passar in på det du söker.
contacts-filter-clear = Visa alla kontakter
contacts-empty = Här finns inga kontakter än. Läs in en lista eller lägg till en person i taget.
contacts-caption = { $count ->
    [one] En kontakt
   *[other] { $count } kontakter
}
contacts-name = Namn
contacts-email = E-post
contacts-email-work = E-post i arbetet
contacts-member = { -region(form: "One") } eller temagrupp
contacts-role = Roll
contacts-years = År
contacts-state = Läge
contacts-language = Språk
contacts-state-active = Aktiv
contacts-state-coming = Börjar senare
contacts-state-former = Avslutad
contacts-network = Nätverket
contacts-not-member = { $member } (inte medlem { $year })
contacts-nobody = Ingen kontakt än
contacts-no-role = Ingen roll

contacts-add-title = Lägg till en person
contacts-add-lead = Personen får inget mejl förrän du bjuder in till en omgång.
contacts-add-button = Lägg till personen
contacts-choose = Välj
contacts-network-whole = Hela nätverket
contacts-member-hint = Sekretariat, { -board(form: "one") } och rollen Medlem i temagrupp gäller hela nätverket. Övriga roller gäller { -region(form: "a") }, eller en av temagrupperna längst ner i listan.
contacts-language-hint = Språket i mejlen och på sidorna. Personen kan byta själv.
contacts-from = Från och med år
contacts-role-missing = Välj en roll.
contacts-member-missing = Välj { -region(form: "a") } eller en temagrupp. Rollen gäller inte hela nätverket.
contacts-member-superfluous = Rollen gäller hela nätverket. Välj ”Hela nätverket” som { -region(form: "one") }, eller en annan roll.
contacts-from-wrong = Skriv ett årtal från { $first } till { $last }.
contacts-held-already = Personen har redan den rollen det året. Inget har ändrats.
contacts-address-of-other = Adressen hör redan till { $name }. Är det samma person skriver du namnet så, annars behövs en annan adress.
contacts-saved-person = Personen är tillagd.
contacts-saved-group = Temagruppen är tillagd. Nu kan du ge personer roller i den.
contacts-groups = Temagrupper
contacts-groups-lead = En temagrupp får personer på samma sätt som { -region(form: "a") }: { -process-lead(form: "the") } leder svaren, och { -signatory(form: "the") } skriver under. Samma person kan ha båda rollerna. Temagrupper räknas aldrig som medlemmar.
contacts-groups-none = Inga temagrupper är inlagda.
contacts-group-name = Temagruppens namn
contacts-group-add = Lägg till temagruppen
contacts-saved-list = Listan är inläst: { $people ->
    [0] inga nya personer
    [one] en ny person
   *[other] { $people } nya personer
} och { $roles ->
    [0] inga fler roller.
    [one] en roll till.
   *[other] { $roles } roller till.
}

contacts-roles = Roller
contacts-roles-empty = Personen har ingen roll och kan därför inte göra något i tjänsten.
contacts-not-held = gäller inte i år
contacts-end-title = Avsluta eller ta bort rollen
contacts-to = Sista år
contacts-to-hint = Rollen gäller till och med det här året.
contacts-to-wrong = Skriv ett årtal från { $first } till { $last }.
contacts-end-button = Spara sista år
contacts-remove-text = Blev det fel från början? Ta bort rollen helt. Den upphör genast och syns inte längre här, men loggen visar att den har funnits.
contacts-remove-button = Ta bort rollen
contacts-add-role = Lägg till roll
contacts-correct = Rätta uppgifter
contacts-correct-button = Spara uppgifterna
contacts-email-hint = Vid ny adress loggas personen ut och loggar sedan in med den nya.
contacts-saved-role = Rollen är sparad.
contacts-saved-role-known = { $name } fanns redan och har nu fått rollen också.
contacts-saved-ended = Rollens sista år är sparat.
contacts-saved-removed = Rollen är borttagen.
contacts-saved-corrected = Uppgifterna är sparade.

conflict-list-refused = Listan har rader som inte går att läsa in. Inget har ändrats.
conflict-group-exists = Det finns redan en medlem eller temagrupp som heter så.
conflict-role-and-member = Rollen och { -region(form: "the") } passar inte ihop. Inget har ändrats.
conflict-years-out-of-order = Sista året ligger före det första. Inget har ändrats.
conflict-last-secretariat = Det här är den enda personen i sekretariatet. Ge någon annan rollen först, annars kan ingen sköta nätverkets omgångar.
conflict-not-a-name = Skriv ett namn på högst 100 tecken, på en rad.
conflict-address-taken = Adressen hör redan till en annan person. Inget har ändrats.
conflict-unknown-language = Språket finns inte i tjänsten.

# $column är name, email, role, member, language eller row.
contacts-reason-missing = { $column ->
    [name] Namnet saknas. Skriv för- och efternamn.
    [email] E-postadressen saknas.
    [role] Rollen saknas. Skriv till exempel { -process-lead(form: "one") }.
    [member] { -region(form: "The") } saknas, och rollen gäller { -region(form: "a") }. Skriv { -region(form: "of") } namn eller kod.
   *[other] Uppgiften saknas.
}
contacts-reason-too-long = { $column ->
    [name] Namnet är för långt.
    [email] Adressen är för lång.
   *[other] Texten är för lång.
} Korta till högst { $max } tecken.
contacts-reason-control = Här finns en radbrytning eller ett tecken som inte går att läsa. Skriv om texten på en rad.
contacts-reason-not-an-address = Det här är ingen e-postadress. Den ska se ut som anna.lind@regionen.example, utan mellanslag och utan å, ä och ö.
contacts-reason-unknown-role = Rollen finns inte. Skriv { -process-lead(form: "one") }, medsvarande, { -signatory(form: "one") }, läsare, { -board(form: "one") }, temagrupp eller sekretariat.
contacts-reason-unknown-member = Ingen medlem heter så. Skriv { -region(form: "of") } namn eller kod.
contacts-reason-unknown-member-near = Ingen medlem heter så. Menar du { $member }?
contacts-reason-not-member-this-year = { -region(form: "The") } är inte medlem { $year }. Ta bort raden eller välj ett annat år.
contacts-reason-unknown-language = Språket finns inte. Skriv sv eller en, eller lämna tomt för svenska.
contacts-reason-wrong-columns = Raden har { $found } celler, men rubrikraden har { $expected }. Lägg till eller ta bort skiljetecken så att antalet stämmer.
contacts-reason-other-name = Rad { $line } har samma adress men ett annat namn. Rätta namnet eller adressen på en av raderna.

import-title = Läs in en lista
import-checked-title = Kontroll av listan
import-lead = Klistra in en lista över kontakter eller välj en fil. Du får först se vad som händer med varje rad. Inget sparas förrän du säger till.
import-how-title = Så ska listan se ut
import-how-columns = Första raden har rubriker. Namn, e-post och roll måste finnas. { -region(form: "One") } behövs för roller som gäller { -region(form: "a") }; där kan också en temagrupp stå. Språk är valfritt. Kolumnernas ordning spelar ingen roll.
import-example-1 = namn;e-post;roll;{ -region(form: "one") };språk
import-example-2 = Anna Lind;anna.lind@regionen.example;{ -process-lead(form: "one") };Norrby;sv
import-example-3 = Bo Kvist;bo.kvist@regionen.example;{ -signatory(form: "one") };Norrby;sv
import-how-roles = Rollerna är { -process-lead(form: "one") }, medsvarande, { -signatory(form: "one") }, läsare, { -board(form: "one") }, temagrupp och sekretariat. { -region(form: "The") } skrivs med namn eller kod.
import-how-excel = Från Excel: markera tabellen med rubrikerna, kopiera och klistra in i rutan. Eller spara som CSV och välj filen.
import-list = Listan
import-list-hint = Semikolon, komma eller tabb mellan kolumnerna går bra.
import-file = Eller välj en fil
import-file-hint = CSV-fil, högst 1 MB och 5 000 rader. Filen ersätter det som står i rutan.
import-year-hint = Rollerna i listan gäller från det här året.
import-check = Kontrollera listan
import-check-again = Kontrollera igen
import-cancel = Tillbaka till kontakterna
import-mend-title = Ändra listan
import-apply = { $count ->
    [one] Läs in en ny kontakt
   *[other] Läs in { $count } nya kontakter
}
import-lead-ready = Listan är i sin ordning. Inget är sparat än.
import-lead-nothing-new = Allt i listan finns redan. Det finns inget att läsa in.
import-lead-refused = { $count ->
    [one] En rad behöver rättas. Inget är sparat än. Rätta raden nedan eller i din fil och kontrollera igen.
   *[other] { $count } rader behöver rättas. Inget är sparat än. Rätta dem nedan eller i din fil och kontrollera igen.
}
import-new-people = { $count ->
    [one] ny person
   *[other] nya personer
}
import-new-roles = { $count ->
    [one] roll till
   *[other] roller till
}
import-unchanged = { $count ->
    [one] finns redan
   *[other] finns redan
}
import-duplicates = { $count ->
    [one] upprepning
   *[other] upprepningar
}
import-refused = { $count ->
    [one] att rätta
   *[other] att rätta
}
import-ignored = De här kolumnerna används inte: { $columns }.
import-caption = Vad som händer med varje rad
import-line = Rad
import-fate = Vad som händer
import-column-name = Namn
import-column-email = E-post
import-column-role = Roll
import-column-member = { -region(form: "One") }
import-column-language = Språk
import-fate-new-person = Läggs till
import-fate-new-role = Får en roll till
import-fate-unchanged = Oförändrad
import-fate-duplicate = Hoppas över
import-fate-refused = Behöver rättas
import-gets-role = Personen får också rollen { $role }.
import-same-as = Säger samma sak som rad { $line }.
import-name-stays = Personen heter { $name } hos oss. Det namnet står kvar.
import-member-left-out = Rollen gäller hela nätverket, så { -region(form: "the") } används inte.
import-fault-in-column = { $column }: { $text }
import-rows-refused = { $count ->
    [one] En rad av { $all } behöver rättas. Inget är sparat.
   *[other] { $count } av { $all } rader behöver rättas. Inget är sparat.
}
import-row-fault = Rad { $line }. { $faults }
import-more-faults = { $count ->
    [one] Och en rad till. Se tabellen.
   *[other] Och { $count } rader till. Se tabellen.
}
import-nothing = Klistra in en lista eller välj en fil.
import-both = Du har ändrat i rutan och valt en fil. Töm rutan om filen ska gälla, annars kontrollerar du listan utan att välja någon fil.
import-changed = Listan ändrades efter kontrollen. Här är en ny kontroll. Inget är sparat än.
import-overtaken = Något har ändrats sedan kontrollen, och nu går hela listan inte att läsa in. Inget är sparat. Här är en ny kontroll.
import-column-missing = Kolumnen { $column } saknas. Kontrollera att första raden har rubriker.
import-column-twice = Kolumnen { $column } finns två gånger. Ta bort den ena.
import-too-large = Listan är större än { $megabytes } MB. Dela upp den i flera.
import-too-many-rows = Listan har fler än { $max } rader. Dela upp den i flera.
import-too-many-columns = Listan har fler än { $max } kolumner. Ta bort dem som inte behövs.
import-empty = Listan är tom. Det behövs en rad med rubriker och minst en rad till.
import-workbook = Filen är en arbetsbok från ett kalkylprogram. Spara den som CSV, eller kopiera tabellen och klistra in den i rutan.
import-not-text = Filen går inte att läsa som text. Spara den som CSV med teckenkodningen UTF-8.
