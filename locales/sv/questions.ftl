questions-title = Frågor
questions-lead = Här finns alla frågeformulär och deras utgåvor. En omgång ställer frågorna i en utgåva.
questions-about = { $core } frågor till alla, { $indepth } fördjupningsfrågor, { $followup } följdfrågor.
questions-warnings = { $count ->
    [one] En text kan bli bättre.
   *[other] { $count } texter kan bli bättre.
  }
questions-download = Ladda ner filen
questions-changes = Se vad som är nytt
questions-added = Utgåvan är tillagd. Du kan välja den när du skapar en omgång.
questions-upload-title = Lägg till en utgåva
questions-upload-text = Ladda ner den senaste utgåvan, ändra i filen och ladda upp den här. Den kontrolleras innan den läggs till, och därefter ändras den aldrig.
questions-file = Fil med frågor
questions-file-hint = En JSON-fil i samma form som de här ovanför.
questions-upload = Kontrollera och lägg till
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
    [one] En fråga skiljer.
   *[other] { $count } frågor skiljer.
  }
change-added = Frågan är ny.
change-removed = Frågan är borta.
change-replaces = Ersätter { $item }. Svaren går inte att jämföra.
change-help = Hjälptexten är ändrad.
change-signs = Exemplen på låg, mitten och hög är ändrade.
change-scale = Svaret har en annan form.
change-answers = Svarsalternativen eller kolumnerna är omformulerade.
change-bounds = Svaret har andra gränser.
change-condition = Frågan visas på ett annat villkor.
change-depth = Djup: { $before } har blivit { $after }.
change-moved = Flyttad från { $before } till { $after }.
change-perspective = Perspektiv: { $before } har blivit { $after }.
