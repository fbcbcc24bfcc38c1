# SPDX-License-Identifier: EUPL-1.2
"""Erasing somebody who acts, or of whom others speak, at that very moment: nobody waits for ever, nothing is left."""

import dataclasses
import itertools
import smtplib
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import OperationalError, connection, transaction

from backend.common.errors import Refused
from backend.common.gone import person_gone
from backend.ledger.events.catch_up import catch_up
from backend.participation.assistance.acts import WriteComment
from backend.participation.assistance.services import carry_out_kept, keep_act
from backend.participation.campaigns.models import Campaign, Phase
from backend.participation.discussion.models import Comment, CommentVersion
from backend.participation.discussion.services import edit_comment, thank_for_comment, withdraw_comment, write_comment
from backend.participation.ideas import share_cards, stored_files
from backend.participation.ideas.coauthors import accept_invitation, invite_coauthor
from backend.participation.ideas.drafts import save_draft
from backend.participation.ideas.models import Idea, IdeaVersion, KeptDraft, ShareCard
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.services import edit_idea, propose_idea, withdraw_idea
from backend.participation.notifications.letters import Due
from backend.participation.notifications.models import Follow, Letter, MailChoice, Notice
from backend.participation.notifications.sending import send_one
from backend.participation.notifications.services import follow_idea, tell
from backend.participation.participants.forgetting import hold_person
from backend.participation.participants.models import Participant
from backend.participation.participants.selectors import standing_of
from backend.participation.participants.services import note_identification
from backend.participation.supports.models import Support
from backend.participation.supports.services import support_idea, withdraw_support
from backend.records.exports.models import Export
from backend.records.exports.services import path_of, run_export
from backend.records.privacy.services import erase_person
from backend.region.accounts.models import Account
from backend.region.accounts.services import describe_yourself
from tests.records.privacy.sameness import differences
from tests.threads import at_once, meanwhile

pytestmark = pytest.mark.django_db(transaction=True)
MARK = "zq7marked"
NUMBERS = itertools.count()


@dataclasses.dataclass
class Scene:
    """A campaign in which Aino (marked) and Onni have each proposed, supported, said and mentioned something."""

    campaign: Campaign
    aino: Account
    onni: Account
    idea: Idea
    onnis: Idea
    comment: Comment
    about_her: Comment
    name: str
    token: str = ""
    own_token: str = ""


@pytest.fixture
def scene(make_campaign, make_person, make_idea) -> Callable[[], Scene]:
    """Another campaign and other people each time."""

    def make() -> Scene:
        number = next(NUMBERS)
        campaign = make_campaign(f"kisa-{number}", open_phase="support")
        aino, onni = make_person(f"{MARK}{number}"), make_person(f"Onni{number}")
        idea = make_idea(campaign, f"Laituri {MARK}", by=aino)
        onnis = make_idea(campaign, "Onnin silta", by=onni)
        support_idea(by=aino, idea_id=onnis.pk)
        support_idea(by=onni, idea_id=idea.pk)
        comment = write_comment(by=aino, idea_id=idea.pk, text=f"Sanoin {MARK}", stance="for")
        about_her = write_comment(by=onni, idea_id=idea.pk, text=f"Hyvä, @{aino.pseudonym}!")
        Phase.objects.filter(campaign=campaign, kind="discuss").update(kind="collect")
        return Scene(campaign, aino, onni, idea, onnis, comment, about_her, aino.pseudonym)

    return make


def erase(account: Account) -> str:
    """Erase, in a thread of its own or ours."""
    erase_person(account=Account(pk=account.pk, email=account.email, pseudonym=account.pseudonym))
    return "erased"


def draft(text: str) -> IdeaDraft:
    return IdeaDraft(title=f"{text} {MARK}", text=f"Laituri rantaan, {MARK}.", category="luonto")


def collecting(one: Scene) -> None:
    """Ideas are proposed and changed now; nobody votes."""
    Phase.objects.filter(campaign=one.campaign, kind="support").update(kind="collect")


class Refusing(BaseEmailBackend):
    """A mail server that knows nobody."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        """550 for the first reader."""
        raise smtplib.SMTPRecipientsRefused({messages[0].to[0]: (550, b"nobody of that name")})


def refuse_letter(one: Scene) -> None:
    """The mail server says that there is nobody of Aino's address."""
    letter = Letter.objects.filter(account=one.aino.pk).first()
    if letter is not None:
        send_one(Due(letter.pk, one.aino.email or "", lambda: EmailMessage("Hei", to=[one.aino.email])), Refusing())


ACTS: dict[str, Callable[[Scene], Any]] = {
    "support": lambda one: support_idea(by=one.aino, idea_id=one.idea.pk),
    "take a support back": lambda one: withdraw_support(by=one.aino, idea_id=one.onnis.pk),
    "comment": lambda one: write_comment(by=one.aino, idea_id=one.onnis.pk, text=f"Lisään {MARK}"),
    "change a comment": lambda one: edit_comment(
        by=one.aino, comment_id=one.comment.pk, text=f"Toisin {MARK}", version=1
    ),
    "take a comment back": lambda one: withdraw_comment(by=one.aino, comment_id=one.comment.pk),
    "thank": lambda one: thank_for_comment(by=one.aino, comment_id=one.about_her.pk),
    "be mentioned": lambda one: write_comment(by=one.onni, idea_id=one.idea.pk, text=f"@{one.name} sen sanoi"),
    "be mentioned in a changed comment": lambda one: edit_comment(
        by=one.onni, comment_id=one.about_her.pk, text=f"@{one.name} ja @{one.name}", version=1
    ),
    "be mentioned no more": lambda one: edit_comment(by=one.onni, comment_id=one.about_her.pk, text="Hyvä!", version=1),
    "be replied to": lambda one: write_comment(
        by=one.onni, idea_id=one.idea.pk, text="Samaa mieltä", parent_id=one.comment.pk
    ),
    "be supported": lambda one: withdraw_support(by=one.onni, idea_id=one.idea.pk),
    "save a draft": lambda one: save_draft(by=one.aino, campaign_slug=one.campaign.slug, fields={"title": MARK}),
    "follow": lambda one: follow_idea(by=one.aino, idea_id=one.onnis.pk),
    "be told": lambda one: tell(accounts=[one.aino.pk, one.onni.pk], kind="mail_paused", once=f"{one.name} told"),
    "have an address refused": refuse_letter,
    "describe oneself": lambda one: describe_yourself(
        account=Account.objects.get(pk=one.aino.pk), pseudonym=f"{MARK} uusi {one.aino.pk}", municipality=None,
        birth_year=None, language="fi",
    ),
    "kept act": lambda one: carry_out_kept(by=one.aino, key=one.campaign.slug),
}  # fmt: skip
COLLECTING: dict[str, Callable[[Scene], Any]] = {
    "propose": lambda one: propose_idea(by=one.aino, campaign_slug=one.campaign.slug, draft=draft("Uusi")),
    "change an idea": lambda one: edit_idea(by=one.aino, idea_id=one.idea.pk, draft=draft("Toinen"), version=1),
    "withdraw an idea": lambda one: withdraw_idea(by=one.aino, idea_id=one.idea.pk),
    "become a co-author": lambda one: accept_invitation(by=one.aino, token=one.token),
    "get a co-author": lambda one: accept_invitation(by=one.onni, token=one.own_token),
}


def prepared(name: str, make: Callable[[], Scene]) -> tuple[Scene, Callable[[Scene], Any]]:
    """A scene in which the act can be done, and the act."""
    one = make()
    if name == "kept act":
        keep_act(key=one.campaign.slug, act=WriteComment(idea_id=one.onnis.pk, text=f"Odotin {MARK}"), page="/")
    if name == "have an address refused":
        Letter.objects.create(account=one.aino)
    if name in COLLECTING:
        collecting(one)
        one.token = invite_coauthor(by=one.onni, idea_id=one.onnis.pk).token
        one.own_token = invite_coauthor(by=one.aino, idea_id=one.idea.pk).token
    return one, (ACTS | COLLECTING)[name]


def left_of(one: Scene) -> dict[str, int]:
    """What is still there of Aino, by place."""
    texts = [
        *Comment.objects.values_list("text", flat=True), *CommentVersion.objects.values_list("text", flat=True),
        *Idea.objects.values_list("title", flat=True), *Idea.objects.values_list("text", flat=True),
        *IdeaVersion.objects.values_list("title", flat=True), *Account.objects.values_list("pseudonym", flat=True),
        *map(str, KeptDraft.objects.values_list("fields", flat=True)),
    ]  # fmt: skip
    found = {
        "words": sum(MARK in text for text in texts),
        "account": Account.objects.filter(pk=one.aino.pk).count(),
        "participants": Participant.objects.filter(account_id=one.aino.pk).count(),
        "rows": sum(
            model.objects.filter(account_id=one.aino.pk).count() for model in (Follow, Notice, Letter, MailChoice)
        ),
    }
    return {place: number for place, number in found.items() if number}


def assert_forgotten(one: Scene, name: str, *outcomes: Any) -> None:
    for outcome in outcomes:
        refused = isinstance(outcome, Refused) or (isinstance(outcome, Exception) and person_gone(outcome))
        assert refused or not isinstance(outcome, Exception), f"{name}: {outcome!r}"
    assert left_of(one) == {}, name


def assert_counted() -> None:
    catch_up()
    assert differences() == []


@pytest.mark.parametrize("names", [ACTS, COLLECTING], ids=["while people vote", "while ideas are collected"])
def test_an_act_that_is_under_way_is_waited_for_and_erased_too(scene, names):
    for name in names:
        one, act = prepared(name, scene)
        outcomes = meanwhile(lambda: act(one), lambda: erase(one.aino))  # noqa: B023 it is over before the next
        assert outcomes[1] == "erased", f"{name}: {outcomes}"
        assert_forgotten(one, name, *outcomes)
    assert_counted()


@pytest.mark.parametrize("names", [ACTS, COLLECTING], ids=["while people vote", "while ideas are collected"])
def test_an_act_that_comes_during_the_erasure_waits_and_is_refused_or_says_nothing_of_the_person(scene, names):
    for name in names:
        one, act = prepared(name, scene)
        outcomes = meanwhile(lambda: erase(one.aino), lambda: act(one))  # noqa: B023
        assert outcomes[0] == "erased", f"{name}: {outcomes}"
        assert_forgotten(one, name, *outcomes)
    assert_counted()


@pytest.mark.parametrize(
    "name",
    [
        "be mentioned",
        "be mentioned in a changed comment",
        "be mentioned no more",
        "be replied to",
        "have an address refused",
        "change a comment",
        "support",
    ],
)
def test_an_act_between_two_steps_of_the_erasure_does_not_stop_it(scene, name):
    one, act = prepared(name, scene)
    outcomes = meanwhile(
        lambda: hold_person(account=one.aino), lambda: act(one), then=lambda: erase_person(account=one.aino)
    )
    assert isinstance(outcomes[0], list), outcomes
    assert_forgotten(one, name, outcomes[1])
    assert_counted()


@pytest.mark.parametrize("name", ["change an idea", "withdraw an idea", "get a co-author"])
def test_the_same_while_ideas_are_collected(scene, name):
    test_an_act_between_two_steps_of_the_erasure_does_not_stop_it(scene, name)


def test_two_erasures_at_once_are_one(scene):
    one = scene()
    assert at_once([lambda: erase(one.aino)] * 4, threads=4) == ["erased"] * 4
    assert_forgotten(one, "twice")
    assert_counted()


def test_two_accounts_of_one_person_are_erased_at_once(make_campaign, make_person, make_idea):
    campaign = make_campaign(identifier="strong")
    first, second = make_person(f"{MARK} yksi"), make_person(f"{MARK} kaksi")
    idea = make_idea(make_campaign("toinen"), "Silta")
    Idea.objects.filter(pk=idea.pk).update(campaign=campaign)
    for account in (first, second):
        note_identification(account=account, kind="strong", identifier="010190-999Y", assurance="strong")
        support_idea(by=account, idea_id=idea.pk)
    assert Support.objects.count() == 1
    outcomes = at_once([lambda: erase(first), lambda: erase(second)], threads=2)
    assert outcomes == ["erased", "erased"]
    assert not Account.objects.filter(pk__in=[first.pk, second.pk]).exists()
    assert not Participant.objects.filter(account__isnull=False, campaign=campaign).exists()
    assert not Support.objects.exists()
    catch_up()
    assert differences() == []


def test_everything_at_once(scene):
    one = scene()
    acts = [
        *(lambda n=n: write_comment(by=one.aino, idea_id=one.onnis.pk, text=f"{MARK} {n}") for n in range(4)),
        *(lambda n=n: write_comment(by=one.onni, idea_id=one.idea.pk, text=f"@{one.name} {n}") for n in range(4)),
        lambda: support_idea(by=one.aino, idea_id=one.idea.pk),
        lambda: erase(one.aino),
        lambda: edit_comment(by=one.aino, comment_id=one.comment.pk, text=f"{MARK}", version=1),
        lambda: erase(one.aino),
        lambda: edit_comment(by=one.onni, comment_id=one.about_her.pk, text=f"@{one.name}", version=1),
        lambda: thank_for_comment(by=one.aino, comment_id=one.about_her.pk),
    ]
    assert_forgotten(one, "everything", *at_once(acts, threads=len(acts)))
    assert_counted()


def test_raising_an_identifier_in_two_acts_at_once_is_no_deadlock(make_campaign, make_person, make_idea):
    """Both have read the participant under its first identifier, and hold it; then both raise it."""
    campaign = make_campaign(identifier="account")
    aino = make_person("Aino")
    ideas = [make_idea(campaign, title) for title in ("Silta", "Laituri")]
    support_idea(by=aino, idea_id=ideas[0].pk)
    withdraw_support(by=aino, idea_id=ideas[0].pk)
    with connection.cursor() as cursor:  # as a draft's would be changed after its author had tried something
        cursor.execute("ALTER TABLE campaigns_campaign DISABLE TRIGGER USER")
        cursor.execute("UPDATE campaigns_campaign SET identifier = 'strong'")
        cursor.execute("ALTER TABLE campaigns_campaign ENABLE TRIGGER USER")
    note_identification(account=aino, kind="strong", identifier="010190-999Y", assurance="strong")

    def support(idea: Idea) -> bool:
        return support_idea(by=aino, idea_id=idea.pk).counted_now

    @transaction.atomic
    def support_while_holding() -> bool:
        standing_of(aino, campaign.pk, hold=True)
        return support(ideas[1])

    outcomes = meanwhile(
        lambda: standing_of(aino, campaign.pk, hold=True), support_while_holding, then=lambda: support(ideas[0])
    )
    assert not any(isinstance(outcome, OperationalError) for outcome in outcomes), outcomes
    assert outcomes[1] is True
    assert Counter(Support.objects.values_list("idea_id", flat=True)) == Counter(idea.pk for idea in ideas)
    assert Participant.objects.get(account=aino).kind == "strong"


def test_an_export_that_begins_during_the_erasure_knows_nothing_of_the_person(scene, settings, tmp_path):
    settings.EXPORTS_DIR = tmp_path
    one = scene()
    catch_up()
    export = Export.objects.create(campaign=one.campaign)
    outcomes = meanwhile(lambda: erase(one.aino), lambda: run_export(export_id=export.pk))
    assert outcomes == ("erased", True)
    export.refresh_from_db()
    assert export.state == "done"
    with zipfile.ZipFile(path_of(export.pk)) as package:
        assert not any(MARK in package.read(name).decode("utf-8", "replace") for name in package.namelist())


def test_an_export_under_way_is_made_anew(scene, settings, tmp_path):
    settings.EXPORTS_DIR = tmp_path
    one = scene()
    catch_up()
    export = Export.objects.create(campaign=one.campaign, state="running")
    erase(one.aino)
    export.refresh_from_db()
    assert export.state == "queued"


def test_a_card_that_is_drawn_meanwhile_is_let_go(scene, media):
    one = scene()
    catch_up()
    card, _made = ShareCard.objects.get_or_create(idea=one.idea)
    drawn = stored_files.store("cards", "png", f"drawn of {MARK}".encode())
    erase(one.aino)
    share_cards._keep(one.idea, drawn)
    assert not ShareCard.objects.filter(pk=card.pk).exists()
    stored_files.delete_unwanted_files()
    assert [path for path in media.rglob("*") if path.is_file()] == []
