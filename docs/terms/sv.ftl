# Exempel: ett nätverk av sjukhus, där en samordnare håller ihop svaren. Ord som inte står här är de i locales/sv/terms.ftl.
# Varje ord ska ha alla de former som står där.

-region = { $form ->
   *[one] sjukhus
    [One] Sjukhus
    [a] ett sjukhus
    [A] Ett sjukhus
    [No] Inget sjukhus
    [your] ditt sjukhus
    [Your-all] Ert sjukhus
    [the] sjukhuset
    [The] Sjukhuset
    [of] sjukhusets
    [of-own] det egna sjukhusets
    [many] sjukhus
    [the-many] sjukhusen
}

-process-lead = { $form ->
   *[one] samordnare
    [One] Samordnare
    [no] ingen samordnare
    [the] samordnaren
    [The] Samordnaren
    [of] samordnarens
    [Many] Samordnare
}
