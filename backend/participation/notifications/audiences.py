# SPDX-License-Identifier: EUPL-1.2
"""Who hears of each kind of event, as statements that give (account, rank, reason); the lowest rank is told.

Placeholders: `idea`, `comment`, `campaign`, `subject` and `position` of the event, and its `kind`.
"""

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
    WHERE comment.idea_id {_WITH_MERGED} AND comment.withdrawn_at IS NULL AND NOT comment.waits"""
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
_ASKED_OFFICERS = """
    SELECT account_id, 1, 'officer' FROM accounts_role
    WHERE municipality_id = %(subject)s AND kind IN ('organiser', 'admin')"""
_LEAD_OFFICERS = """
    SELECT role.account_id, 1, 'officer' FROM accounts_role AS role
    JOIN campaigns_campaign AS campaign ON campaign.municipality_id = role.municipality_id
    WHERE campaign.id = %(campaign)s AND role.kind IN ('organiser', 'admin')"""
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
    WHERE decision.id = %(subject)s AND (decision.outcome <> 'leave' OR reported.source = 'premoderation')"""
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

_PILOT_MEMBERS = """
    SELECT claim.account_id, 8, 'member' FROM programme_pilotactor AS part
    JOIN programme_actorclaim AS claim ON claim.actor_id = part.actor_id AND claim.state = 'confirmed'
    WHERE part.pilot_id = %(subject)s AND part.state = 'confirmed'"""
_JOINING_MEMBERS = """
    SELECT claim.account_id, 1, 'member' FROM events_event AS event
    JOIN programme_actorclaim AS claim ON claim.actor_id = (event.numbers->>'actor')::bigint
         AND claim.state = 'confirmed'
    WHERE event.position = %(position)s"""
_PILOT_OFFICERS = """
    SELECT role.account_id, 1, 'officer' FROM accounts_role AS role
    JOIN programme_pilot AS pilot ON pilot.municipality_id = role.municipality_id
    WHERE pilot.id = %(subject)s AND role.kind = 'organiser'"""

_MAKER = """
    SELECT participant.account_id, 0, 'maker' FROM initiatives_initiative AS initiative
    JOIN participants_participant AS participant ON participant.id = initiative.maker_id
    WHERE initiative.id = %(subject)s"""
_SIGNERS = """
    SELECT participant.account_id, 4, 'signer' FROM initiatives_signature AS signature
    JOIN participants_participant AS participant ON participant.id = signature.participant_id
    WHERE signature.initiative_id = %(subject)s"""
_INITIATIVE_OFFICERS = """
    SELECT role.account_id, 6, 'officer' FROM accounts_role AS role
    JOIN initiatives_initiative AS initiative ON initiative.municipality_id = role.municipality_id
    WHERE initiative.id = %(subject)s AND role.kind = 'organiser'"""

_OUTCOME = (_AUTHOR, _COAUTHORS, _MERGED_AUTHORS, _SUPPORTERS, _COMMENTERS, _IDEA_FOLLOWERS)
_INITIATIVE = (_MAKER, _SIGNERS, _AUTHOR, _COAUTHORS, _SUPPORTERS, _IDEA_FOLLOWERS)
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
    "idea_became_pilot": _OUTCOME,
    "initiative_made": _INITIATIVE,
    "initiative_reached": _INITIATIVE,
    "initiative_handed_over": (*_INITIATIVE, _INITIATIVE_OFFICERS),
    "initiative_decided": _INITIATIVE,
    "initiative_withdrawn": (_MAKER, _SIGNERS),
    "initiative_lapsed": (_MAKER, _SIGNERS),
    "initiative_due_soon": (_INITIATIVE_OFFICERS,),
    "initiative_overdue": (_INITIATIVE_OFFICERS,),
    "partner_invited": (_ASKED_OFFICERS,),
    "partner_joined": (_LEAD_OFFICERS,),
    "partner_left": (_LEAD_OFFICERS,),
    "pilot_began": (*_OUTCOME, _PILOT_MEMBERS),
    "pilot_finished": (*_OUTCOME, _PILOT_MEMBERS),
    "pilot_stopped": (*_OUTCOME, _PILOT_MEMBERS),
    "pilot_step_reached": (*_OUTCOME, _PILOT_MEMBERS),
    "pilot_join_asked": (_PILOT_OFFICERS,),
    "pilot_contacted": (_PILOT_OFFICERS,),
    "pilot_joined": (_JOINING_MEMBERS,),
    "pilot_join_declined": (_JOINING_MEMBERS,),
}
"""Who hears of each kind; for the first reason in the order of the numbers."""

THEMSELVES = """
    SELECT participant.account_id FROM events_event AS event
    JOIN participants_participant AS participant ON participant.id = event.participant_id
    WHERE event.position = %(position)s AND participant.account_id IS NOT NULL AND %(kind)s <> 'desk_acts_claimed'
    UNION ALL SELECT answered_by_id FROM ideas_answer
    WHERE %(kind)s IN ('idea_answered', 'answer_changed') AND idea_id = %(idea)s AND answered_by_id IS NOT NULL
    UNION ALL SELECT decided_by_id FROM initiatives_initiative
    WHERE %(kind)s = 'initiative_decided' AND id = %(subject)s AND decided_by_id IS NOT NULL"""
"""Whose own act it is: nobody is told of theirs."""
