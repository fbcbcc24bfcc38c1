// SPDX-License-Identifier: EUPL-1.2
// Brings the map only to pages that have a place for one: the list beside it says the same without it.

/** Draw the maps of this page. */
export function drawMaps(): void {
  const places = document.querySelectorAll<HTMLElement>("[data-map]");
  if (places.length) void import("./map").then(({ draw }) => places.forEach(draw));
}
