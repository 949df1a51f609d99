// A room, on the screen that all see or on a phone: shows what happens there as it happens, and goes with it to the next item. What is
// being typed stays: then the page only says that the room has moved on.
import { follow } from "./live.js";

const room = document.querySelector("[data-room]");
const connection = room.querySelector("[data-connection]");
const pulse = room.querySelector("[data-pulse]");
const moved = room.querySelector("[data-moved]");
for (const plain of room.querySelectorAll("[data-plain]")) plain.hidden = true;
let [typed, leaving] = ["typed" in room.dataset, false];

room.addEventListener("input", (event) => {
  if (event.target.closest("[data-joint]")) typed = true;
});
room.addEventListener("submit", () => {
  leaving = true;
});
addEventListener("pageshow", () => {
  leaving = false;
});

const say = (how) => {
  connection.textContent = connection.dataset[how];
};

// Whether the page shows another item, or another state of it, than the room is in.
const isElsewhere = (now) => {
  const { item, revealed, closed, phone } = room.dataset;
  const isShown = phone !== undefined || (revealed !== undefined) === now.revealed;
  return (item ?? null) !== now.item || (closed !== undefined) !== now.closed || !isShown;
};

const there = (now) => {
  const here = room.dataset.items;
  return here && now.item ? here + encodeURIComponent(now.item) + location.search : location.pathname + location.search;
};

const show = (now) => {
  const before = pulse.querySelector("[data-told]");
  pulse.innerHTML = now.pages[document.documentElement.lang].html;
  const told = pulse.querySelector("[data-told]");
  if (told && !before) room.querySelector("[data-announce]").textContent = told.textContent;
};

follow(
  room.dataset.room,
  (now) => {
    if (leaving) return;
    if (room.dataset.ratings !== undefined) {
      if (Number(room.dataset.ratings) !== now.ratings) moved.hidden = false;
    } else if (!isElsewhere(now)) {
      if (pulse) show(now);
    } else if (typed) {
      moved.hidden = false;
      moved.querySelector("a").href = there(now);
    } else {
      leaving = true;
      location.replace(there(now));
    }
  },
  say,
);
