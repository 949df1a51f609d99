layout-skip = Hoppa till innehållet
layout-demo-label = Påhittade uppgifter.
layout-demo-text = Det här är en demo: personer och svar är exempel.
layout-demo-mailbox = Öppna demobrevlådan
layout-other-language = English
layout-other-language-tag = en
layout-sign-out = Logga ut
layout-nav = Huvudmeny
layout-footer = Perspektiv – självvärdering för en hälsofrämjande hälso- och sjukvård
layout-accessibility = Tillgänglighetsredogörelse
layout-privacy = Personuppgifter
layout-about = Om tjänsten

nav-responses = Vår självvärdering
nav-round = Årshjulet
nav-contacts = Medlemmar och kontakter
nav-review = Granskning
nav-status = Svarsläge
nav-results = Resultat

errors-title = Något behöver rättas

error-home = Till startsidan
error-id = Felkod: { $id }
error-not-found-title = Sidan finns inte
error-not-found-text = Adressen kan vara felskriven, eller så är sidan inte till för din roll. Allt som är sparat finns kvar.
error-signed-out-title = Du är inte inloggad
error-signed-out-text = Din inloggning har gått ut. Logga in igen, till exempel i en ny flik, och gå sedan tillbaka hit i webbläsaren. Det du skrev finns kvar på sidan du kom från.
error-forged-title = Sidan behöver laddas om
error-forged-text = Formuläret hör inte till din inloggning, kanske för att du har loggat in på nytt. Gå tillbaka, ladda om sidan och försök igen. Inget har ändrats.
error-bad-input-title = Det gick inte att ta emot uppgifterna
error-too-large-title = Det är för mycket på en gång
error-too-large-text = Filen eller formuläret är för stort. Dela upp det och försök igen. Inget har ändrats.
error-too-many-title = För många försök
error-too-many-text = Vänta en kvart och försök igen.
error-round-not-open-title = Omgången tar inte emot svar
error-round-not-open-text = Omgången är inte öppen. Det som är sparat finns kvar.
error-locked-title = Svaren är låsta
error-locked-text = Svaren är lämnade för underskrift eller redan underskrivna och går inte att ändra nu. Det som var sparat finns kvar.
error-not-now-title = Det går inte just nu
error-not-now-text = Någon annan kan ha hunnit före. Ladda om sidan och se hur det står till.
error-incomplete-title = Några svar saknas
error-incomplete-text = { $count ->
    [one] En fråga saknar svar. Besvara den eller markera den som ej tillämplig, och försök sedan igen.
   *[other] { $count } frågor saknar svar. Besvara dem eller markera dem som ej tillämpliga, och försök sedan igen.
}
error-content-changed-title = Svaren har ändrats
error-content-changed-text = Svaren ändrades efter att du läste dem. Ladda om sidan, läs dem igen och skriv sedan under.
error-disk-full-title = Det går inte att spara just nu
error-disk-full-text = Servern har slut på utrymme. Det som redan är sparat är säkert. Låt sidan vara öppen och försök igen om en stund.
error-unavailable-title = Tjänsten svarar inte just nu
error-unavailable-text = Det som redan är sparat är säkert. Vänta några sekunder och försök igen.
error-fault-title = Något gick fel hos oss
error-fault-text = Det som redan är sparat är säkert. Försök igen, och kontakta sekretariatet med felkoden om det upprepas.

about-title = Om Perspektiv
about-lead = Perspektiv är ett verktyg för hälso- och sjukvård som vill bli mer hälsofrämjande.
about-how-title = Så fungerar det
about-how-1 = Varje år svarar regionerna på samma frågor om sitt hälsofrämjande arbete. Flera kollegor svarar tillsammans, och en presidieledamot skriver under.
about-how-2 = Sekretariatet går igenom svaren. Sedan visas nätverkets resultat per perspektiv, utan ranking.
about-public-title = Vem ser svaren?
about-public-1 = Innan svaren är underskrivna ser bara den egna regionens medverkande dem. Underskrivna svar är normalt allmänna och offentliga handlingar.
accessibility-title = Tillgänglighetsredogörelse
accessibility-lead = Alla ska kunna använda Perspektiv. Här står hur tjänsten följer lagen om tillgänglighet till digital offentlig service.
accessibility-status-title = Hur tillgänglig är tjänsten?
accessibility-status-1 = Målet är WCAG 2.2 på nivå AA. Sidorna provas automatiskt med axe-core i tre skärmbredder, och med enbart tangentbord. En granskning med personer som använder skärmläsare är ännu inte gjord.
accessibility-report-title = Om något inte fungerar för dig
accessibility-report-1 = Hör av dig till nätverkets sekretariat, så hjälper vi dig att få det du behöver på ett annat sätt.
accessibility-authority-title = Tillsyn
accessibility-authority-1 = Myndigheten för digital förvaltning, Digg, har tillsyn. Du kan anmäla till Digg om du inte är nöjd med hur vi hanterar det du påpekar.
accessibility-how-title = Hur vi har provat
accessibility-how-1 = Självskattning. Den senaste bedömningen gjordes i november 2026.
privacy-title = Personuppgifter
privacy-lead = Vi sparar så lite som möjligt om dig.
privacy-what-title = Det här sparas
privacy-what-1 = Namn, e-postadress i arbetet, roll, region och en logg över vad som gjorts i tjänsten. Inget annat.
privacy-why-title = Varför
privacy-why-1 = För att du ska kunna logga in och för att det ska gå att se vem som har svarat, skrivit under och granskat.
privacy-cookies-title = Kakor
privacy-cookies-1 = Tjänsten använder bara kakor som behövs för inloggning och språkval. Ingen spårning. Text som inte hunnit sparas ligger kvar i din webbläsare tills den är sparad.
privacy-rights-title = Dina rättigheter
privacy-rights-1 = Kontakta sekretariatet om du vill veta vad som finns sparat om dig, få något rättat eller få dina uppgifter borttagna.

mailbox-title = Demobrevlådan
mailbox-lead = I demoversionen skickas inga mejl. De hamnar här i stället, de senaste först.
mailbox-empty = Inga mejl än. Begär en inloggningslänk eller skicka en inbjudan.
mailbox-to = Till { $to }
mailbox-back = Tillbaka till brevlådan
