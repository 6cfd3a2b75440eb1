// Mirrors what is typed in form[data-mirror] on this device until the server has it, so that a lost
// connection loses nothing. Long numbers (telephones, identity cards) are left out, copies older
// than seven days are removed, logging out removes all (wipe.js). Words come from the page.
const START = "minutes:";
const DAYS = 7;
const GAP = "[ .\\u00A0\\u2010-\\u2015\\u2212-]?"; // As in a number that was pasted.
const MOBILE = ["1[3-9][0-9]", "[0-9]{4}", "[0-9]{4}"].join(GAP);
const NUMBERS = new RegExp(`${MOBILE}|[0-9\\uFF10-\\uFF19]{7,}[Xx]?`, "g");
const SECRET = new Set(["csrfmiddlewaretoken", "do", "revision", "kept"]);

const sweep = () => {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(START))) {
    let at = 0;
    try {
      at = JSON.parse(localStorage.getItem(key)).at;
    } catch {
      // Not a copy of ours any more: it goes.
    }
    if (!(Date.now() - at < DAYS * 86400000)) localStorage.removeItem(key);
  }
};

const watch = (form) => {
  const key = START + form.dataset.mirror;
  const offer = document.querySelector("[data-mirror-offer]");
  let waiting = null; // A copy that one has yet to use or to drop.

  const typed = () => {
    const values = {};
    for (const [name, value] of new FormData(form)) {
      if (typeof value !== "string" || SECRET.has(name)) continue;
      values[name] = value.replace(NUMBERS, form.dataset.blank);
    }
    return values;
  };

  const keep = () => {
    const copy = { at: Date.now(), url: location.pathname, values: typed() };
    if (waiting) copy.before = waiting;
    try {
      localStorage.setItem(key, JSON.stringify(copy));
      form.dataset.mirrored = "yes";
    } catch {
      delete form.dataset.mirrored; // Full, or not allowed: the page then says "not saved".
    }
  };

  const drop = () => {
    localStorage.removeItem(key);
    delete form.dataset.mirrored;
    waiting = null;
    if (offer) offer.hidden = true;
  };

  const put = (name, value) => {
    const field = form.elements[name];
    if (!field) return false;
    if (field.value?.replace(NUMBERS, form.dataset.blank) === value) return true;
    if (field instanceof RadioNodeList && value === "") return true;
    field.value = value;
    field.closest?.("details")?.setAttribute("open", "");
    return true;
  };

  const use = (copy) => {
    const gone = Object.entries(copy.values).filter(([name, value]) => !put(name, value) && value);
    drop();
    if (gone.length) {
      offer.hidden = false;
      const words = gone.map(([, text]) => text).join("\n");
      offer.querySelector("[data-mirror-gone]").textContent = words;
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const differs = (copy) => {
    const now = typed();
    return Object.entries(copy.values).some(([name, value]) => (now[name] ?? "") !== value);
  };

  const begin = () => {
    const last = JSON.parse(localStorage.getItem(key) ?? "null");
    const copy = [last, last?.before].find((one) => one && differs(one));
    if (!copy || !offer) return drop();
    waiting = copy;
    const when = new Date(copy.at).toLocaleString(document.documentElement.lang);
    offer.querySelector("time").textContent = when;
    offer.hidden = false;
    offer.querySelector("[data-mirror-use]").addEventListener("click", () => use(copy));
    offer.querySelector("[data-mirror-drop]").addEventListener("click", drop);
  };

  navigator.serviceWorker?.register(form.dataset.worker).catch(() => {}); // Not over plain http.
  document.querySelectorAll("[data-mirror-words]").forEach((words) => (words.hidden = false));
  sweep();
  begin();
  form.addEventListener("input", (event) => event.target.type !== "file" && keep());
  form.addEventListener("kept", (event) => {
    if (!waiting && event.detail.kept && !event.detail.newer) drop();
  });
};

try {
  document.querySelectorAll("form[data-mirror]").forEach(watch);
} catch (error) {
  if (!(error instanceof DOMException)) throw error; // This browser keeps nothing for pages.
}
