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

// What stands in one form would be gone when another one of the page is sent: then it is asked for.
for (const field of document.querySelectorAll("[data-unsent]")) {
  document.addEventListener("submit", (event) => {
    const isOther = event.target !== field.form && field.value !== field.defaultValue;
    if (isOther && !confirm(field.dataset.unsent)) event.preventDefault();
  });
}
