// Removes what this device has kept of papers that were being written, and of deliveries that were
// not sent yet, when somebody logs out.
const KEPT = ["minutes:", "delivery:"];

const wipe = () => {
  for (const key of Object.keys(localStorage)) {
    if (KEPT.some((start) => key.startsWith(start))) localStorage.removeItem(key);
  }
};

document.querySelectorAll("form[data-wipe]").forEach((form) => {
  form.addEventListener("submit", () => {
    try {
      wipe();
    } catch {
      // This browser keeps nothing for pages.
    }
  });
});
