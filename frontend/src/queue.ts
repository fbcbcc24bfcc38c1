// SPDX-License-Identifier: EUPL-1.2
// The moderator's queue by keyboard: each key presses a control of the case in which the focus is.

const cases = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("[data-case]")];
const current = (): HTMLElement | null => document.activeElement?.closest<HTMLElement>("[data-case]") ?? null;

function step(by: 1 | -1): void {
  const all = cases();
  const here = current();
  const next = here ? all[all.indexOf(here) + by] : all[0];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function press(key: string): void {
  const place: ParentNode | null = key === "u" ? document : (current() ?? cases()[0] ?? null);
  const control = place?.querySelector<HTMLElement>(`[data-key="${key}"]`);
  control?.click();
  const details = control?.closest("details");
  if (details?.open) details.querySelector<HTMLElement>("select, textarea")?.focus();
}

const ACTS: Record<string, () => void> = { j: () => step(1), k: () => step(-1) };

document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.closest("input:not([type=checkbox]), select, textarea");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = ACTS[event.key] ?? ("hlxu".includes(event.key) ? () => press(event.key) : undefined);
  if (!act) return;
  event.preventDefault();
  act();
});

// What has taken effect cannot be undone any more: its notice goes when its time is over.
for (const note of document.querySelectorAll<HTMLElement>("[data-undo]")) {
  const left = Date.parse(note.dataset["undo"] ?? "") - Date.now();
  setTimeout(() => note.remove(), Math.min(Math.max(left, 0), 10_000));
}
document.querySelectorAll<HTMLElement>("[data-keys]").forEach((legend) => (legend.hidden = false));
