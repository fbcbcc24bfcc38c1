// SPDX-License-Identifier: EUPL-1.2
// Choosing a point: by a tap, or by moving the map under its middle and pressing Enter.
import { type LatLng, type Marker, divIcon, marker } from "leaflet";
import { empty } from "./map";

const DIGITS = 5; // about a metre
const START_ZOOM = 11;

/** The parts of the form that the map fills. */
interface Fields {
  latitude: HTMLInputElement;
  longitude: HTMLInputElement;
}

function fieldsOf(holder: HTMLElement): Fields | null {
  const form = holder.closest("form");
  const latitude = form?.elements.namedItem("latitude");
  const longitude = form?.elements.namedItem("longitude");
  return latitude instanceof HTMLInputElement && longitude instanceof HTMLInputElement ? { latitude, longitude } : null;
}

/** Open the map of a holder and keep its point in the fields of the form. */
export function pick(holder: HTMLElement): void {
  const box = holder.querySelector<HTMLElement>(".mapbox");
  const clear = holder.querySelector<HTMLElement>("[data-pick-clear]");
  const help = holder.querySelector<HTMLElement>("[data-pick-help]");
  const said = holder.querySelector<HTMLElement>("[data-pick-said]");
  const fields = fieldsOf(holder);
  if (!box || !clear || !help || !said || !fields) return;
  help.hidden = false;
  const drawn = empty(box).setView([Number(holder.dataset["latitude"]), Number(holder.dataset["longitude"])], START_ZOOM);
  const icon = divIcon({ className: "pin", html: "", iconSize: [44, 44], iconAnchor: [22, 42] });
  let pin: Marker | null = null;

  const write = (latitude: string, longitude: string): void => {
    fields.latitude.value = latitude;
    fields.longitude.value = longitude;
    fields.latitude.dispatchEvent(new Event("input", { bubbles: true })); // so that the draft is kept
  };
  const put = (point: LatLng): void => {
    pin = (pin ?? marker(point, { icon, keyboard: false }).addTo(drawn)).setLatLng(point);
    clear.hidden = false;
    write(point.lat.toFixed(DIGITS), point.lng.toFixed(DIGITS));
    said.textContent = said.dataset["chosen"] ?? "";
  };

  drawn.on("click", ({ latlng }) => put(latlng));
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== box) return;
    event.preventDefault(); // it would send the form
    put(drawn.getCenter());
  });
  clear.addEventListener("click", () => {
    pin?.remove();
    pin = null;
    clear.hidden = true;
    write("", "");
    said.textContent = said.dataset["removed"] ?? "";
    box.focus();
  });
  if (fields.latitude.value && fields.longitude.value) {
    drawn.setView([Number(fields.latitude.value), Number(fields.longitude.value)], START_ZOOM + 2);
    put(drawn.getCenter());
  }
  box.focus({ preventScroll: true });
}
