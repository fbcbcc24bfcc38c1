// SPDX-License-Identifier: EUPL-1.2
// Puts new figures into the page: only digits change, nothing moves.
import { tellNews } from "./news";
import type { Snapshot } from "./protocol";

const format = new Intl.NumberFormat(document.documentElement.lang || "fi");

/** A figure that is hidden stays as the page says it. */
function put(selector: string, value: number | null): void {
  if (value === null) return;
  const text = format.format(value);
  for (const element of document.querySelectorAll(selector)) {
    if (element.textContent !== text) element.textContent = text;
  }
}

export function show(tallies: Snapshot): void {
  for (const [idea, tally] of Object.entries(tallies.ideas)) {
    put(`[data-idea-supports="${CSS.escape(idea)}"]`, tally.supports);
    put(`[data-idea-comments="${CSS.escape(idea)}"]`, tally.comments);
  }
  put('[data-total="supports"]', tallies.totals.supports);
  put('[data-total="comments"]', tallies.totals.comments);
  put('[data-total="ideas"]', tallies.totals.ideas);
  tellNews(tallies);
}
