breadcrumbs = Du är här
pager = Delar
back-to-list = Tillbaka till listan
title-error = Fel

synthetic-label = Påhittade svar.
synthetic-text = Påhittade svar, som exempel.

responses-title = Svar
responses-empty = Du har inget att svara på just nu. När sekretariatet öppnar en omgång får du ett mejl.
responses-due = Sista dag att skriva under: { $due }.
responses-own = dina egna svar ({ $member })
responses-receipt = Kvitto

state-invited = Inte öppnad
state-opened = Öppnad
state-in-progress = Pågår
state-awaiting-signature = Väntar på underskrift
state-signed = Lämnad
state-returned = Återlämnad
state-approved = Godkänd
state-left-out = Ingår inte i resultatet

closed-title = Omgången är avslutad
closed-lead = Resultatet är publicerat, och ingen kan längre svara eller skriva under.
closed-approved = { $who ->
    [person] Dina godkända svar ingår.
   *[member] Era godkända svar ingår.
}
closed-unreviewed = { $who ->
    [person] Dina underskrivna svar hann inte granskas och ingår inte i resultatet. De finns kvar så som du skrev under dem.
   *[member] Era underskrivna svar hann inte granskas och ingår inte i resultatet. De finns kvar så som ni skrev under dem.
}
closed-returned = { $who ->
    [person] Dina svar lämnades tillbaka för komplettering och hann inte godkännas. De ingår inte i resultatet, men de finns kvar.
   *[member] Era svar lämnades tillbaka för komplettering och hann inte godkännas. De ingår inte i resultatet, men de finns kvar.
}
closed-unsigned = { $who ->
    [person] Dina svar var inte underskrivna när omgången avslutades. De ingår inte i resultatet, men de finns kvar här.
   *[member] Era svar var inte underskrivna när omgången avslutades. De ingår inte i resultatet, men de finns kvar här.
}
closed-unanswered = { $who ->
    [person] Du svarade inte i den här omgången.
    [theme-group] Er temagrupp svarade inte i den här omgången.
   *[member] { -region(form: "Your-all") } svarade inte i den här omgången.
}
closed-results = Se resultatet

deadline-left = { $count ->
    [one] En dag kvar. Sista dag att skriva under är { $date }.
   *[other] { $count } dagar kvar. Sista dag att skriva under är { $date }.
}
deadline-today = Sista dagen är i dag, { $date }.
deadline-passed = { $who ->
    [person] Sista dagen var { $date }. Du kan fortfarande svara och skriva under.
   *[member] Sista dagen var { $date }. Ni kan fortfarande svara och skriva under.
}
deadline-signed = Underskriven { $at }.
deadline-approved = Godkänd av sekretariatet { $at }.
tasks-progress = { $done } av { $all } delar är besvarade.
tasks-progress-own = { $done } av dina { $all } delar är besvarade.
tasks-autosave = Allt ni svarar sparas direkt.
tasks-autosave-own = Allt du svarar sparas direkt. Bara du ser dina svar innan du har skrivit under.
tasks-begin = Börja med { $part }
tasks-continue = Fortsätt med { $part }
tasks-returned = Återlämnad för komplettering
tasks-returned-text = Sekretariatet har gått igenom svaren och ber er komplettera.
tasks-returned-notes = Deras frågor står vid de påståenden de gäller.
note-by = { $name }, { $at }
note-by-secretariat = { $name }, sekretariatet, { $at }
tasks-asked-back = Skickad tillbaka före underskrift
tasks-waiting = Väntar på underskrift
tasks-waiting-text = Svaren är lämnade till den som ska skriva under och går inte att ändra så länge.
tasks-take-back = Ta tillbaka för att ändra
tasks-lead-turn = Det är { -process-lead(form: "of") } tur
tasks-lead-text = { -process-lead(form: "One") } hos er: { $names }. När svaren är klara lämnas de till dig här, och du skriver under senast { $due }. Tills dess kan du följa arbetet och läsa svaren.
tasks-lead-late = { -process-lead(form: "One") } hos er: { $names }. Sista dagen, { $due }, har gått, men ni kan fortfarande svara och skriva under. När svaren är klara lämnas de till dig här. Tills dess kan du följa arbetet och läsa svaren.
tasks-lead-missing = Men { -region(form: "your") } har { -process-lead(form: "no") } här. Hör av dig till sekretariatet, så att någon kan leda arbetet med svaren och lämna dem till dig för underskrift.
tasks-read = Läs svaren så här långt
tasks-receipts = Underskrivna versioner
tasks-receipt = Version { $number }, underskriven { $at }
tasks-when-done = När allt är klart
tasks-when-done-text = Kontrollera svaren och lämna dem för underskrift.
tasks-when-done-own = Kontrollera svaren och skriv under.
tasks-about = Om frågorna

tasks-waits-title = Väntar på
tasks-waits = { $names }: { $parts }
tasks-waits-unmarked = { $names }: { $parts } (besvarat men inte markerat som klart)
tasks-mine = Dina delar
tasks-mine-none = Du har inga delar att svara på än. När du får en kommer det ett mejl.
tasks-others = Andras delar
tasks-others-read = De här kan du läsa.

own-title = Egen bedömning
own-place = Del { $at } av { $all }.
own-lead = Bedöm själv, innan ni pratar. Ingen annan ser vad du svarar förrän dialogen öppnas. Då ser alla som svarar hur bedömningarna fördelar sig. Namn står inte vid, men i en liten grupp går det ofta att förstå vem som valt vad.
own-open = Dialogen är öppen: alla som svarar ser hur bedömningarna fördelar sig. Du kan fortfarande ändra din.
own-open-locked = Dialogen är öppen: alla som svarar ser hur bedömningarna fördelar sig.
own-plain = Bedömningen sparas när du trycker på en av knapparna.
own-begin = Det du väljer sparas direkt.
own-saved = Din bedömning är sparad.
own-failed = Det gick inte att spara. Det du valt står kvar här, och sparas när du väljer igen eller när kontakten är tillbaka.
own-next = Spara och gå till nästa del
own-done = Spara och gå till listan
own-previous = Föregående del
own-to-part = Till svaren i den här delen
own-remove-title = Egna bedömningar
own-remove-text = De egna bedömningarna finns kvar inom er organisation. De ingår inte i det ni har skrivit under. Ni kan ta bort dem nu.
own-remove = Ta bort alla egna bedömningar
own-removed = De egna bedömningarna är borttagna.
own-go = Gör din egen bedömning

dialogue-text = Var och en kan bedöma själv, innan ni pratar ihop er.
dialogue-open-text = Dialogen är öppen. Vid varje fråga står hur bedömningarna fördelar sig.
dialogue-rated = { $count ->
    [0] Ingen har bedömt än.
    [one] En har bedömt.
   *[other] { $count } har bedömt.
}
dialogue-silent = Har inte bedömt: { $names }.
dialogue-open = Öppna dialogen om den här delen
dialogue-open-all = Öppna dialogen om alla delar
dialogue-opened-all = Dialogen är öppen om alla delar.
dialogue-what = Då ser alla som svarar hur bedömningarna fördelar sig, men inte vem som har bedömt vad. Dialogen kan inte stängas igen.

spread-title = Egna bedömningar:
spread-count = { $count } har bedömt{ $not_applicable ->
    [0] .
    [one] , varav en ”ej tillämpligt”.
   *[other] , varav { $not_applicable } ”ej tillämpligt”.
}
spread-ends = Från { $low } till { $high }.
spread-same = Alla valde { $low }.
spread-step = Värde
spread-people = Antal

tasks-together = Tillsammans
tasks-own = Bedöm först var och en för sig:
tasks-delegate = Låt den som vet mest svara:
tasks-dialogue-title = Dialog om de egna bedömningarna
tasks-dialogue = När alla har bedömt kan du öppna dialogen.

delegate-title = Dela ut delar
delegate-lead = Låt den som vet mest svara. Den som får en del kan svara på den och läsa resten.
delegate-out = Utdelat
delegate-given = Utdelat av { $name } den { $at }.
delegate-until = Senast { $date }.
delegate-take-back = Ta tillbaka
delegate-take-back-all = Ta tillbaka allt
delegate-left = { $count ->
    [0] Alla delar är utdelade.
    [one] En del är inte utdelad.
   *[other] { $count } delar är inte utdelade.
}
delegate-new = Dela ut
delegate-parts = Vilka delar?
delegate-whole = Alla delar här
delegate-to = Till vem?
delegate-choose = Välj …
delegate-somebody-else = Någon annan
delegate-invite = Någon annan
delegate-invite-hint = Fyll i om personen inte finns i listan.
delegate-name = Namn
delegate-email = E-post
delegate-due = Svara senast (behöver inte fyllas i)
delegate-message = En rad till personen (behöver inte fyllas i)
delegate-message-hint = Står inte i mejlet. Den visas när personen har loggat in.
delegate-give = Dela ut
delegate-to-error = Välj vem som ska svara.
delegate-name-error = Skriv personens namn.
delegate-email-error = Skriv en e-postadress, till exempel namn@region.example.
delegate-parts-error = Välj minst en del.
delegate-due-error = Välj en dag från och med i dag till och med { $date }.
delegate-other-name = Adressen tillhör någon med ett annat namn. Kontrollera att båda stämmer.
delegate-too-many = Du har flera gånger skrivit en adress som tillhör någon med ett annat namn. Vänta en kvart och försök igen. Det du har skrivit står kvar. Till dem som finns i listan kan du dela ut redan nu.
delegate-done-given = { $count ->
    [one] { $name } har fått en del och får ett mejl om det.
   *[other] { $name } har fått { $count } delar och får ett mejl om det.
}
delegate-done-taken-back = Delen är tillbaka hos er. Det som är besvarat finns kvar.

part-not-begun = Ej påbörjad
part-in-progress = Pågår
part-done = Klar
part-complete = Besvarad
part-unmarked = inte markerad som klar
part-thin = fördjupning: { $answered } av { $all } besvarade
part-with = { $names } svarar
part-with-me = du svarar tillsammans med { $names }
part-holder-until = { $name } (senast { $date })
part-mine-until = svara senast { $date }
tasks-letter = Till dig
tasks-answered = Dina delar är besvarade. Tryck på Klar i varje del när du är nöjd med den.
tasks-mine-out = Alla delar är utdelade.
tasks-thanks = Dina delar är klara. Tack! Du kan ändra dem tills svaren lämnas för underskrift.
part-theirs = { $names } har fått den här delen.
part-delegate = Låt någon annan svara på den här delen
part-not-delegated = Du har inte fått den här delen att svara på. Du kan läsa den.
part-finished = Klarmarkerad av { $name } den { $at }.
part-resume = Inte klar än
part-noted = Att komplettera
part-answered = { $answered } av { $all } besvarade
part-closed = Omgången är avslutad. Svaren kan bara läsas.
part-locked = Svaren är låsta och kan bara läsas just nu.
part-save = Spara
part-save-next = Klar, gå till nästa
part-save-list = Klar, gå till listan
part-save-check = Klar, kontrollera svaren
part-empty = Ingen av frågorna på sidan gäller er, efter det ni har svarat på andra frågor.

reading-title = Frågorna på:
presence-here = Här just nu: { $names }.
presence-typing = Skriver här just nu: { $names }.
item-unchanged = Oförändrat sedan
item-reworded = { $edition ->
    [other] Frågan har formulerats om sedan förra gången, men gäller samma sak.
   *[year] Frågan har formulerats om sedan { $edition }, men gäller samma sak.
  }
item-replaces = { $edition ->
    [other] Ersätter { $item } från förra gången.
   *[year] Ersätter { $item } från { $edition }.
  }
item-signs = Så här märks det i vardagen
item-low = Låg
item-middle = Mellan
item-high = Hög
item-not-applicable = Ej tillämpligt (skriv varför i kommentaren)
item-not-applicable-why = (skriv varför i kommentaren)
item-comment = Kommentar
item-comment-hint = Skriv inget om enskilda patienter eller andra personer. Underskrivna svar är normalt offentliga.
item-changed = Ändrad av { $name } den { $at }
item-changed-by-you = Ändrad av dig nyss.
item-replaced = { $name } ändrade svaret nyss.
item-replaced-history = Se vad som stod förut
item-clear = Ta bort svaret
item-note = Sekretariatets fråga
item-answer = Svar
item-choose = Välj …
item-source = Källa: { $source }
item-link-hint = En länk, eller dokumentets namn och var det finns.
item-date-hint = Skriv datumet som 2027-03-01.
item-number-between = Från { $min } till { $max }.
item-number-from = Minst { $min }.
item-number-to = Högst { $max }.
item-row = Rad { $number }
item-rows-more = En tom rad visas när den sista är påbörjad. Lämna raden tom för att ta bort den.
item-rows-full = Tabellen rymmer { $most } rader.
item-comment-asked = Skriv gärna en rad om varför.

answer-optional = Inte besvarad (valfri fråga)
answer-missing = Saknar svar
changes-asked = Sekretariatet frågar
changes-same = Samma svar
summary-evidence = Underlag
summary-evidence-none = Inget underlag
summary-unchanged-none = Inte bekräftat som oförändrat
summary-unchanged = Oförändrat
summary-unchanged-since = Bekräftat oförändrat sedan { $year }
answer-not-applicable = Ej tillämpligt
answer-of-max = { $value } av { $max }
answer-off-scale = Välj ett värde från { $min } till { $max }.
answer-not-unchanged = Svaret är inte detsamma som { $year }. Ta bort bocken vid ”Oförändrat”, eller välj samma svar som då.
answer-both = Välj antingen ett värde eller ”ej tillämpligt”, inte båda.
answer-reason-missing = Skriv i kommentaren varför frågan inte är tillämplig hos er. Sedan sparas svaret.
answer-comment-too-long = Kommentaren är { $length } tecken. Korta den till högst { $max }.
answer-yes = Ja
answer-partly = Delvis
answer-no = Nej
answer-not-an-option = Välj ett av alternativen.
answer-not-alone = ”{ $option }” går inte att välja tillsammans med något annat.
answer-not-whole = Skriv ett heltal, till exempel 12.
answer-not-a-number = Skriv ett tal med högst { $decimals } decimaler, till exempel 12,5.
answer-out-of-range = Skriv ett tal från { $min } till { $max }.
answer-too-small = Skriv ett tal som är minst { $min }.
answer-too-great = Skriv ett tal som är högst { $max }.
answer-not-a-date = Skriv datumet som 2027-03-01.
answer-too-long = Texten är { $length } tecken. Korta den till högst { $max }.
answer-too-many-rows = Tabellen rymmer högst { $max } rader.
answer-in-cell = Rad { $row }, { $column }:
answer-other-form = Svaret har en annan form än frågan.

status-plain = Svaren sparas när du trycker på Spara.
status-begin = Allt du svarar sparas direkt.
status-all-saved = Svaren är sparade.
status-saving = Sparar …
status-saved = Sparat.
status-offline = Ingen kontakt med servern. Det du skriver finns kvar här i webbläsaren och sparas när kontakten är tillbaka.
status-conflict = En kollega har sparat ett annat svar. Välj vilket som ska gälla.
status-refused = Svaret kunde inte sparas. Det du skrev finns kvar på sidan.
status-mend = Något behöver rättas
status-taken = Delen är inte din att svara på längre. Det du skrev hann inte sparas, men står kvar här så att du kan kopiera det.
status-locked = Svaren har låsts. Det du skrev hann inte sparas, men står kvar här så att du kan kopiera det.
status-signed-out = Du har blivit utloggad. Det du skrev finns kvar här. Logga in i en ny flik och fortsätt sedan här, så sparas det.
status-restored = Det du skrev när kontakten bröts är tillbaka och sparas nu.

unsaved-title = Det här hann inte sparas
unsaved-text = Svaren låstes innan det du skrev var sparat. Kopiera det om du behöver det.
unsaved-kept = Det ligger kvar i den här webbläsaren. Öppnas svaren igen sparas det när du kommer tillbaka hit.
unsaved-comment = Din kommentar
unsaved-discard = Ta bort det
unsaved-notice = Något du skrev hann inte sparas. Det står vid frågan det gäller.
unsaved-summary = { $item }: det du skrev hann inte sparas innan svaren låstes.

conflict-title = En kollega har sparat ett annat svar
conflict-text = Du och en kollega svarade samtidigt. Inget är borta. Ditt svar står kvar i fälten nedan. Spara igen om ditt ska gälla, eller skriv ihop de två.
conflict-text-live = Du och en kollega svarade samtidigt. Inget är borta. Välj vilket som ska gälla, eller skriv ihop de två: då hamnar båda texterna i ditt fält, och ditt värde står kvar tills du ändrar det.
conflict-keep-both = Skriv ihop
conflict-yours = Ditt svar
conflict-theirs = Kollegans svar
conflict-keep-mine = Låt mitt gälla
conflict-keep-theirs = Låt kollegans gälla
conflict-summary = { $item }: en kollega har sparat ett annat svar. Inget är borta.

check-title = Kontrollera svaren
check-lead = Läs igenom svaren och ändra det ni vill. Sedan lämnas de till den som ska skriva under.
check-lead-own = Läs igenom svaren och ändra det du vill. Sedan skriver du själv under.
check-missing-title = { $count ->
    [one] En fråga saknar svar
   *[other] { $count } frågor saknar svar
}
check-missing-text = Besvara dem, eller markera dem som ej tillämpliga. En del som saknar för många svar visas som ”underlag saknas” i resultatet.
check-complete = Alla frågor som behöver svar har fått det.
check-answer = Besvara
check-change = Ändra

hand-over-title = Lämna för underskrift
hand-over-text = Svaren låses tills de är underskrivna. Ni kan ta tillbaka dem om något behöver ändras.
hand-over-note = En rad till den som skriver under (valfritt)
hand-over-gaps = Vi lämnar svaren fast några frågor saknar svar.
hand-over-button = Lämna för underskrift
hand-over-by-lead = { -process-lead(form: "The") } lämnar svaren för underskrift.
hand-over-locked = Svaren är lämnade och kan bara läsas just nu.

sign-title = Granska och skriv under
sign-own = Gå vidare och skriv under
sign-handed-over = Lämnad för underskrift { $at }.
sign-answered = Besvarade av dem som alla svarar på
sign-of = av { $all }
sign-not-applicable = Därav ej tillämpliga
sign-heading = Skriv under
sign-text = När du skriver under låses svaren som version { $version } och lämnas till sekretariatet. De blir då normalt en allmän och offentlig handling.
sign-read = Jag har läst svaren och skriver under för { $member }.
sign-read-own = Jag har läst svaren och skriver under.
sign-gaps-own = Jag skriver under fast några frågor saknar svar.
sign-read-missing = Kryssa i att du har läst svaren innan du skriver under.
sign-button = { $version ->
    [1] Skriv under
   *[other] Skriv under version { $version }
}
sign-not-waiting = Det finns inget att skriva under just nu. När { -process-lead(form: "the") } har lämnat svaren går de att skriva under här.
ask-back-title = Be om ändring
ask-back-why = Vad behöver ändras?
ask-back-missing = Skriv vad som behöver ändras, så att kollegorna vet vad de ska göra.
ask-back-button = Skicka tillbaka

receipt-title = Svaren är underskrivna
receipt-questionnaire = Frågor
receipt-member = { -region(form: "One") }
receipt-group = Temagrupp
receipt-version = Version
receipt-signed = Underskriven
receipt-by = Av
receipt-checksum = Kontrollsumma (SHA-256)
receipt-status = Läge
receipt-in-review = Granskas av sekretariatet
receipt-unreviewed = Granskades inte innan resultatet publicerades
receipt-approved = Godkänd
receipt-returned = Återlämnad för komplettering
receipt-next-title = Vad händer nu?
receipt-next-1 = Sekretariatet går igenom svaren.
receipt-next-2 = Har de frågor kommer svaren tillbaka hit.
receipt-next-2-own = Har de frågor kommer svaren tillbaka till dig.
receipt-next-3 = När alla svar är godkända publiceras nätverkets resultat.
receipt-results = Till resultaten
receipt-download = Ladda ner den underskrivna versionen (JSON)
receipt-answers = Visa de underskrivna svaren

api-mutation-id = mutation_id ska vara 1 till 64 bokstäver (a–z), siffror, bindestreck, understreck eller punkter.
api-base-revision = base_revision ska vara ett heltal från 0.
api-value = value ska vara ett heltal på frågans skala, eller null.

depth-title = Fördjupning
depth-closed = { $count ->
    [one] Här finns en fråga till, för er som vill gå djupare. Ni väljer själva.
   *[other] Här finns { $count } frågor till, för er som vill gå djupare. Ni väljer själva.
  }
depth-opened = { $count ->
    [one] Fördjupningsfrågan visas här ovanför, efter de andra. Stänger ni fördjupningen sparas svaret, men det skickas inte in.
   *[other] Fördjupningens { $count } frågor visas här ovanför, efter de andra. Stänger ni fördjupningen sparas svaren, men de skickas inte in.
  }
depth-open = Fördjupa
depth-close = Stäng fördjupningen
