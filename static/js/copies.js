// Shows what this device has kept of papers that were being written (see mirror.js).
const START = "minutes:";
const place = document.querySelector("[data-copies]");

const show = (copy) => {
  const written = ([name, text]) => /sentence|text|discussion/.test(name) && text;
  const words = Object.entries(copy.values).filter(written);
  const heading = document.createElement("h3");
  heading.textContent = new Date(copy.at).toLocaleString(document.documentElement.lang);
  place.lastElementChild.append(heading);
  for (const [, text] of words) {
    const line = document.createElement("p");
    line.textContent = text;
    place.lastElementChild.append(line);
  }
  place.hidden = false;
};

try {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(START));
  keys.map((key) => JSON.parse(localStorage.getItem(key))).forEach(show);
} catch (error) {
  if (!(error instanceof DOMException)) throw error; // This browser keeps nothing for pages.
}
