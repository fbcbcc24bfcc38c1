# SPDX-License-Identifier: EUPL-1.2
"""Who is told of what: from events to notices, in sets.

An event is news when it was recorded on its own day, at most thirty days ago, and not imported:
histories of imports, of the demonstration and of paper are not told. A phase is news when it opened
within two days, a vote when it ended within a week. Nobody is told of their own act, and nobody
twice of one event, whatever is redelivered. Only who took over what a desk did gets a receipt of
their own act: somebody else may have used the slip. Devices and accounts made at a desk have no inbox.
"""

import dataclasses

from django.db import connection

from backend.ledger.events.services import Span
from backend.participation.notifications.audiences import PEOPLE, THEMSELVES
from backend.participation.notifications.models import Telling
from backend.participation.notifications.reporters import write_to_reporters
from backend.region.programme.events import ActorConfirmed, ActorDeclined, ActorMembershipEnded

INITIATIVE_KINDS = (
    "initiative_made",
    "initiative_reached",
    "initiative_handed_over",
    "initiative_decided",
    "initiative_withdrawn",
    "initiative_lapsed",
    "initiative_due_soon",
    "initiative_overdue",
)
"""What events of initiatives become notices, whose subject is the initiative."""
PARTNER_KINDS = ("partner_invited", "partner_joined", "partner_left")
"""What events of joint campaigns become notices to staff, of drafts too; their subject is the partner municipality."""
KINDS = (
    "idea_answered",
    "answer_changed",
    "idea_proposed",
    "idea_withdrawn",
    "idea_assigned",
    "milestone_reached",
    "answers_due_soon",
    "answers_overdue",
    "idea_merged",
    "idea_unmerged",
    "coauthor_joined",
    "comment_written",
    "phase_opened",
    "results_opened",
    "voting_closed",
    "desk_acts_claimed",
    "phase_extended",
    "campaign_paused",
    "campaign_resumed",
    "rule_amended",
    "content_reported",
    "moderation_decided",
    "appeal_decided",
    "idea_became_pilot",
    *INITIATIVE_KINDS,
    *PARTNER_KINDS,
)
"""What events of campaigns become notices."""
CLAIM_KINDS = (ActorConfirmed.kind, ActorDeclined.kind, ActorMembershipEnded.kind)
"""What events about a claim to an organisation become notices to whose claim it is."""
PILOT_KINDS = (
    "pilot_began",
    "pilot_finished",
    "pilot_stopped",
    "pilot_step_reached",
    "pilot_join_asked",
    "pilot_joined",
    "pilot_join_declined",
    "pilot_contacted",
)
"""What events of pilots become notices, whether they came of an idea or not."""
ABOUT_PILOTS = ("idea_became_pilot", *PILOT_KINDS, "contacts_due_soon", "contacts_overdue")
"""Notices whose subject is a pilot."""
MOST_NOTICES = 50_000
"""How many are told in one transaction: an event with a million followers takes twenty."""
MOST_EVENTS = 1000

_LOCAL = "(clock_timestamp() AT TIME ZONE 'Europe/Helsinki')"
DUE = f"""
    CASE WHEN account.email IS NULL OR account.email = '' OR account.email = coalesce(choice.paused_address, '')
              OR coalesce(choice.frequency, 'daily') = 'none' THEN NULL
         WHEN choice.frequency = 'instant' THEN clock_timestamp()
         WHEN notice.kind IN ('content_reported', 'moderation_decided', 'appeal_decided') THEN clock_timestamp()
         WHEN notice.kind IN ('idea_answered', 'answer_changed') AND notice.reason IN ('author', 'coauthor')
              THEN clock_timestamp()
         WHEN choice.frequency = 'weekly' THEN (date_trunc('week', {_LOCAL} - interval '7 hours')
              + interval '7 days 7 hours') AT TIME ZONE 'Europe/Helsinki'
         ELSE (date_trunc('day', {_LOCAL} - interval '7 hours') + interval '1 day 7 hours')
              AT TIME ZONE 'Europe/Helsinki' END"""
"""When a notice goes into a letter: at once, at the next seven o'clock, next Monday's, or never.

The answer to one's own idea never waits, nor does what moderation decides.
Of `notice`, `account` and `choice` (which may be missing).
"""


def note_events(span: Span) -> None:
    """Write down which events of a span are to be told, by the rule above."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO notifications_telling (position, kind, campaign_id, idea_id, comment_id, subject_id)
            SELECT event.position,
                   CASE WHEN event.kind = 'idea_answered' AND (event.numbers->>'again')::boolean THEN 'answer_changed'
                        WHEN phase.kind = 'results' THEN 'results_opened' ELSE event.kind END,
                   event.campaign_id,
                   CASE WHEN event.kind NOT IN ('phase_opened', 'voting_closed', 'desk_acts_claimed', 'phase_extended',
                                                'campaign_paused', 'campaign_resumed', 'rule_amended',
                                                'content_reported', 'moderation_decided', 'appeal_decided',
                                                'partner_invited', 'partner_joined', 'partner_left')
                        THEN event.subject_id END,
                   (event.numbers->>'comment')::bigint,
                   CASE WHEN event.kind IN ('idea_merged', 'idea_unmerged')
                        THEN (event.numbers->>'target')::bigint
                        WHEN event.kind IN ('partner_invited', 'partner_joined', 'partner_left')
                        THEN (event.numbers->>'municipality')::bigint
                        WHEN event.kind = 'idea_became_pilot' THEN (event.numbers->>'pilot')::bigint
                        WHEN event.kind = ANY(%s) THEN (event.numbers->>'initiative')::bigint
                        ELSE event.subject_id END
            FROM events_event AS event
            JOIN campaigns_campaign AS campaign ON campaign.id = event.campaign_id AND NOT campaign.imported
            LEFT JOIN campaigns_phase AS phase ON event.kind = 'phase_opened' AND phase.id = event.subject_id
            LEFT JOIN campaigns_votingwindow AS voting
                 ON event.kind = 'voting_closed' AND voting.id = event.subject_id
            WHERE event.position > %s AND event.position <= %s AND event.kind = ANY(%s) AND event.channel <> 'import'
              -- what a moderator read first is shown later than it was written, and news all the same
              AND (event.day >= ((event.recorded_at - interval '1 minute') AT TIME ZONE 'Europe/Helsinki')::date
                   OR (event.numbers->>'waited')::boolean)
              AND event.recorded_at > clock_timestamp() - interval '30 days'
              AND NOT (event.kind = 'partner_left' AND (event.numbers->>'by_lead')::boolean IS TRUE)
              AND (event.kind <> 'phase_opened' OR phase.opens > event.recorded_at - interval '2 days')
              AND (event.kind <> 'voting_closed' OR voting.closes > event.recorded_at - interval '7 days')
              -- the end of the vote has told it already
              AND NOT (coalesce(phase.kind, '') = 'results' AND EXISTS (
                  SELECT FROM campaigns_phase AS other JOIN campaigns_votingwindow AS held ON held.phase_id = other.id
                  WHERE other.campaign_id = event.campaign_id))
              -- what came with an archive happened in another instance, and was told there
              AND NOT EXISTS (SELECT FROM events_event AS arrived WHERE arrived.campaign_id = event.campaign_id
                  AND arrived.kind = 'campaign_arrived' AND arrived.id > event.id)
            ON CONFLICT (position) DO NOTHING
            """,
            [list(INITIATIVE_KINDS), span.after, span.upto, list(KINDS)],
        )


def note_pilots(span: Span) -> None:
    """Write down which events of pilots are to be told: of the idea that a pilot came of, where it did of one."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO notifications_telling (position, kind, campaign_id, idea_id, comment_id, subject_id)
            SELECT event.position, event.kind, idea.campaign_id, idea.id, NULL, event.subject_id
            FROM events_event AS event
            LEFT JOIN ideas_ideapilot AS link ON link.pilot_id = event.subject_id
            LEFT JOIN ideas_idea AS idea ON idea.id = link.idea_id
            WHERE event.position > %s AND event.position <= %s AND event.kind = ANY(%s)
              AND event.channel <> 'import'
              AND event.day >= ((event.recorded_at - interval '1 minute') AT TIME ZONE 'Europe/Helsinki')::date
              AND event.recorded_at > clock_timestamp() - interval '30 days'
            ON CONFLICT (position) DO NOTHING
            """,
            [span.after, span.upto, list(PILOT_KINDS)],
        )


def tell_some(most: int = MOST_NOTICES) -> int:
    """Tell the followers of noted events, at most so many people, in the caller's transaction; how many were.

    Where not all could be told, the event stays noted with the account up to which it has been.
    """
    told, done = 0, []
    for telling in Telling.objects.select_for_update(skip_locked=True).order_by("position")[:MOST_EVENTS]:
        if telling.upto_account == 0:
            remind(telling)
            write_to_reporters(telling)
        batch = _tell(telling, most - told)
        told += batch.people
        if told < most:
            done.append(telling.position)
            continue
        Telling.objects.filter(pk=telling.pk).update(upto_account=batch.upto_account)
        break
    Telling.objects.filter(pk__in=done).delete()
    return told


@dataclasses.dataclass(frozen=True)
class _Batch:
    people: int
    upto_account: int


def _tell(telling: Telling, most: int) -> _Batch:
    """Write notices to the next people of one event."""
    people = " UNION ALL ".join(PEOPLE[telling.kind])
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH notice AS MATERIALIZED (
                SELECT DISTINCT ON (person.account_id) person.account_id, person.reason, %(kind)s AS kind
                FROM ({people}) AS person (account_id, rank, reason)
                WHERE person.account_id > %(upto)s AND person.account_id NOT IN ({THEMSELVES})
                  AND NOT EXISTS (SELECT FROM notifications_mute AS mute
                                  WHERE mute.idea_id = %(idea)s AND mute.account_id = person.account_id)
                ORDER BY person.account_id, person.rank LIMIT %(most)s
            ), told AS (
                INSERT INTO notifications_notice (account_id, kind, reason, position, campaign_id, idea_id, comment_id,
                                                  subject_id, mail_due)
                SELECT notice.account_id, notice.kind, notice.reason, %(position)s, %(campaign)s, %(idea)s,
                       %(comment)s, %(subject)s, {DUE}
                FROM notice JOIN accounts_account AS account ON account.id = notice.account_id AND account.is_active
                     AND account.kind = 'person'
                LEFT JOIN notifications_mailchoice AS choice ON choice.account_id = notice.account_id
                FOR KEY SHARE OF account
                ON CONFLICT (account_id, position) DO NOTHING
            )
            SELECT count(*), coalesce(max(account_id), 0) FROM notice
            """,
            {
                "kind": telling.kind,
                "position": telling.position,
                "campaign": telling.campaign_id,
                "idea": telling.idea_id,
                "comment": telling.comment_id,
                "subject": telling.subject_id,
                "upto": telling.upto_account,
                "most": most,
            },
        )
        return _Batch(*cursor.fetchone())


def tell_claimants(span: Span) -> None:
    """Tell who claimed an organisation what staff decided; what people ended themselves they know."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO notifications_notice (account_id, kind, reason, position, subject_id, mail_due)
            SELECT notice.account_id, notice.kind, notice.reason, notice.position, notice.claim_id, {DUE}
            FROM (SELECT event.position, event.kind, 'claimant' AS reason, claim.id AS claim_id, claim.account_id
                  FROM events_event AS event JOIN programme_actorclaim AS claim ON claim.id = event.subject_id
                  WHERE event.position > %s AND event.position <= %s AND event.kind = ANY(%s)
                    AND event.recorded_at > clock_timestamp() - interval '30 days'
                    AND claim.decided_by_id IS DISTINCT FROM claim.account_id) AS notice
            JOIN accounts_account AS account ON account.id = notice.account_id AND account.is_active
            LEFT JOIN notifications_mailchoice AS choice ON choice.account_id = account.id
            ON CONFLICT (account_id, position) DO NOTHING
            """,
            [span.after, span.upto, list(CLAIM_KINDS)],
        )


def remind(telling: Telling) -> None:
    """Write letters to those who asked to be reminded of the vote, when it opens."""
    if telling.kind != "phase_opened":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO notifications_letter (key, kind, reminder_id)
            SELECT gen_random_uuid(), 'reminder', reminder.id FROM notifications_reminder AS reminder
            JOIN campaigns_phase AS phase ON phase.id = %s AND phase.kind = 'support'
            WHERE reminder.campaign_id = %s AND reminder.confirmed_at IS NOT NULL AND NOT EXISTS (
                SELECT FROM notifications_letter AS written
                WHERE written.reminder_id = reminder.id AND written.kind = 'reminder')
            """,
            [telling.subject_id, telling.campaign_id],
        )
