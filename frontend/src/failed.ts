// SPDX-License-Identifier: EUPL-1.2
// Says that a request failed, in words that the page brought along.

export function sayFailures(): void {
  const place = document.querySelector<HTMLElement>("[data-failed]");
  const say = (failed: boolean): void => {
    if (place) place.hidden = !failed;
    if (place && failed) place.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("htmx:error", () => say(true));
  document.addEventListener("htmx:response:error", (event) => {
    const { ctx } = (event as CustomEvent<{ ctx: { response: { status: number } } }>).detail;
    say(ctx.response.status >= 500);
  });
  document.addEventListener("htmx:before:request", () => say(false));
}
