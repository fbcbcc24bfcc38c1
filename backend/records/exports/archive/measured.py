# SPDX-License-Identifier: EUPL-1.2
"""What the archive carries of figures that came in files: visits to the municipality's pages, and its social media."""

from backend.insight.evaluation.models import SocialPeriod, WebPeriod
from backend.records.exports.archive.carried import Carried
from backend.records.exports.archive.region import OWN

WEB = Carried(
    name="web_periods",
    model=WebPeriod,
    fields=("municipality", "first", "last", "visits", "visitors", "converted", "synthetic"),
    rows=OWN,
    known_by=("municipality", "first", "last"),
)
SOCIAL = Carried(
    name="social_periods",
    model=SocialPeriod,
    fields=("channel", "municipality", "first", "last", "reach", "reactions", "synthetic"),
    rows=OWN,
    known_by=("channel", "municipality", "first", "last"),
)

TABLES = (WEB, SOCIAL)
