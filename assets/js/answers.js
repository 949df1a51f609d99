// Autosave for the items of a sub-standard. Each save carries the revision it was made from and an id of its own; what the server
// has not acknowledged stays in this browser's storage, so that neither a lost network nor a closed window loses a word.
import { fieldsOf, place, same } from "./kept.js";

const form = document.querySelector("form[data-autosave]");
if (form) {
  /** How long the server may take before the save is tried again, in milliseconds. */
  const PATIENCE = 20000;
  const status = form.querySelector("[data-status]");
  let leaving = false;
  let storing = true;

  /** Says how things stand; `state` is "error" where the person has to know. The words lead to what there is to mend or choose. */
  function say(text, state = "", way = null) {
    if (status.textContent !== text || Boolean(way) !== Boolean(status.firstElementChild)) {
      status.replaceChildren(way ? link(text, way) : text);
    }
    status.dataset.state = state;
  }

  function link(text, way) {
    const link = document.createElement("a");
    link.href = `#${way().id}`;
    link.textContent = text;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      way().focus({ preventScroll: true });
      way().scrollIntoView({ block: way().matches("section") ? "start" : "center" });
    });
    return link;
  }

  /** Says that it saves, unless another item needs the person first. */
  function saySaving() {
    if (items.every((item) => !item.trouble())) say(status.dataset.saving);
  }

  /** Says what still needs the person, else that all is saved. */
  function sayAll() {
    const item = items.find((item) => item.trouble());
    if (item) say(item.trouble(), "error", item.way());
    else if (items.every((item) => !item.dirty())) say(status.dataset.saved);
  }

  if (status.dataset.begin) say(status.dataset.begin);
  const items = [...form.querySelectorAll("[data-item]")].map((element) => new Item(element));
  for (const item of items) item.restore();

  /** One item: what stands in its fields, and what the server has of it. */
  function Item(element) {
    const id = element.dataset.item;
    const base = form.elements[`base-${id}`];
    const fields = fieldsOf(element);
    const { read, write } = fields;
    const key = place(form, id);
    let saved = JSON.stringify(read());
    let underWay = null;
    let timer = 0;
    let pending = null;
    let outcome = "saved";
    let trouble = "";
    let way = null;

    const dirty = () => JSON.stringify(read()) !== saved;
    const conflict = () => element.querySelector(".conflict[data-live]");

    /** Keeps what the server does not have; a browser that stores nothing asks before it leaves the page. */
    function keep() {
      try {
        if (dirty()) localStorage.setItem(key, JSON.stringify({ base: base.value, entry: read() }));
        else localStorage.removeItem(key);
      } catch {
        storing = false;
      }
    }

    /** What has become of the last save, what to tell the person of it, and where it is mended. */
    function fail(how, text, to = null) {
      outcome = how;
      trouble = text;
      way = to;
      say(text, "error", to);
    }

    /** What is wrong stands at its field, where a page without scripts has it; the status line only leads there. */
    function refuse(text, isComment) {
      mark(text, isComment);
      fail("refused", `${status.dataset.mend}: ${id}`, () => (isComment ? fields.comment : fields.first()));
    }

    /** Puts what is wrong at the comment or the answer, or takes it away. */
    function mark(text, isComment) {
      const told = `error-${id}`;
      const old = document.getElementById(told);
      const place = isComment ? fields.comment : element.querySelector(`[name="${CSS.escape(base.name)}"]`);
      if (old?.textContent === text && old.nextElementSibling === place) return;
      old?.remove();
      for (const field of element.querySelectorAll("fieldset, input, textarea")) {
        const about = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((part) => part && part !== told);
        if (about.length > 0) field.setAttribute("aria-describedby", about.join(" "));
        else field.removeAttribute("aria-describedby");
        field.removeAttribute("aria-invalid");
      }
      if (!text) return;
      const message = document.createElement("p");
      message.className = "ds-validation-message";
      message.id = told;
      message.textContent = text;
      place.before(message);
      for (const field of isComment ? [fields.comment] : [element.querySelector("fieldset"), fields.line()].filter(Boolean)) {
        field.setAttribute("aria-describedby", [told, field.getAttribute("aria-describedby")].filter(Boolean).join(" "));
        if (!field.matches("fieldset")) field.setAttribute("aria-invalid", "true");
      }
    }

    function soon(ms) {
      clearTimeout(timer);
      timer = setTimeout(save, ms);
    }

    function changed(ms) {
      keep();
      if (conflict()) return;
      if (!dirty()) {
        if (outcome === "refused") mark("");
        sayAll();
      } else if (outcome === "saved") saySaving();
      soon(ms);
    }

    /** Saves what has changed. One save at a time; whoever asks in between waits for it. */
    function save() {
      clearTimeout(timer);
      if (underWay) return underWay;
      if (!dirty() || conflict()) return Promise.resolve();
      underWay = attempt().finally(() => {
        underWay = null;
        if (outcome === "saved" && dirty()) soon(0);
      });
      return underWay;
    }

    async function attempt() {
      const entry = read();
      if (entry.not_applicable && entry.comment.trim() === "") {
        refuse(status.dataset.reason, true);
        return;
      }
      const text = JSON.stringify(entry);
      // The same thing tried again after a lost answer carries the same id: the server stores it once.
      if (pending?.text !== text || pending.base !== base.value) {
        pending = { text, base: base.value, mutation: mutationId() };
      }
      if (outcome === "saved") saySaving();
      try {
        let response = await put(entry);
        // After a new sign-in, in another tab, the page's token is the old session's.
        if (signedOut(response) && (await renewToken())) response = await put(entry);
        const body = await response.json().catch(() => ({}));
        if (response.status === 200) {
          outcome = "saved";
          mark("");
          base.value = body.revision;
          saved = text;
          pending = null;
          keep();
          told(status.dataset.mine);
          element.querySelector("[data-asked]").hidden = !body.comment_asked;
          if (body.hidden) show(body.hidden);
          sayAll();
        } else if (response.status === 409 && body.current) {
          showConflict(body.current, entry);
          mark("");
          fail("conflict", status.dataset.conflict, conflict);
        } else if (response.status === 404 || body.error?.name === "not-delegated") {
          // The part was taken back; with the last one goes the way in.
          fail("locked", status.dataset.taken);
        } else if (response.status === 409) {
          fail("locked", status.dataset.locked);
        } else if (signedOut(response)) {
          fail("signed-out", status.dataset.signedOut);
        } else if (response.status >= 500 || response.status === 429) {
          fail("offline", status.dataset.offline);
          soon(5000);
        } else {
          refuse(body.error?.message ?? status.dataset.refused, body.error?.field === "comment");
        }
      } catch {
        fail("offline", status.dataset.offline);
        soon(3000);
      }
    }

    function put(entry) {
      return fetch(`/api/v1/responses/${form.dataset.response}/answers/${id}`, {
        method: "PUT",
        headers: { "Content-Type": "application/json", "X-CSRF-Token": form.elements.csrf.value },
        body: JSON.stringify({ ...entry, mutation_id: pending.mutation, base_revision: Number(pending.base) }),
        signal: AbortSignal.timeout(PATIENCE),
      });
    }

    /** Who changed the answer last, under it; and an answer that is there can be removed. */
    function told(who) {
      const line = element.querySelector("[data-changed]");
      if (line) line.textContent = who;
      const clear = element.querySelector("[name=clear]");
      const entry = JSON.parse(saved);
      if (clear) clear.hidden = entry.value === null && !entry.not_applicable;
    }

    function showConflict(theirs, mine) {
      element.querySelector(".conflict")?.remove();
      const panel = document.getElementById("conflict-template").content.firstElementChild.cloneNode(true);
      panel.dataset.live = "yes";
      panel.dataset.revision = theirs.revision;
      panel.id = `conflict-box-${id}`;
      panel.tabIndex = -1;
      panel.querySelector("h2").id = `conflict-${id}`;
      panel.setAttribute("aria-labelledby", `conflict-${id}`);
      const tell = (name, text) => {
        const place = panel.querySelector(`[data-${name}]`);
        place.textContent = text;
        place.hidden = text === "";
      };
      tell("yours", fields.label(mine, status.dataset));
      tell("your-comment", mine.comment);
      tell("theirs", fields.label(theirs, status.dataset));
      tell("their-comment", theirs.comment);
      tell("who", [theirs.person, theirs.saved_at].filter(Boolean).join(", "));
      panel.querySelector("[data-keep=mine]").addEventListener("click", () => settle(theirs, null));
      panel.querySelector("[data-keep=theirs]").addEventListener("click", () => settle(theirs, theirs));
      panel.querySelector("[data-keep=both]").addEventListener("click", () => settle(theirs, together(read(), theirs)));
      element.prepend(panel);
    }

    /** Both texts in one field, to go on from. The value stays the person's own until it is changed; who gave none takes the other's. */
    function together(mine, theirs) {
      const texts = [mine.comment, theirs.comment].filter((text) => text.trim() !== "");
      const comment = [...new Set(texts)].join("\n\n");
      return { ...(mine.value === null && !mine.not_applicable ? theirs : mine), comment };
    }

    function settle(theirs, chosen, goOn = true) {
      conflict()?.remove();
      outcome = "saved";
      mark("");
      base.value = theirs.revision;
      saved = JSON.stringify({ value: theirs.value, not_applicable: theirs.not_applicable, comment: theirs.comment, unchanged_since: theirs.unchanged_since ?? null });
      pending = null;
      if (chosen) write(chosen);
      if (chosen === theirs) {
        told([theirs.person, theirs.saved_at].filter(Boolean).join(", "));
      }
      keep();
      if (dirty()) save();
      else sayAll();
      if (!goOn) return;
      if (chosen && chosen !== theirs) fields.comment.focus();
      else fields.focus();
    }

    /** A colleague has saved: where nothing of this person's waits, it stands here; else it stands in the open conflict, or the next save meets it. */
    function newer(theirs) {
      if (theirs.revision <= Number(base.value) || underWay) return;
      if (conflict()) {
        if (theirs.revision > Number(conflict().dataset.revision)) showConflict(theirs, read());
      } else if (!dirty()) {
        settle(theirs, theirs, false);
        replaced(theirs.told);
      }
    }

    /** Says at the question that what stood there is a colleague's now, and where what it was before is; until the page is left. */
    function replaced(text) {
      const line = element.querySelector("[data-replaced]");
      if (!line || !text) return;
      line.querySelector("span").textContent = text;
      line.hidden = false;
      if (items.every((item) => !item.trouble())) say(`${id}: ${text}`);
    }

    /** Puts back what was typed when the page was left before the server had it. */
    function restore() {
      try {
        const kept = JSON.parse(localStorage.getItem(key));
        if (!kept) return;
        if (same(kept.entry, JSON.parse(saved))) {
          localStorage.removeItem(key);
          return;
        }
        base.value = kept.base;
        write(kept.entry);
        say(status.dataset.restored);
        soon(0);
      } catch {
        storing = false;
      }
    }

    const isText = (field) => field.matches("textarea, input:not([type=radio], [type=checkbox])");
    element.addEventListener("input", (event) => {
      fields.settle(event.target);
      if (isText(event.target)) changed(800);
    });
    element.addEventListener("change", () => changed(0));
    addEventListener("online", () => save());
    document.addEventListener("visibilitychange", () => document.hidden || save());
    /** What the person has to do about this item, if anything. */
    const current = () => (dirty() && outcome !== "saved" ? trouble : "");
    return { id, newer, dirty, save, conflict, restore, busy: () => underWay !== null, outcome: () => outcome, trouble: current, way: () => way };
  }

  form.addEventListener("newer", ({ detail }) => {
    for (const item of items) if (detail[item.id]) item.newer(detail[item.id]);
  });

  /** Shows the items that the answers make meaningful, and only those. */
  function show(hidden) {
    const articles = [...form.querySelectorAll("[data-item]")];
    for (const article of articles) article.hidden = hidden.includes(article.dataset.item);
    form.querySelector("[data-empty]").hidden = articles.some((article) => !article.hidden);
  }

  const signedOut = (response) => response.status === 401 || response.status === 403;

  /** Asks the page for the token of the session there is now. False if there is none, or if it is the one we have. */
  async function renewToken() {
    const page = await fetch(location.pathname, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    const fresh = new DOMParser()
      .parseFromString(await page.text(), "text/html")
      .querySelector("form[data-autosave] input[name=csrf]")?.value;
    if (!page.ok || !fresh || fresh === form.elements.csrf.value) return false;
    for (const field of document.querySelectorAll("input[name=csrf]")) field.value = fresh;
    return true;
  }

  // A save by button first waits for the saves that are under way: it would be at odds with them.
  form.addEventListener("submit", async (event) => {
    if (leaving || items.every((item) => !item.dirty() && !item.busy())) return;
    event.preventDefault();
    const button = event.submitter;
    await new Promise((resolve) => setTimeout(resolve)); // a form cannot be sent again while it is being sent
    await Promise.all(items.map((item) => item.save()));
    await Promise.all(items.map((item) => item.save()));
    const conflict = items.map((item) => item.conflict()).find(Boolean);
    if (conflict) {
      conflict.scrollIntoView({ block: "center" });
      conflict.querySelector("button").focus();
      return;
    }
    if (items.some((item) => item.dirty() && ["offline", "signed-out"].includes(item.outcome()))) return;
    leaving = true;
    // Sent off, what was typed would be gone; the locked page shows it.
    if (items.some((item) => item.dirty() && item.outcome() === "locked")) location.assign(location.pathname);
    else form.requestSubmit(button);
  });
  addEventListener("pageshow", () => (leaving = false));

  function mutationId() {
    const bytes = crypto.getRandomValues(new Uint8Array(15));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  addEventListener("beforeunload", (event) => {
    if (!leaving && !storing && items.some((item) => item.dirty())) event.preventDefault();
  });
}
