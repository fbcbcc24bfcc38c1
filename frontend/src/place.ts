// SPDX-License-Identifier: EUPL-1.2
// Where a page is in a campaign's stream of tallies, and what a frame means for it. Pure: no DOM, no network.
import type { Frame, Snapshot, Tallies } from "./protocol";

export type Step = { do: "show"; tallies: Snapshot } | { do: "ask" } | { do: "nothing" };

export class Place {
  private epoch = "";
  private position = -1;

  /** Tallies are absolute, so a frame that starts at or before our position leaves no gap. */
  step(frame: Frame): Step {
    switch (frame.type) {
      case "hello":
        return frame.epoch === this.epoch && frame.position === this.position ? { do: "nothing" } : { do: "ask" };
      case "tallies":
        return this.tallies(frame);
      case "resync":
        return { do: "ask" };
      case "state":
        return { do: "nothing" };
    }
  }

  private tallies(frame: Tallies): Step {
    if (frame.epoch !== this.epoch || frame.previous > this.position) return { do: "ask" };
    if (frame.position <= this.position) return { do: "nothing" };
    this.position = frame.position;
    return { do: "show", tallies: frame };
  }

  /** False for a snapshot that is older than what the page already shows. */
  accept(snapshot: Snapshot): boolean {
    if (snapshot.epoch === this.epoch && snapshot.position < this.position) return false;
    this.epoch = snapshot.epoch;
    this.position = snapshot.position;
    return true;
  }
}
