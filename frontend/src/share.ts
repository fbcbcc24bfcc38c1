// SPDX-License-Identifier: EUPL-1.2
// The device's own sharing where there is one; the link behind it is an ordinary mailto.

export function shareByDevice(): void {
  if (typeof navigator.share !== "function") return;
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-share]") : null;
    if (!link) return;
    event.preventDefault();
    void navigator.share({ title: link.dataset["share"] ?? document.title, url: location.href.split("#")[0] ?? "" }).catch(() => {
      // The person closed the device's dialog.
    });
  });
}
