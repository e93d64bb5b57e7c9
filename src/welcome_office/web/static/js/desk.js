// Says in time that a session will end. Without scripts the next page says that it has ended.
const notice = document.getElementById("idle");
if (notice) {
  const minutes = Number(notice.dataset.minutes);
  setTimeout(() => {
    notice.hidden = false;
  }, minutes * 60 * 1000);
}

// A key presses the button that announces it, but only where the focus is: in the same line, list
// or form (WCAG 2.1.4). Digits are read from the place of the key, so that any keyboard will do.
const sign = (event) => /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1] ?? event.key.toLowerCase();

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input:not([type=hidden]), textarea, select");
  if (isTyping || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  const scope = event.target.closest("[data-keys]");
  const button = scope?.querySelector(`[aria-keyshortcuts="${CSS.escape(sign(event))}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

// The menu of the rest closes as one expects; without scripts by its own word.
const more = document.querySelector(".desk-more");
document.addEventListener("click", (event) => {
  if (more?.open && !more.contains(event.target)) more.open = false;
});
more?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  more.open = false;
  more.querySelector("summary").focus();
});
