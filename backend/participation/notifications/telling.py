# SPDX-License-Identifier: EUPL-1.2
"""Who is told of what: from events to notices, in sets.

An event is news when it was recorded on its own day, at most thirty days ago, and not imported:
histories of imports, of the demonstration and of paper are not told. A phase is news when it opened
within two days, a vote when it ended within a week. Nobody is told of their own act, and nobody
twice of one event, whatever is redelivered. Only who took over what a desk did gets a receipt of
their own act: somebody else may have used the slip.
"""

import dataclasses

from django.db import connection

from backend.ledger.events.services import Span
from backend.participation.notifications.models import Telling
from backend.participation.notifications.reporters import write_to_reporters
from backend.region.programme.events import ActorConfirmed, ActorDeclined, ActorMembershipEnded

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
)
"""What events of campaigns become notices."""
CLAIM_KINDS = (ActorConfirmed.kind, ActorDeclined.kind, ActorMembershipEnded.kind)
"""What events about a claim to an organisation become notices to whose claim it is."""
MOST_NOTICES = 50_000
"""How many are told in one transaction: an event with a million followers takes twenty."""
MOST_EVENTS = 1000

_AUTHOR = """
    SELECT participant.account_id, 1 AS rank, 'author' AS reason FROM ideas_idea AS idea
    JOIN participants_participant AS participant ON participant.id = idea.author_id WHERE idea.id = %(idea)s"""
_COAUTHORS = """
    SELECT participant.account_id, 2, 'coauthor' FROM ideas_coauthor AS coauthor
    JOIN participants_participant AS participant ON participant.id = coauthor.participant_id
    WHERE coauthor.idea_id = %(idea)s"""
# an idea and those that were merged into it: what becomes of it concerns everybody of theirs
_WITH_MERGED = "IN (SELECT id FROM ideas_idea WHERE id = %(idea)s OR merged_into_id = %(idea)s)"
_MERGED_AUTHORS = """
    SELECT participant.account_id, 3, 'merged' FROM ideas_idea AS idea
    JOIN participants_participant AS participant ON participant.id = idea.author_id
         OR participant.id IN (SELECT participant_id FROM ideas_coauthor WHERE idea_id = idea.id)
    WHERE idea.merged_into_id = %(idea)s"""
_TARGET_AUTHORS = """
    SELECT participant.account_id, 4, 'target' FROM ideas_idea AS idea
    JOIN participants_participant AS participant ON participant.id = idea.author_id
         OR participant.id IN (SELECT participant_id FROM ideas_coauthor WHERE idea_id = idea.id)
    WHERE idea.id = %(subject)s"""
_SUPPORTERS = f"""
    SELECT participant.account_id, 5, 'supporter' FROM supports_support AS support
    JOIN participants_participant AS participant ON participant.id = support.participant_id
    WHERE support.idea_id {_WITH_MERGED}"""
_COMMENTERS = f"""
    SELECT participant.account_id, 6, 'commenter' FROM discussion_comment AS comment
    JOIN participants_participant AS participant ON participant.id = comment.author_id
    WHERE comment.idea_id {_WITH_MERGED} AND comment.withdrawn_at IS NULL"""
_REPLIED_TO = """
    SELECT participant.account_id, 3, 'reply' FROM discussion_comment AS reply
    JOIN discussion_comment AS comment ON comment.id = reply.parent_id
    JOIN participants_participant AS participant ON participant.id = comment.author_id
    WHERE reply.id = %(comment)s"""
_MENTIONED = """
    SELECT participant.account_id, 4, 'mentioned' FROM discussion_mention AS mention
    JOIN participants_participant AS participant ON participant.id = mention.participant_id
    WHERE mention.comment_id = %(comment)s"""
_IDEA_FOLLOWERS = f"SELECT account_id, 7, 'follower' FROM notifications_follow WHERE idea_id {_WITH_MERGED}"
_CAMPAIGN_FOLLOWERS = """
    SELECT account_id, 8, 'campaign' FROM notifications_follow WHERE campaign_id = %(campaign)s"""
_DISTRICT_FOLLOWERS = """
    SELECT follow.account_id, 9, 'district' FROM ideas_idea AS idea
    JOIN notifications_follow AS follow ON follow.district_id = idea.district_id WHERE idea.id = %(idea)s"""
_PARTICIPANTS = """
    SELECT account_id, 10, 'participant' FROM participants_participant WHERE campaign_id = %(campaign)s"""
_TOOK_OVER = """
    SELECT participant.account_id, 11, 'desk' FROM events_event AS event
    JOIN participants_participant AS participant ON participant.id = event.participant_id
    WHERE event.position = %(position)s"""

_ASSIGNEE = """
    SELECT assigned_to_id, 1, 'assigned' FROM handling_handling
    WHERE idea_id = %(idea)s AND assigned_to_id IS NOT NULL"""
_OFFICERS = """
    SELECT role.account_id, 1, 'officer' FROM accounts_role AS role
    JOIN campaigns_campaign AS campaign ON campaign.municipality_id = role.municipality_id
    WHERE campaign.id = %(campaign)s AND role.kind = 'organiser'"""
_REPORTER = """
    SELECT report.account_id, 1, 'reporter' FROM moderation_report AS report WHERE report.id = %(subject)s"""
_ABOUT_WRITERS = """
    JOIN moderation_case AS reported ON reported.id = decision.case_id
    JOIN ideas_idea AS idea ON idea.id = reported.idea_id
    LEFT JOIN discussion_comment AS comment ON comment.id = reported.comment_id
    LEFT JOIN ideas_coauthor AS coauthor ON coauthor.idea_id = idea.id AND comment.id IS NULL
    JOIN participants_participant AS participant
         ON participant.id IN (coalesce(comment.author_id, idea.author_id), coauthor.participant_id)"""
_WRITERS = f"""
    SELECT participant.account_id, 2, 'writer' FROM moderation_decision AS decision {_ABOUT_WRITERS}
    WHERE decision.id = %(subject)s AND decision.outcome <> 'leave'"""
_REPORTERS = """
    SELECT report.account_id, 3, 'reporter' FROM moderation_decision AS decision
    JOIN moderation_report AS report ON report.case_id = decision.case_id WHERE decision.id = %(subject)s"""
_APPELLANT = """
    SELECT account_id, 1, 'appellant' FROM moderation_appeal WHERE id = %(subject)s"""
_WRITERS_APPEALED = f"""
    SELECT participant.account_id, 2, 'writer' FROM moderation_appeal AS appeal
    JOIN moderation_decision AS decision ON decision.id = appeal.decision_id {_ABOUT_WRITERS}
    WHERE appeal.id = %(subject)s AND (decision.outcome = 'hide' OR NOT appeal.stands)"""
_REPORTERS_APPEALED = """
    SELECT report.account_id, 3, 'reporter' FROM moderation_appeal AS appeal
    JOIN moderation_decision AS decision ON decision.id = appeal.decision_id
    JOIN moderation_report AS report ON report.case_id = decision.case_id WHERE appeal.id = %(subject)s"""

_OUTCOME = (_AUTHOR, _COAUTHORS, _MERGED_AUTHORS, _SUPPORTERS, _COMMENTERS, _IDEA_FOLLOWERS)
PEOPLE: dict[str, tuple[str, ...]] = {
    "idea_answered": _OUTCOME,
    "answer_changed": _OUTCOME,
    "idea_withdrawn": _OUTCOME,
    "idea_assigned": (_ASSIGNEE,),
    "milestone_reached": _OUTCOME,
    "answers_due_soon": (_OFFICERS,),
    "answers_overdue": (_OFFICERS,),
    "idea_merged": (*_OUTCOME, _TARGET_AUTHORS),
    "idea_unmerged": (*_OUTCOME, _TARGET_AUTHORS),
    "coauthor_joined": (_AUTHOR, _COAUTHORS),
    "comment_written": (_AUTHOR, _COAUTHORS, _REPLIED_TO, _MENTIONED, _IDEA_FOLLOWERS),
    "idea_proposed": (_CAMPAIGN_FOLLOWERS, _DISTRICT_FOLLOWERS),
    "phase_opened": (_CAMPAIGN_FOLLOWERS,),
    "results_opened": (_CAMPAIGN_FOLLOWERS, _PARTICIPANTS),
    "voting_closed": (_CAMPAIGN_FOLLOWERS, _PARTICIPANTS),
    "desk_acts_claimed": (_TOOK_OVER,),
    "phase_extended": (_CAMPAIGN_FOLLOWERS, _PARTICIPANTS),
    "campaign_paused": (_CAMPAIGN_FOLLOWERS, _PARTICIPANTS),
    "campaign_resumed": (_CAMPAIGN_FOLLOWERS, _PARTICIPANTS),
    "rule_amended": (_CAMPAIGN_FOLLOWERS, _PARTICIPANTS),
    "content_reported": (_REPORTER,),
    "moderation_decided": (_WRITERS, _REPORTERS),
    "appeal_decided": (_APPELLANT, _WRITERS_APPEALED, _REPORTERS_APPEALED),
}
"""Who hears of each kind; for the first reason in the order of the numbers."""

_THEMSELVES = """
    SELECT participant.account_id FROM events_event AS event
    JOIN participants_participant AS participant ON participant.id = event.participant_id
    WHERE event.position = %(position)s AND participant.account_id IS NOT NULL AND %(kind)s <> 'desk_acts_claimed'
    UNION ALL SELECT answered_by_id FROM ideas_answer
    WHERE %(kind)s IN ('idea_answered', 'answer_changed') AND idea_id = %(idea)s AND answered_by_id IS NOT NULL"""

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
                                                'content_reported', 'moderation_decided', 'appeal_decided')
                        THEN event.subject_id END,
                   (event.numbers->>'comment')::bigint,
                   CASE WHEN event.kind IN ('idea_merged', 'idea_unmerged')
                        THEN (event.numbers->>'target')::bigint ELSE event.subject_id END
            FROM events_event AS event
            JOIN campaigns_campaign AS campaign ON campaign.id = event.campaign_id AND NOT campaign.imported
            LEFT JOIN campaigns_phase AS phase ON event.kind = 'phase_opened' AND phase.id = event.subject_id
            LEFT JOIN campaigns_votingwindow AS voting
                 ON event.kind = 'voting_closed' AND voting.id = event.subject_id
            WHERE event.position > %s AND event.position <= %s AND event.kind = ANY(%s) AND event.channel <> 'import'
              AND event.day >= ((event.recorded_at - interval '1 minute') AT TIME ZONE 'Europe/Helsinki')::date
              AND event.recorded_at > clock_timestamp() - interval '30 days'
              AND (event.kind <> 'phase_opened' OR phase.opens > event.recorded_at - interval '2 days')
              AND (event.kind <> 'voting_closed' OR voting.closes > event.recorded_at - interval '7 days')
              -- the end of the vote has told it already
              AND NOT (coalesce(phase.kind, '') = 'results' AND EXISTS (
                  SELECT FROM campaigns_phase AS other JOIN campaigns_votingwindow AS held ON held.phase_id = other.id
                  WHERE other.campaign_id = event.campaign_id))
            ON CONFLICT (position) DO NOTHING
            """,
            [span.after, span.upto, list(KINDS)],
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
                WHERE person.account_id > %(upto)s AND person.account_id NOT IN ({_THEMSELVES})
                  AND NOT EXISTS (SELECT FROM notifications_mute AS mute
                                  WHERE mute.idea_id = %(idea)s AND mute.account_id = person.account_id)
                ORDER BY person.account_id, person.rank LIMIT %(most)s
            ), told AS (
                INSERT INTO notifications_notice (account_id, kind, reason, position, campaign_id, idea_id, comment_id,
                                                  subject_id, mail_due)
                SELECT notice.account_id, notice.kind, notice.reason, %(position)s, %(campaign)s, %(idea)s,
                       %(comment)s, %(subject)s, {DUE}
                FROM notice JOIN accounts_account AS account ON account.id = notice.account_id AND account.is_active
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
