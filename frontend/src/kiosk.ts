// SPDX-License-Identifier: EUPL-1.2
// A kiosk forgets whoever leaves: first a question with a counter, then the page that forgets.

const PING = 5000;
const WARNING = 20;
const SAID_EVERY = 5;
const INPUT = ["pointerdown", "keydown", "input", "wheel", "touchmove"];

function watch(box: HTMLElement): void {
  const seconds = Number(box.dataset["seconds"]);
  const warning = Math.min(WARNING, seconds / 2);
  const words = box.querySelector<HTMLElement>("[data-kiosk-words]");
  const said = document.querySelector<HTMLElement>("[data-kiosk-said]");
  let last = Date.now();
  let told = last;

  const ask = (left: number): void => {
    const text = (left === 1 ? words?.dataset["one"] : words?.dataset["other"])?.replace("{n}", String(left)) ?? "";
    if (words && words.textContent !== text) words.textContent = text;
    const first = box.hidden;
    box.hidden = false;
    if (said && (first || left % SAID_EVERY === 0) && said.textContent !== text) said.textContent = text;
  };
  const stay = (): void => {
    last = Date.now();
    box.hidden = true;
    if (said) said.textContent = "";
    if (last - told < PING) return;
    told = last;
    void fetch(box.dataset["here"] ?? "", { credentials: "same-origin" }).catch(() => {
      // Without a connection the server forgets by itself.
    });
  };
  for (const name of INPUT) document.addEventListener(name, stay, { capture: true, passive: true });
  window.setInterval(() => {
    const left = Math.ceil(seconds - (Date.now() - last) / 1000);
    if (left <= 0) location.replace(box.dataset["finish"] ?? "/");
    else if (left <= warning) ask(left);
  }, 250);
}

// A page that the browser kept is older than what the kiosk may remember.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
const box = document.querySelector<HTMLElement>("[data-kiosk-warning]");
if (box && !document.querySelector("[data-kiosk-start]")) watch(box);
