// SPDX-License-Identifier: EUPL-1.2
// Written by `python -m backend generate_protocol` from backend/faces/live/protocol.py; do not change it by hand.

/** Absolute figures of one idea; supports are null while the campaign hides them. */
export interface IdeaTally {
  supports: number | null;
  comments: number;
}

/** Absolute figures of the whole campaign; `ideas` are those that stand, supports null while they are hidden. */
export interface CampaignTotals {
  supports: number | null;
  comments: number;
  ideas: number;
}

/**
 * The first frame: where the stream that follows begins.
 *
 * A client that knows the same epoch and position missed nothing; any other asks for the snapshot.
 */
export interface Hello {
  type: "hello";
  epoch: string;
  position: number;
}

/**
 * The figures of the ideas that changed after `previous` and up to `position`, by the idea's id.
 *
 * Figures are absolute and at least as new as `position`. A client at `previous` or later missed
 * nothing; one that is before it, or knows another epoch, asks for the snapshot. After a loss on
 * the server a frame with `previous` 0 has all figures.
 */
export interface Tallies {
  type: "tallies";
  epoch: string;
  previous: number;
  position: number;
  ideas: Record<string, IdeaTally>;
  totals: CampaignTotals;
}

/** Something may have been missed: ask for the snapshot, at a moment of one's own within a second. */
export interface Resync {
  type: "resync";
}

/**
 * Whether changes arrive at once ("live") or the client should poll the snapshot ("degraded").
 *
 * What was missed while degraded comes after "live" by itself.
 */
export interface State {
  type: "state";
  state: "live" | "degraded";
}

/** The figures of all ideas of a campaign exactly at `position`, by the idea's id. */
export interface Snapshot {
  epoch: string;
  position: number;
  ideas: Record<string, IdeaTally>;
  totals: CampaignTotals;
}

export type Frame = Hello | Tallies | Resync | State;
