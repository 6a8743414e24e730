"use strict";
/* Lights the words of an event with its row, and the row with its words; pointer and keyboard. */
const KINDS = ["said", "role", "trigger"];
const has = (node, kind, id) => (node.dataset[kind] || "").split(" ").includes(id);

function light(chapter, ids) {
  for (const node of chapter.querySelectorAll(".words")) {
    for (const kind of KINDS) {
      node.classList.toggle(`lit-${kind}`, ids.some((id) => has(node, kind, id)));
    }
  }
  for (const row of chapter.querySelectorAll(".card")) {
    row.classList.toggle("lit", ids.includes(row.dataset.event));
  }
}

function show(chapter, id) {
  const pane = chapter.querySelector(".text");
  const words = [...pane.querySelectorAll(".trigger")].find((node) => has(node, "trigger", id));
  if (!words || pane.scrollHeight <= pane.clientHeight) return;
  const [box, frame] = [words.getBoundingClientRect(), pane.getBoundingClientRect()];
  if (box.top < frame.top || box.bottom > frame.bottom) {
    pane.scrollTop += box.top - frame.top - pane.clientHeight / 3;
  }
}

function eventsOf(node) {
  const row = node.closest(".card");
  if (row) return [row.dataset.event];
  const words = node.closest(".words");
  const first = words && KINDS.slice().reverse().find((kind) => words.dataset[kind]);
  if (first) return words.dataset[first].split(" ");
  const chip = node.closest(".line .chip");
  return chip ? [chip.textContent] : [];
}

for (const chapter of document.querySelectorAll(".chapter")) {
  const follow = (event) => {
    const ids = eventsOf(event.target);
    light(chapter, ids);
    if (ids.length === 1 && !event.target.closest(".text")) show(chapter, ids[0]);
  };
  chapter.addEventListener("pointerover", follow);
  chapter.addEventListener("focusin", follow);
  chapter.addEventListener("pointerleave", () => light(chapter, []));
}
