# Mejlen. Korta, vänliga, utan svar och utan kollegors namn.

mail-greeting = Hej { $name }!
mail-greeting-nameless = Hej!
mail-regards = Vänliga hälsningar
mail-and = { $first } och { $last }
mail-theme-group = temagruppen { $name }
# $month är m1 till m12.
mail-date = { $day } { $month ->
    [m1] januari
    [m2] februari
    [m3] mars
    [m4] april
    [m5] maj
    [m6] juni
    [m7] juli
    [m8] augusti
    [m9] september
    [m10] oktober
    [m11] november
   *[m12] december
} { $year }

mail-invitation-subject = Inbjudan: { $title }
mail-invitation-lead = { $network } bjuder in { $members } till { $title }.
mail-invitation-lead-alone = { $network } bjuder in dig till { $title }.
mail-invitation-part-process-lead = Du är { -process-lead(form: "one") }: du håller ihop svaren och tar med de kollegor som behövs.
mail-invitation-part-group-lead = Du leder arbetet: du håller ihop svaren och tar med de andra i gruppen.
mail-invitation-part-alone = Du svarar själv, och bara du ser det du skriver innan du har skrivit under.
mail-invitation-part-signatory = Du läser igenom svaren och skriver under när de är klara.
mail-invitation-time = Frågorna tar ungefär { $minutes } minuter att besvara, och allt sparas medan ni svarar.
mail-invitation-time-alone = Frågorna tar ungefär { $minutes } minuter att besvara, och allt sparas medan du svarar.
mail-invitation-due = Svaren ska vara underskrivna senast den { $date }.
mail-invitation-link = Öppna inbjudan
mail-invitation-link-note = Länken är personlig, men den är inget lösenord. När du vill logga in mejlar vi en inloggningslänk till just den här adressen.

mail-reminder-subject = Påminnelse: { $title }
mail-reminder-lead = Vi väntar fortfarande på svaren från { $members } till { $title }.
mail-reminder-lead-alone = Vi väntar fortfarande på dina svar till { $title }.
mail-reminder-due = Svaren ska vara underskrivna senast den { $date }.
mail-reminder-part-process-lead = Har ni börjat finns svaren kvar. Svara på det som återstår och lämna svaren för underskrift när ni är klara.
mail-reminder-part-contributor = Någon av dina delar är inte klar än. Det som är besvarat finns kvar. Svara på det som återstår och välj Klar i varje del när du är färdig med den.
mail-reminder-part-signatory = När svaren är klara är det du som läser igenom dem och skriver under.
mail-reminder-part-alone = Har du börjat finns svaren kvar. Svara på det som återstår och skriv under när du är klar.
mail-reminder-link = Gå till svaren
mail-reminder-crossed = Har ni hunnit skriva under redan? Då behöver du inte göra något.
mail-reminder-crossed-alone = Har du hunnit skriva under redan? Då behöver du inte göra något.

mail-returned-subject = Svaren behöver kompletteras: { $title }
mail-returned-lead = Sekretariatet har gått igenom svaren från { $members } till { $title } och ber er komplettera dem.
mail-returned-lead-alone = Sekretariatet har gått igenom dina svar till { $title } och ber dig komplettera dem.
mail-returned-due = De nya svaren ska vara underskrivna senast den { $date }.
mail-returned-part-process-lead = Logga in och se vad som ska kompletteras. Ändra det som behövs och lämna sedan svaren för underskrift igen.
mail-returned-part-signatory = När svaren är kompletterade är det du som läser igenom dem och skriver under igen.
mail-returned-part-alone = Logga in och se vad som ska kompletteras. Ändra det som behövs och skriv sedan under igen.
mail-returned-link = Se vad som ska kompletteras

mail-mentioned-subject = Dina kollegor vill att du tittar på svaren
mail-mentioned-lead = Någon som arbetar med svaren för { $members } vill att du tittar på dem.
mail-mentioned-due = Svaren ska vara underskrivna senast den { $date }.
mail-mentioned-part = När du loggar in ser du vilka frågor det gäller och vad som står där.
mail-mentioned-link = Se vad det gäller
mail-delegated-subject = Du har fått delar att svara på: { $title }
mail-delegated-lead-one = Du har fått en del att svara på för { $members } i { $title }.
mail-delegated-lead-many = Du har fått { $count } delar att svara på för { $members } i { $title }.
mail-delegated-due = Svara senast den { $date }.
mail-delegated-part = När du loggar in ser du vilka delarna är. Du svarar på dem och kan läsa resten. Du loggar in med en länk som vi mejlar till den här adressen; inget lösenord behövs.
mail-delegated-link = Se dina delar

mail-to-sign-subject = Att skriva under: { $title }
mail-to-sign-lead = Svaren från { $members } till { $title } är klara och väntar på din underskrift.
mail-to-sign-due = Skriv under senast den { $date }.
mail-to-sign-part = På sidan ser du resultatet i korthet och kan läsa svaren. Det tar ungefär fem minuter. Är något inte rätt kan du be om ändring.
mail-to-sign-link = Granska och skriv under

mail-asked-back-subject = Svaren behöver ändras före underskrift: { $title }
mail-asked-back-lead = Den som ska skriva under svaren från { $members } till { $title } ber om en ändring först.
mail-asked-back-due = Svaren ska vara underskrivna senast den { $date }.
mail-asked-back-part = När du loggar in ser du vad som behöver ändras. Lämna sedan svaren för underskrift igen.
mail-asked-back-link = Se vad som behöver ändras

mail-approved-subject = Svaren är godkända: { $title }
mail-approved-lead = Sekretariatet har godkänt svaren från { $members } till { $title }.
mail-approved-lead-alone = Sekretariatet har godkänt dina svar till { $title }.
mail-approved-version = Det är version { $number } som gäller.
mail-approved-part = Inget mer behöver göras nu. Resultaten publiceras när omgången är klar.

mail-receipt-subject = Kvitto: { $title }
mail-receipt-lead = Svaren från { $members } till { $title } är underskrivna och lämnade.
mail-receipt-lead-alone = Dina svar till { $title } är underskrivna och lämnade.
mail-receipt-version = Det är version { $number }, underskriven { $at }.
mail-receipt-checksum = Kontrollsumma (SHA-256): { $checksum }
mail-receipt-link = Öppna kvittot
mail-receipt-note = På kvittot finns den underskrivna versionen att ladda ner och diarieföra. Svaren själva står inte i mejlet.

mail-signing-code-subject = Kod för att skriva under
mail-signing-code-link-intro = Koden skrivs in på sidan där du bad om den:
mail-signing-code-link = Granska och skriv under
mail-signing-code-intro = Din kod:
mail-signing-code-validity = Koden gäller i { $minutes } minuter och bara en gång. Har du fått flera mejl är det senaste som gäller.
mail-signing-code-unasked = Har du inte bett om att få skriva under? Lämna då inte ut koden, och hör av dig till sekretariatet.

mail-sign-in-subject = Logga in i Perspektiv
mail-sign-in-link-intro = Öppna länken i den webbläsare där du bad om att få logga in:
mail-sign-in-link = Logga in i Perspektiv
mail-sign-in-code-intro = Läser du mejlen på en annan enhet? Skriv då in den här koden på sidan där du bad om att få logga in:
mail-sign-in-validity = Länken och koden gäller i { $minutes } minuter och bara en gång. Har du fått flera mejl är det senaste som gäller.
mail-sign-in-unasked = Har du inte bett om att få logga in? Då kan du bortse från det här mejlet. Skriv koden bara på inloggningssidan. Vi ringer eller mejlar aldrig och frågar efter den.
