// SPDX-License-Identifier: EUPL-1.2
// The frames of /ws/campaigns/<slug>/ as backend/faces/live/protocol.py types them.

export interface IdeaTally {
  supports: number;
  comments: number;
}

export interface CampaignTotals {
  supports: number;
  comments: number;
  ideas: number;
}

export interface Hello {
  type: "hello";
  epoch: string;
  position: number;
}

export interface Tallies {
  type: "tallies";
  epoch: string;
  previous: number;
  position: number;
  ideas: Record<string, IdeaTally>;
  totals: CampaignTotals;
}

export interface Resync {
  type: "resync";
}

export interface State {
  type: "state";
  state: "live" | "degraded";
}

export type Frame = Hello | Tallies | Resync | State;

export type Snapshot = Omit<Tallies, "previous" | "type">;
