signin-title = Logga in
signin-needed = Logga in för att öppna sidan.
signin-lead = Skriv din e-postadress i jobbet. Du får ett mejl med en länk och en kod. Inget lösenord behövs.
signin-email = E-postadress
signin-email-error = Skriv en e-postadress, till exempel namn@region.se.
signin-send = Skicka länk och kod
signin-code-title = Titta i din inkorg
signin-code-lead = Om adressen finns hos oss har vi skickat ett mejl med en länk och en kod. Öppna länken i den här webbläsaren, eller skriv koden här. De gäller i 30 minuter.
signin-code = Kod
signin-code-hint = 8 tecken, till exempel K7PM-2XQD
signin-code-wrong = Koden stämmer inte. Kontrollera den i det senaste mejlet.
signin-no-mail = Jag har inte fått något mejl
signin-no-mail-text = Titta i skräpposten och vänta några minuter. Du kan sedan be om ett nytt mejl, och då slutar det gamla att gälla.
signin-again = Be om ett nytt mejl
signin-keep = Håll mig inloggad i 30 dagar i den här webbläsaren
signin-keep-hint = Annars loggas du ut när du stänger webbläsaren, senast efter ett dygn. Den som arbetar i sekretariatet loggas alltid ut efter 12 timmar.
signin-link-title = Nästan inne
signin-link-lead = Tryck på knappen för att logga in. Länken fungerar en gång.
signin-link-button = Logga in
signin-link-code-lead = Länken öppnades i en annan webbläsare än den du började i. Skriv koden som står i samma mejl.
signin-spent-title = Länken gäller inte längre
signin-spent-text = Den har använts, har blivit för gammal eller har ersatts av en nyare. Det är lätt att få en ny.
signin-spent-button = Be om en ny länk
signin-already = Du är redan inloggad som { $name }.
signin-continue = Fortsätt till startsidan

account-title = Mitt konto
account-name = Namn
account-address = E-postadress
account-roles = Roller
account-no-role = Du har ingen roll i år. Hör av dig till sekretariatet om det är fel.
account-language = Språk
account-wrong = Stämmer något inte? Hör av dig till nätverkets sekretariat.
account-everywhere = Logga ut överallt
account-everywhere-text = Logga ut överallt om du kan ha glömt det på en dator som andra använder.
account-sessions = { $count ->
    [one] Du är bara inloggad i den här webbläsaren.
   *[other] Du är inloggad i { $count } webbläsare.
}

invitation-lead = Välkommen, { $name }.
invitation-text = Du är inbjuden att svara. Sista dag att skriva under är { $due }.
invitation-button = Mejla mig en inloggningslänk
invitation-meta = Länken skickas till { $address }.
