// Looks rows up while somebody types in a [data-pick] field: the form's own page answers with the
// rows that fit. Without this file they are offered when the form is sent.
const PAUSE = 250;

const watch = (box) => {
  const form = box.closest("form");
  const input = box.querySelector('input[type="search"]');
  const offer = box.querySelector("[data-offer]");
  let timer = 0;
  let asked = new AbortController();

  const look = async () => {
    asked.abort();
    asked = new AbortController();
    const fields = new URLSearchParams();
    fields.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    fields.append("find", box.dataset.pick);
    fields.append(box.dataset.pick, input.value);
    try {
      const answer = await fetch(location.href, { method: "POST", body: fields, signal: asked.signal });
      if (answer.ok && !answer.redirected) offer.innerHTML = await answer.text();
    } catch (error) {
      if (error.name !== "AbortError" && error.name !== "TypeError") throw error;
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    clearTimeout(timer);
    look();
  });
};

document.querySelectorAll("[data-pick]").forEach(watch);
