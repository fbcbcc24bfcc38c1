// SPDX-License-Identifier: EUPL-1.2
// What every page loads beside htmx: small enhancements; each page works without all of them.
import { takeCodeFromAddress } from "./code";
import { keepDrafts } from "./draft";
import { sayFailures } from "./failed";
import { keepFocus } from "./focus";
import { keepFresh } from "./live";
import { drawMaps } from "./maps";
import { offerNames } from "./names";
import { showNews } from "./news";
import { watchConnection } from "./offline";
import { shareByDevice } from "./share";
import { switchTheme } from "./theme";

drawMaps();
keepDrafts();
keepFocus();
keepFresh();
offerNames();
showNews();
sayFailures();
watchConnection();
shareByDevice();
takeCodeFromAddress();
switchTheme();
document.addEventListener("htmx:after:swap", keepDrafts);
