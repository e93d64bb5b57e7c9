// Says in time that a session will end. Without scripts the next page says that it has ended.
const notice = document.getElementById("idle");
if (notice) {
  const minutes = Number(notice.dataset.minutes);
  setTimeout(() => {
    notice.hidden = false;
  }, minutes * 60 * 1000);
}
