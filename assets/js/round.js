// The form of a new round: what is chosen is told again as soon as it changes, and days that nobody has touched follow the year.
const form = document.querySelector("form[data-round]");
const show = form?.querySelector("button[formnovalidate]");
if (show) {
  show.closest("p").hidden = true;
  let asked = 0;
  form.addEventListener("change", async () => {
    const mine = ++asked;
    const page = await fetch(show.formAction, { method: "POST", body: new URLSearchParams(new FormData(form, show)) })
      .then(async (response) => new DOMParser().parseFromString(await response.text(), "text/html"))
      .catch(() => null);
    const fresh = page?.getElementById("chosen");
    // A later choice is on its way, or the network is gone: then the button is there to be pressed.
    show.closest("p").hidden = Boolean(fresh);
    if (!fresh || mine !== asked) return;
    document.getElementById("chosen").replaceWith(fresh);
    for (const name of ["proposed", "opens_on", "due_on", "threshold"]) {
      const [field, answer] = [form.elements[name], page.querySelector(`form[data-round] [name=${name}]`)];
      if (field && answer && field !== document.activeElement) field.value = answer.value;
    }
  });
}
