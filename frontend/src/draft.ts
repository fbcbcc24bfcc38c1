// SPDX-License-Identifier: EUPL-1.2
// Keeps what a person is writing in their own browser until the server says that it has it.

type Kept = { at: number; fields: Record<string, string> };
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const PAUSE = 400;
const WEEKS_TWO = 14 * 24 * 3600 * 1000;
const nameOf = (key: string): string => `draft:${key}`;

function fieldsOf(form: HTMLFormElement): Field[] {
  const skipped = new Set(["hidden", "password", "file", "submit", "button"]);
  return [...form.elements].filter(
    (element): element is Field =>
      (element instanceof HTMLInputElement ||
        element instanceof HTMLTextAreaElement ||
        element instanceof HTMLSelectElement) &&
      element.name !== "" &&
      !element.name.startsWith("proof-") && // a code lets somebody in: it is kept nowhere
      !skipped.has(element.type),
  );
}

const isChoice = (field: Field): field is HTMLInputElement => field.type === "radio" || field.type === "checkbox";

function save(form: HTMLFormElement, key: string): void {
  const fields: Record<string, string> = {};
  let written = false;
  for (const field of fieldsOf(form)) {
    if (isChoice(field) && !field.checked) continue;
    fields[field.name] = field.value;
    written ||= !isChoice(field) && field.value.trim() !== "";
  }
  try {
    if (written) localStorage.setItem(nameOf(key), JSON.stringify({ at: Date.now(), fields } satisfies Kept));
    else localStorage.removeItem(nameOf(key));
  } catch {
    return; // Storage is full or forbidden: the form works without it.
  }
  say(form, written ? Date.now() : null);
}

function say(form: HTMLFormElement, at: number | null): void {
  const place = form.querySelector<HTMLElement>("[data-draft-status]");
  if (!place) return;
  place.hidden = at === null;
  if (at === null) return;
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" }).format(at);
  const words = place.querySelector("span") ?? place;
  words.textContent = (place.dataset["text"] ?? "").replace("{time}", clock);
}

function read(key: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(nameOf(key)) ?? "null") as Kept | null;
    return kept && Date.now() - kept.at < WEEKS_TWO ? kept : null;
  } catch {
    return null;
  }
}

/**
 * What the server sent wins: only a field that is still empty is filled, unless the draft changes what is
 * there, or is newer than the one that the server kept; that is said, and can be undone.
 */
function restore(form: HTMLFormElement, key: string): void {
  const kept = read(key);
  if (!kept || form.dataset["draftBound"] !== undefined) return;
  const over = form.dataset["draftOver"] !== undefined;
  const saved = Number(form.dataset["draftSaved"] ?? 0) * 1000;
  if (saved > kept.at) return;
  let differs = false;
  for (const field of fieldsOf(form)) {
    const value = kept.fields[field.name];
    if (value === undefined) continue;
    differs ||= isChoice(field) ? field.checked !== (field.value === value) : field.value.trim() !== value.trim();
    if (isChoice(field)) field.checked = field.value === value;
    else if (over || saved > 0 || field.value === "") field.value = value;
  }
  form.closest("details")?.setAttribute("open", "");
  say(form, kept.at);
  if (!differs) return;
  const newer = document.querySelector<HTMLElement>("[data-draft-newer]");
  if (newer && saved > 0) newer.hidden = false;
  form.dispatchEvent(new Event("input"));
}

const watched = new WeakSet<HTMLFormElement>();
/** What waits for a pause in the typing: kept at once where the tab is closed or the phone put away. */
const pending = new Set<() => void>();
document.addEventListener("visibilitychange", () => {
  if (document.hidden) pending.forEach((keep) => keep());
});

function watch(form: HTMLFormElement): void {
  const key = form.dataset["draft"];
  if (key === undefined || watched.has(form)) return;
  watched.add(form);
  let timer = 0;
  const keep = (): void => {
    clearTimeout(timer);
    pending.delete(keep);
    save(form, key);
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    pending.add(keep);
    timer = window.setTimeout(keep, PAUSE);
  });
  form.addEventListener("submit", keep);
  restore(form, key);
}

/** A draft has become an act: it is forgotten, and a form that a morphing swap kept is emptied. */
function finish(key: string): void {
  try {
    localStorage.removeItem(nameOf(key));
  } catch {
    // Nothing was kept where storage is forbidden.
  }
  const form = document.querySelector<HTMLFormElement>(`form[data-draft="${CSS.escape(key)}"]`);
  if (!form) return;
  form.reset();
  say(form, null);
  const details = form.closest("details");
  if (details?.contains(document.activeElement) === true) details.querySelector("summary")?.focus();
  details?.removeAttribute("open");
}

/** Runs at load and after each swap; `data-draft-done` names a draft that has become an act. */
export function keepDrafts(): void {
  if (document.body.dataset["kiosk"] !== undefined) return; // A kiosk keeps nothing of anybody.
  for (const done of document.querySelectorAll<HTMLElement>("[data-draft-done]")) {
    finish(done.dataset["draftDone"] ?? "");
    delete done.dataset["draftDone"];
  }
  document.querySelectorAll<HTMLFormElement>("form[data-draft]").forEach(watch);
}
