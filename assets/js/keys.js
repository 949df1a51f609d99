// Keys for whoever leads the group. They do nothing while something is typed or has the focus that takes the key itself, and can be
// turned off; the browser remembers that.
const keys = document.querySelector("[data-keys]");
const box = keys.querySelector("input");
const chosen = keys.querySelector("[data-chosen]");
const OFF = "perspektiv-keys-off";
const press = (name) => document.querySelector(`[data-key=${name}]`)?.click();

keys.hidden = false;
box.checked = localStorage.getItem(OFF) === null;
box.addEventListener("change", () => {
  if (box.checked) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "yes");
});

const choose = (digit) => {
  const steps = [...document.querySelectorAll("[data-joint] .scale input")];
  const step = steps.find((step) => step.value === digit) ?? (digit === "0" && steps.find((step) => step.value === "10"));
  if (!step) return;
  step.checked = true;
  step.dispatchEvent(new Event("input", { bubbles: true }));
  chosen.textContent = `${chosen.dataset.chosen} ${step.value}`;
};

addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.altKey || event.metaKey || event.repeat) return;
  // Out of the field for the sentence, too.
  if (key === "Enter" && event.ctrlKey) press("next");
  if (event.ctrlKey || !box.checked || target.closest("input, textarea, select")) return;
  const isTaken = target.closest("a, button, summary");
  if (key === "v" || key === "V" || (key === " " && !isTaken)) press("reveal");
  else if (key === "ArrowRight" || (key === "Enter" && !isTaken)) press("next");
  else if (key === "ArrowLeft") press("previous");
  else if (/^[0-9]$/.test(key)) choose(key);
  else return;
  event.preventDefault();
});
