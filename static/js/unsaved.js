// Asks before a page with a form[data-unsaved] is left while something typed was not sent. Without
// this file the page is left as any other.
const watch = (form) => {
  let changed = form.dataset.unsaved === "changed";
  form.addEventListener("input", () => {
    changed = true;
  });
  form.addEventListener("submit", () => {
    changed = false;
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) changed = false;
  });
  addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
};

document.querySelectorAll("form[data-unsaved]").forEach(watch);
