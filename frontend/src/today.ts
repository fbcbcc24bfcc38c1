// SPDX-License-Identifier: EUPL-1.2
// Keeps the figures of the officer's day fresh: a campaign's stream says that something was done, and the page's own
// figures are asked for anew; without a stream they are asked for every while. Only digits change.
import { Live } from "./live";

/** The statistics fold what was done within a few seconds: ask soon, and once more when they have. */
const SOON = [700, 4000];
const EVERY = 20_000;
const format = new Intl.NumberFormat(document.documentElement.lang || "fi");

class Today {
  private timers: number[] = [];

  constructor(private readonly address: string) {}

  start(slugs: string[]): void {
    for (const slug of slugs) {
      const socket = new URL(`/ws/campaigns/${slug}/`, location.href.replace(/^http/, "ws")).href;
      new Live(socket, `/api/v1/campaigns/${slug}/snapshot/`, () => this.soon()).start();
    }
    setInterval(() => !document.hidden && void this.ask(), EVERY);
    document.addEventListener("visibilitychange", () => !document.hidden && void this.ask());
  }

  private soon(): void {
    if (this.timers.length > 0) return;
    this.timers = SOON.map((milliseconds) => window.setTimeout(() => void this.ask(), milliseconds));
    window.setTimeout(() => (this.timers = []), Math.max(...SOON));
  }

  private async ask(): Promise<void> {
    try {
      const answer = await fetch(this.address, { headers: { Accept: "application/json" } });
      if (answer.ok) this.show((await answer.json()) as Record<string, number | null>);
    } catch {
      // No network: the next moment asks again.
    }
  }

  private show(figures: Record<string, number | null>): void {
    for (const element of document.querySelectorAll<HTMLElement>("[data-today-figure]")) {
      const value = figures[element.dataset["todayFigure"] ?? ""];
      if (typeof value !== "number") continue;
      const text = format.format(value);
      if (element.textContent !== text) element.textContent = text;
    }
  }
}

const place = document.querySelector<HTMLElement>("[data-today]");
const address = place?.dataset["today"];
if (address !== undefined) new Today(address).start((place?.dataset["todayCampaigns"] ?? "").split(" ").filter(Boolean));
