// Own ratings: every choice is sent by the very form that works without JavaScript. What did not get through is sent again with the
// next choice, and when the network is back; until then the page says so.
const form = document.querySelector("form[data-own]");
const status = form?.querySelector("[data-status]");
if (form) {
  status.textContent = status.dataset.begin;
  let [wanted, stored, sending] = [0, 0, false];

  const send = async () => {
    if (sending || stored === wanted) return;
    sending = true;
    const mine = wanted;
    status.textContent = status.dataset.saving;
    const sent = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), keepalive: true }).catch(() => null);
    sending = false;
    // Who is signed out is led to another page: that is not stored.
    const got = sent?.ok && new URL(sent.url).pathname === new URL(form.action).pathname;
    if (got) stored = mine;
    status.textContent = got ? status.dataset.saved : status.dataset.failed;
    if (got && stored !== wanted) send();
  };
  form.addEventListener("change", () => {
    wanted += 1;
    send();
  });
  addEventListener("online", send);
  addEventListener("beforeunload", (event) => {
    if (stored !== wanted && !form.dataset.sent) event.preventDefault();
  });
}
