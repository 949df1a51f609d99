// On a page whose answers are locked: shows what was typed here and did not get in before, so that it can be copied.
import { fieldsOf, place, same } from "./kept.js";

const form = document.querySelector("form[data-person]");
for (const item of form.querySelectorAll("[data-item]")) {
  try {
    show(item);
  } catch {
    // A browser that stores nothing has nothing to show.
  }
}

function show(item) {
  const id = item.dataset.item;
  const key = place(form, id);
  const kept = JSON.parse(localStorage.getItem(key));
  const fields = fieldsOf(item);
  if (!kept || item.querySelector("[data-unsaved]")) return;
  if (same(kept.entry, fields.read())) {
    localStorage.removeItem(key);
    return;
  }
  const template = document.getElementById("unsaved-template");
  const panel = template.content.firstElementChild.cloneNode(true);
  const text = panel.querySelector("textarea");
  panel.querySelector("[data-answer]").textContent = fields.label(kept.entry, template.dataset);
  panel.querySelector("label").htmlFor = text.id = `unsaved-${id}`;
  text.value = kept.entry.comment;
  text.closest(".ds-field").hidden = kept.entry.comment === "";
  panel.querySelector("[data-discard]").addEventListener("click", () => {
    localStorage.removeItem(key);
    panel.remove();
    document.getElementById("main").focus();
  });
  item.prepend(panel);
  document.querySelector("[data-unsaved-notice]").hidden = false;
}
