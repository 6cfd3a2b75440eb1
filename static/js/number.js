// Puts − and + beside each number field marked with [data-stepper]. Without this file the field
// is a plain input; the words for the buttons come from the page.
const step = (input, by) => {
  const low = Number(input.dataset.min ?? 0);
  const high = Number(input.dataset.max ?? 9999);
  const value = Number.parseFloat(input.value.replaceAll(",", "")) || 0;
  input.value = String(Math.round(100 * Math.min(high, Math.max(low, value + by))) / 100);
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
};

const button = (sign, words, input, by) => {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = sign;
  made.setAttribute("aria-label", words);
  made.addEventListener("click", () => step(input, by));
  return made;
};

const dress = (box) => {
  const input = box.querySelector("input");
  if (!input || box.dataset.ready) return;
  box.dataset.ready = "yes";
  const label = document.querySelector(`label[for="${input.id}"]`)?.textContent.trim() ?? "";
  box.prepend(button("−", `${label} ${box.dataset.less}`.trim(), input, -1));
  box.append(button("+", `${label} ${box.dataset.more}`.trim(), input, 1));
};

const all = (root) => root.querySelectorAll?.("[data-stepper]").forEach(dress);
all(document);
document.addEventListener("htmx:load", (event) => all(event.target));
