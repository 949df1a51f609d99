# An example: a network of hospitals, where a coordinator holds the answers together. Words that are not here are those of
# locales/en/terms.ftl. Each word needs all forms that it has there.

-region = { $form ->
   *[one] hospital
    [One] Hospital
    [a] a hospital
    [of] hospital’s
    [many] hospitals
    [Many] Hospitals
}

-process-lead = { $form ->
   *[one] coordinator
    [One] Coordinator
    [of] coordinator’s
    [Many] Coordinators
}
