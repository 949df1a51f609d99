# Granskning av underskrivna svar.

review-lead = { $count ->
    [0] Inga svar väntar på granskning. När svar skrivs under i en öppen omgång hamnar de här.
    [one] Ett svar väntar på granskning.
   *[other] { $count } svar väntar på granskning. Det som har legat längst står först.
}
review-first = Granska { $member }
review-waiting = Att granska
review-done = Granskade
review-member = Svar från
review-signed-at = Inkom
review-number = Version
review-answered = Besvarade
review-answered-of = { $answered } av { $all }
review-observations = Att titta på
review-decision = Beslut
review-decided-at = Beslutat
review-saved-approved = Svaren är godkända och räknas i resultatet.
review-saved-returned = Svaren är återlämnade. De som svarar ser dina frågor där de hör hemma och kan ändra sina svar. De som leder arbetet och skriver under får ett mejl.
review-saved-returned-untold = Svaren är återlämnade, men det finns { -process-lead(form: "no") } eller { -signatory(form: "one") } som vi kan mejla. Hör av dig till dem som har svarat.

review-versions = Underskrivna svar
review-versions-lead = Alla underskrivna versioner i omgången, den senaste av varje svar först.
review-versions-none = Ingen har skrivit under sina svar i den här omgången.
review-versions-all = Alla underskrivna svar i omgången
review-undecided = Väntar på granskning
review-unreviewed = Granskades inte
review-unreviewed-text = Omgången publicerades innan den här versionen var granskad. Den ingår inte i resultatet.

review-title = { $member }, version { $number }
review-signed = Underskriven av { $name }, { $at }.
review-facts = Om versionen
review-receipt = Läs hela det underskrivna svaret
review-back = Tillbaka till granskningslistan
review-version = Version { $number }
review-answer = Svar
review-comment = Kommentar
review-asked = Frågan förra gången
review-no-observations = Inget särskilt att titta på.
review-changes = { $count ->
    [0] Inget är ändrat sedan version { $number }
    [one] Ett svar är ändrat sedan version { $number }
   *[other] { $count } svar är ändrade sedan version { $number }
}
review-changed-tag = Ändrat sedan version { $number }

review-to-decision = Till beslutet
review-notes-lead = Skriv en fråga vid de svar som behöver kompletteras. De som svarar ser frågorna om du lämnar tillbaka svaren.
review-write = Skriv en fråga
review-note = Fråga till dem som svarar
review-note-heading = Fråga till dem som svarar
review-note-by = Skriven av { $name } { $at }
review-note-empty = (tomt)
review-note-too-long = Texten är { $length } tecken. Korta den till högst { $max }.
review-save-notes = Spara frågorna
review-saved-notes = Frågorna är sparade. De som svarar ser dem först om du lämnar tillbaka svaren.
review-conflict-title = En kollega har ändrat samma fråga
review-conflict-text = Inget är borta. Din text står kvar i fältet nedan. Spara igen om den ska gälla, eller skriv ihop de två.
review-conflict-mine = Din text
review-conflict-theirs = Kollegans text
review-conflict-summary = { $item }: en kollega har ändrat samma fråga. Inget är borta.

review-decision-lead = Ett beslut går inte att ändra. Det du har skrivit ovan sparas samtidigt.
review-decide = Vad beslutar du?
review-approve = Godkänn version { $number }
review-return = Lämna tillbaka för komplettering
review-due = Nytt svar senast
review-due-hint = Bara om du lämnar tillbaka. Förslaget är två veckor, eller omgångens sista dag om den är senare.
review-text = Några rader till dem som svarar
review-text-hint = Behövs om du lämnar tillbaka svaren utan någon fråga vid dem. Texten blir normalt offentlig.
review-decide-button = Spara beslutet
review-decision-missing = Välj om svaren ska godkännas eller lämnas tillbaka.
review-due-wrong = Välj ett datum från i dag och högst ett år framåt.
review-text-missing = Skriv vad som ska kompletteras, här eller som en fråga vid ett svar.
review-decided = Beslutat av { $name } { $at }.
review-decided-due = Beslutat av { $name } { $at }. Nytt svar senast { $due }.
review-overtaken = Någon annan hann besluta före dig, eller så är omgången stängd. Ditt beslut är inte sparat.
review-unsaved = Det du skrev är inte sparat
review-unsaved-text = Kopiera texten om du behöver den.
review-to-version = Till granskningen
