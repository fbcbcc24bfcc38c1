// SPDX-License-Identifier: EUPL-1.2
// Without a connection: says so, keeps acts that may safely be sent twice, and sends them when there is one again.

const kept = new Map<string, string>();

function say(): void {
  const place = document.querySelector<HTMLElement>("[data-offline]");
  if (place) place.hidden = navigator.onLine;
}

function sendKept(): void {
  for (const [id, value] of kept) {
    const form = document.getElementById(id);
    if (!(form instanceof HTMLFormElement)) continue;
    const button = form.querySelector<HTMLButtonElement>(`button[name="action"][value="${value}"]`);
    if (button) form.requestSubmit(button);
  }
  kept.clear();
}

// Whether a request that failed is kept: of a form that may be sent twice, and only where the connection is the reason.
export function keepForLater(source: Element | undefined): boolean {
  const form = source?.closest<HTMLFormElement>("form[data-resend]");
  const button = form?.querySelector<HTMLButtonElement>('button[name="action"]');
  if (navigator.onLine || !form || !button) return false;
  kept.set(form.id, button.value);
  return true;
}

export function watchConnection(): void {
  addEventListener("offline", say);
  addEventListener("online", () => {
    say();
    sendKept();
  });
  say();
}
