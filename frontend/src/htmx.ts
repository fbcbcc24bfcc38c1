// SPDX-License-Identifier: EUPL-1.2
// htmx in a file of its own: two short tasks of the browser instead of a long one.
import "htmx.org/dist/htmx.esm.min.js";
