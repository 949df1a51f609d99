# Kontrollera, lämna för underskrift, skriva under, och det som kommer tillbaka.

observed-all-alike = Alla svar har samma värde, { $value }.
observed-jump-up = har stigit från { $from } till { $to } sedan { $year }.
observed-jump-down = har sjunkit från { $from } till { $to } sedan { $year }.
observed-top = har värdet { $value } utan kommentar.
observed-without-reason = är markerat som ej tillämpligt utan förklaring.
observed-thin = Del { $part } har för få svar för att räknas: { $answered } av { $applicable }.
observed-tag-jump = { $change } sedan { $year }
observed-tag-without-comment = Ingen kommentar
observed-tag-without-reason = Ingen förklaring

check-observed-title = Det här tittar sekretariatet på först
check-observed-text = Inget av det behöver vara fel. En rad i kommentaren räcker ofta, och besparar er en fråga i efterhand.

hand-over-to = Vem ska skriva under?
hand-over-to-several = Alla ni väljer får ett mejl. Det räcker att en av dem skriver under.
hand-over-to-one = { $name } får ett mejl och kan sedan läsa svaren och skriva under.
hand-over-to-nobody = Ingen är inlagd som { -signatory(form: "one") } hos er, så ingen kan skriva under. Hör av dig till sekretariatet och berätta vem det är. Svaren ligger kvar, och ni kan lämna dem så snart personen är inlagd.
hand-over-note-hint = Raden visas på sidan där svaren skrivs under. Den står inte i mejlet.
opt-in-title = Vad andra får se
opt-in-lead = Valen gäller den här omgången och skrivs under tillsammans med svaren. Lämna rutorna tomma om ni är osäkra.
opt-in-by-name = Visa oss med namn för andra
opt-in-by-name-hint = Andra som deltar får se era resultat med ert namn, när resultaten är publicerade.
opt-in-share-examples = Dela våra goda exempel
opt-in-share-examples-hint = Sekretariatet får lyfta fram det ni skriver i kommentarerna som exempel för andra.

error-no-signatory-title = Ingen kan skriva under
error-no-signatory-text = Ingen är inlagd som { -signatory(form: "one") } hos er. Hör av dig till sekretariatet och berätta vem det är.
error-nobody-asked-title = Välj vem som ska skriva under
error-nobody-asked-text = Välj minst en person som ska skriva under.
error-not-asked-title = Någon annan ska skriva under
error-not-asked-text = Svaren är lämnade till någon annan för underskrift. Be att de lämnas till dig, om det är du som ska skriva under.

sign-in-short = Svaren i korthet
sign-comments = Kommentarerna
sign-comments-none = Ingen har skrivit någon kommentar.
sign-all = Visa alla svar
sign-decide = Skriv under eller be om ändring
sign-others = Svaren är lämnade till { $names } för underskrift. Du kan läsa dem här.
sign-opt-ins = Det här undertecknas också:
sign-code = Kod
sign-code-hint = Det är en stund sedan du loggade in. Be om en kod, så vet vi att det är du som skriver under. Koden mejlas till dig och gäller i 15 minuter.
sign-code-send = Mejla mig en kod
sign-code-again = Mejla mig en ny kod
sign-code-sent = En kod är på väg till { $address }. Det du har skrivit på sidan står kvar.
sign-code-missing = Skriv koden som vi har mejlat. Har du ingen kan du be om en här.
sign-code-wrong = Koden stämmer inte. Kontrollera den och försök igen.
sign-code-spent = Det finns ingen kod som gäller. Be om en ny.
sign-code-too-many = Du har bett om många koder på kort tid. Vänta en kvart och försök igen.

portrait-sentence = Högst ligger { $highest } ({ $highest-score }) och lägst { $lowest } ({ $lowest-score }).
portrait-sentence-none = Färre än två perspektiv har så många svar att de går att jämföra.
portrait-chart = Profilen per perspektiv
portrait-table = Profilen i siffror
portrait-perspective = Perspektiv
portrait-now = I år
portrait-change = Ändring sedan { $year }
portrait-change-of = { $change } ({ $linked } av { $all } delar)
portrait-comparable = Ändringen är räknad på { $linked } av { $all } delar, de som har samma frågor som { $year }.
portrait-strongest = Starkast
portrait-weakest = Svagast
portrait-why-lowest = Lägst av alla delar: { $score }.
portrait-why-low = En av de lägsta: { $score }.
portrait-why-fell = Har sjunkit mest sedan { $year }: { $change }, till { $score }.

back-title = Det här säger svaren om er
back-lead = Räknat på det ni har skrivit under. Andras svar är inte med förrän resultaten är publicerade.
back-work-on = Tre delar att arbeta med
back-work-on-lead = Ett förslag, räknat ur svaren. Ni vet själva vad som spelar störst roll hos er.

receipt-files = Att spara och diarieföra
receipt-files-text = Filerna är den underskrivna versionen i tre former. Kontrollsumman är den av JSON-filen, som också ligger i dokumentet.
receipt-document = Dokument med svar och logg (PDF)
receipt-csv = Svaren som tabell (CSV)

document-about = Om versionen
document-fact = Uppgift
document-value = Värde
document-score = Värde
document-log = Logg
document-log-when = När
document-log-what = Vad
document-log-who = Vem
document-log-none = Det finns ingen logg för den här versionen.
document-answers = Svaren
document-number = Nr
document-question = Fråga
document-answer = Svar
document-footer = { $title }, { $member }, version { $number }
document-attached = Den underskrivna versionen som öppna data. Kontrollsumman gäller den här filen.

log-opened = Öppnade svaren
log-handed-over = Lämnade för underskrift
log-taken-back = Tog tillbaka för ändring
log-asked-back = Bad om ändring
log-signed = Skrev under
log-returned = Lämnade tillbaka för komplettering
log-approved = Godkände

state-to-sign = Att skriva under
tasks-asked = Lämnade till: { $names }.
