// SPDX-License-Identifier: EUPL-1.2
// Cuts the region's coast out of the world's (Natural Earth, public domain) when the browser side is built.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { Plugin } from "vite";

type Point = [number, number];

/** West, south, east, north of what is kept, in degrees of WGS 84. */
const BOX = [22.2, 59.5, 27.2, 61.1] as const;
const DIGITS = 4;
const NAME = "virtual:coastline";

/** The part of a ring on one side of a line (Sutherland and Hodgman, 1974). */
function cut(ring: Point[], axis: 0 | 1, limit: number, keepsAbove: boolean): Point[] {
  const inside = (point: Point): boolean => (keepsAbove ? point[axis] >= limit : point[axis] <= limit);
  const kept: Point[] = [];
  ring.forEach((point, index) => {
    const before = ring[(index + ring.length - 1) % ring.length] as Point;
    if (inside(point) !== inside(before)) {
      const share = (limit - before[axis]) / (point[axis] - before[axis]);
      kept.push([before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])]);
    }
    if (inside(point)) kept.push(point);
  });
  return kept;
}

function clipped(ring: Point[]): Point[] {
  const [west, south, east, north] = BOX;
  const inBox = cut(cut(cut(cut(ring, 0, west, true), 0, east, false), 1, south, true), 1, north, false);
  return inBox.map(([longitude, latitude]) => [Number(longitude.toFixed(DIGITS)), Number(latitude.toFixed(DIGITS))]);
}

/** The land inside the box, as rings of [longitude, latitude]. */
function coastline(): Point[][] {
  const file = createRequire(import.meta.url).resolve("world-atlas/land-10m.json");
  const world = JSON.parse(readFileSync(file, "utf-8")) as Topology<{ land: GeometryCollection }>;
  const rings: Point[][] = [];
  for (const { geometry } of feature(world, world.objects.land).features) {
    const polygons = geometry.type === "MultiPolygon" ? geometry.coordinates : [];
    for (const polygon of polygons) rings.push(clipped((polygon[0] ?? []) as Point[]));
  }
  return rings.filter((ring) => ring.length > 2);
}

/** `import rings from "virtual:coastline"`. */
export function coastlineOfTheRegion(): Plugin {
  return {
    name: "coastline",
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load: (id) => (id === `\0${NAME}` ? `export default ${JSON.stringify(coastline())}` : undefined),
  };
}
