# Samsyn: en grupp tar upp frågorna en i taget och kommer överens.

consensus-title = Samsyn
consensus-lead = Ta upp frågorna en i taget, de ni är mest oense om först. Visa hur ni har bedömt, prata om det och skriv in vad ni kom fram till.
consensus-all = Alla perspektiv
consensus-on = Samsyn pågår
consensus-join = Var med
tasks-consensus = Kom överens om svaren i grupp:

consensus-open = Pågår nu
consensus-opened = Öppnad av { $name } den { $at }.
consensus-stands-at = Ni är vid fråga { $item }.
consensus-resume = Fortsätt
consensus-new = Börja en ny samsyn
consensus-unrated = Ingen har bedömt än. Samsyn ger mest när var och en har bedömt själv först. Ni kan också börja direkt och bedöma i mobilen, fråga för fråga.
consensus-what = Vad ska ni ta upp?
consensus-opens-dialogue = När du börjar öppnas dialogen om de delarna. Då kan alla som svarar se hur de egna bedömningarna fördelar sig. Här på skärmen visas en frågas bedömningar först när du väljer det.
consensus-start = Börja
consensus-closed = Avslutade

consensus-progress = { $agreed } av { $all } frågor är klara.
consensus-begin = Börja med { $item }
consensus-resume-at = Fortsätt med { $item }
consensus-address = Bedöm i mobilen:
consensus-qr = QR-kod med samma adress
consensus-filter = Perspektiv
consensus-new-ratings = Fler bedömningar har kommit in. Visa den nya ordningen.
consensus-left = Att ta upp
consensus-order = De ni är mest oense om står först.
consensus-answered-before = En fråga som ni är oense om är klar först när ni har tagit upp den, även om den redan har ett svar.
consensus-all-agreed = Alla frågor här är klara.
consensus-agreed = Klara
consensus-take-up = Ta upp
consensus-together = Överens
consensus-joint-is = Gemensamt svar: { $answer }.
consensus-so-far = Svar hittills: { $answer }.
consensus-size-small = Nästan överens
consensus-size-middle = Viss oenighet
consensus-size-large = Stor oenighet
consensus-close-title = När ni är klara
consensus-close-text = Det ni kom fram till är redan sparat. Ni kan lämna sidan och fortsätta en annan dag utan att avsluta.
consensus-close = Avsluta samsyn
consensus-to-rooms = Till samsyn
conflict-room-closed = Den här samsynen är avslutad. Det ni kom fram till är sparat. Börja en ny om ni vill fortsätta.

consensus-rated = { $rated } av { $of } har bedömt.
consensus-reveal = Visa hur ni har bedömt
consensus-hide = Dölj bedömningarna
consensus-joint = Gemensamt svar
consensus-say = Vad kom vi fram till?
consensus-why = Varför?
consensus-why-hint = En mening räcker. Den sparas som svarets kommentar.
consensus-save-next = Spara och nästa
consensus-next = Nästa
consensus-previous = Föregående
consensus-to-list = Till listan
consensus-elsewhere = Gruppen är vid en annan fråga just nu.
consensus-moved = Gruppen har gått vidare på en annan skärm. Det du skrivit här är inte sparat.
consensus-follow = Följ med dit
consensus-keys = Kortkommandon
consensus-keys-text = V eller mellanslag visar bedömningarna. Siffrorna väljer värde; 0 är 10 där skalan börjar på 1. Högerpil eller Enter sparar och går till nästa. Vänsterpil går tillbaka.
consensus-chosen = Valt:

consensus-tap = Bedöm själv, innan gruppen ser hur ni har bedömt. Ditt namn visas inte.
consensus-save-own = Spara min bedömning
consensus-group = Gruppen
consensus-waiting = Snart börjar ni. Frågan visas här när gruppen tar upp den.
consensus-over = Samsynen är avslutad. Tack för att du var med!
consensus-reload = Se vad som är nytt

live-direct = Sidan uppdateras av sig själv.
live-polling = Uppdateras var tredje sekund.
live-lost = Ingen kontakt just nu. Försöker igen.
live-none = Ladda om sidan för att se vad som är nytt.
