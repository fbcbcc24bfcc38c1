// SPDX-License-Identifier: EUPL-1.2
// Offers the names of a discussion while one types after an @: only names that this page shows.

const MOST = 5;
const TOKEN = /(^|[^\p{L}\p{N}._+-])@([^@\n]{0,40})$/u;

function namesLike(start: string): string[] {
  const wanted = start.toLocaleLowerCase();
  const names = [...document.querySelectorAll<HTMLElement>("[data-name]")].map((element) => element.dataset["name"] ?? "");
  return [...new Set(names)].filter((name) => name !== "" && name.toLocaleLowerCase().startsWith(wanted)).slice(0, MOST);
}

function put(field: HTMLTextAreaElement, from: number, name: string): void {
  field.setRangeText(`@${name} `, from, field.selectionStart, "end");
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function offer(field: HTMLTextAreaElement, place: HTMLElement): void {
  const before = field.value.slice(0, field.selectionStart);
  const token = TOKEN.exec(before);
  const typed = token?.[2] ?? "";
  // A name that is written out, with what follows it, begins no other: nothing is offered.
  const names = token ? namesLike(typed).filter((name) => name.length > typed.trimEnd().length || typed === "") : [];
  place.hidden = names.length === 0;
  place.replaceChildren(
    ...names.map((name) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn";
      button.textContent = `@${name}`;
      button.addEventListener("click", () => put(field, before.length - typed.length - 1, name));
      return button;
    }),
  );
}

export function offerNames(): void {
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLTextAreaElement)) return;
    const place = field.form?.querySelector<HTMLElement>("[data-offer]");
    if (place) offer(field, place);
  });
}
