questions-title = Frågor
questions-lead = Här finns alla frågeformulär och deras utgåvor. En omgång ställer frågorna i en utgåva.
questions-about = { $core ->
    [0] Inga frågor till alla
    [one] En fråga till alla
   *[other] { $core } frågor till alla
  }{ $indepth ->
    [0] {""}
    [one] , en fördjupningsfråga
   *[other] , { $indepth } fördjupningsfrågor
  }{ $followup ->
    [0] {""}
    [one] , en följdfråga
   *[other] , { $followup } följdfrågor
  }.
questions-warnings = { $count ->
    [one] En text kan bli bättre.
   *[other] { $count } texter kan bli bättre.
  }
questions-changes = Se vad som är nytt
questions-added = Utgåvan är tillagd. Du kan välja den när du skapar en omgång.
questions-drafts = Utkast
questions-draft-about = Påbörjat { $at }
questions-next = Gör nästa utgåva
questions-new-title = Nytt frågeformulär
questions-new-text = Börja från början, med en titel. Resten skriver du i redigeraren.
questions-new-language = Språk
questions-new-name = Titel
questions-new-other = Ett språk till
questions-new-other-title = Titel på det språket
questions-new-other-hint = Lämna tomt om formuläret bara ska finnas på ett språk. Fler språk lägger du till i redigeraren.
questions-same-language = Språken är desamma. Välj ett annat, eller ta bort titeln på det andra språket.
questions-new-scale = Skala för skattningar
questions-new-scale-hint = Vad värdena betyder skriver du i redigeraren. Där kan du också lägga till fler skalor.
questions-no-title = Skriv en titel.
questions-new = Skapa
questions-discarded = Utkastet är borttaget.
questions-upload-title = Ladda upp en fil
questions-upload-text = En fil kan öppnas i redigeraren, också när den inte är klar. En färdig utgåva kan läggas till som den är. Den ändras aldrig efteråt.
questions-upload-draft = Öppna i redigeraren
questions-file = Fil med frågor
questions-file-hint = Ett frågeformulär som Excel-arbetsbok (.xlsx), CSV eller JSON, i samma form som filerna här ovanför.
questions-upload = Lägg till som färdig utgåva
questions-no-file = Välj en fil.
questions-file-problems = Filen har fel. Rätta dem och ladda upp filen igen.
questions-lineage-problems = Filen stämmer inte med utgåvan före. Rätta det som står här och ladda upp filen igen.
questions-problems = Det här behöver rättas
questions-more-problems = { $count ->
    [one] Och ett fel till.
   *[other] Och { $count } fel till.
  }
changes-title = { $title } { $after }: nytt sedan { $before }
changes-summary = { $count ->
    [0] Ingenting skiljer.
    [one] Det skiljer på ett ställe.
   *[other] Det skiljer på { $count } ställen.
  }
change-added = { $part ->
    [scale] Skalan är ny.
    [perspective] Perspektivet är nytt.
    [standard] Standarden är ny.
    [substandard] Delen är ny.
   *[other] Frågan är ny.
  }
change-removed = { $part ->
    [scale] Skalan är borttagen.
    [perspective] Perspektivet är borta.
    [standard] Standarden är borta.
    [substandard] Delen är borta.
   *[other] Frågan är borta.
  }
change-replaces = Ersätter { $item }. Svaren går inte att jämföra.
change-words-title = Titeln på { $language }
change-words-introduction = Inledningen på { $language }
change-words-about = Beskrivningen på { $language }
change-words-text = Texten på { $language }
change-words-help = Hjälptexten på { $language }
change-words-low = Tecken lågt på skalan, på { $language }
change-words-middle = Tecken i mitten av skalan, på { $language }
change-words-high = Tecken högt på skalan, på { $language }
change-words-options = Svarsalternativen på { $language }
change-words-columns = Kolumnerna på { $language }
change-words-unit = Enheten på { $language }
change-words-source = Källan på { $language }
change-no-text = Ingen text
change-none = inget
change-condition = När frågan visas
change-scale = Svaret har en annan form.
change-answers = Svarsalternativen eller kolumnerna är omformulerade.
change-bounds = Kolumnerna har andra gränser.
change-bound-min = Minsta tal: { $before } har blivit { $after }.
change-bound-max = Största tal: { $before } har blivit { $after }.
change-bound-decimals = Antal decimaler: { $before } har blivit { $after }.
change-bound-rows = Antal rader: { $before } har blivit { $after }.
change-exclusive = Vilket svarsalternativ som utesluter de andra är ändrat.
change-comment-when = Kommentar önskas: { $before } har blivit { $after }.
change-depth = Djup: { $before } har blivit { $after }.
change-moved = Flyttad från { $before } till { $after }.
change-perspective = Perspektiv: { $before } har blivit { $after }.
change-secondary = Berör också: { $before } har blivit { $after }.
questions-edition-exists = Det finns redan en utgåva som heter { $edition } av det formuläret, och den säger något annat. Inget är sparat. Öppna filen i redigeraren och ge utgåvan ett annat namn.
change-comment-at-most = högst { $value }
change-comment-at-least = minst { $value }
change-comment-is = ”{ $value }”
change-kind = Svarstyp: { $before } har blivit { $after }.
change-range = Skalan: { $before } har blivit { $after }.
change-range-of = { $min } till { $max }
change-order = { $follows ->
    [first] Står först nu.
   *[other] Står efter { $follows } nu.
  }
change-words-scale-low = Vad det lägsta värdet betyder, på { $language }
change-words-scale-middle = Vad mitten av skalan betyder, på { $language }
change-words-scale-high = Vad det högsta värdet betyder, på { $language }
questions-guide = Så skriver du ett frågeformulär
