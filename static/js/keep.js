// Keeps what is typed in form[data-keep] on the server whenever the writer pauses, and says when
// it did. Wrong and half-done input is kept, too. Without this file the button "save draft" does
// the same. Words come from the page.
const PAUSE = 900;
const AGAIN = 8000;

const watch = (form) => {
  const said = form.querySelector("[data-keep-said]");
  const warn = form.querySelector("[data-keep-warn]");
  const words = said.querySelector("span");
  const icon = said.querySelector("use");
  const drawn = icon?.getAttribute("href").split("#")[0];
  let timer = 0;
  let busy = false;
  let changed = false;
  let leaving = false;
  let stopped = false;
  let typing = false;
  let asked = new AbortController();

  const say = (text, fine, name) => {
    words.textContent = text;
    said.classList.toggle("unsaved", !fine);
    icon?.setAttribute("href", `${drawn}#${name}`);
  };

  const typed = () => {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && name !== "do") fields.append(name, value);
    }
    fields.append("do", "auto");
    return fields;
  };

  const later = (wait) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(keep, wait);
  };

  const told = (answer) => {
    if (answer.kept) form.elements.kept.value = answer.kept;
    say(answer.said, Boolean(answer.kept), answer.kept ? "saved" : "alert");
    if (answer.warn) {
      warn.textContent = answer.warn;
      warn.hidden = false;
    }
    form.dispatchEvent(new CustomEvent("kept", { bubbles: true, detail: { ...answer, newer: typing } }));
    stopped = Boolean(answer.stop);
    if (!answer.kept) changed = true;
  };

  async function keep() {
    if (busy || leaving) return;
    busy = true;
    changed = false;
    asked = new AbortController();
    try {
      const response = await fetch(form.getAttribute("action") || location.href, {
        method: "POST",
        body: typed(),
        headers: { Accept: "application/json" },
        signal: asked.signal,
      });
      const json = response.headers.get("Content-Type")?.startsWith("application/json");
      if (json) {
        told(await response.json());
      } else {
        changed = true;
        say(response.redirected ? form.dataset.out : form.dataset.lost, false, "alert");
        if (response.status >= 500) later(AGAIN);
      }
    } catch {
      if (leaving) return;
      changed = true;
      say(form.dataset.mirrored ? form.dataset.local : form.dataset.lost, false, "offline");
      later(AGAIN);
    } finally {
      busy = false;
    }
    if (typing) {
      typing = false;
      later(PAUSE);
    }
  }

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    changed = true;
    if (busy) typing = true;
    say(form.dataset.writing, true, "edit");
    later(PAUSE);
  });
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(timer);
    asked.abort();
  });
  addEventListener("pageshow", () => {
    leaving = false;
  });
  addEventListener("online", () => changed && later(0));
  addEventListener("visibilitychange", () => document.hidden && changed && keep());
  addEventListener("beforeunload", (event) => {
    if (changed && !leaving && !form.dataset.mirrored) event.preventDefault();
  });
};

document.querySelectorAll("form[data-keep]").forEach(watch);
