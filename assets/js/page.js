// What every page does with JavaScript: moves focus to the error summary, and keeps a form from being sent twice.

const summary = document.querySelector(".ds-error-summary");
if (summary) summary.focus();

for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    // After the browser has read the pressed button; another script may have stopped the form for now.
    setTimeout(() => {
      if (!event.defaultPrevented) form.dataset.sent = "yes";
    });
  });
}
// A page that comes back from the browser's history may send its forms again.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// A browser brings only the place of writing into sight: the whole field comes up from under the strip that tells how things stand.
if (document.querySelector(".save-status")) {
  addEventListener("keyup", ({ key }) => {
    if (key === "Tab" && document.activeElement.matches("textarea")) document.activeElement.scrollIntoView({ block: "nearest" });
  });
}

// What stands in one form would be gone when another one of the page is sent: it is kept in this tab, for this person, and put back. A chosen
// file cannot be; nor is anything kept for who signs out: then it is asked for.
for (const form of document.querySelectorAll("form[data-unsent]")) {
  const key = `perspektiv:${form.dataset.person}:unsent:${new URL(form.action).pathname}`;
  const fields = [...form.querySelectorAll("textarea, input:not([type=hidden], [type=file])")];
  const isTick = (field) => field.type === "checkbox";
  const isTyped = (field) => (isTick(field) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);
  const hasFile = () => [...form.querySelectorAll("[type=file]")].some((field) => field.value !== "");

  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "{}");
    sessionStorage.removeItem(key);
    const back = fields.filter((field) => field.id in kept);
    for (const field of back) field[isTick(field) ? "checked" : "value"] = kept[field.id];
    if (back.length > 0 && form.closest("details")) form.closest("details").open = true;
  } catch {
    // A browser that keeps nothing has nothing to put back.
  }

  const forget = () => {
    try {
      sessionStorage.removeItem(key);
    } catch {
      // There is nothing.
    }
  };
  const keep = () => {
    try {
      const typed = fields.filter(isTyped).map((field) => [field.id, isTick(field) ? field.checked : field.value]);
      sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(typed)));
      return true;
    } catch {
      return false;
    }
  };
  document.addEventListener("submit", (event) => {
    if (event.target === form) forget();
    if (event.defaultPrevented || event.target === form || !(hasFile() || fields.some(isTyped))) return;
    const isKept = !event.target.matches("[action='/sign-out']") && keep();
    if ((!isKept || hasFile()) && !confirm(form.dataset.unsent)) event.preventDefault();
  });
}
