"use strict";
/* Counts the held minutes down and says in time that they end. Without it the page says until when. */
for (const bar of document.querySelectorAll("[data-hold-seconds]")) {
  const ends = performance.now() + 1000 * Number(bar.dataset.holdSeconds);
  const shown = bar.querySelector("[data-hold-left]");
  const said = bar.querySelector("[data-hold-status]");
  let lastSaid = "";

  const say = (text) => {
    if (text !== lastSaid) {
      lastSaid = text;
      said.textContent = text;
    }
  };

  const tick = () => {
    const seconds = Math.round((ends - performance.now()) / 1000);
    if (seconds <= 0) {
      shown.textContent = "";
      say(bar.dataset.holdOver);
      bar.classList.add("hold--over");
      clearInterval(timer);
      return;
    }
    shown.textContent = bar.dataset.holdMinutes.replace("%n", String(Math.ceil(seconds / 60)));
    if (seconds <= 120) {
      say(bar.dataset.holdSoon);
    }
  };

  const timer = setInterval(tick, 5000);
}
