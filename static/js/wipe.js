// Removes what this device has kept of papers that were being written, when somebody logs out.
const START = "minutes:";

const wipe = () => {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(START)) localStorage.removeItem(key);
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
