# Kalkylbladet med ett frågeformulärs texter: vad som står på varje rad, och vad som är fel i ett blad och hur det rättas.

sheet-what-sheet = Frågor
sheet-what-note-sheet = Så gör du
sheet-what-note =
    Så översätter du
    Skriv översättningen i en kolumn för språket, i samma rad som originalet. Kolumnens rubrik är språkets kod, till exempel en eller fi. Vill du lägga till ett språk lägger du till en kolumn.
    Ändra inte kolumnen row id. Den talar om vilken text raden innehåller.
    De grå kolumnerna beskriver hur frågorna hänger ihop. Du kan dölja dem med knappen ovanför. När en översättning läses in läses bara texterna.

    Så lägger du in ett helt formulär
    Varje text har en rad, i samma ordning som i formuläret. En fråga hör till den del som står närmast ovanför, och delen till den standard som står närmast ovanför.
    row id: vad raden innehåller, till exempel standard/1, substandard/1.1, item/1.1a, item/1.1a/help, item/1.1a/option/ja eller item/1.1a/signs/low.
    questionnaire, edition, previous: formulärets beteckning, utgåvans namn och namnet på utgåvan före. De står bara på första raden.
    kind: rating (skattning), yes-partly-no (ja, delvis, nej), single (ett val), multiple (flera val), number (tal), text, long-text, date (datum), link (länk) eller table (tabell).
    depth: core (alla svarar), indepth (fördjupning) eller followup (följdfråga).
    perspective, secondary: delens perspektiv, och ett till som den berör.
    scale: skalans beteckning. minimum, maximum: skalans ändar, eller det lägsta och högsta tal som går att svara. decimals: antal decimaler. rows: högsta antal rader i en tabell.
    exclusive: yes för ett alternativ som inte går att kombinera med andra.
    comment when: de svar som ni vill ha en kommentar till, till exempel at most 3 or is no.
    visible if: när frågan ska visas, till exempel 3.2a at least 7 and not 1.1a answered.
    lineage: new (ny fråga), unchanged (oförändrad), reworded (samma fråga med andra ord) eller replaced:1.1a (ersätter fråga 1.1a).
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
sheet-fault-old-workbook = Filen har ett äldre format eller är skyddad med lösenord. Spara den som XLSX eller CSV utan lösenord.
sheet-fault-not-a-sheet = Filen går inte att läsa som kalkylblad. Spara den som XLSX eller CSV.
sheet-fault-empty = Bladet är tomt. Ladda ner ett kalkylblad här och utgå från det.
sheet-fault-column-missing = Kolumnen { $heading } saknas. Lägg till den, med samma innehåll som i ett blad som laddas ner här.
sheet-fault-no-texts = Det finns ingen kolumn med texter. Lägg till en med språkets kod som rubrik, till exempel sv.
sheet-fault-column-twice = Två kolumner har rubriken { $heading }. Ta bort den ena.
sheet-fault-unknown-column = Rubriken { $heading } är okänd. Ta bort kolumnen. Om den innehåller ett språk skriver du språkets kod som rubrik, till exempel fi.
sheet-fault-column-without-heading = Kolumnen har ingen rubrik. Ta bort kolumnen. Om den innehåller ett språk skriver du språkets kod som rubrik, till exempel fi.
sheet-fault-no-id = Raden säger inte vilken text det är. Fyll i kolumnen row id eller ta bort raden.
sheet-fault-unknown-row = Raden { $id } finns inte i formuläret. Rätta kolumnen row id eller ta bort raden.
sheet-fault-row-twice = Raden { $id } finns redan i { $first }. Ta bort den ena.
sheet-fault-row-missing = Raden { $id } saknas. Lägg till den.
sheet-fault-row-absent = Raden { $id } finns inte i bladet. Texterna i den ändras inte.
sheet-fault-out-of-place = Raden { $id } hör till { $after }, som inte står ovanför. Flytta raden dit.
sheet-fault-text-empty = Texten saknas på { $language } i raden { $id }. Skriv den, eller ta bort hela kolumnen för språket.
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

sheet-xlsx = Ladda ner som kalkylblad (XLSX)
sheet-csv = Ladda ner som CSV
sheet-first-a-draft = Ett kalkylblad öppnas först i redigeraren. Välj filen igen och tryck på Öppna i redigeraren.
sheet-texts-title = Läs in texter från ett kalkylblad
sheet-texts-checked-title = Kontrollera texterna
sheet-texts-lead = Här läser du in en översättning eller andra ändrade texter. Ladda först ner utkastet som kalkylblad och ändra i det. Ett nytt språk skriver du i en ny kolumn med språkets kod som rubrik.
sheet-texts-only = Bara texterna läses in. Först ser du vad som ändras.
sheet-texts-file = Kalkylblad
sheet-texts-file-hint = XLSX eller CSV, högst { $megabytes } MB.
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
