# Vad som är fel i ett frågeformulär och hur det rättas. Det visas för den som skriver frågor, så inga ord ur filen.

fault-file-too-large = Filen är för stor. Den får vara högst { $megabytes } MB.
fault-not-utf8 = Rad { $line }, tecken { $column } går inte att läsa. Spara filen som text med teckenkodningen UTF-8.
fault-file-empty = Filen är tom. Välj en fil med frågor.
fault-syntax = Filen går inte att läsa från rad { $line }, tecken { $column }. Rätta det som står där.
fault-shape = Det som står här har inte rätt form. Jämför med samma ställe i den senaste utgåvan.

fault-not-a-short-name = Beteckningen ”{ $id }” går inte att använda. Skriv 1–60 tecken: små bokstäver (a–z), siffror och bindestreck.
fault-not-an-id = Beteckningen ”{ $id }” går inte att använda. Skriv 1–40 tecken: bokstäver (a–z), siffror, punkt och bindestreck. Börja och sluta med en bokstav eller siffra.
fault-id-twice = Beteckningen ”{ $id }” används två gånger. Välj en annan på det ena stället.

fault-no-language = Språk saknas. Välj minst ett.
fault-language-twice = Samma språk är valt två gånger. Ta bort det ena.
fault-too-many-languages = Formuläret har { $count } språk. Det får ha högst { $most }. Ta bort några.
fault-not-a-language = ”{ $tag }” är ingen språkkod. Skriv två eller tre små bokstäver, till exempel sv eller en.
fault-text-missing = Texten saknas på { $language }. Skriv den.
fault-text-empty = Texten är tom på { $language }. Skriv den.
fault-text-too-long = Texten på { $language } är { $length } tecken. Korta den till högst { $most }.
fault-foreign-language = Här finns en text på { $language }, men formuläret har inte det språket. Ta bort texten eller lägg till språket.

fault-scale-does-not-rise = Skalan går från { $min } till { $max }. Låt det högsta värdet vara större än det lägsta.
fault-scale-too-long = Skalan är för lång. Låt den ha högst { $most } steg.
fault-scale-missing = Skala saknas. Välj en.
fault-scale-unknown = Skalan finns inte. Välj en annan.

fault-perspective-reserved = Beteckningen ”overall” betyder alla perspektiv tillsammans. Välj en annan.
fault-too-many-perspectives = Formuläret har { $count } perspektiv. Det får ha högst { $most }. Ta bort några.
fault-perspective-twice = Två perspektiv har beteckningen ”{ $id }”. Ge det ena en annan.
fault-perspective-missing = Här finns något att skatta, men delen hör inte till något perspektiv. Välj ett.
fault-perspective-unknown = Perspektivet finns inte. Välj ett annat.
fault-secondary-is-primary = Samma perspektiv är valt två gånger. Välj ett annat som det andra, eller inget.

fault-no-standard = Formuläret är tomt. Lägg till en standard.
fault-standard-empty = Standarden är tom. Lägg till en del i den eller ta bort den.
fault-too-many-items = Formuläret har { $count } frågor. Det får ha högst { $most }. Ta bort några.
fault-followup-beside-others = Följdfrågor står tillsammans med andra frågor. Flytta dem till en egen del.
fault-no-core-item = Delen har ingen fråga som alla svarar på. Lägg till en.

fault-superfluous = { $part ->
    [scale] Frågor av den här typen har ingen skala. Ta bort skalan
    [signs] Bara skattningar har exempel på låg, mitten och hög. Ta bort exemplen
    [options] Frågor av den här typen har inga svarsalternativ. Ta bort dem
    [unit] Bara tal har en enhet. Ta bort enheten
    [min] Bara tal har ett lägsta värde. Ta bort det
    [max] Bara tal har ett högsta värde. Ta bort det
    [decimals] Bara tal har decimaler. Ta bort antalet
    [columns] Bara tabeller har kolumner. Ta bort dem
    [rows] Bara tabeller har ett antal rader. Ta bort det
   *[other] Frågor av den här typen har inte detta. Ta bort det
  } eller byt frågetyp.
fault-bounds-do-not-rise = Talet ska ligga mellan { $min } och { $max }. Låt det högsta värdet vara större än det lägsta.
fault-too-many-decimals = Antalet decimaler är för stort. Välj högst { $most }.
fault-bound-too-fine = { $decimals ->
    [0] Gränsen har decimaler, men svaret ska vara ett heltal. Avrunda gränsen eller tillåt decimaler.
    [one] Gränsen har fler decimaler än svaret, som får ha en. Avrunda gränsen eller tillåt fler.
   *[other] Gränsen har fler decimaler än svaret, som får ha { $decimals }. Avrunda gränsen eller tillåt fler.
  }
fault-too-few-options = { $count ->
    [0] Svarsalternativ saknas. Lägg in minst två.
    [one] Det finns bara ett svarsalternativ. Lägg till minst ett.
   *[other] Det finns för få svarsalternativ. Lägg till fler.
  }
fault-too-many-options = Frågan har { $count } svarsalternativ. Den får ha högst { $most }. Ta bort några.
fault-option-reserved = Beteckningen ”na” betyder ”ej tillämpligt”, som alltid går att svara. Välj en annan eller ta bort alternativet.
fault-exclusive-of-one = Här går det ändå bara att välja ett alternativ. Ta bort markeringen att det inte går att kombinera.
fault-exclusive-twice = Två alternativ går inte att kombinera med andra. Låt bara ett vara sådant, till exempel ”inget av detta”.
fault-no-columns = Tabellen har inga kolumner. Lägg till minst en.
fault-too-many-columns = Tabellen har { $count } kolumner. Den får ha högst { $most }. Ta bort några.
fault-rows-off = Antalet rader i tabellen stämmer inte. Välj 1 till { $most }.
fault-column-kind = En kolumn kan inte ha den här frågetypen. Välj en annan.

fault-comment-when-empty = Det är inte valt vid vilka svar ni ber om en kommentar. Välj svar eller ta bort önskemålet.
fault-comment-when-not-a-number = En kommentar önskas vid höga eller låga svar, men svaret är inget tal. Välj bland svarsalternativen i stället.
fault-comment-when-off-scale = En kommentar önskas vid ett värde som inte finns på skalan. Välj ett från { $min } till { $max }.
fault-comment-when-no-option = En kommentar önskas vid ett svar som inte finns. Välj ett annat svar.

fault-previous-missing = Frågan jämförs med utgåvan före, men det är inte valt vilken det är. Välj en utgåva eller ange att frågan är ny.
fault-previous-unknown = Utgåva { $edition }, som frågorna jämförs med, finns inte här. Ladda upp den först. Om den inte finns kvar: öppna formuläret som utkast och välj ”Börja om utan jämförelse”.
fault-replaced-missing = Frågan ersätter en annan, men det är inte valt vilken. Välj den.
fault-replaces-itself = Frågan ersätter sig själv. Ge den nya frågan en egen beteckning.
fault-replaced-superfluous = En tidigare fråga är vald, men den här frågan ersätter ingen. Ta bort valet eller ange att frågan ersätter den.
fault-not-in-previous = Frågan { $item } finns inte i utgåva { $edition }. Ange att den är ny eller vilken fråga den ersätter.
fault-new-in-previous = Frågan { $item } finns redan i utgåva { $edition }. Ange att den är oförändrad eller omformulerad, eller ge den en annan beteckning.
fault-id-of-another = I utgåva { $edition } hade en annan fråga beteckningen { $item }. Ge frågan en beteckning som ingen annan har haft.
fault-replacement-in-previous = Frågan ersätter en annan, men { $item } finns redan i utgåva { $edition }. Ge frågan en ny beteckning.
fault-replaced-not-in-previous = Frågan ersätter { $item }, som inte finns i utgåva { $edition }. Välj en fråga som finns där.
fault-unchanged-differs = Frågan är inte likadan som i utgåva { $edition }. Ange att den är omformulerad. Om den frågar efter något annat: ge den en ny beteckning och ange vilken fråga den ersätter.
fault-reworded-other-form = Svaren har en annan form än förut och går inte att jämföra. Ge frågan en ny beteckning och ange vilken fråga den ersätter.

fault-condition-too-deep = Villkoret har för många nivåer. Använd högst { $most }.
fault-condition-empty = Villkoret är tomt. Fyll i det eller ta bort det.
fault-condition-item-unknown = Villkoret gäller frågan { $item }, som inte finns. Välj en annan fråga.
fault-condition-on-itself = Villkoret gäller frågans eget svar. Välj en tidigare fråga.
fault-condition-item-later = Villkoret gäller frågan { $item }, som kommer efter den här. Flytta den hit före eller välj en tidigare fråga.
fault-condition-unfit = Villkoret passar inte svaren på frågan { $item }. Välj svar på nytt.
fault-condition-no-option = Villkoret gäller ett svar som frågan { $item } inte har. Välj ett annat svar.
fault-condition-out-of-reach = Villkoret gäller värdet { $bound }, som inte går att svara på frågan { $item }. Välj ett annat värde.

fault-hard-to-read = Den svenska texten är svårläst (LIX { $lix }). Korta meningarna eller byt ut långa ord, så att LIX blir högst { $most }.
fault-bad-link = Länken ”{ $link }” går inte att öppna. Skriv hela adressen, från https://.

# Språkens namn inne i en mening.
language-name = { $language ->
    [sv] svenska
    [en] engelska
    [ar] arabiska
    [bs] bosniska
    [cs] tjeckiska
    [da] danska
    [de] tyska
    [el] grekiska
    [es] spanska
    [et] estniska
    [fa] persiska
    [fi] finska
    [fit] meänkieli
    [fr] franska
    [hr] kroatiska
    [hu] ungerska
    [is] isländska
    [it] italienska
    [lt] litauiska
    [lv] lettiska
    [nb] norska (bokmål)
    [nl] nederländska
    [nn] norska (nynorsk)
    [no] norska
    [pl] polska
    [pt] portugisiska
    [ro] rumänska
    [rom] romani
    [ru] ryska
    [se] nordsamiska
    [sma] sydsamiska
    [smj] lulesamiska
    [so] somaliska
    [sr] serbiska
    [ti] tigrinja
    [tr] turkiska
    [uk] ukrainska
    [yi] jiddisch
   *[other] språket { $language }
  }
