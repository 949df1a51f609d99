// Who else has this part open, at which item somebody is typing, and what they have saved meanwhile: asked while the page is in sight, more often when somebody else is
// there. What is not known is not shown. Nothing rests on it: answers that cross are told apart by their revisions.
const form = document.querySelector("form[data-autosave]");
const here = document.querySelector("[data-presence]");

/** How often it is asked alone and with others, and how long somebody counts as typing after the last key, in milliseconds. */
const [ALONE, TOGETHER, TYPING] = [8000, 4000, 12000];

if (form && here) {
  const marks = new Map([...form.querySelectorAll("[data-item]")].map((item) => [item.dataset.item, item.querySelector("[data-typing]")]));
  let [at, since, timer] = [null, 0, 0];
  const typing = () => (Date.now() - since < TYPING ? at : null);

  const put = (said, keepalive = false) =>
    fetch(here.dataset.presence, {
      method: "PUT",
      headers: { "Content-Type": "application/json", "X-CSRF-Token": form.elements.csrf.value },
      body: JSON.stringify(said),
      keepalive,
    }).catch(() => null);

  const write = (place, text) => {
    if (place.textContent !== text) place.textContent = text;
    place.hidden = text === "";
  };

  const ask = async () => {
    clearTimeout(timer);
    const seen = Object.fromEntries([...marks.keys()].map((item) => [item, Number(form.elements[`base-${item}`].value)]));
    const answer = await put({ item: typing(), seen });
    const told = (answer?.ok && (await answer.json().catch(() => null))) || { here: "", typing: {}, newer: {} };
    form.dispatchEvent(new CustomEvent("newer", { detail: told.newer }));
    write(here, told.here);
    for (const [item, mark] of marks) write(mark, told.typing[item] ?? "");
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(ask, told.here ? TOGETHER : ALONE);
  };

  const leave = () => {
    clearTimeout(timer);
    put({ gone: true }, true);
  };

  form.addEventListener("input", (event) => {
    const item = event.target.closest("[data-item]")?.dataset.item ?? null;
    const isNews = item !== null && item !== typing();
    [at, since] = [item, Date.now()];
    if (isNews) ask();
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : ask()));
  addEventListener("pagehide", leave);
  ask();
}
