// SPDX-License-Identifier: EUPL-1.2
// Brings the map only to pages that have a place for one: lists and fields say the same without it.

/** Draw the maps of this page, and offer those on which a point is chosen. */
export function drawMaps(): void {
  const places = document.querySelectorAll<HTMLElement>("[data-map]");
  if (places.length) void import("./map").then(({ draw }) => places.forEach(draw));
  for (const holder of document.querySelectorAll<HTMLElement>("[data-map-pick]")) offer(holder);
}

function offer(holder: HTMLElement): void {
  holder.hidden = false;
  const button = holder.querySelector<HTMLButtonElement>("[data-pick-open]");
  button?.addEventListener(
    "click",
    () => {
      button.setAttribute("aria-expanded", "true");
      void import("./picker").then(({ pick }) => pick(holder));
    },
    { once: true },
  );
}
