// Answers for the desk while there is no network: with the page that shows what this device has
// kept. It keeps that page and the files it uses, and nothing of anybody's.
const PAGE = new URL("offline/", self.registration.scope).href;
const STORE = "desk-offline";

const prepare = async () => {
  const page = await fetch(PAGE, { cache: "reload", credentials: "omit" });
  const text = await page.clone().text();
  const files = [...text.matchAll(/(?:href|src)="(\/static\/[^"#]+)"/g)].map((found) => found[1]);
  const store = await caches.open(STORE);
  await store.put(PAGE, page);
  await store.addAll([...new Set(files)]);
};

const instead = async (request) => {
  const kept = await caches.match(request.mode === "navigate" ? PAGE : request);
  return kept ?? Response.error();
};

self.addEventListener("install", (event) => event.waitUntil(prepare()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(fetch(event.request).catch(() => instead(event.request)));
});
