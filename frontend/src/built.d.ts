// SPDX-License-Identifier: EUPL-1.2
// What exists only when the browser side is built.
declare module "virtual:coastline" {
  /** The region's land: rings of [longitude, latitude] in degrees. */
  const rings: [number, number][][];
  export default rings;
}

/** A style sheet that is loaded with the module that imports it. */
declare module "*.css";
