// A button puts its day into a field. Without this file it keeps the draft with that day.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-day]");
  if (!button) return;
  event.preventDefault();
  const field = document.getElementById(button.dataset.for);
  field.value = button.dataset.day;
  field.dispatchEvent(new Event("input", { bubbles: true }));
});
