# Nätverkets egna ord: vad medlemmarna är, och vad de som leder, skriver under och styr kallas. Ett annat nätverk ersätter dem
# med egna (NETWORK_TERMS). Därför står också orden som rättar sig efter dem här: ”en region”, ”ett sjukhus”.
# Stor bokstav i formens namn: först i en mening.

-region = { $form ->
   *[one] region
    [One] Region
    [a] en region
    [A] En region
    [No] Ingen region
    [your] din region
    [Your-all] Er region
    [the] regionen
    [The] Regionen
    [of] regionens
    [of-own] den egna regionens
    [many] regioner
    [the-many] regionerna
}

-process-lead = { $form ->
   *[one] processledare
    [One] Processledare
    [no] ingen processledare
    [the] processledaren
    [The] Processledaren
    [of] processledarens
    [Many] Processledare
}

-signatory = { $form ->
   *[one] presidieledamot
    [One] Presidieledamot
    [a] en presidieledamot
    [the] presidieledamoten
    [many] presidieledamöter
}

-board = { $form ->
   *[one] presidieutskott
    [One] Presidieutskott
    [The] Presidieutskottet
}
