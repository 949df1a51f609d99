# Sekretariatets sidor om omgången: årshjulet, en ny omgång, publicering, utskick och export.

error-conflict-title = Det går inte att göra just nu
conflict-round-exists = Det finns redan en omgång med det namnet för det året. Välj ett annat år, eller öppna omgången från årshjulet.
conflict-round-state = Omgången är i ett läge där det inte går. Någon annan kan ha hunnit före. Ladda om sidan och se hur det står till.
conflict-dates-out-of-order = Sista dagen ligger före första dagen. Välj en senare sista dag.
conflict-threshold-off-scale = Välj en gräns som finns på frågornas skala.
conflict-no-members = Inga { -region(form: "many") } är medlemmar det året. Lägg in medlemmarna först.
conflict-nobody-addressed = Omgången riktar sig inte till någon. Välj vilka som ska svara.
conflict-reminder-number = Sidan har blivit för gammal. Ladda om den och skicka påminnelsen därifrån. Inget har skickats.

year-empty = Det finns ingen omgång än. Börja med att skapa den första.
year-between = Ingen omgång pågår. När det är dags för nästa skapar du den här.
year-no-members = Lägg först in { -region(form: "the-many") } som är medlemmar. Sedan kan du skapa en omgång.
year-what = En omgång är ett års frågor till medlemmarna, till temagrupper eller till personer i en viss roll. Du skapar den som ett utkast, öppnar den, bjuder in, granskar svaren och publicerar resultatet.
year-add-members = Lägg in medlemmar
year-create = Skapa en ny omgång
year-today = Att göra i dag
year-wait = Inget behöver göras i dag. Svaren är på väg in.
year-wait-tasks = Svaren är på väg in. Det här kan du ta hand om under tiden.
year-board = Se hela omgången
year-submitted = Underskrivna svar
year-of = av { $members }
year-earlier = Tidigare omgångar
year-round = Omgång
year-published = Publicerad
year-approved-heading = Godkända svar
year-approved = { $approved } av { $members }
year-see = Se
stage-prepare = Förberedelse
stage-invite = Inbjudan
stage-answer = Svar
stage-review = Granskning
stage-publish = Publicering
stage-done = klar
stage-now = pågår
task-tag-mail = Utskick
task-tag-contacts = Kontakter
task-failed = { $count ->
    [one] Ett mejl kom inte fram
   *[other] { $count } mejl kom inte fram
}
task-failed-hint = Rätta adressen och skicka om.
task-invite = { $count ->
    [one] En person är inte inbjuden än
   *[other] { $count } personer är inte inbjudna än
}
task-remind = { $count ->
    [one] Påminn den person vi väntar på
   *[other] Påminn de { $count } personer vi väntar på
}
task-no-lead = { $audience ->
    [people] { $count ->
        [one] Någon saknar { -process-lead(form: "one") }
       *[other] { $count } saknar { -process-lead(form: "one") }
    }
    [theme-groups] { $count ->
        [one] En temagrupp saknar { -process-lead(form: "one") }
       *[other] { $count } temagrupper saknar { -process-lead(form: "one") }
    }
   *[all-members] { $count ->
        [one] En medlem saknar { -process-lead(form: "one") }
       *[other] { $count } medlemmar saknar { -process-lead(form: "one") }
    }
}
task-no-signatory = { $audience ->
    [people] { $count ->
        [one] Någon saknar den som kan skriva under
       *[other] { $count } saknar någon som kan skriva under
    }
    [theme-groups] { $count ->
        [one] En temagrupp saknar någon som kan skriva under
       *[other] { $count } temagrupper saknar någon som kan skriva under
    }
   *[all-members] { $count ->
        [one] En medlem saknar { -signatory(form: "one") } som kan skriva under
       *[other] { $count } medlemmar saknar { -signatory(form: "one") } som kan skriva under
    }
}
step-open = Kontrollera och öppna omgången
step-contacts = Lägg in kontakter att bjuda in
step-invite = { $count ->
    [one] Bjud in en person
   *[other] Bjud in { $count } personer
}
step-review = { $count ->
    [one] Granska ett inkommet svar
   *[other] Granska { $count } inkomna svar
}
step-publish = Publicera resultatet

round-period = { $first } – { $last }
round-state-draft = Utkast
round-state-open = Öppen
round-state-published = Publicerad
round-lead-draft = Omgången är ett utkast. Ingen annan ser den, och inget har skickats.
round-lead-open = { $count ->
    [one] Svarstiden pågår. En dag kvar, till och med { $date }.
   *[other] Svarstiden pågår. { $count } dagar kvar, till och med { $date }.
}
round-lead-early = Omgången är öppen. Svarstiden börjar { $date }.
round-none-chosen = Ingen är vald än. Kryssa i längre ned:
round-lead-today = I dag, { $date }, är sista dagen att svara.
round-lead-passed = { $count ->
    [0] Sista dagen var { $date }.
    [one] Sista dagen var { $date }. Ett svar är försenat.
   *[other] Sista dagen var { $date }. { $count } svar är försenade.
}
round-lead-all-in = Alla svar är lämnade.
round-lead-published = Omgången är avslutad och resultatet är publicerat.
round-members = { $audience ->
    [people] { $count ->
        [one] En person { $year }
       *[other] { $count } personer { $year }
    }
    [theme-groups] { $count ->
        [one] En temagrupp { $year }
       *[other] { $count } temagrupper { $year }
    }
   *[all-members] { $count ->
        [one] En medlem { $year }
       *[other] { $count } medlemmar { $year }
    }
}
round-no-members = Utan medlemmar går omgången inte att öppna.
round-no-groups = Det finns inga temagrupper det året. Lägg in dem under Medlemmar och kontakter.
round-no-people = Ingen har den rollen det året. Välj en annan roll, eller lägg in personer under Medlemmar och kontakter.
audience-all-members = Alla medlemmar
audience-chosen-members = Vissa medlemmar
audience-theme-groups = Temagrupper
audience-people = Personer i en roll
round-audience = Vilka som svarar
round-done-created = Omgången är skapad som utkast. Öppna den när du har kontrollerat uppgifterna.
round-done-corrected = Utkastet är ändrat.
round-done-deleted = Utkastet är borttaget.
round-done-dates = Datumen är sparade.
round-done-opened = Omgången är öppen. Nästa steg är att bjuda in.
round-done-published = Resultatet är publicerat.
round-open-title = Öppna omgången
round-open-text = { $audience ->
    [people] När du öppnar får varje person egna frågor att svara på. Ingen annan ser det en person skriver förrän det är underskrivet. Inga mejl skickas då; det gör du i nästa steg.
    [theme-groups] När du öppnar får varje temagrupp egna frågor att svara på. Inga mejl skickas då; det gör du i nästa steg.
   *[all-members] När du öppnar får varje medlem egna frågor att svara på. Inga mejl skickas då; det gör du i nästa steg.
}
round-open-button = { $audience ->
    [people] { $count ->
        [one] Öppna för en person
       *[other] Öppna för { $count } personer
    }
    [theme-groups] { $count ->
        [one] Öppna för en temagrupp
       *[other] Öppna för { $count } temagrupper
    }
   *[all-members] { $count ->
        [one] Öppna för en medlem
       *[other] Öppna för { $count } medlemmar
    }
}
round-see-invitation = Se inbjudan först
round-joined = { $audience ->
    [people] { $count ->
        [one] En person har tillkommit sedan omgången öppnades och har inget att svara på än.
       *[other] { $count } personer har tillkommit sedan omgången öppnades och har inget att svara på än.
    }
    [theme-groups] { $count ->
        [one] En temagrupp har tillkommit sedan omgången öppnades och har inget att svara på än.
       *[other] { $count } temagrupper har tillkommit sedan omgången öppnades och har inget att svara på än.
    }
   *[all-members] { $count ->
        [one] En medlem har tillkommit sedan omgången öppnades och har inget att svara på än.
       *[other] { $count } medlemmar har tillkommit sedan omgången öppnades och har inget att svara på än.
    }
}
round-joined-button = Ta med dem i omgången
round-mail = Utskick: inbjudan, påminnelser och logg
round-review = Granska inkomna svar
round-results = Se resultatet
round-results-unpublished = Se resultatet så långt (inte publicerat)
round-publish = Publicera resultatet
round-export = Ladda ner data
round-facts = Om omgången
round-period-heading = Svarstid
round-edition = Frågor
round-edition-name = { $title }, utgåva { $edition }
round-checksum = Kontrollsumma (SHA-256)
round-threshold = Gräns för ”andel som når”
round-opened = Öppnad
round-publication = Publicerad
round-dates-change = Ändra datumen
round-dates-hint = Gäller alla utom dem som har fått ett eget datum när svaren återlämnades.
round-dates-save = Spara datumen
round-cancel = Avbryt
back-to-round = Tillbaka till omgången

board-lead = Här syns bara läget, aldrig svaren innan de är underskrivna. Länken går till den senast underskrivna versionen.
board-since = sedan { $date }
board-overdue = Försenad
board-overdue-own = Försenad, sista dag { $date }
board-due-own = sista dag { $date }
board-none = Ingen

round-new-title = Ny omgång
round-new-lead = Omgången blir först ett utkast. Inget skickas förrän du har öppnat den och bjudit in.
round-new-what = Frågor och år
round-new-when = Svarstid
round-new-results = Resultat
round-edition-error = Välj vilka frågor omgången ska ha.
round-year = År
round-year-hint = Det är det årets medlemmar och roller som gäller.
round-year-error = Skriv ett år med fyra siffror, till exempel 2027.
round-chosen = Det här ingår
round-items = { $count ->
    [one] En fråga som alla svarar på, ungefär { $minutes } minuter.
   *[other] { $count } frågor som alla svarar på, ungefär { $minutes } minuter.
}
round-show = Visa för valda frågor och år
round-new-whom = Vilka ska svara?
round-new-whom-hint = Medlemmar och temagrupper svarar tillsammans. I en omgång till personer svarar var och en för sig och skriver själv under.
round-which-members = Välj medlemmar
round-which-groups = Välj temagrupper
round-which-roles = Välj roller
round-none-that-year = Det finns inga { $year }.
round-audience-error = Välj vilka som ska svara.
round-members-error = Kryssa i minst en medlem.
round-groups-error = Kryssa i minst en temagrupp.
round-roles-error = Kryssa i minst en roll.
round-opens-on = Första dag
round-opens-on-error = Skriv den första dagen som ett datum, till exempel 2027-02-01.
round-due-on = Sista dag
round-due-on-hint = Svaren ska vara underskrivna senast kl. 23.59 den dagen. Den som blir sen kan ändå svara.
round-due-on-error = Skriv den sista dagen som ett datum, till exempel 2027-03-03.
round-threshold-hint = Ett heltal från { $min } till { $max }. Resultatet visar hur stor andel av medlemmarna som når dit.
round-edit-title = Ändra utkastet
round-edit-lead = Så länge omgången är ett utkast kan du ändra allt.
round-edit-save = Spara utkastet
round-delete-title = Ta bort utkastet
round-delete-text = Inget har skickats och ingen har svarat. Du kan skapa en ny omgång för samma år när du vill.
round-delete-sure = Jag vill ta bort utkastet.
round-delete-missing = Kryssa i att du vill ta bort utkastet.
round-delete-button = Ta bort
round-create = Skapa utkastet

publish-title = Publicera resultatet
publish-lead = { $approved } av { $members } svar är godkända.
publish-waiting = { $count ->
    [one] Ett svar väntar på granskning och kommer inte med om du publicerar nu.
   *[other] { $count } svar väntar på granskning och kommer inte med om du publicerar nu.
}
publish-review = Granska först
publish-what = Det här publiceras
publish-what-1 = Nätverkets resultat per perspektiv och per del, byggt på de godkända svaren.
publish-what-2 = Varje { -region(form: "one") } ser dessutom sitt eget resultat bredvid nätverkets.
publish-what-3 = { -region(form: "No") } visas med namn för de andra, och ingen ranking görs.
publish-what-unrated = Hur många som har svarat. Frågorna har inga skattningar, så det blir inga värden. Svaren finns bland de underskrivna svaren och i exporten.
publish-look = Se resultatet som det blir
publish-whom = De här får se det
publish-whom-1 = { -process-lead(form: "Many") }, medsvarande, { -signatory(form: "many") } och läsare hos alla medlemmar.
publish-whom-2 = { -board(form: "The") } och temagrupperna.
publish-left-out = Kommer inte med
publish-left-out-text = { $audience ->
    [people] { $count ->
        [one] Den här personen har inget godkänt svar.
       *[other] De här { $count } personerna har inget godkänt svar.
    }
    [theme-groups] { $count ->
        [one] Den här temagruppen har inget godkänt svar.
       *[other] De här { $count } temagrupperna har inget godkänt svar.
    }
   *[all-members] { $count ->
        [one] Den här medlemmen har inget godkänt svar.
       *[other] De här { $count } medlemmarna har inget godkänt svar.
    }
}
publish-running-title = Svarstiden pågår
publish-running = { $audience ->
    [people] Personerna
    [theme-groups] Temagrupperna
   *[all-members] Medlemmarna
} har fått till och med { $date } på sig. Publicerar du nu kan ingen av dem svara, komplettera eller skriva under efteråt.
publish-without = { $audience ->
    [people] { $count ->
        [one] Jag publicerar utan den person som inte har något godkänt svar.
       *[other] Jag publicerar utan de { $count } personer som inte har något godkänt svar.
    }
    [theme-groups] { $count ->
        [one] Jag publicerar utan den temagrupp som inte har något godkänt svar.
       *[other] Jag publicerar utan de { $count } temagrupper som inte har något godkänt svar.
    }
   *[all-members] { $count ->
        [one] Jag publicerar utan den medlem som inte har något godkänt svar.
       *[other] Jag publicerar utan de { $count } medlemmar som inte har något godkänt svar.
    }
}
publish-without-missing = { $audience ->
    [people] { $count ->
        [one] En person kommer inte med i resultatet. Kryssa i att du publicerar ändå.
       *[other] { $count } personer kommer inte med i resultatet. Kryssa i att du publicerar ändå.
    }
    [theme-groups] { $count ->
        [one] En temagrupp kommer inte med i resultatet. Kryssa i att du publicerar ändå.
       *[other] { $count } temagrupper kommer inte med i resultatet. Kryssa i att du publicerar ändå.
    }
   *[all-members] { $count ->
        [one] En medlem kommer inte med i resultatet. Kryssa i att du publicerar ändå.
       *[other] { $count } medlemmar kommer inte med i resultatet. Kryssa i att du publicerar ändå.
    }
}
publish-without-changed = { $audience ->
    [people] { $count ->
        [one] Läget har ändrats: nu är det en person som inte kommer med. Kryssa i igen om du vill publicera ändå.
       *[other] Läget har ändrats: nu är det { $count } personer som inte kommer med. Kryssa i igen om du vill publicera ändå.
    }
    [theme-groups] { $count ->
        [one] Läget har ändrats: nu är det en temagrupp som inte kommer med. Kryssa i igen om du vill publicera ändå.
       *[other] Läget har ändrats: nu är det { $count } temagrupper som inte kommer med. Kryssa i igen om du vill publicera ändå.
    }
   *[all-members] { $count ->
        [one] Läget har ändrats: nu är det en medlem som inte kommer med. Kryssa i igen om du vill publicera ändå.
       *[other] Läget har ändrats: nu är det { $count } medlemmar som inte kommer med. Kryssa i igen om du vill publicera ändå.
    }
}
publish-heading = Publicera
publish-final = Publiceringen går inte att ångra, och omgången avslutas: ingen kan svara eller skriva under efteråt.
publish-sure = Jag har gått igenom vad som publiceras.
publish-sure-missing = Kryssa i att du har gått igenom vad som publiceras.
publish-button = Publicera
publish-draft = Omgången är ett utkast. Det finns inget att publicera än.
publish-none = Inget svar är godkänt än. Publicera när minst ett svar är granskat och godkänt.

mailing-title = Utskick
mailing-paused-title = Utskicken är stoppade
mailing-paused = Inga mejl lämnar servern förrän den som driver tjänsten släpper på dem. Det du skickar läggs i kö så länge.
mailing-done-invited = Inbjudningarna är lagda i kö och skickas strax. I loggen ser du hur det går.
mailing-done-reminded = Påminnelserna är lagda i kö och skickas strax. I loggen ser du hur det går.
mailing-done-nobody = Ingen behöver påminnas just nu. Inget har skickats.
mailing-done-resent = Mejlet är lagt i kö igen.
mailing-done-moved = Mejlet var redan på väg. Se loggen.
mailing-invite = Inbjudan
mailing-invite-contributors = Medsvarande bjuds inte in härifrån. De får ett mejl när de får delar att svara på.
mailing-invited = { $count ->
    [one] En person är inbjuden.
   *[other] { $count } personer är inbjudna.
}
mailing-nobody = Det finns ingen att bjuda in. Lägg in personer för dem som omgången riktar sig till.
mailing-draft = Öppna omgången innan du skickar.
mailing-draft-link = Till omgången
mailing-invite-people = { $count ->
    [one] En person har inte fått någon inbjudan.
   *[other] { $count } personer har inte fått någon inbjudan.
}
mailing-invite-once = Var och en får ett mejl, även om du råkar trycka två gånger.
mailing-invite-button = { $count ->
    [one] Skicka inbjudan till en person
   *[other] Skicka inbjudan till { $count } personer
}
mailing-remind = Påminnelse
mailing-remind-text = Påminnelsen går till dem vi väntar på: den som har något kvar att svara på tills svaren är lämnade för underskrift, sedan den som ska skriva under. Har någon hunnit bli klar när mejlet ska gå, skickas det inte.
mailing-reminded = { $count ->
    [one] Påminnelse { $number } gick till en person { $at }.
   *[other] Påminnelse { $number } gick till { $count } personer { $at }.
}
mailing-again-title = En påminnelse har redan gått i dag
mailing-again = Jag vill skicka ännu en påminnelse i dag.
mailing-again-missing = En påminnelse har redan gått i dag. Kryssa i om du vill skicka ännu en.
mailing-remind-later = Bjud in först. Sedan kan du påminna härifrån.
mailing-nobody-waited-for = Vi väntar inte på någon just nu, av dem som är inbjudna eller har fått delar att svara på.
mailing-remind-people = { $count ->
    [one] Nästa påminnelse går till en person.
   *[other] Nästa påminnelse går till { $count } personer.
}
mailing-remind-button = { $count ->
    [one] Påminn en person
   *[other] Påminn { $count } personer
}
mailing-unsendable = Mejlet går inte att skriva till: { $names }. Rätta namn eller adress under Medlemmar och kontakter. De andra får sina mejl.
mailing-people = Visa mottagarna
mailing-people-name = Namn
mailing-people-address = E-post
mailing-people-role = Roll
mailing-people-preview = Förhandsvisning
mailing-people-see = Visa mejlet
mailing-preview = Så ser mejlet till { $name } ut
mailing-preview-to = Till: { $to }
mailing-preview-subject = Ämne: { $subject }
mailing-log = Logg
mailing-log-text = Varje mejl i omgången och hur det gick, de senaste först.
mailing-log-caption = Mejl i omgången
mailing-log-empty = Inget har skickats i den här omgången än.
mailing-log-to = Till
mailing-log-role = Roll
mailing-log-kind = Slag
mailing-log-at = Tid
mailing-log-state = Läge
mailing-log-action = Åtgärd
mailing-log-server = Ordagrant:
mailing-resend = Skicka om
mailing-kind-invitation = Inbjudan
mailing-kind-reminder = Påminnelse { $number }
mailing-kind-delegation = Delar att svara på
mailing-kind-mention = Kollegor ber om en titt
mailing-kind-approved = Godkända svar
mailing-kind-returned = Återlämnade svar
mailing-kind-to-sign = Svar att skriva under
mailing-kind-asked-back = Ändring före underskrift
mailing-kind-receipt = Kvitto på underskrift
mailing-kind-signing-code = Kod för att skriva under
mailing-kind-sign-in = Inloggning
mailing-state-queued = I kö
mailing-state-claimed = I kö
mailing-state-sending = Skickas
mailing-state-sent = Skickat
mailing-state-retry = Försöks igen
mailing-state-failed = Kom inte fram
mailing-state-unknown = Okänt
mailing-state-skipped = Stoppat
mailing-note-retry = Nytt försök { $at }.
mailing-note-unknown = Mejlet kan ha kommit fram. Fråga mottagaren innan du skickar om.
mailing-note-skipped = Det behövdes inte längre när det skulle skickas.
mailing-note-attempts = { $count ->
    [one] Ett försök.
   *[other] { $count } försök.
}
mailing-fault-interrupted = Sändningen avbröts.
mailing-fault-full = Brevlådan är full.
mailing-fault-address = Adressen finns inte eller tar inte emot mejl.
mailing-fault-refused = Mottagarens server avvisade mejlet.
mailing-fault-later = Mottagarens server tog inte emot mejlet just då.
mailing-fault-unreachable = Det gick inte att få kontakt med mejlservern.

export-title = Ladda ner data
export-link = Data
export-lead = { $audience ->
    [people] Filerna innehåller de godkända svaren, från { $approved } av { $members } personer.
    [theme-groups] Filerna innehåller de godkända svaren, från { $approved } av { $members } temagrupper.
   *[all-members] Filerna innehåller de godkända svaren, från { $approved } av { $members } medlemmar.
}
export-text = De är öppna data i CSV och finns också i en variant för Excel med decimalkomma. Svar och kommentarer är underskrivna och normalt offentliga.
export-unpublished = Resultatet är inte publicerat än. Filerna ändras när fler svar godkänns.
export-draft = Omgången är ett utkast. När den är öppen och svar är godkända finns filerna här.
export-caption = Filer
export-file = Öppna data
export-excel = För Excel
export-about = Innehåll
export-answers = Alla svar med kommentarer: en rad för varje fråga och medlem, även obesvarade.
export-substandards = Varje medlems värde per del, och hur många frågor som är besvarade.
export-members = Varje medlems värde per perspektiv och sammantaget.
export-perspectives = Nätverkets median, kvartiler, medelvärde och ändring per perspektiv.
export-codebook = Frågorna: text, del, perspektiv, skala och om de går att jämföra med året före.
export-datapackage = Beskriver tabellerna och deras kolumner för datorprogram (Frictionless Data Package).
export-manifest = Antal rader och kontrollsumma (SHA-256) för varje fil.
export-cut = Om en nedladdning avbryts säger webbläsaren ifrån. Hämta då filen igen.
