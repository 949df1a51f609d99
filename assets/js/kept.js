// What stands in the fields of an item, whatever its kind; and what the server does not have yet, as this browser keeps it: one
// entry for each item and person. Whoever signs in next on this computer must not find it, let alone save it.

/** The place of an item's entry in the browser's storage. */
export function place(form, item) {
  return `perspektiv:${form.dataset.person}:${form.dataset.response}:${item}`;
}

const NOT_APPLICABLE = "na";
const KINDS_OF_CHOICE = ["rating", "yes-partly-no", "single", "multiple"];

/** The fields of an item: reads and writes what stands in them, and says it in words. */
export function fieldsOf(element) {
  const id = element.dataset.item;
  const kind = element.dataset.kind;
  const named = (name) => [...element.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  const comment = document.getElementById(`comment-${id}`);
  const choices = () => named(`value-${id}`);
  const line = () => choices()[0];
  const box = () => named(`na-${id}`)[0];
  const unchanged = () => named(`unchanged-${id}`)[0];
  const earlier = element.querySelector("[data-earlier]")?.dataset;
  const rows = () => [...element.querySelectorAll("[data-row]")];
  const cells = (row) => [...row.querySelectorAll("[data-column]")].map((cell) => [cell.dataset.column, cell.querySelector("input, select, textarea"), cell]);

  /** The rows that are filled in; cells that are not are left out. */
  function table() {
    const filled = rows().map((row) => Object.fromEntries(cells(row).map(([column, field]) => [column, field.value]).filter(([, text]) => text.trim() !== "")));
    return filled.filter((row) => Object.keys(row).length > 0);
  }

  function value() {
    if (kind === "table") return table().length > 0 ? table() : null;
    if (!KINDS_OF_CHOICE.includes(kind)) return line().value.trim() === "" ? null : line().value;
    const chosen = choices().filter((choice) => choice.checked && choice.value !== NOT_APPLICABLE).map((choice) => choice.value);
    if (chosen.length === 0) return null;
    if (kind === "multiple") return chosen;
    return kind === "rating" ? Number(chosen[0]) : chosen[0];
  }

  function read() {
    const not_applicable = KINDS_OF_CHOICE.includes(kind) ? choices().some((choice) => choice.value === NOT_APPLICABLE && choice.checked) : box().checked;
    return { value: value(), not_applicable, comment: comment.value, unchanged_since: unchanged()?.checked ? Number(unchanged().value) : null };
  }

  function write(entry) {
    if (kind === "table") writeRows(entry.value ?? []);
    else if (KINDS_OF_CHOICE.includes(kind)) {
      const chosen = [entry.value ?? []].flat().map(String);
      for (const choice of choices()) choice.checked = entry.not_applicable ? choice.value === NOT_APPLICABLE : chosen.includes(choice.value);
    } else line().value = entry.value ?? "";
    if (box()) box().checked = entry.not_applicable;
    if (unchanged()) unchanged().checked = Boolean(entry.unchanged_since);
    comment.value = entry.comment;
  }

  /** What was answered the earlier year. */
  function then() {
    return { value: earlier.value ? JSON.parse(earlier.value) : null, not_applicable: "notApplicable" in earlier };
  }

  /** A value as it is compared: numbers with a point, the cells of a row in the order of their names. */
  function plain(value) {
    if (kind === "table") return JSON.stringify((value ?? []).map((row) => Object.entries(row).sort()));
    return JSON.stringify(kind === "number" && value !== null ? String(value).replace(",", ".").replaceAll(/\s/g, "") : value);
  }

  /** Another answer is not unchanged; and what is said to be unchanged is what it was, with its comment where there is none. */
  function hold(field) {
    if (!unchanged() || field === comment) return;
    const now = read();
    if (field !== unchanged()) {
      const was = then();
      if (plain(now.value) !== plain(was.value) || now.not_applicable !== was.not_applicable) unchanged().checked = false;
    } else if (field.checked) {
      write({ ...then(), comment: now.comment.trim() === "" ? earlier.comment : now.comment, unchanged_since: now.unchanged_since });
    }
  }

  function writeRows(filled) {
    while (rows().length < filled.length && addRow());
    rows().forEach((row, index) => {
      for (const [column, field] of cells(row)) field.value = filled[index]?.[column] ?? "";
    });
    room();
  }

  /** A copy of the last row, empty, with its place in the names. False if there is no room. */
  function addRow() {
    const count = named(`rows-${id}`)[0];
    const last = rows().at(-1);
    const next = rows().length;
    if (next >= Number(last.closest("[data-rows]").dataset.most)) return false;
    const row = last.cloneNode(true);
    const legend = row.querySelector("legend");
    legend.textContent = legend.textContent.replace(/\d+/, next + 1);
    for (const [column, field, cell] of cells(row)) {
      field.value = "";
      field.name = `cell-${id}-${next}-${column}`;
      for (const part of cell.querySelectorAll("[id], [for], [aria-describedby]")) {
        for (const attribute of ["id", "for", "aria-describedby"]) {
          const text = part.getAttribute(attribute);
          if (text) part.setAttribute(attribute, text.replace(`cell-${id}-${next - 1}-`, `cell-${id}-${next}-`));
        }
      }
    }
    last.after(row);
    count.value = next + 1;
    return true;
  }

  /** There is always an empty row, while there is room. */
  function room() {
    const last = rows().at(-1);
    if (last && cells(last).some(([, field]) => field.value.trim() !== "")) addRow();
  }

  /** What one choice means for the others: "none of these" stands alone. */
  function settle(field) {
    hold(field);
    if (kind === "table") room();
    if (kind !== "multiple" || !field.checked) return;
    const alone = "exclusive" in field.dataset;
    for (const choice of choices()) if (choice !== field && (alone || "exclusive" in choice.dataset)) choice.checked = false;
  }

  function label(entry, words) {
    if (entry.not_applicable) return words.notApplicable;
    if (entry.value === null) return words.noAnswer;
    const text = (field) => field.labels?.[0]?.textContent.trim() ?? "";
    if (kind === "table") {
      const titles = Object.fromEntries(cells(rows()[0]).map(([column, field]) => [column, field]));
      const shown = (column, cell) => [...(titles[column].options ?? [])].find((option) => option.value === cell)?.text ?? cell;
      return entry.value.map((row) => Object.entries(row).map(([column, cell]) => `${text(titles[column])}: ${shown(column, cell)}`).join("\n")).join("\n\n");
    }
    if (kind === "rating" || !KINDS_OF_CHOICE.includes(kind)) return String(entry.value);
    const chosen = [entry.value].flat();
    return choices().filter((choice) => chosen.includes(choice.value)).map(text).join("; ");
  }

  /** The field that a person goes to: what is chosen, else the first. */
  function first() {
    const fields = [...choices(), ...element.querySelectorAll("[data-column] input, [data-column] select, [data-column] textarea")];
    return fields.find((field) => field.checked) ?? fields[0];
  }

  /** Where a person goes on after a conflict. */
  function focus() {
    first().focus();
  }

  return { read, write, settle, label, focus, first, comment, line: () => (KINDS_OF_CHOICE.includes(kind) || kind === "table" ? null : line()) };
}

/** Whether two entries say the same, as the server stores them: without white space around the comment. */
export function same(a, b) {
  const plain = (text) => text.replaceAll("\r\n", "\n").trim();
  return JSON.stringify(a.value) === JSON.stringify(b.value) && a.not_applicable === b.not_applicable && plain(a.comment) === plain(b.comment) && (a.unchanged_since ?? null) === (b.unchanged_since ?? null);
}
