# Kalkylbladet med ett frågeformulärs texter: vad som står på varje rad, och vad som är fel i ett blad och hur det rättas.

sheet-what-sheet = Frågor
sheet-what-note-sheet = Så fyller du i
sheet-what-note =
    Så fyller du i
    Skriv i fliken Frågor. Spara filen som Excel-arbetsbok (.xlsx) när du är klar.

    Så översätter eller ändrar du texter
    Skriv i kolumnen för språket, på samma rad som originalet. Ett nytt språk får en ny kolumn med språkets namn som rubrik, till exempel Finska.
    Ändra inte kolumnen Rad-id. Den talar om vilken text raden innehåller.
    Låt de grå kolumnerna vara. De beskriver hur frågorna hänger ihop. Du kan dölja dem med knappen ovanför. När texterna läses in läses inget annat.

    Så lägger du in ett helt formulär
    Varje text har en rad, i samma ordning som i formuläret. En fråga hör till den del som står närmast ovanför, och delen till den standard som står närmast ovanför. I de grå kolumnerna används fasta ord, på engelska.
    Rad-id: vad raden innehåller, till exempel standard/1, substandard/1.1, item/1.1a, item/1.1a/help, item/1.1a/option/ja eller item/1.1a/signs/low.
    Vad raden innehåller: samma sak i ord. Läses inte in.
    Formulärets beteckning, Utgåva, Förra utgåvan, Filformat: fylls bara i på första raden. Filformat får vara tomt.
    Svarstyp: rating (skattning), yes-partly-no (ja, delvis, nej), single (ett val), multiple (flera val), number (tal), text, long-text, date (datum), link (länk) eller table (tabell).
    Vilka svarar: core (alla), indepth (de som öppnar fördjupningen) eller followup (alla, som följdfråga).
    Perspektiv, Berör också: delens perspektiv, och ett till som den berör.
    Skala: skalans beteckning. Lägsta värde, Högsta värde: skalans ändar, eller det lägsta och högsta tal som går att svara.
    Antal decimaler: för tal. Högst antal rader: för tabeller.
    Kan inte kombineras: yes för ett alternativ som inte kan väljas tillsammans med andra.
    Be om kommentar när: de svar som ni vill ha en kommentar till, till exempel at most 3 or is no.
    Visas när: villkoret för att frågan ska visas, till exempel 3.2a at least 7 and not 1.1a answered.
    Jämfört med förra utgåvan: new (ny fråga), unchanged (oförändrad), reworded (samma fråga med andra ord) eller replaced:1.1a (ersätter fråga 1.1a).
sheet-what-title = Formulärets namn
sheet-what-introduction = Inledning
sheet-what-scale-low = Skalan { $id }: lägsta värdet
sheet-what-scale-middle = Skalan { $id }: mitten
sheet-what-scale-high = Skalan { $id }: högsta värdet
sheet-what-perspective = Perspektivet { $id }
sheet-what-perspective-about = Perspektivet { $id }: vad det handlar om
sheet-what-standard = Standard { $id }
sheet-what-standard-about = Standard { $id }: vad den handlar om
sheet-what-substandard = Del { $id }
sheet-what-substandard-about = Del { $id }: vad den handlar om
sheet-what-item = Fråga { $id }
sheet-what-help = Fråga { $id }: hjälptext
sheet-what-unit = Fråga { $id }: enhet
sheet-what-option = Fråga { $id }: svaret { $option }
sheet-what-column = Fråga { $id }: kolumnen { $column }
sheet-what-column-unit = Fråga { $id }: enhet i kolumnen { $column }
sheet-what-column-option = Fråga { $id }: svaret { $option } i kolumnen { $column }
sheet-what-sign-low = Fråga { $id }: exempel på låg
sheet-what-sign-middle = Fråga { $id }: exempel på mitten
sheet-what-sign-high = Fråga { $id }: exempel på hög
sheet-what-source = Fråga { $id }: källa

sheet-fault-too-large = Filen är för stor. Den får vara högst { $megabytes } MB. Ta bort bilder och annat som inte hör till formuläret.
sheet-fault-too-many-rows = Bladet har för många rader. Ta bort rader tills det har högst { $most }.
sheet-fault-too-many-columns = Bladet har för många kolumner. Ta bort kolumner tills det har högst { $most }.
sheet-fault-another-file = { $kind ->
    [nothing] Filen är tom. Öppna den i Excel, kontrollera att texterna finns där och spara den igen.
    [pdf] Filen är en PDF. Här behövs ett kalkylblad. Öppna kalkylbladet i Excel, välj Arkiv och Spara som, och välj filtypen Excel-arbetsbok (.xlsx).
    [picture] Filen är en bild. Här behövs ett kalkylblad. Öppna kalkylbladet i Excel, välj Arkiv och Spara som, och välj filtypen Excel-arbetsbok (.xlsx).
    [document] Filen är ett textdokument, till exempel från Word. Här behövs ett kalkylblad. Öppna kalkylbladet i Excel, välj Arkiv och Spara som, och välj filtypen Excel-arbetsbok (.xlsx).
    [presentation] Filen är en presentation. Här behövs ett kalkylblad. Öppna kalkylbladet i Excel, välj Arkiv och Spara som, och välj filtypen Excel-arbetsbok (.xlsx).
    [old-workbook] Filen är sparad i ett annat Excel-format (.xls eller .xlsb). Öppna den i Excel, välj Arkiv och Spara som, och välj filtypen Excel-arbetsbok (.xlsx).
    [protected] Filen är skyddad med lösenord. Ta bort lösenordet i Excel och spara filen igen som Excel-arbetsbok (.xlsx).
    [open-document] Filen är ett kalkylblad i OpenDocument-format (.ods). Öppna den i kalkylprogrammet, välj Spara som, och välj filtypen Excel (.xlsx).
    [web-page] Filen är en webbsida eller XML. Här behövs ett kalkylblad. Öppna filen i Excel, välj Arkiv och Spara som, och välj filtypen Excel-arbetsbok (.xlsx).
   *[questionnaire] Filen är ett formulär i JSON. Här behövs ett kalkylblad. Vill du öppna formuläret väljer du Ladda upp en fil på sidan Frågor.
  }
sheet-fault-not-a-sheet = Filen går inte att läsa. Den är kanske skadad, eller inget kalkylblad. Öppna den i Excel, välj Arkiv och Spara som, och välj filtypen Excel-arbetsbok (.xlsx).
sheet-fault-empty = Bladet har inga rader att läsa. Ladda ner formuläret för Excel och utgå från det. Det är bara filens första flik som läses.
sheet-fault-column-missing = Kolumnen Rad-id saknas. Utgå från ett blad som är nedladdat här och ta inte bort kolumnen. Rubrikerna ska stå på första raden i filens första flik.
sheet-fault-no-texts = Det finns ingen kolumn med texter. Lägg till en med språkets namn som rubrik, till exempel Svenska.
sheet-fault-column-twice = Två kolumner har rubriken { $heading }. Ta bort den ena.
sheet-fault-unknown-column = Rubriken { $heading } är okänd. Ta bort kolumnen. Om den innehåller ett språk skriver du språkets namn eller kod som rubrik, till exempel Finska eller fi.
sheet-fault-column-without-heading = Kolumnen har ingen rubrik. Ta bort kolumnen. Om den innehåller ett språk skriver du språkets namn eller kod som rubrik, till exempel Finska eller fi.
sheet-fault-no-id = Raden säger inte vilken text det är. Skriv radens id här eller ta bort raden.
sheet-fault-unknown-row = Raden { $id } finns inte i formuläret. Rätta radens id eller ta bort raden.
sheet-fault-row-twice = Raden { $id } finns redan i { $first }. Ta bort den ena.
sheet-fault-row-missing = Raden { $id } saknas. Lägg till den.
sheet-fault-row-absent = Raden { $id } finns inte i bladet. Texterna i den ändras inte.
sheet-fault-out-of-place = Raden { $id } hör till { $after }, som inte står ovanför. Flytta raden dit.
sheet-fault-text-empty = Texten saknas på { $language } i raden { $id }. Skriv den, eller ta bort hela kolumnen för språket.
sheet-fault-text-untranslated = ”{ $said }” finns inte på { $language } (raden { $id }). Skriv texten här, eller ta bort hela kolumnen för språket.
sheet-fault-text-too-long = Texten är { $length } tecken. Korta den till högst { $most }.
sheet-fault-value-missing = Kolumnen { $heading } är inte ifylld på den här raden. Fyll i den.
sheet-fault-value-out-of-place = Kolumnen { $heading } ska vara tom på den här raden. Töm cellen.
sheet-fault-unknown-value = Ordet ”{ $value }” är okänt. Skriv något av { $known }.
sheet-fault-not-a-number = ”{ $value }” går inte att använda som tal här. Skriv ett tal med siffror.
sheet-fault-condition = Villkoret går inte att förstå vid ”{ $found }”. Skriv det till exempel så här: 3.2a at least 7 and not (1.1a is no or 1.1b answered).
sheet-fault-condition-unfinished = Villkoret är inte färdigt. Skriv det till exempel så här: 3.2a at least 7 and not (1.1a is no or 1.1b answered).
sheet-fault-comment-when = Regeln om kommentar går inte att förstå vid ”{ $found }”. Skriv den till exempel så här: at most 3 or is no.
sheet-fault-comment-when-unfinished = Regeln om kommentar är inte färdig. Skriv den till exempel så här: at most 3 or is no.
sheet-fault-formula-error = Cellen innehåller ett fel: { $value }. Skriv texten i stället för en formel.
sheet-fault-structure-differs = I bladet säger kolumnen { $heading } ”{ $after }”, men i formuläret står det ”{ $before }”. Bara texter läses in, så formuläret ändras inte.
sheet-fault-structure-added = I bladet är kolumnen { $heading } ifylld med ”{ $after }”, men i formuläret är den tom. Bara texter läses in, så formuläret ändras inte.
sheet-fault-structure-removed = I bladet är kolumnen { $heading } tom, men i formuläret står det ”{ $before }”. Bara texter läses in, så formuläret ändras inte.

files-excel = Ladda ner för Excel
files-more = Fler format
files-csv = Kalkylblad (CSV)
files-csv-for = För andra kalkylprogram och översättningsprogram. Samma innehåll som för Excel.
files-json = Formulärets fil (JSON)
files-json-for = För att spara hela formuläret eller flytta det till en annan installation.
files-fhir = FHIR R5 (JSON)
files-fhir-for = För vårdens system som utbyter formulär enligt standarden HL7 FHIR.
files-title = Översätt och ladda ner
files-lead = Texterna kan översättas eller ändras i Excel och läsas in här igen. Du ser vad som ändras innan något läses in.
sheet-first-a-draft = Ett kalkylblad öppnas först i redigeraren. Välj filen igen och tryck på Öppna i redigeraren.
sheet-texts-title = Översätt eller ändra texter i Excel
sheet-texts-checked-title = Kontrollera texterna
sheet-texts-lead = Ladda ner texterna, skriv i Excel och läs in dem igen. Du kan också skicka filen till någon som översätter.
sheet-texts-step-1 = 1. Ladda ner
sheet-texts-step-2 = 2. Skriv i Excel
sheet-texts-step-3 = 3. Läs in
sheet-texts-write = Skriv i kolumnen för språket. Låt Rad-id och de grå kolumnerna vara som de är.
sheet-texts-new-language = Ett nytt språk får en ny kolumn med språkets namn som rubrik, till exempel Finska. Alla texter behöver finnas på språket när du läser in bladet.
sheet-texts-only = Bara texterna läses in. Först ser du vad som ändras.
sheet-texts-file = Kalkylblad
sheet-texts-file-hint = En Excel-arbetsbok (.xlsx) eller CSV, högst { $megabytes } MB.
sheet-texts-check = Kontrollera
sheet-texts-check-other = Kontrollera en annan fil
sheet-texts-no-file = Välj en fil.
sheet-texts-lead-refused = { $count ->
    [one] En sak behöver rättas i bladet. Inget är ändrat.
   *[other] { $count } saker behöver rättas i bladet. Inget är ändrat.
  }
sheet-texts-lead-nothing = Bladet innehåller samma texter som utkastet. Det finns inget att läsa in.
sheet-texts-lead-ready = Inget är ändrat än. Läs igenom ändringarna och läs sedan in dem.
sheet-texts-changed = Utkastet eller bladet har ändrats sedan du kontrollerade texterna. Läs igenom ändringarna igen.
sheet-texts-changes = { $count ->
    [one] ändrad text
   *[other] ändrade texter
  }
sheet-texts-new = { $count ->
    [one] ny text
   *[other] nya texter
  }
sheet-texts-problems = { $count ->
    [one] fel
   *[other] fel
  }
sheet-texts-added = Nya språk: { $languages }.
sheet-texts-apply = { $count ->
    [one] Läs in en text
   *[other] Läs in { $count } texter
  }
sheet-texts-cancel = Tillbaka till utkastet
sheet-texts-to-mend = Det här behöver rättas
sheet-texts-to-know = Det här läses inte in
sheet-texts-more = { $count ->
    [one] Och en till.
   *[other] Och { $count } till.
  }
sheet-texts-before = Före
sheet-texts-after = Efter
sheet-texts-in-cell = Cell { $cell }
sheet-texts-at = { $cell }: { $text }
