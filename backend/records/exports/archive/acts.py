# SPDX-License-Identifier: EUPL-1.2
"""What the archive carries of what people did: ideas, answers, supports, discussion, moderation.

Words travel that anybody may read, and no others: what its author took back or moderation hides keeps its
place, its ground and its counts, without words, versions and photo.
"""

from backend.participation.discussion.models import Comment, CommentVersion, Thank
from backend.participation.handling.models import Handling, Milestone
from backend.participation.ideas.models import (
    Answer,
    AnswerVersion,
    Coauthor,
    Exposure,
    Idea,
    IdeaPilot,
    IdeaVersion,
    Photo,
)
from backend.participation.moderation.models import Appeal, Case, Decision, Report
from backend.participation.supports.models import Merging, Outcome, Support
from backend.records.exports.archive.carried import WHO, Carried

_READABLE = "t.state IN ('published', 'merged') AND t.hidden_for = ''"
_OF_READABLE = f"""EXISTS (SELECT FROM ideas_idea AS said WHERE said.id = t.idea_id
    AND {_READABLE.replace("t.", "said.")})"""
_WORDS = "words that not anybody may read"
# a name in a text is taken out as when its owner's link is cut: dots of the same length
_WITHOUT_NAMES = """
    CASE WHEN EXISTS (SELECT FROM discussion_mention AS mention WHERE mention.comment_id = t.id) THEN (
        SELECT string_agg(CASE WHEN EXISTS (SELECT FROM discussion_mention AS mention WHERE mention.comment_id = t.id
                AND letter.place - 1 > mention.start AND letter.place - 1 < mention.start + mention.length)
            THEN '…' ELSE letter.one END, '' ORDER BY letter.place)
        FROM string_to_table(t.text, NULL) WITH ORDINALITY AS letter (one, place)) ELSE t.text END
"""

IDEAS = Carried(
    name="ideas",
    model=Idea,
    fields=(
        "campaign",
        "author",
        "actor",
        "title",
        "text",
        "language",
        "category",
        "district",
        "place",
        "latitude",
        "longitude",
        "cost",
        "source_id",
        "state",
        "merged_into",
        "hidden_for",
        "version",
        "proposed_at",
    ),
    of="campaign",
    rows="t.state <> 'waiting'",
    when=dict.fromkeys(("title", "text", "place", "latitude", "longitude"), _READABLE),
)
IDEA_VERSIONS = Carried(
    name="idea_versions",
    model=IdeaVersion,
    fields=("idea", "number", "title", "text", "place", "category", "district", "photo_alt", "replaced_at"),
    of="idea",
    rows=_OF_READABLE,
)
PHOTOS = Carried(
    name="photos",
    model=Photo,
    fields=("idea", "alt", "uploaded_at", "large", "small", "width", "height", "small_width"),
    of="idea",
    rows=_OF_READABLE,
    instead={size: f"'media/photos/' || n.number || '-{size}.webp'" for size in ("large", "small")},
    left_out={"key": "lets whoever has it put the photo on an idea; made anew", "uploaded_by": WHO},
)
COAUTHORS = Carried(name="coauthors", model=Coauthor, fields=("idea", "participant", "joined_at"), of="idea")
ANSWERS = Carried(
    name="answers",
    model=Answer,
    fields=("idea", "status", "office", "text", "answered_at"),
    of="idea",
    left_out={"answered_by": WHO},
)
ANSWER_VERSIONS = Carried(
    name="answer_versions",
    model=AnswerVersion,
    fields=("answer", "number", "status", "office", "text", "answered_at"),
    of="answer",
)
EXPOSURES = Carried(name="exposures", model=Exposure, fields=("idea", "shown"), of="idea")
BECAME = Carried(name="idea_pilots", model=IdeaPilot, fields=("idea", "pilot", "made_at"), of="idea")
HANDLINGS = Carried(
    name="handling",
    model=Handling,
    fields=("idea", "feasibility", "cost", "reason", "estimated_at"),
    of="idea",
    left_out={"assigned_to": WHO},
)
MILESTONES = Carried(name="milestones", model=Milestone, fields=("idea", "title", "due_on", "done_on"), of="idea")
SUPPORTS = Carried(
    name="supports",
    model=Support,
    fields=("participant", "idea", "counts_for", "window", "given_at"),
    of="participant",
)
MERGINGS = Carried(
    name="mergings",
    model=Merging,
    fields=("source", "target", "reason", "supports", "added", "merged_at", "undone_reason", "undone_at"),
    of="source",
    left_out={"merged_by": WHO, "undone_by": WHO},
)
OUTCOMES = Carried(name="outcomes", model=Outcome, fields=("window", "idea", "supports", "unverified"), of="window")
COMMENTS = Carried(
    name="comments",
    model=Comment,
    fields=(
        "idea",
        "author",
        "official",
        "actor",
        "parent",
        "stance",
        "text",
        "language",
        "written_at",
        "withdrawn_at",
        "hidden_for",
        "version",
    ),
    of="idea",
    rows="NOT t.waits",
    instead={"text": _WITHOUT_NAMES},
    when={"text": "t.withdrawn_at IS NULL AND t.hidden_for = ''"},
    left_out={"waits": "what waits for a moderator is not carried"},
)
COMMENT_VERSIONS = Carried(
    name="comment_versions",
    model=CommentVersion,
    fields=("comment", "number", "text", "replaced_at"),
    of="comment",
    rows="""EXISTS (SELECT FROM discussion_comment AS said WHERE said.id = t.comment_id
        AND said.withdrawn_at IS NULL AND said.hidden_for = '')""",
    # whom an earlier text names is not stored: one that may name somebody is carried without its words
    when={"text": "position('@' in t.text) = 0"},
)
THANKS = Carried(name="thanks", model=Thank, fields=("comment", "participant", "given_at"), of="comment")
CASES = Carried(
    name="cases",
    model=Case,
    fields=("campaign", "idea", "comment", "source", "opened_at", "closed_at", "due_at"),
    of="campaign",
    # of what is or was shown
    rows="""EXISTS (SELECT FROM archive_number AS shown WHERE shown.name = 'ideas' AND shown.id = t.idea_id)
        AND (t.comment_id IS NULL OR EXISTS (
            SELECT FROM archive_number AS shown WHERE shown.name = 'comments' AND shown.id = t.comment_id))""",
)
REPORTS = Carried(
    name="reports",
    model=Report,
    fields=("case", "category", "language", "version", "made_at"),
    of="case",
    left_out={
        "key": "lets whoever has it follow the report; made anew",
        "explanation": "a person's words to the moderators",
        "name": "the reporter's name",
        "email": "the reporter's address",
        "email_confirmed_at": "goes with the address",
        "account": WHO,
    },
)
DECISIONS = Carried(
    name="decisions",
    model=Decision,
    fields=(
        "case",
        "outcome",
        "ground",
        "language",
        "decided_at",
        "takes_effect_at",
        "undone_at",
        "carried_out_at",
        "appeal",
        "revision",
    ),
    of="case",
    # what took effect: the public log's decisions
    rows="t.carried_out_at IS NOT NULL",
    left_out={"facts": _WORDS, "reference": _WORDS, "decided_by": WHO},
)
APPEALS = Carried(
    name="appeals",
    model=Appeal,
    fields=("decision", "report", "made_at", "decided_at", "stands"),
    of="decision",
    left_out={
        "account": WHO,
        "text": "a person's words to the moderators",
        "first_decided_by": WHO,
        "decided_by": WHO,
        "reasons": _WORDS,
    },
)

TABLES = (
    IDEAS,
    IDEA_VERSIONS,
    PHOTOS,
    COAUTHORS,
    ANSWERS,
    ANSWER_VERSIONS,
    EXPOSURES,
    BECAME,
    HANDLINGS,
    MILESTONES,
    SUPPORTS,
    MERGINGS,
    OUTCOMES,
    COMMENTS,
    COMMENT_VERSIONS,
    THANKS,
    CASES,
    REPORTS,
    DECISIONS,
    APPEALS,
)
