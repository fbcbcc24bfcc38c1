// SPDX-License-Identifier: EUPL-1.2
// Changes light and dark at once; without this the same form asks the server.

const YEAR = 365 * 24 * 3600;

export function switchTheme(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-theme-form]");
  form?.addEventListener("submit", (event) => {
    const chosen = event.submitter;
    if (!(chosen instanceof HTMLButtonElement)) return;
    event.preventDefault();
    const root = document.documentElement;
    if (chosen.value === "system") delete root.dataset["theme"];
    else root.dataset["theme"] = chosen.value;
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `theme=${chosen.value}; path=/; max-age=${YEAR}; samesite=lax${secure}`;
    for (const button of form.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button === chosen));
    }
  });
}
