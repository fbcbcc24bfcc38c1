# SPDX-License-Identifier: EUPL-1.2
"""What somebody writes around moderation: a report, and an appeal about what was hidden of them."""

import pgtrigger
from django.db.models import Q

from backend.participation.campaigns.models import Campaign
from backend.participation.discussion.services import write_comment
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.services import propose_idea
from backend.participation.moderation.appeals import appeal
from backend.participation.moderation.rules import ReportDraft
from backend.participation.moderation.services import report_content
from backend.region.accounts.models import Account
from backend.region.accounts.services import give_role
from tests.participation.moderation.steps import hidden
from tests.records.privacy.marks import Marker


def be_moderated(mark: Marker, account: Account, moderator: Account, *, collecting: str, idea_id: int) -> None:
    """Reporting an idea with everything that the form asks; having an idea and a comment hidden; appealing."""
    give_role(account=moderator, kind="moderator", municipality=account.municipality)
    moderator = Account.objects.get(pk=moderator.pk)  # anew: an account knows the roles that it was asked for
    draft = ReportDraft(
        category="insult",
        explanation=f"Tämä loukkaa, {mark('report')}.",
        name=mark("reporter"),
        email=f"{mark('second')}@posti.test",
        good_faith=True,
    )
    report_content(by=account, draft=draft, language="fi", idea_id=idea_id)
    report_content(by=None, draft=draft, language="fi", idea_id=idea_id)
    typed = IdeaDraft(
        title=f"Katos {mark('hiddentitle')}", text=f"Katos, {mark('hiddentext')}.", category="luonto",
        place=mark("hiddenplace"),
    )  # fmt: skip
    own = propose_idea(by=account, campaign_slug=collecting, draft=typed)
    said = write_comment(by=account, idea_id=idea_id, text=f"Sanon myös {mark('hiddencomment')}")
    _wait(mark, account, slug=collecting, idea_id=idea_id)
    hidden(moderator, idea_id=own.pk)
    decision = hidden(moderator, comment_id=said.pk)
    appeal(by=account, decision_id=decision.pk, text=f"En loukannut, {mark('appeal')}.")


def _wait(mark: Marker, account: Account, *, slug: str, idea_id: int) -> None:
    """An idea and a comment that nobody has read yet, in campaigns that are read first meanwhile."""
    first = Campaign.objects.filter(Q(slug=slug) | Q(ideas__id=idea_id))
    chosen = list(first.distinct().values_list("pk", flat=True))
    _read_first(chosen, wanted=True)
    typed = IdeaDraft(
        title=f"Odottava {mark('waitingtitle')}", text=f"Odottaa, {mark('waitingtext')}.", category="luonto",
        place=mark("waitingplace"),
    )  # fmt: skip
    propose_idea(by=account, campaign_slug=slug, draft=typed)
    write_comment(by=account, idea_id=idea_id, text=f"Tämäkin odottaa, {mark('waitingcomment')}")
    _read_first(chosen, wanted=False)


def _read_first(campaigns: list[int], *, wanted: bool) -> None:
    """What stands once a campaign is public; here the same campaigns serve both ways."""
    with pgtrigger.ignore("campaigns.Campaign:reading_first_stands"):
        Campaign.objects.filter(pk__in=campaigns).update(ideas_read_first=wanted, comments_read_first=wanted)
