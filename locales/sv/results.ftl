list-and = och
results-title-plain = Resultat
results-title = Resultat: { $title }
results-empty = Inget resultat är publicerat än. När sekretariatet publicerar visas det här.
results-lead = { $audience ->
    [people] Byggt på godkända svar från { $approved } av { $members } personer.
    [theme-groups] Byggt på godkända svar från { $approved } av { $members } temagrupper.
   *[all-members] Byggt på godkända svar från { $approved } av { $members } medlemmar.
}
results-unpublished = Inte publicerat än. Bara sekretariatet ser den här sidan.
results-years = År
results-jumps = På den här sidan
results-others = Andra frågor
results-unrated = Frågorna har inga skattningar. Därför finns det inga värden att visa här.
results-own-missing = { $member } har inget godkänt svar det här året.
results-perspectives = Per perspektiv
results-perspective = Perspektiv
results-overall = Alla perspektiv
results-table-caption = Samma uppgifter som i bilden. Skalan är frågornas egen.
results-n = Antal
results-n-of = { $n } av { $members }
results-median = Median
results-quartiles = Kvartiler
results-mean = Medel
results-range = Min–max
results-middle-half = Mittersta hälften
results-share = Andel som når { $threshold }
results-change = Ändring från { $year }
results-pairs = { $audience ->
    [people] { $pairs ->
        [one] en person svarade båda åren
       *[other] { $pairs } personer svarade båda åren
    }
    [theme-groups] { $pairs ->
        [one] en temagrupp svarade båda åren
       *[other] { $pairs } temagrupper svarade båda åren
    }
   *[all-members] { $pairs ->
        [one] { -region(form: "a") } svarade båda åren
       *[other] { $pairs } { -region(form: "many") } svarade båda åren
    }
}
results-comparable = Ändringen räknas på { $linked } av { $all } delar: de vars frågor är desamma som { $earlier }.
results-reworded = Omformulerade sedan dess, men om samma sak: { $items }.
results-own-earlier = { $year }
results-thin = Underlag saknas
results-parts = Per del
results-part = Del
results-chart-title = Nätverkets profil { $year }
results-sentence = Högst ligger { $highest } (median { $highest-score }) och lägst { $lowest } (median { $lowest-score }).
results-sentence-equal = Alla perspektiv ligger lika högt.
results-sentence-none = Det finns inte underlag för en bild än.
results-how = Så räknas det
results-how-1 = En del får ett värde när minst två tredjedelar av de frågor som är tillämpliga har svar. Perspektivets värde är medelvärdet av dess delar.
results-how-2 = Varje medlem väger lika. Kvartiler visas när minst fem medlemmar har ett värde. Ingen ranking görs.
results-how-3 = Ändringen räknas på medlemmar med svar båda åren, och bara på delar där frågorna går att jämföra.

status-lead = { $submitted } av { $members } har lämnat.
status-member = Svar från
status-state = Läge
status-since = Sedan
status-empty = Ingen omgång är öppen just nu.
