// The preview of a page that is still being written: what is filled in is sent to the same address, which keeps nothing, and the questions
// that it makes appear or disappear are shown so here.
const form = document.querySelector("form[data-preview]");
if (form) {
  form.addEventListener("change", async () => {
    const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const item of form.querySelectorAll("[data-item]")) {
      const fresh = page.getElementById(item.id);
      if (!fresh) continue;
      item.hidden = fresh.hidden;
      item.querySelector("[data-asked]").hidden = fresh.querySelector("[data-asked]").hidden;
    }
    const empty = page.querySelector("[data-empty]");
    if (empty) form.querySelector("[data-empty]").hidden = empty.hidden;
  });
}
