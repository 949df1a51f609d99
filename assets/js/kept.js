// What the server does not have yet, as this browser keeps it: one entry for each item and person. Whoever signs in next on this
// computer must not find it, let alone save it.

/** The place of an item's entry in the browser's storage. */
export function place(form, item) {
  return `perspektiv:${form.dataset.person}:${form.dataset.response}:${item}`;
}

/** What stands in the fields of an item. */
export function entryOf(radios, comment) {
  const chosen = radios.find((radio) => radio.checked)?.value ?? null;
  const not_applicable = chosen === "na";
  const value = chosen === null || not_applicable ? null : Number(chosen);
  return { value, not_applicable, comment: comment.value };
}

/** An answer in words, which the page brings along. */
export function label(entry, words) {
  if (entry.not_applicable) return words.notApplicable;
  return entry.value === null ? words.noAnswer : String(entry.value);
}

/** Whether two entries say the same, as the server stores them: without white space around the comment. */
export function same(a, b) {
  const plain = (text) => text.replaceAll("\r\n", "\n").trim();
  return a.value === b.value && a.not_applicable === b.not_applicable && plain(a.comment) === plain(b.comment);
}
