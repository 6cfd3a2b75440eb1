// Sends form[data-queue] and, without a connection, keeps what was entered on this device and sends
// it later with its own key, so that it counts once. Only numbers, the day and the key are kept; for
// seven days, for the user who typed them; logging out removes all (wipe.js). Words come from the
// page. Without this file the form is sent as any other.
const START = "delivery:";
const DAYS = 7;
const AGAIN = 15000;
const KEPT = /^(day|key|do|n[0-9]+)$/;

const watch = (form) => {
  const start = `${START}${form.dataset.queue}:`;
  const box = form.querySelector("[data-queue-said]");
  let busy = false;
  let clicked = null;

  const say = (words, kind) => {
    box.hidden = false;
    box.className = `notice notice-${kind}`;
    box.querySelector("span").textContent = words;
  };

  const fresh = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    form.elements.key.value = Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
  };

  const fields = (values) => {
    const sent = new URLSearchParams(values);
    sent.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    return sent;
  };

  // The answer of the server, or {out: true} where it wants somebody to log in first.
  const post = async (url, values) => {
    const response = await fetch(url, {
      method: "POST",
      body: fields(values),
      headers: { Accept: "application/json" },
    });
    const json = response.headers.get("Content-Type")?.startsWith("application/json");
    if (json) return response.json();
    return { out: response.redirected, broken: !response.redirected };
  };

  const keep = (values, words) => {
    try {
      const copy = { at: Date.now(), url: form.getAttribute("action"), values };
      localStorage.setItem(start + form.elements.key.value, JSON.stringify(copy));
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      return say(form.dataset.none, "warn"); // Full, or not allowed.
    }
    for (const field of form.querySelectorAll("[data-stepper] input")) field.value = "";
    fresh();
    say(words, "warn");
  };

  // Sends the form as it would have gone without this file.
  const again = () => {
    const act = document.createElement("input");
    [act.type, act.name, act.value] = ["hidden", clicked?.name || "do", clicked?.value ?? ""];
    form.append(act);
    form.submit();
  };

  const waiting = () => Object.keys(localStorage).filter((name) => name.startsWith(start));

  const resend = async () => {
    if (busy || !waiting().length) return;
    busy = true;
    let refused = "";
    try {
      for (const name of waiting()) {
        const copy = JSON.parse(localStorage.getItem(name));
        const old = !(Date.now() - copy.at < DAYS * 86400000);
        const answer = old ? {} : await post(copy.url, copy.values);
        if (answer.out) return say(form.dataset.out, "warn");
        if (answer.broken) return;
        if (answer.said) refused += ` ${copy.values.day} ${answer.said}`;
        localStorage.removeItem(name);
      }
      if (refused) say(form.dataset.refused + refused, "error");
      else say(form.dataset.sent, "done");
      const typed = Array.from(form.querySelectorAll("[data-stepper] input"), (one) => one.value);
      if (!refused && !typed.join("")) location.reload();
    } catch {
      // Still no connection: tried again later.
    } finally {
      busy = false;
    }
  };

  form.addEventListener("click", (event) => {
    clicked = event.target.closest("button[type=submit]");
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    const all = [...new FormData(form), [clicked?.name, clicked?.value]];
    const values = Object.fromEntries(all.filter(([name]) => KEPT.test(name)));
    try {
      const answer = await post(form.getAttribute("action"), values);
      if (answer.to) location.assign(answer.to);
      else if (answer.out) keep(values, form.dataset.out);
      else again(); // Something is wrong with it: the page says what.
    } catch {
      keep(values, form.dataset.kept);
    } finally {
      busy = false;
    }
  });
  addEventListener("pageshow", (event) => event.persisted && fresh());
  addEventListener("online", resend);
  setInterval(resend, AGAIN);
  resend();
};

document.querySelectorAll("form[data-queue]").forEach(watch);
