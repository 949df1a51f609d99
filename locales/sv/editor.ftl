edit-unnamed = (utan text)
edit-overview = Översikt
edit-tree = Frågeformulärets delar
edit-standards = Standarder
edit-perspectives = Perspektiv
edit-scales = Skalor
edit-items-of = Frågor i { $id }
edit-part-questionnaire = Titel, språk och inledning
edit-problems-here = { $count } att rätta
edit-to-mend = Att rätta före publicering
edit-problems-elsewhere = { $count ->
    [one] En sak att rätta på en annan sida.
   *[other] { $count } saker att rätta på andra sidor.
  }
edit-problems = { $count ->
    [0] Inget att rätta
    [one] En sak att rätta före publicering
   *[other] { $count } saker att rätta före publicering
  }
edit-warnings = Texter som kan bli lättare att läsa
edit-previous = Bygger på utgåvan { $edition }.
edit-draft-lead = Ett utkast. Det syns bara för sekretariatet tills det publiceras.
edit-published = Utgåvan är publicerad och ändras inte mer. Nu kan en omgång ställa frågorna.
edit-begin = Redigera
edit-preview = Förhandsgranska
edit-to-publish = Publicera …
edit-to-round = Skapa en omgång
edit-to-questions = Till alla frågor
edit-history = Senaste ändringarna
edit-history-empty = Ingen har ändrat något ännu.
edit-undo = Ångra
edit-undone = ångrat
edit-change-written = Ändrat: { $what }
edit-change-added = Nytt: { $what }
edit-change-moved = Flyttat: { $what }
edit-change-removed = Borttaget: { $what }
edit-change-undone = Ångrat: { $what }
edit-change-loaded = { $count ->
    [one] Texter inlästa från fil: { $what }
   *[other] Texter inlästa från fil på { $count } ställen
  }
edit-change-written-in = Ändrat i { $what }: { $fields }
edit-change-undone-in = Ångrat i { $what }: { $fields }
edit-change-loaded-in = Inläst från fil i { $what }: { $fields }
edit-change-field = { $label } ({ $languages })
edit-change-more = { $count ->
    [one] och ett fält till
   *[other] och { $count } fält till
  }
edit-change-afresh = Börjat om utan jämförelse med utgåvan före
edit-afresh-title = Utgåvan före saknas
edit-afresh-text = Finns den kvar hos er: ladda upp den först, så hittar utkastet den. Annars kan ni börja om. Då räknas alla frågor som nya, och svaren jämförs inte med tidigare år. Har formuläret andra utgåvor här behöver det först en ny beteckning.
edit-afresh = Börja om utan jämförelse
edit-discard-title = Ta bort utkastet
edit-discard-text = Hela utkastet försvinner, med sin historik. Det går inte att ångra.
edit-discard-sure = Ja, ta bort utkastet för gott
edit-discard = Ta bort utkastet
edit-discard-unsure = Kryssa i rutan om du vill ta bort utkastet för gott.
edit-done-created = Utkastet är skapat.
edit-done-saved = Sparat.
edit-done-added = Tillagt. Fyll i texterna här.
edit-done-moved = Flyttat.
edit-done-removed = Borttaget. Du kan ångra det.
edit-done-undone = Ångrat.
edit-done-published = Utgåvan är publicerad.
edit-done-loaded = Texterna är inlästa. Du kan ångra det.
edit-done-afresh = Frågorna jämförs inte längre med någon utgåva före. Du kan ångra det.
edit-save = Spara
edit-save-next = Spara och gå till nästa
edit-status-plain = Det du skriver sparas när du trycker på Spara.
edit-status-saved = Allt är sparat.
edit-status-offline = Inte sparat. Vi försöker igen. Låt sidan vara öppen.
edit-status-clash = Någon annan har ändrat samma text. Båda står på sidan.
edit-status-refused = Något går inte att spara. Se vid fältet.
edit-status-gone = Den här delen har tagits bort av någon annan. Kopiera det du har skrivit. Ändringen går att ångra i översikten.
edit-status-signed-out = Inte sparat. Logga in i en annan flik, så sparas det här.
edit-gone = Den här delen har tagits bort av någon annan. Gå tillbaka om du vill kopiera det du skrev. Borttagningen går att ångra bland ändringarna här.
edit-moved-meanwhile = Någon annan har flyttat frågan under tiden. Välj igen om den ska stå någon annanstans.
edit-clash-title = Någon annan har ändrat samma sak
edit-clash = { $name }, { $at }. Det du har skrivit står kvar i fälten och det andra visas intill. Ändra om du vill och spara igen.
edit-clash-summary = Någon annan har ändrat här
edit-theirs = Så står det nu
edit-theirs-other = Någon annan har ändrat här på ett annat sätt.
edit-theirs-nothing = (ingenting)
edit-before = Förra utgåvan:
edit-words = Texter
edit-title = Titel
edit-introduction = Inledning till dem som svarar
edit-about = Vad det handlar om
edit-sub-about = Vad det handlar om, och vem som brukar veta
edit-number = Nummer
edit-names = Utgåva och beteckning
edit-edition = Utgåvans namn
edit-edition-hint = Oftast ett år, till exempel 2028.
edit-questionnaire-id = Formulärets beteckning
edit-questionnaire-id-hint = Samma i alla utgåvor. Står i exporterade filer.
edit-languages = Språk
edit-languages-chosen = Språk i formuläret
edit-languages-hint = Avmarkera ett språk för att ta bort det.
edit-languages-main = Huvudspråk
edit-languages-main-hint = Visas för den som läser ett språk som formuläret inte har.
edit-languages-add = Lägg till ett språk
edit-languages-add-none = Välj språk
edit-languages-other = Annat språk
edit-languages-other-hint = Om språket saknas i listan: skriv dess kod på två eller tre bokstäver, till exempel sw för swahili.
edit-scale = Skala
edit-scale-min = Lägsta värde
edit-scale-max = Högsta värde
edit-scale-low = Vad det lägsta värdet betyder
edit-scale-middle = Vad mitten betyder
edit-scale-high = Vad det högsta värdet betyder
edit-perspective-id = Beteckning
edit-perspective-id-hint = Står i exporterade filer. Små bokstäver, siffror och bindestreck.
edit-counts = Perspektiv
edit-perspective = Räknas till perspektivet
edit-perspective-none = Inget perspektiv
edit-secondary = Berör också
edit-secondary-none = Inget annat
edit-secondary-hint = Visas, men räknas inte.
edit-item-text = Påstående eller fråga
edit-item-help = Hjälptext, om den behövs
edit-item-source = Varifrån frågan kommer, till exempel en lag eller en indikator
edit-source = Källa
edit-form = Hur man svarar
edit-choose = Välj
edit-kind = Svarstyp
edit-kind-rating = Skattning på en skala
edit-kind-yes-partly-no = Ja, delvis eller nej
edit-kind-single = Ett av flera alternativ
edit-kind-multiple = Flera alternativ
edit-kind-number = Tal
edit-kind-text = Kort text
edit-kind-long-text = Lång text
edit-kind-date = Datum
edit-kind-link = Länk eller dokument
edit-kind-table = Tabell med rader
edit-options = Alternativ
edit-options-hint = Ett alternativ på varje rad, i samma ordning på alla språk.
edit-exclusive = Kan inte väljas tillsammans med andra
edit-unit = Enhet
edit-min = Minsta värde
edit-max = Största värde
edit-decimals = Antal decimaler
edit-columns = Kolumner
edit-columns-hint = Varje kolumn har en rubrik.
edit-column = Kolumn { $number }
edit-column-new = Ny kolumn
edit-column-title = Rubrik
edit-column-up = Flytta före
edit-rows = Högst antal rader
edit-signs = Tecken i vardagen
edit-signs-hint = Hur det märks i arbetet när det är långt ifrån, på väg och på plats.
edit-sign-low = Lågt på skalan
edit-sign-middle = I mitten
edit-sign-high = Högt på skalan
edit-place = Vem som svarar och var frågan står
edit-depth = Vilka svarar?
edit-depth-core = Alla (grundfråga)
edit-depth-indepth = De som öppnar fördjupningen
edit-depth-followup = Alla, som följdfråga utan poäng
edit-parent = Hör till
edit-id = Frågans beteckning
edit-id-hint = Följer frågan från år till år. Bokstäver, siffror, punkt och bindestreck.
edit-comment = Be om en kommentar
edit-comment-at-most = När svaret är högst (till exempel 3)
edit-comment-at-least = När svaret är minst (till exempel 9)
edit-comment-is = När svaret är
edit-lineage = Jämfört med { $edition }
edit-lineage-question = Är det samma fråga som i utgåvan { $edition }?
edit-lineage-unchanged = Samma fråga som { $edition }, ordagrant
edit-lineage-reworded = Samma fråga med andra ord. Svaren jämförs och ändringen märks ut
edit-lineage-replaced = En annan fråga. Den får en ny beteckning och jämförs inte
edit-lineage-replaces = Ersätter { $item } ”{ $text }”. Svaren jämförs inte.
edit-lineage-hint = Du har ändrat frågan. Säg om den fortfarande frågar efter samma sak, så vet vi om svaren kan jämföras med { $edition }.
edit-lineage-is-new = Frågan är ny sedan { $edition }.
edit-lineage-new = Ingen, frågan är ny
edit-lineage-instead = Ställs den i stället för en fråga som har tagits bort?
edit-if-title = När frågan visas
edit-if-always = Visas alltid.
edit-if-sentence = Visas bara när { $what }.
edit-if-and = och
edit-if-or-word = eller när
edit-if-all = När allt det här gäller
edit-if-or = Eller när allt det här gäller
edit-if-item = Svaret på
edit-if-test = Villkor
edit-if-number = Tal
edit-if-number-hint = Används när svaret ska vara minst eller högst ett tal.
edit-if-choose = Välj en fråga
edit-if-first = Det finns ingen fråga före den här att utgå från.
edit-if-large = Villkoret är för sammansatt för att visas här. Det gäller som det står i filen.
edit-if-drop = Ta bort villkoret och börja om
edit-test-answered = är besvarad
edit-test-answered-not = inte är besvarad
edit-test-na = är ”ej tillämpligt”
edit-test-na-not = inte är ”ej tillämpligt”
edit-test-is = är ”{ $value }”
edit-test-is-not = inte är ”{ $value }”
edit-test-includes = innehåller ”{ $value }”
edit-test-includes-not = inte innehåller ”{ $value }”
edit-test-min = är minst { $value }
edit-test-min-not = inte är minst { $value }
edit-test-max = är högst { $value }
edit-test-max-not = inte är högst { $value }
edit-error-number = Skriv ett tal, till exempel 12 eller 7,5.
edit-error-whole = Skriv ett heltal.
edit-error-word = Använd bara bokstäver a–z, siffror, punkt och bindestreck.
edit-error-language = Språket är okänt. Välj det i listan, eller skriv dess kod på två eller tre bokstäver, till exempel sw för swahili.
edit-error-no-language = Formuläret behöver minst ett språk. Markera ett eller lägg till ett annat.
edit-structure = Lägg till, flytta och ta bort
edit-structure-hint = Det du har skrivit sparas först.
edit-add-standard = Lägg till en standard
edit-add-substandard = Lägg till en delstandard
edit-add-item = Lägg till en fråga
edit-add-perspective = Lägg till ett perspektiv
edit-add-scale = Lägg till en skala
edit-up = Flytta upp
edit-down = Flytta ned
edit-remove = Ta bort
edit-preview-elsewhere = { $sentence } Det avgörs i en annan del av formuläret. Därför visas frågan alltid i förhandsgranskningen.
edit-preview-title = Förhandsgranskning: { $part }
edit-preview-text = Så här ser sidan ut för den som svarar. Fyll i och se vilka frågor som visas. Inget sparas.
edit-preview-width = Bredd
edit-preview-language = Språk
edit-preview-desktop = Dator
edit-preview-phone = Mobil
edit-preview-core = Utan fördjupning
edit-preview-depth = Med fördjupning
edit-back-to-edit = Till redigeringen
edit-publish-title = Publicera utgåvan
edit-publish-text = När utgåvan är publicerad ändras den aldrig mer. Omgångar kan ställa frågorna, och nästa utgåva kan bygga på den.
edit-publish-first = Rätta det här först. Sedan kan utgåvan publiceras.
edit-publish = Publicera
edit-back = Tillbaka till utkastet
edit-publish-problems = Något behöver rättas innan utgåvan kan publiceras.
edit-publish-changed-since = Någon har ändrat utkastet sedan du öppnade sidan. Läs igenom och publicera igen.
edit-publish-changed = Jämfört med { $edition }: { $unchanged ->
    [0] ingen fråga är oförändrad
    [one] en fråga är oförändrad
   *[other] { $unchanged } frågor är oförändrade
  }{ $reworded ->
    [0] {""}
    [one] , en är omformulerad
   *[other] , { $reworded } är omformulerade
  }{ $replaced ->
    [0] {""}
    [one] , en är ersatt
   *[other] , { $replaced } är ersatta
  }{ $new ->
    [0] {""}
    [one] , en är ny
   *[other] , { $new } är nya
  }{ $gone ->
    [0] {""}
    [one] , en är borttagen
   *[other] , { $gone } är borttagna
  }.
conflict-published = Utgåvan är publicerad och kan inte ändras.
conflict-changed-since = Någon har ändrat samma sak efteråt. Därför går det inte att ångra.
conflict-edition-exists = Formuläret har redan en utgåva med det namnet. Ge utkastet ett annat namn under Titel, språk och inledning.
edit-structure-keys = Alt + Skift + pil upp eller ned flyttar också.
edit-skip = Hoppa till redigeringen
edit-redo = Gör om
edit-if-test-choose = Välj vad svaret ska vara
edit-error-test = Välj vad svaret ska vara. Villkoret sparas då.
edit-fault-unchanged = Frågan är ändrad sedan { $edition }. Svara på om den fortfarande frågar efter samma sak.
edit-fault-form = Svaret har fått en annan form och kan inte jämföras med { $edition }. Välj ”En annan fråga”.
edit-fault-option = Alternativ { $number }, ”{ $text }”, finns inte på { $language }. Skriv det på rad { $number } i rutan för { $language }.
edit-translation = { $count ->
    [one] En text är ändrad på ett språk men inte på ett annat. Stämmer översättningen?
   *[other] { $count } texter är ändrade på ett språk men inte på ett annat. Stämmer översättningarna?
  }
edit-skip-overview = Hoppa till översikten
edit-error-id-taken = En annan fråga eller ett annat perspektiv har den beteckningen. Välj en annan.
edit-error-afresh-name = Andra utgåvor har redan den här beteckningen. Skriv en ny, så att svaren inte blandas ihop, och börja om sedan.
edit-column-remove = Ta bort kolumnen
edit-done-known-file = Filen har laddats upp tidigare. Det här är utkastet som den blev, med det som har ändrats sedan dess. Vill du börja om från filen tar du först bort utkastet.
edit-done-exists = Utkastet fanns redan. Det öppnades i stället för att ett till skapades.
edit-beside = Gör ett utkast till
