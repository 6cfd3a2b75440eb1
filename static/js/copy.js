// Shows each button marked [data-copy] where the browser can copy, and copies the text of the element
// that it names. Without this file the buttons stay hidden.
const dress = (button) => {
  const source = document.getElementById(button.dataset.copy);
  if (!source || !navigator.clipboard) return;
  const words = button.querySelector("span");
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.textContent.trim());
    words.textContent = button.dataset.done;
    words.setAttribute("role", "status");
  });
};

document.querySelectorAll("[data-copy]").forEach(dress);
