# SPDX-License-Identifier: EUPL-1.2
"""A municipality with a rich history, made by the ways that people and officers have."""

import pytest
from django.core.cache import cache

from backend.region.accounts.issuers import DataRequests
from tests.identity_provider.provider import CLAIMS
from tests.records.importers.history import Town, make_town
from tests.records.privacy.life import Life, make_world
from tests.records.privacy.marks import Marker


@pytest.fixture
def town(
    identity_provider, settings, media, tmp_path, make_campaign, make_idea, make_person, porvoo_organiser, onni,
    mailoutbox, settle,
) -> Town:  # fmt: skip
    """Porvoo, in which everything has happened, also to somebody who filled every field with a marker."""
    cache.clear()
    settings.EXPORTS_DIR = tmp_path / "exports"
    requests = DataRequests("gdprquery", "gdprdelete", ("scope",), "account")
    claims = {**CLAIMS, "subject": ("nick",)}
    settings.ISSUERS = (identity_provider.issuer(claims=claims, data_requests=requests),)
    world = make_world(
        make_campaign=make_campaign, make_idea=make_idea, officer=porvoo_organiser, onni=onni, letters=mailoutbox,
        settle=settle,
    )  # fmt: skip
    life = Life(Marker(), world, identity_provider)
    life.live()
    return make_town(life, make_campaign=make_campaign, make_idea=make_idea, make_person=make_person, settle=settle)
