// Shows the button [data-read] where the browser has a voice for the page's language, and reads the
// main text aloud, a paragraph at a time. Without this file the button stays hidden.
const button = document.querySelector("[data-read]");
const language = document.documentElement.lang.slice(0, 2);
// At most 160 characters, to the end of a sentence or word where there is one: some voices fall
// silent in the middle of a longer piece.
const ENDS = /.{1,160}(?=[\p{P}\s]|$)[\p{P}\s]*|.{1,160}/gu;

const voiceOf = (code) => {
  const said = (voice) => voice.lang.toLowerCase().replace("_", "-");
  return speechSynthesis.getVoices().find((voice) => said(voice).startsWith(code));
};

const pieces = () => {
  const blocks = "h1, h2, h3, p, li, dt, dd, th, td, figcaption, blockquote";
  const inner = (element) => element.querySelector(blocks);
  const seen = (element) => element.checkVisibility() && !element.closest("nav, form, [aria-hidden]");
  return [...document.querySelectorAll("#main :is(" + blocks + ")")]
    .filter((element) => seen(element) && !inner(element) && element.innerText.trim())
    .flatMap((element) => {
      const code = (element.closest("[lang]")?.lang || language).slice(0, 2);
      const words = element.innerText.trim().replace(/\s+/g, " ");
      const parts = words.match(ENDS);
      return parts.map((text) => ({ text, code }));
    });
};

const say = (on) => {
  button.setAttribute("aria-pressed", String(on));
  button.querySelector("span").textContent = on ? button.dataset.stop : button.dataset.start;
};

const stop = () => {
  speechSynthesis.cancel();
  say(false);
};

const start = () => {
  speechSynthesis.cancel();
  const all = pieces();
  all.forEach(({ text, code }, number) => {
    const piece = new SpeechSynthesisUtterance(text);
    const voice = voiceOf(code) || voiceOf(language);
    piece.lang = voice.lang;
    piece.voice = voice;
    if (number === all.length - 1) piece.addEventListener("end", stop);
    speechSynthesis.speak(piece);
  });
  say(all.length > 0);
};

const offer = () => {
  if (voiceOf(language)) button.closest("[hidden]")?.removeAttribute("hidden");
};

if (button && "speechSynthesis" in window && "SpeechSynthesisUtterance" in window) {
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-pressed") === "true") stop();
    else start();
  });
  window.addEventListener("pagehide", () => speechSynthesis.cancel());
  speechSynthesis.addEventListener?.("voiceschanged", offer);
  offer();
}
