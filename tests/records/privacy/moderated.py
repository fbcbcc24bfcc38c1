# SPDX-License-Identifier: EUPL-1.2
"""What somebody writes around moderation: a report, and an appeal about what was hidden of them."""

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
    hidden(moderator, idea_id=own.pk)
    decision = hidden(moderator, comment_id=said.pk)
    appeal(by=account, decision_id=decision.pk, text=f"En loukannut, {mark('appeal')}.")
