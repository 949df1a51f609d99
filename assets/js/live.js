// Follows what happens on the server: events as they come, or, where they do not get through, a question every three seconds.
// `tell` gets what is told; `say` gets how it comes: "direct", "polling" or "lost".
const [FIRST, SILENCE, EVERY, FAILURES, POLLS] = [5000, 40000, 3000, 3, 20];

export function follow(url, tell, say) {
  let [source, silence, failures] = [null, 0, 0];

  // A proxy may keep events back without an error, and a line may die unheard.
  const wait = (time) => {
    clearTimeout(silence);
    silence = setTimeout(giveUp, time);
  };
  const hear = (event) => {
    failures = 0;
    wait(SILENCE);
    say("direct");
    if (event.data) tell(JSON.parse(event.data));
  };
  const giveUp = () => {
    clearTimeout(silence);
    source.close();
    poll(0);
  };
  const listen = () => {
    source = new EventSource(url);
    wait(FIRST);
    source.onmessage = hear;
    source.addEventListener("beat", hear);
    source.onerror = () => {
      say("lost");
      failures += 1;
      if (failures >= FAILURES || source.readyState === EventSource.CLOSED) giveUp();
    };
  };
  // Now and then it tries whether events get through by now.
  const poll = async (count) => {
    const answer = await fetch(url, { headers: { accept: "application/json" } }).catch(() => null);
    const told = answer?.ok && !answer.redirected ? await answer.json().catch(() => null) : null;
    say(told ? "polling" : "lost");
    if (told) tell(told);
    setTimeout(() => (told && count >= POLLS ? listen() : poll(count + 1)), EVERY);
  };
  listen();
}
