// SPDX-License-Identifier: EUPL-1.2
// Keeps a campaign's figures fresh: a websocket, and the same snapshot by polling while there is none.
import { show } from "./digits";
import { Place } from "./place";
import type { Frame, Snapshot } from "./protocol";

type Mark = "live" | "degraded";

const FIRST_RETRY = 500;
const LAST_RETRY = 4000;
const POLL = 5000;
/** What goes wrong on the server is told to everyone at once: each then asks at a moment of its own. */
const SPREAD = 1000;
/** The server closes with this code where there is no such campaign for everybody. */
const NOT_FOUND = 4404;

const jitter = (milliseconds: number): number => milliseconds * (0.5 + Math.random() / 2);

export class Live {
  private readonly place = new Place();
  private readonly waiting: Frame[] = [];
  private socket: WebSocket | null = null;
  private asking = false;
  private soon = 0;
  private retry = FIRST_RETRY;
  private timer = 0;

  constructor(
    private readonly socketUrl: string,
    private readonly snapshotUrl: string,
    private readonly shown: (tallies: Snapshot) => void = show,
  ) {}

  start(): void {
    this.connect();
    addEventListener("pagehide", () => this.stop());
    // A page that comes back from the history starts where it stopped.
    addEventListener("pageshow", (event) => event.persisted && this.connect());
    document.addEventListener("visibilitychange", () => !document.hidden && !this.socket && this.connect());
  }

  private stop(): void {
    clearTimeout(this.timer);
    const socket = this.socket;
    this.socket = null;
    if (!socket) return;
    socket.onmessage = null;
    // Closing one that is not open yet would write to the console.
    if (socket.readyState === WebSocket.CONNECTING) socket.onopen = () => socket.close();
    else socket.close();
  }

  private connect(): void {
    this.stop();
    const socket = new WebSocket(this.socketUrl);
    this.socket = socket;
    socket.onmessage = (message: MessageEvent<string>) => this.hear(JSON.parse(message.data) as Frame);
    socket.onclose = (event: CloseEvent) => {
      if (this.socket !== socket) return;
      this.socket = null;
      this.mark("degraded");
      if (event.code !== NOT_FOUND) this.tryLater();
    };
  }

  private tryLater(): void {
    if (document.hidden) return;
    this.timer = window.setTimeout(() => this.connect(), jitter(this.retry));
    this.retry = Math.min(this.retry * 2, LAST_RETRY);
    void this.ask();
  }

  private hear(frame: Frame): void {
    if (frame.type === "hello") {
      this.retry = FIRST_RETRY;
      this.mark("live");
    }
    if (frame.type === "state") {
      // What was missed comes after "live" by itself.
      this.mark(frame.state);
      if (frame.state === "degraded") this.poll();
      return;
    }
    if (this.soon !== 0 && frame.type === "resync") return;
    if (this.asking || this.soon !== 0) {
      this.waiting.push(frame);
      return;
    }
    const step = this.place.step(frame);
    if (step.do === "show") this.shown(step.tallies);
    if (step.do === "ask" && frame.type === "hello") void this.ask();
    else if (step.do === "ask") this.askSoon();
  }

  /** After a gap; frames that come until then are heard after the snapshot, so that they ask for no second one. */
  private askSoon(): void {
    this.soon = window.setTimeout(() => void this.ask(), Math.random() * SPREAD);
  }

  /** One snapshot at a time; frames that come meanwhile are heard after it. */
  private async ask(): Promise<void> {
    clearTimeout(this.soon);
    this.soon = 0;
    if (this.asking) return;
    this.asking = true;
    try {
      const answer = await fetch(this.snapshotUrl, { headers: { Accept: "application/json" } });
      if (answer.ok) {
        const snapshot = (await answer.json()) as Snapshot;
        if (this.place.accept(snapshot)) this.shown(snapshot);
      }
    } catch {
      // No network: the next frame, retry or poll asks again.
    } finally {
      this.asking = false;
    }
    for (const frame of this.waiting.splice(0)) this.hear(frame);
  }

  private poll(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      if (document.querySelector('[data-live-mark][data-state="degraded"]') === null) return;
      void this.ask().then(() => this.poll());
    }, jitter(POLL));
  }

  private mark(state: Mark): void {
    for (const element of document.querySelectorAll<HTMLElement>("[data-live-mark]")) {
      if (element.dataset["state"] === state) continue;
      element.dataset["state"] = state;
      element.textContent = element.dataset[state === "live" ? "textLive" : "textDegraded"] ?? "";
    }
  }
}

export function keepFresh(): void {
  const source = document.querySelector<HTMLElement>("[data-live-socket]");
  const { liveSocket, liveSnapshot } = source?.dataset ?? {};
  if (liveSocket === undefined || liveSnapshot === undefined) return;
  new Live(new URL(liveSocket, location.href.replace(/^http/, "ws")).href, liveSnapshot).start();
}
