// The editor saves as one writes: it sends the very form to where the form goes, and takes the parts that the answer changed into the
// page. What stands in a field is never touched while it is newer than what was sent.

for (const fold of document.querySelectorAll("[data-wide-open]")) {
  fold.open = matchMedia("(min-width: 64rem)").matches;
}

const form = document.querySelector("form[data-edit]");
if (form) {
  const status = form.querySelector("[data-status]");
  const words = form.dataset;
  /** How long one may go on writing before it is saved, in milliseconds. */
  const PAUSE = 1200;
  /** After how long a save that failed is tried again, in milliseconds. */
  const AGAIN = 4000;
  /** How long an answer is waited for, in milliseconds. */
  const PATIENCE = 20000;
  let saved = text();
  let underWay = null;
  let timer = 0;
  let trouble = "";
  let leaving = false;

  /** What stands in the form, without what the server gave. */
  function text() {
    const data = new FormData(form);
    for (const name of ["csrf", "base", "then"]) data.delete(name);
    return new URLSearchParams(data).toString();
  }

  function say(what, state = "") {
    if (status.textContent !== what) status.textContent = what;
    status.dataset.state = state;
  }

  const dirty = () => text() !== saved;

  function soon(ms) {
    clearTimeout(timer);
    timer = setTimeout(save, ms);
  }

  /** Saves what has changed. One save at a time; whoever asks meanwhile waits for it. */
  function save() {
    clearTimeout(timer);
    if (underWay) return underWay;
    if (!dirty()) return Promise.resolve();
    underWay = attempt().finally(() => {
      underWay = null;
      if (!trouble && dirty()) soon(0);
    });
    return underWay;
  }

  async function attempt() {
    const sent = text();
    const values = valuesOf(form);
    say(words.saving);
    let response, page;
    try {
      [response, page] = await send();
      // After a new sign-in, in another tab, the page's token is the old session's.
      if ([401, 403].includes(response.status) && (await renewToken())) [response, page] = await send();
    } catch {
      return fail(words.offline, AGAIN);
    }
    if (!page.querySelector("form[data-edit]")) {
      if (response.status === 404 || response.status === 409) return fail(words.gone);
      if (response.status >= 500 || response.status === 429) return fail(words.offline, AGAIN);
      return fail(words.signedOut, AGAIN);
    }
    trouble = "";
    if (response.ok) saved = sent;
    document.title = page.title;
    take(page, values);
    if (response.ok) say(dirty() ? words.saving : words.saved);
    else if (response.status === 409) fail(words.clash);
    else if (!isHalf()) fail(words.refused);
    // Both what was refused and what clashes waits for the person to write again.
    if (!response.ok) saved = text();
  }

  /** Sends the form as a save; returns the answer and the page in it. */
  async function send() {
    const body = new URLSearchParams(new FormData(form));
    body.set("then", "stay");
    const response = await fetch(form.action, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE) });
    return [response, parsed(await response.text())];
  }

  const parsed = (text) => new DOMParser().parseFromString(text, "text/html");

  /** Asks the page for the token of the session there is now. False if there is none, or if it is the one we have. */
  async function renewToken() {
    const answer = await fetch(form.action, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    const fresh = parsed(await answer.text()).querySelector("form[data-edit] input[name=csrf]")?.value;
    if (!answer.ok || !fresh || fresh === form.elements.csrf.value) return false;
    for (const field of document.querySelectorAll("input[name=csrf]")) field.value = fresh;
    return true;
  }

  /** Which statement of a condition one is choosing in. */
  const row = () => document.activeElement?.id.match(/^if-\d+-\d+-/)?.[0];

  /** While one is still choosing, what a statement lacks is no fault but a hint. Whether that is all there is. */
  function isHalf() {
    const note = row() && document.getElementById(`note-${row()}test`);
    const errors = [...form.querySelectorAll(".ds-validation-message")];
    if (!note || errors.length === 0 || errors.some((error) => !note.contains(error))) return false;
    for (const error of errors) {
      error.className = "meta";
      error.dataset.half = row();
    }
    trouble = errors[0].textContent;
    say(trouble);
    return true;
  }

  // Left like that, it is a fault.
  form.addEventListener("focusout", () =>
    setTimeout(() => {
      const left = [...form.querySelectorAll("[data-half]")].filter((hint) => hint.dataset.half !== row());
      for (const hint of left) {
        hint.className = "ds-validation-message";
        delete hint.dataset.half;
      }
      if (left.length > 0 && !underWay) fail(words.refused);
    }),
  );

  function fail(what, again) {
    trouble = what;
    say(what, "error");
    if (again) soon(again);
  }

  function valuesOf(within) {
    const values = new Map();
    for (const field of within.querySelectorAll("input, select, textarea")) {
      if (field.id) values.set(field.id, valueOf(field));
    }
    return values;
  }

  function valueOf(field) {
    return field.type === "checkbox" || field.type === "radio" ? field.checked : field.value;
  }

  /** Takes in what the answer shows otherwise: the outermost live parts, but no field that was changed after it was sent. */
  function take(page, sent) {
    for (const part of document.querySelectorAll("[data-live]")) {
      if (!part.isConnected) continue;
      const fresh = page.getElementById(part.id);
      if (!fresh) {
        // A section that there is no more, unless somebody writes in it.
        if (part.classList.contains("edit-section") && !part.contains(document.activeElement)) part.remove();
        continue;
      }
      settle(part, fresh);
      if (part.innerHTML !== fresh.innerHTML || part.className !== fresh.className) replace(part, fresh, sent);
    }
    // A section that is new stands after the one before it.
    for (const fresh of page.querySelectorAll("form[data-edit] > .edit-section[id]")) {
      if (document.getElementById(fresh.id)) continue;
      const before = document.getElementById(fresh.previousElementSibling?.id);
      if (before) before.after(document.importNode(fresh, true));
    }
  }

  /** Makes what a person did to the fields visible in the markup, so that both can be compared and nothing typed is lost. */
  function settle(part) {
    for (const field of part.querySelectorAll("textarea")) field.defaultValue = field.value;
    for (const field of part.querySelectorAll("input")) {
      if (field.type === "checkbox" || field.type === "radio") field.defaultChecked = field.checked;
      else if (field.type !== "hidden") field.defaultValue = field.value;
    }
    for (const field of part.querySelectorAll("option")) field.defaultSelected = field.selected;
  }

  function replace(part, fresh, sent) {
    const focused = part.contains(document.activeElement) ? document.activeElement : null;
    const at = focused && "selectionStart" in focused ? [focused.selectionStart, focused.selectionEnd] : null;
    const newer = new Map();
    for (const field of part.querySelectorAll("input, select, textarea")) {
      if (field.id && sent.has(field.id) && sent.get(field.id) !== valueOf(field)) newer.set(field.id, valueOf(field));
    }
    const open = new Map([...part.querySelectorAll("details[id]"), part].map((details) => [details.id, details.open]));
    const copy = document.importNode(fresh, true);
    const scrolled = part.scrollTop;
    part.replaceWith(copy);
    for (const details of [...copy.querySelectorAll("details[id]"), copy]) {
      if (open.get(details.id)) details.open = true;
    }
    for (const fold of copy.querySelectorAll("[data-wide-open]")) {
      fold.open = matchMedia("(min-width: 64rem)").matches;
    }
    copy.scrollTop = scrolled;
    for (const [id, value] of newer) {
      const field = document.getElementById(id);
      if (!field) continue;
      if (typeof value === "boolean") field.checked = value;
      else field.value = value;
    }
    const again = focused?.id && document.getElementById(focused.id);
    if (again) {
      again.focus({ preventScroll: true });
      if (at?.[0] !== undefined && at[0] !== null) again.setSelectionRange(...at);
    }
  }

  form.addEventListener("input", (event) => {
    if (event.target.matches("textarea, input:not([type=checkbox], [type=radio])")) soon(PAUSE);
  });
  form.addEventListener("change", () => soon(0));
  // A button does what it says once what stands in the form is saved: then it is the plain form that is sent.
  form.addEventListener("submit", (event) => {
    if (event.submitter?.value === "stay") {
      event.preventDefault();
      if (dirty()) save();
      else say(trouble || words.saved, trouble ? "error" : "");
      return;
    }
    if (underWay || (trouble && dirty())) {
      // What is being saved is ours: the form that is sent has to come after it, not beside it.
      event.preventDefault();
      const pressed = event.submitter?.value;
      save().then(() => {
        const button = [...form.querySelectorAll("button[name=then]")].find(({ value }) => value === pressed);
        if (!trouble && button) form.requestSubmit(button);
      });
      return;
    }
    leaving = true;
    clearTimeout(timer);
  });
  // What is not saved yet is no part of what the button names: it is saved first, and stays.
  document.addEventListener("submit", async (event) => {
    if (event.target === form || !event.target.closest("#undo")) return;
    if (!dirty() && !underWay) return;
    event.preventDefault();
    const { value } = event.target.elements.revision;
    await save();
    if (dirty() && !trouble) await save();
    const undo = document.querySelector("#undo form");
    if (trouble || dirty() || !undo) return;
    undo.elements.revision.value = value;
    undo.submit();
  });
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.getAttribute("href").startsWith("#") || (!dirty() && !underWay)) return;
    event.preventDefault();
    await save();
    if (!dirty()) location.href = link.href;
  });
  addEventListener("beforeunload", (event) => {
    if (!leaving && (dirty() || trouble)) event.preventDefault();
  });
  addEventListener("online", () => dirty() && soon(0));
  addEventListener("keydown", (event) => {
    if (!event.altKey || !event.shiftKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    const button = form.querySelector(`button[value=${event.key === "ArrowUp" ? "up" : "down"}]`);
    if (!button) return;
    event.preventDefault();
    form.requestSubmit(button);
  });
  say("");
  for (const hint of document.querySelectorAll("[data-scripted]")) hint.hidden = false;
  // After something was added or moved, one goes on where it is.
  const done = new URLSearchParams(location.search).get("done");
  if (done === "added") form.querySelector("textarea")?.focus();
  else if (done) document.getElementById("heading").focus({ preventScroll: true });
}
