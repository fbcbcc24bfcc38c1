# SPDX-License-Identifier: EUPL-1.2
"""Reading follows, the inbox, and what a person chose about letters."""

import dataclasses
from typing import Any

from django.db import connection
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    Exists,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, JSONObject

from backend.participation.campaigns.models import Amendment, Partner, Phase
from backend.participation.discussion.models import Comment
from backend.participation.ideas.models import READABLE, Coauthor, Idea
from backend.participation.initiatives.models import Initiative
from backend.participation.moderation.models import Appeal, Decision, Report
from backend.participation.notifications.links import reminder_of_token
from backend.participation.notifications.models import Consent, Follow, Letter, MailChoice, Mute, Notice, Reminder
from backend.participation.notifications.office_sentences import ABOUT_PLACES
from backend.participation.notifications.telling import ABOUT_PILOTS, CLAIM_KINDS, INITIATIVE_KINDS
from backend.participation.supports.models import Support
from backend.region.accounts.models import Account, Role
from backend.region.accounts.selectors import Viewer, addresses_of
from backend.region.places.models import Municipality
from backend.region.programme.models import ActorClaim, Pilot

AMENDED = ("phase_extended", "campaign_paused", "campaign_resumed", "rule_amended")
"""Notices whose event names an amendment."""
MOST_COUNTED = 100
"""Above this many unread notices nobody needs the number."""

_SHOWN = Q(campaign__isnull=True) | Q(campaign__published_at__isnull=False)
# a withdrawal or a merging that was undone is no news, and a withdrawn idea none but that
_STANDS = (
    Q(idea__isnull=True)
    | Q(idea__state=Idea.State.PUBLISHED) & ~Q(kind__in=["idea_withdrawn", "idea_merged"])
    | Q(idea__state=Idea.State.MERGED) & ~Q(kind__in=["idea_withdrawn", "idea_unmerged"])
    | Q(idea__state=Idea.State.WITHDRAWN, kind="idea_withdrawn")
    | Q(kind__in=INITIATIVE_KINDS) & ~Q(idea__state=Idea.State.HIDDEN)  # it stands by itself, whatever its idea does
)
_NOT_TAKEN_BACK = Q(comment__isnull=True) | Q(comment__withdrawn_at__isnull=True, comment__hidden_for="")


def visible_notices(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Notices of what is still to be seen: nothing of drafts, withdrawn ideas or removed comments.

    Of a draft that municipalities hold together their staff see what they were told, while they are that.
    """
    return notices.filter(_SHOWN | _of_own_draft(), _STANDS, _NOT_TAKEN_BACK)


def _of_own_draft() -> Q:
    officers = Role.objects.filter(account=OuterRef("account"), kind__in=["organiser", "admin"])
    asked = Partner.objects.filter(
        campaign=OuterRef("campaign"), municipality=OuterRef("subject_id"), left_at__isnull=True
    )
    of_asked = Q(Exists(officers.filter(municipality=OuterRef("subject_id"))), Exists(asked))
    of_lead = Exists(officers.filter(municipality=OuterRef("campaign__municipality")))
    return Q(kind="partner_invited") & of_asked | Q(kind__in=["partner_joined", "partner_left"]) & Q(of_lead)


def with_all_that_is_said(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Notices with what their words need, joined.

    `phase_kind` where they are about a phase, `amended` where about an amendment; `actor_id`, `actor_name`
    (a language object) and `decision` (the reason that staff gave) where about a claim to an organisation;
    `told_place` (a language object with the `slug`) where about a municipality;
    `pilot_name` (a language object) where about a pilot, `initiative_title` where about an initiative;
    `report_key` where about a report, `appealed_id` (the decision that counts now) where about an appeal.
    """
    amendment = Amendment.objects.filter(pk=OuterRef("subject_id"), campaign=OuterRef("campaign_id"))
    told = amendment.values(told=JSONObject(reason="reason", after="after"))[:1]
    phase = Phase.objects.filter(pk=OuterRef("subject_id"))
    claim = ActorClaim.objects.filter(pk=OuterRef("subject_id"))
    report = Report.objects.filter(pk=OuterRef("subject_id"))
    appeal = Appeal.objects.filter(pk=OuterRef("subject_id"))
    turned = Decision.objects.filter(appeal=OuterRef("subject_id"))

    def of_claim(column: str) -> Case:
        return Case(When(kind__in=CLAIM_KINDS, then=Subquery(claim.values(column)[:1])))

    return notices.select_related(
        "idea__answer",
        "idea__merged_into",
        "campaign__municipality",
        "comment__author__account",
        "comment__official",
        "comment__actor",
    ).annotate(
        phase_kind=Subquery(phase.values("kind")[:1]),
        actor_id=of_claim("actor_id"),
        actor_name=of_claim("actor__name"),
        decision=of_claim("reason"),
        report_key=Subquery(report.values("key")[:1]),
        initiative_title=Case(
            When(
                kind__in=INITIATIVE_KINDS,
                then=Subquery(Initiative.objects.filter(pk=OuterRef("subject_id")).values("title")[:1]),
            )
        ),
        pilot_name=Case(
            When(
                kind__in=ABOUT_PILOTS, then=Subquery(Pilot.objects.filter(pk=OuterRef("subject_id")).values("name")[:1])
            ),
            output_field=JSONField(),
        ),
        told_place=Case(
            When(kind__in=ABOUT_PLACES, then=Subquery(_place_told())),
            output_field=JSONField(),
        ),
        appealed_id=Coalesce(
            Subquery(turned.values("pk")[:1]),
            Subquery(appeal.values("decision_id")[:1]),
            output_field=BigIntegerField(),
        ),
        amended=Case(
            When(kind__in=AMENDED, then=Subquery(told)),
            output_field=JSONField(),
        ),
    )


def _place_told() -> QuerySet[Municipality, Any]:
    place = Municipality.objects.filter(pk=OuterRef("subject_id")).order_by()
    return place.values(told=JSONObject(fi="name_fi", sv="name_sv", en="name_fi", slug="slug"))[:1]


def notices_of(account: Account) -> QuerySet[Notice]:
    """A person's inbox, the newest first, in one query."""
    return with_all_that_is_said(visible_notices(Notice.objects.filter(account=account)))


def unread_count(account: Account) -> int:
    """How many notices a person has not read, at most MOST_COUNTED."""
    unread = visible_notices(Notice.objects.filter(account=account, read_at__isnull=True)).order_by()
    return unread.values("pk")[:MOST_COUNTED].count()


def follows_of(account: Account) -> QuerySet[Follow]:
    """What a person follows by choice, the latest first, with names, in one query."""
    return (
        Follow.objects.filter(account=account)
        .filter(Q(idea__isnull=True) | Q(idea__state__in=READABLE))
        .select_related("campaign__municipality", "idea__campaign__municipality", "district__municipality")
    )


def muted_ideas_of(account: Account) -> QuerySet[Mute]:
    """Ideas of which a person wants to hear nothing though they took part."""
    return Mute.objects.filter(account=account).select_related("idea__campaign__municipality").order_by("-since")


def follows_campaign(account: Account, campaign_id: int) -> bool:
    """Whether a person follows a campaign."""
    return Follow.objects.filter(account=account, campaign_id=campaign_id).exists()


def follows_district(account: Account, district_id: int) -> bool:
    """Whether a person follows a district."""
    return Follow.objects.filter(account=account, district_id=district_id).exists()


def with_follows(ideas: QuerySet[Idea], viewer: Viewer, participant_id: int | None) -> QuerySet[Idea]:
    """Ideas with whether the viewer hears of them (`followed`), in the ideas' own statement."""
    if not isinstance(viewer, Account):
        return ideas.annotate(followed=Value(False, output_field=BooleanField()))
    this: dict[str, Any] = {"idea": OuterRef("pk")}
    hears: Any = Exists(Follow.objects.filter(account=viewer, **this))
    if participant_id is not None:
        own: dict[str, Any] = {"participant_id": participant_id, **this}
        hears = (
            hears
            | Q(author_id=participant_id)
            | Exists(Coauthor.objects.filter(**own))
            | Exists(
                Support.objects.filter(
                    Q(idea=OuterRef("pk")) | Q(counts_for=OuterRef("pk")), participant=participant_id
                )
            )
            | Exists(Comment.objects.filter(author_id=participant_id, withdrawn_at__isnull=True, **this))
        )
    muted = Exists(Mute.objects.filter(account=viewer, **this))
    return ideas.annotate(
        followed=Case(When(muted, then=Value(False)), When(hears, then=Value(True)), default=Value(False))
    )


def follows_idea(account: Account, idea_id: int) -> bool:
    """Whether a person hears of an idea: by choice, or as its author, supporter or commenter; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT NOT EXISTS (SELECT FROM notifications_mute WHERE idea_id = %(idea)s AND account_id = %(account)s)
                   AND (EXISTS (SELECT FROM notifications_follow
                                WHERE idea_id = %(idea)s AND account_id = %(account)s)
                        OR EXISTS (
                SELECT FROM ideas_idea AS idea
                JOIN participants_participant AS own
                     ON own.campaign_id = idea.campaign_id AND own.account_id = %(account)s
                WHERE idea.id = %(idea)s AND (idea.author_id = own.id
                      OR EXISTS (SELECT FROM ideas_coauthor WHERE idea_id = idea.id AND participant_id = own.id)
                      OR EXISTS (SELECT FROM supports_support WHERE participant_id = own.id
                                 AND (idea_id = idea.id OR counts_for_id = idea.id))
                      OR EXISTS (SELECT FROM discussion_comment WHERE idea_id = idea.id AND author_id = own.id
                                 AND withdrawn_at IS NULL AND NOT waits))))
            """,
            {"idea": idea_id, "account": account.pk},
        )
        return bool(cursor.fetchone()[0])


@dataclasses.dataclass(frozen=True)
class MailState:
    """How often a person is written to, and whether their address was refused."""

    frequency: str
    is_paused: bool
    address: str


def mail_state(account: Account) -> MailState:
    """What the person chose, or the default."""
    choice = MailChoice.objects.filter(account=account).first() or MailChoice()
    address = account.email or ""
    return MailState(choice.frequency, bool(address) and choice.paused_address == address, address)


def consents_of(account: Account) -> QuerySet[Consent]:
    """The log of a person's consents, the latest first."""
    return Consent.objects.filter(account=account)


def wants_newsletter(account: Account) -> bool:
    """Whether the latest line about the newsletter says yes."""
    latest = consents_of(account).filter(purpose=Consent.Purpose.NEWSLETTER).first()
    return latest is not None and latest.given


def reminder_by_token(token: str) -> Reminder | None:
    """The reminder that a letter's link is for, None when it is forgotten; raises LinkUnknown."""
    return Reminder.objects.select_related("campaign").filter(pk=reminder_of_token(token)).first()


def personal_data_of(account: Account) -> dict[str, list[dict[str, object]]]:
    """All that this room keeps of a person, by section, as JSON-able rows."""
    return {
        "follows": [_follow_row(follow) for follow in follows_of(account)],
        "muted_ideas": [{"idea": mute.idea_id, "since": mute.since.isoformat()} for mute in muted_ideas_of(account)],
        "notices": [
            {"kind": notice.kind, "reason": notice.reason, "campaign": notice.campaign_id, "idea": notice.idea_id,
             "told_at": notice.told_at.isoformat(), "read_at": notice.read_at.isoformat() if notice.read_at else None}
            for notice in Notice.objects.filter(account=account)
        ],
        "letters": [
            {"kind": letter.kind, "state": letter.state, "made_at": letter.made_at.isoformat()}
            for letter in Letter.objects.filter(account=account).order_by("id")
        ],
        "letter_choices": [dataclasses.asdict(mail_state(account))],
        "consents": [
            {"purpose": consent.purpose, "given": consent.given, "wording": consent.wording,
             "at": consent.at.isoformat()}
            for consent in consents_of(account)
        ],
        "reminders": [
            {"campaign": reminder.campaign.slug, "email": reminder.email, "asked_at": reminder.asked_at.isoformat()}
            for reminder in Reminder.objects.select_related("campaign").filter(email__in=addresses_of(account))
        ],
    }  # fmt: skip


def _follow_row(follow: Follow) -> dict[str, object]:
    return {
        "campaign": follow.campaign.slug if follow.campaign else None,
        "idea": follow.idea_id,
        "district": follow.district.slug if follow.district else None,
        "since": follow.since.isoformat(),
    }
