"use strict";
/* Shows while typing only the errands that fit. Without it the button "Find" does the same. */
const wanted = document.getElementById("wanted");

const filter = () => {
  const words = wanted.value.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  for (const group of document.querySelectorAll("[data-errands]")) {
    let shown = 0;
    for (const card of group.querySelectorAll(".choice")) {
      const text = card.textContent.toLocaleLowerCase();
      card.hidden = !words.every((word) => text.includes(word));
      shown += card.hidden ? 0 : 1;
    }
    group.hidden = shown === 0;
    if (words.length > 0) {
      group.open = true;
    }
  }
};

wanted.addEventListener("input", filter);
