# The network's own words: what its members are, and what those who lead, sign and govern are called. Another network puts
# words of its own in their place (NETWORK_TERMS). So the words that go by them are here as well: “a region”, “an institution”.
# A form with a capital is for the beginning of a sentence.

-region = { $form ->
   *[one] region
    [One] Region
    [a] a region
    [of] region’s
    [many] regions
    [Many] Regions
}

-process-lead = { $form ->
   *[one] process lead
    [One] Process lead
    [of] process lead’s
    [Many] Process leads
}

-signatory = { $form ->
   *[one] signatory
    [One] Signatory
    [a] a member of the presidium
    [many] signatories
}

-board = { $form ->
   *[one] board
    [One] Board
}
