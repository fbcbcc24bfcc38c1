// SPDX-License-Identifier: EUPL-1.2
// Says that a request failed, in words that the page brought along; quietly where a page did it by itself.

import { keepForLater } from "./offline";

type Failed = CustomEvent<{ ctx: { response?: { status: number }; sourceElement?: Element } }>;

export function sayFailures(): void {
  const place = document.querySelector<HTMLElement>("[data-failed]");
  const say = (event: Event, failed: boolean): void => {
    const quiet = (event as Failed).detail.ctx.sourceElement?.closest("[data-quiet]");
    const here = quiet ? quiet.querySelector<HTMLElement>("[data-failed-here]") : place;
    if (here) here.hidden = !failed;
    if (here && failed && !quiet) here.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("htmx:error", (event) => {
    if (!keepForLater((event as Failed).detail.ctx.sourceElement)) say(event, true);
  });
  document.addEventListener("htmx:response:error", (event) => say(event, ((event as Failed).detail.ctx.response?.status ?? 0) >= 500));
  document.addEventListener("htmx:before:request", (event) => say(event, false));
}
