// SPDX-License-Identifier: EUPL-1.2
// New comments are announced, and put in where they belong when the reader asks: nothing moves by itself.
import { keepDrafts } from "./draft";
import type { Snapshot } from "./protocol";

declare global {
  interface Window {
    htmx?: { process(element: Element): void };
  }
}

const format = new Intl.NumberFormat(document.documentElement.lang || "fi");
const section = (): HTMLElement | null => document.querySelector<HTMLElement>("[data-discussion]");

/** Says how many comments there are that the page does not show. */
export function tellNews(tallies: Snapshot): void {
  const place = section();
  const link = place?.querySelector<HTMLElement>("[data-news]");
  const tally = tallies.ideas[place?.dataset["discussion"] ?? ""];
  if (!place || !link || !tally) return;
  const fresh = tally.comments - Number(place.dataset["known"]);
  link.hidden = fresh <= 0;
  const words = fresh === 1 ? link.dataset["one"] : link.dataset["other"]?.replace("{n}", format.format(fresh));
  if (fresh > 0 && link.textContent !== words) link.textContent = words ?? "";
}

/** The items of `from` that `into` lacks go where they stand there; those that are shown stay as they are. */
function merge(into: Element, from: Element, added: Element[]): void {
  let next: Element | null = into.firstElementChild;
  for (const item of [...from.children]) {
    const known = document.getElementById(item.id);
    if (known?.parentElement === into) {
      next = known.nextElementSibling;
      const replies = item.querySelector(":scope > ul");
      const shown = known.querySelector(":scope > ul");
      if (replies && shown) merge(shown, replies, added);
      else if (replies) {
        added.push(...replies.children);
        known.append(replies);
      }
    } else if (!known) {
      into.insertBefore(item, next);
      added.push(item);
    }
  }
}

async function show(place: HTMLElement, link: HTMLAnchorElement): Promise<void> {
  const list = place.querySelector("ul.comments");
  const answer = await fetch(`/ideas/${place.dataset["discussion"] ?? ""}/comments/`, { headers: { "HX-Request": "true" } });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector<HTMLElement>("[data-discussion]");
  const items = fresh?.querySelector("ul.comments");
  if (!answer.ok || !fresh || !list || !items) throw new Error("no list");
  const added: Element[] = [];
  merge(list, items, added);
  place.dataset["known"] = fresh.dataset["known"] ?? "";
  link.hidden = true;
  added.forEach((item) => window.htmx?.process(item));
  keepDrafts();
  const first = added[0];
  if (!(first instanceof HTMLElement)) return;
  first.tabIndex = -1;
  first.focus({ preventScroll: true });
}

/** The link leads to the newest comments; where these are shown already, only what is new is put in. */
export function showNews(): void {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-news]") : null;
    const place = section();
    if (!link || !place || place.dataset["newest"] === undefined || !place.querySelector("ul.comments")) return;
    event.preventDefault();
    show(place, link).catch(() => location.assign(link.href));
  });
}
