# SPDX-License-Identifier: EUPL-1.2
"""Moderation in the demonstration: two reports and a flag that wait, and a comment hidden with reasons."""

from django.db.models import F

from backend.participation.discussion.models import Comment
from backend.participation.discussion.services import write_comment
from backend.participation.ideas.models import Idea
from backend.participation.moderation.models import Case, Decision
from backend.participation.moderation.rules import Reasons, ReportDraft
from backend.participation.moderation.services import carry_out_due_decisions, decide, report_content
from backend.region.accounts.models import Account

_CAMPAIGN = "keravanjoen-ranta"
_RESIDENT, _MODERATOR = "asukas@parvi.example", "moderoija@parvi.example"
_RUDE = "Taas näitä turhien ihmisten turhia toiveita. Menkää töihin."
_SPAM = "Edulliset laiturit suoraan tehtaalta! Tilaa heti, tarjous voimassa vain tänään."
_LINK = "Katso tämä: https://halvat-laiturit.example"


def bring_moderation() -> None:
    """Report an idea and a comment, and hide another comment, once."""
    ideas = list(Idea.objects.filter(campaign__slug=_CAMPAIGN, state="published").order_by("-id")[:2])
    if Case.objects.exists() or len(ideas) < 2:
        return
    writer = Account.objects.filter(email__startswith="kannattaja").order_by("id").first()
    resident = Account.objects.get(email=_RESIDENT)
    if writer is None:
        return
    rude = write_comment(by=writer, idea_id=ideas[0].pk, text=_RUDE, stance="against")
    spam = write_comment(by=writer, idea_id=ideas[0].pk, text=_SPAM)
    write_comment(by=writer, idea_id=ideas[1].pk, text=_LINK)  # a machine notices it, a person decides
    _hide(rude, reported_by=resident)
    _report("spam", "Tämä on mainos eikä liity ideaan.", by=resident, comment_id=spam.pk)
    _report("spam", "Sama teksti on ollut täällä ennenkin.", by=None, comment_id=spam.pk)
    _report("off_topic", "Tämä ei koske joen rantaa vaan koko kaupunkia.", by=None, idea_id=ideas[1].pk)


def _report(category: str, explanation: str, *, by: Account | None, **of: int) -> Case:
    draft = ReportDraft(category=category, explanation=explanation, good_faith=True)
    return report_content(by=by, draft=draft, language="fi", **of).case


def _hide(comment: Comment, *, reported_by: Account) -> None:
    case = _report("insult", "Kommentti halveksii muita osallistujia.", by=reported_by, comment_id=comment.pk)
    facts = "Kommentti nimittelee muita osallistujia eikä käsittele ideaa."
    reasons, moderator = Reasons(ground="insult", facts=facts), Account.objects.get(email=_MODERATOR)
    made = decide(by=moderator, case_id=case.pk, outcome="hide", reasons=reasons, language="fi")
    Decision.objects.filter(pk=made.pk).update(takes_effect_at=F("decided_at"))
    carry_out_due_decisions()
