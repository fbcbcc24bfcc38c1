// SPDX-License-Identifier: EUPL-1.2
// Focus is never lost: where a swap takes the focused control away, its successor in the same place gets it.

type Swap = CustomEvent<{ ctx: { target?: Element | null } }>;

export function keepFocus(): void {
  let place: Element | null = null;
  document.addEventListener("htmx:before:swap", (event) => {
    const target = (event as Swap).detail.ctx.target ?? null;
    place = target?.contains(document.activeElement) === true ? target : null;
  });
  document.addEventListener("htmx:after:swap", () => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    const home = place?.id !== undefined && place.id !== "" ? document.getElementById(place.id) : place;
    const next = home?.querySelector<HTMLElement>(".errs, [data-focus-after]");
    if (next && (lost || next.matches(".errs"))) next.focus({ preventScroll: !next.matches(".errs") });
    place = null;
  });
  document.querySelector<HTMLElement>(".errs")?.focus();
}
