// Redraws the parts of a page that follow from what is typed: the server counts and judges, and
// sends each part by its id. A form[data-keep] says so when its draft was kept; a form[data-count]
// asks on each change and saves nothing. Without this file the parts are right after each save.
const PAUSE = 300;

const redraw = (parts = {}) => {
  for (const [id, html] of Object.entries(parts)) {
    const place = document.getElementById(id);
    if (place && place.innerHTML !== html) place.innerHTML = html;
  }
};

const watch = (form) => {
  let timer = 0;
  let asked = new AbortController();

  const ask = async () => {
    asked.abort();
    asked = new AbortController();
    const fields = new URLSearchParams(new FormData(form));
    fields.set("do", "count");
    try {
      const response = await fetch(location.href, {
        method: "POST",
        body: fields,
        headers: { Accept: "application/json" },
        signal: asked.signal,
      });
      const json = response.headers.get("Content-Type")?.startsWith("application/json");
      if (json) redraw((await response.json()).parts);
    } catch {
      // No connection, or a newer question: the part stays as it was until the next answer.
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    asked.abort();
  });
};

document.addEventListener("kept", (event) => redraw(event.detail.parts));
document.querySelectorAll("form[data-count]").forEach(watch);
