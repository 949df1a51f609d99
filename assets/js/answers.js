// Autosave for the items of a sub-standard. Each save carries the revision it was made from and an id of its own; what the server
// has not acknowledged stays in this browser's storage, so that neither a lost network nor a closed window loses a word.

const form = document.querySelector("form[data-autosave]");
if (form) {
  const status = form.querySelector("[data-status]");
  const csrf = form.elements.csrf.value;
  const items = [...form.querySelectorAll("[data-item]")].map((element) => new Item(element));
  const say = (text) => {
    if (status.textContent !== text) status.textContent = text;
  };

  /** One item: what stands in its fields, and what the server has of it. */
  function Item(element) {
    const id = element.dataset.item;
    const base = form.elements[`base-${id}`];
    const comment = form.elements[`comment-${id}`];
    const radios = [...element.querySelectorAll(`input[name="value-${CSS.escape(id)}"]`)];
    const key = `perspektiv:${form.dataset.response}:${id}`;
    let saved = JSON.stringify(read());
    let busy = false;
    let timer = 0;
    let pending = null;

    function read() {
      const chosen = radios.find((radio) => radio.checked)?.value ?? null;
      const not_applicable = chosen === "na";
      const value = chosen === null || not_applicable ? null : Number(chosen);
      return { value, not_applicable, comment: comment.value };
    }

    function write(entry) {
      for (const radio of radios) {
        radio.checked = entry.not_applicable ? radio.value === "na" : radio.value === String(entry.value);
      }
      comment.value = entry.comment;
    }

    function label(entry) {
      if (entry.not_applicable) return radios.find((radio) => radio.value === "na").labels[0].textContent;
      return entry.value === null ? "–" : String(entry.value);
    }

    const dirty = () => JSON.stringify(read()) !== saved;

    function keep() {
      if (dirty()) localStorage.setItem(key, JSON.stringify({ base: base.value, entry: read() }));
      else localStorage.removeItem(key);
    }

    function soon(ms) {
      clearTimeout(timer);
      timer = setTimeout(save, ms);
    }

    function changed(ms) {
      keep();
      if (element.querySelector(".conflict[data-live]")) return;
      soon(ms);
    }

    async function save() {
      if (busy || !dirty()) return;
      const entry = read();
      if (entry.not_applicable && entry.comment.trim() === "") {
        say(status.dataset.reason);
        return;
      }
      const text = JSON.stringify(entry);
      // The same thing tried again after a lost answer carries the same id: the server stores it once.
      if (pending?.text !== text || pending.base !== base.value) {
        pending = { text, base: base.value, mutation: mutationId() };
      }
      busy = true;
      say(status.dataset.saving);
      try {
        const response = await fetch(`/api/v1/responses/${form.dataset.response}/answers/${id}`, {
          method: "PUT",
          headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
          body: JSON.stringify({ ...entry, mutation_id: pending.mutation, base_revision: Number(base.value) }),
        });
        const body = await response.json().catch(() => ({}));
        if (response.status === 200) {
          base.value = body.revision;
          saved = text;
          pending = null;
          keep();
          if (items.every((item) => !item.dirty())) say(status.dataset.saved);
        } else if (response.status === 409 && body.current) {
          showConflict(body.current, entry);
        } else if (response.status === 401 || response.status === 403) {
          say(status.dataset.signedOut);
        } else if (response.status >= 500 || response.status === 429) {
          say(status.dataset.offline);
          soon(5000);
        } else {
          say(body.error?.message ?? status.dataset.refused);
        }
      } catch {
        say(status.dataset.offline);
        soon(3000);
      } finally {
        busy = false;
        if (dirty() && pending === null) soon(0);
      }
    }

    function showConflict(theirs, mine) {
      element.querySelector(".conflict")?.remove();
      const panel = document.getElementById("conflict-template").content.firstElementChild.cloneNode(true);
      panel.dataset.live = "yes";
      panel.querySelector("[data-yours]").textContent = label(mine);
      panel.querySelector("[data-your-comment]").textContent = mine.comment;
      panel.querySelector("[data-theirs]").textContent = label(theirs);
      panel.querySelector("[data-their-comment]").textContent = theirs.comment;
      panel.querySelector("[data-who]").textContent = [theirs.person, theirs.saved_at].filter(Boolean).join(", ");
      panel.querySelector("[data-keep=mine]").addEventListener("click", () => settle(theirs, null));
      panel.querySelector("[data-keep=theirs]").addEventListener("click", () => settle(theirs, theirs));
      element.prepend(panel);
      say(status.dataset.conflict);
    }

    function settle(theirs, chosen) {
      element.querySelector(".conflict[data-live]")?.remove();
      base.value = theirs.revision;
      saved = JSON.stringify({ value: theirs.value, not_applicable: theirs.not_applicable, comment: theirs.comment });
      pending = null;
      if (chosen) write(chosen);
      keep();
      if (dirty()) save();
      else say(status.dataset.saved);
      radios[0].focus();
    }

    function restore() {
      const kept = localStorage.getItem(key);
      if (!kept) return;
      try {
        const { base: keptBase, entry } = JSON.parse(kept);
        if (same(entry, JSON.parse(saved))) {
          localStorage.removeItem(key);
          return;
        }
        base.value = keptBase;
        write(entry);
        say(status.dataset.restored);
        soon(0);
      } catch {
        localStorage.removeItem(key);
      }
    }

    for (const radio of radios) radio.addEventListener("change", () => changed(0));
    comment.addEventListener("input", () => changed(800));
    comment.addEventListener("change", () => changed(0));
    addEventListener("online", () => save());
    restore();
    return { dirty, save };
  }

  function mutationId() {
    const bytes = crypto.getRandomValues(new Uint8Array(15));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /** Whether two entries say the same, as the server stores them: without white space around the comment. */
  function same(a, b) {
    const plain = (text) => text.replaceAll("\r\n", "\n").trim();
    return a.value === b.value && a.not_applicable === b.not_applicable && plain(a.comment) === plain(b.comment);
  }

  addEventListener("beforeunload", (event) => {
    if (!form.dataset.sent && items.some((item) => item.dirty())) event.preventDefault();
  });
}
