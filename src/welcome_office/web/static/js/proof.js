"use strict";
/* Lets the device calculate what the page asks for, then sends the form on. Without it one waits. */
const form = document.getElementById("page-form");
const said = form.querySelector("[data-proof-status]");
const waiting = said.textContent;
const worker = new Worker(form.dataset.worker);

worker.addEventListener("message", (message) => {
  form.elements.namedItem("challenge_answer").value = message.data;
  said.textContent = form.dataset.done;
  form.requestSubmit();
});
worker.addEventListener("error", () => {
  said.textContent = waiting;
});
said.textContent = form.dataset.running;
worker.postMessage({ seed: form.dataset.seed, bits: Number(form.dataset.bits) });
