# SPDX-License-Identifier: EUPL-1.2
"""Atom 1.0 (RFC 4287) of a campaign, an idea, a municipality and the showcase, in the language of `?language=`."""

import datetime
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.views.decorators.http import require_safe

from backend.faces.pages import wording
from backend.participation.notifications import feeds
from backend.participation.notifications.links import whole

_KEPT = "public, max-age=300"


@require_safe
def campaign(request: HttpRequest, slug: str) -> HttpResponse:
    """New ideas and answers of a campaign."""
    return answer_with(request, lambda: feeds.campaign_feed(slug))


@require_safe
def idea(request: HttpRequest, idea_id: int) -> HttpResponse:
    """Comments on an idea, and its answer."""
    return answer_with(request, lambda: feeds.idea_feed(idea_id))


@require_safe
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    """New campaigns, ideas and answers of a municipality."""
    return answer_with(request, lambda: feeds.municipality_feed(slug))


def answer_with(request: HttpRequest, read: Callable[[], feeds.Feed]) -> HttpResponse:
    """The feed, or 304 where the reader has it already."""
    wanted = request.GET.get("language", "")
    language = wanted if wanted in dict(settings.LANGUAGES) else wording.language()
    with translation.override(language):
        written = _written(read(), language, request.path)
    answer = HttpResponse(written, content_type="application/atom+xml; charset=utf-8")
    answer["Cache-Control"], answer["Content-Language"] = _KEPT, language
    set_response_etag(answer)
    found = get_conditional_response(request, etag=answer["ETag"], response=answer)
    return found if isinstance(found, HttpResponse) else answer


def _written(feed: feeds.Feed, language: str, path: str) -> str:
    atom = _Dated(
        title=f"{feed.title} – Parvi",
        link=whole(feed.path),
        description=None,
        language=language,
        author_name="Parvi",
        feed_url=f"{whole(path)}?language={language}",
        feed_guid=feed.id,
        changed_at=feed.at,
    )
    for entry in feed.entries:
        atom.add_item(
            title=entry.title,
            link=whole(entry.path),
            description=linebreaks(entry.text, autoescape=True),
            unique_id=entry.id,
            pubdate=entry.at,
            updateddate=entry.at,
            author_name=entry.author or None,
        )
    return atom.writeString("utf-8")


class _Dated(Atom1Feed):
    """Says when the feed last changed: where it has no entries, Django's would say now."""

    def latest_post_date(self) -> datetime.datetime:
        """The date that the feed was made with."""
        changed_at: datetime.datetime = self.feed["changed_at"]
        return changed_at
