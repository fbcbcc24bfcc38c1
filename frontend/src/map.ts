// SPDX-License-Identifier: EUPL-1.2
// The map of ideas: Leaflet over the region's coastline, with the numbers of the list beside it.
import "leaflet/dist/leaflet.css";
import { type LatLngTuple, type Map as LeafletMap, control, divIcon, map, marker, polygon, tileLayer } from "leaflet";
import rings from "virtual:coastline";

const REGION: [LatLngTuple, LatLngTuple] = [
  [59.75, 22.75],
  [60.85, 26.6],
];
const CLOSEST = 17;

/** An idea of the list that has a point. */
interface Spot {
  point: LatLngTuple;
  item: HTMLElement;
}

/** The items of the list that `data-map` names which say where they are. */
function spots(list: ParentNode): Spot[] {
  return [...list.querySelectorAll<HTMLElement>("[data-latitude]")].map((item) => ({
    item,
    point: [Number(item.dataset["latitude"]), Number(item.dataset["longitude"])],
  }));
}

/** The municipalities' names, which are on no tile of ours. */
function names(): ParentNode {
  const template = document.getElementById("map-names");
  return template instanceof HTMLTemplateElement ? template.content : document.createDocumentFragment();
}

/** An empty map of the region: water, land, and tiles where the site has some. */
export function empty(place: HTMLElement): LeafletMap {
  const words = place.dataset;
  place.hidden = false;
  const drawn = map(place, { zoomControl: false, attributionControl: Boolean(words["tiles"]), minZoom: 7, maxZoom: CLOSEST });
  control.zoom({ zoomInTitle: words["zoomIn"] ?? "", zoomOutTitle: words["zoomOut"] ?? "" }).addTo(drawn);
  for (const ring of rings) {
    const land = ring.map(([longitude, latitude]): LatLngTuple => [latitude, longitude]);
    polygon(land, { className: "land", interactive: false, smoothFactor: 0.5 }).addTo(drawn);
  }
  for (const { item, point } of spots(names())) {
    marker(point, { icon: divIcon({ className: "name", html: item, iconSize: [0, 0] }), interactive: false, keyboard: false }).addTo(drawn);
  }
  control.scale({ imperial: false }).addTo(drawn);
  if (words["tiles"]) tileLayer(words["tiles"], { attribution: words["attribution"] ?? "", maxZoom: CLOSEST }).addTo(drawn);
  return drawn.fitBounds(REGION);
}

/** Show where the ideas of a list are; a pin leads to the list, where the same number stands. */
export function draw(place: HTMLElement): void {
  const list = document.getElementById(place.dataset["map"] ?? "");
  const found = list ? spots(list) : [];
  const drawn = empty(place);
  for (const [index, { item, point }] of found.entries()) {
    const icon = divIcon({ className: "pin", html: String(index + 1), iconSize: [44, 44], iconAnchor: [22, 42] });
    // the list says the same to keyboard and screen reader, so that 150 pins are not 150 stops
    const pin = marker(point, { icon, keyboard: false, title: item.dataset["title"] ?? "" }).addTo(drawn);
    pin.getElement()?.setAttribute("aria-hidden", "true");
    pin.on("click", () => show(item));
    item.addEventListener("focusin", () => drawn.panInside(point, { padding: [60, 60] }));
    item.addEventListener("pointerenter", () => pin.getElement()?.classList.add("here"));
    item.addEventListener("pointerleave", () => pin.getElement()?.classList.remove("here"));
  }
  if (found.length) drawn.fitBounds(found.map(({ point }) => point), { padding: [48, 48], maxZoom: 13 });
}

function show(item: HTMLElement): void {
  item.scrollIntoView({ block: "nearest" });
  item.querySelector<HTMLElement>("a")?.focus({ preventScroll: true });
}
