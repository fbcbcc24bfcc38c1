# SPDX-License-Identifier: EUPL-1.2
"""Somebody who fills every field that there is to fill, each with a marker of its own, by the ways that people have."""

import dataclasses
import io
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client
from PIL import Image

from backend.common.clock import database_now
from backend.participation.assistance.acts import SupportIdea
from backend.participation.assistance.desk import DeskResident, act_at_desk
from backend.participation.assistance.proof import Proof, identify
from backend.participation.campaigns.models import Campaign, Phase, VotingWindow
from backend.participation.discussion.services import edit_comment, thank_for_comment, write_comment
from backend.participation.handling.services import write_note
from backend.participation.ideas.coauthors import accept_invitation, invite_coauthor
from backend.participation.ideas.models import Idea
from backend.participation.ideas.photos import receive_photo
from backend.participation.ideas.rules import IdeaDraft
from backend.participation.ideas.services import answer_idea, edit_idea
from backend.participation.ideas.share_cards import draw_due_share_cards
from backend.participation.initiatives.rules import Maker
from backend.participation.initiatives.services import promote_idea, sign_initiative
from backend.participation.notifications.models import Letter
from backend.participation.notifications.reminders import ask_reminder
from backend.participation.notifications.sending import pause
from backend.participation.notifications.services import tell
from backend.participation.participants.codes import identify_with_code, make_codes
from backend.participation.participants.register import identify_from_register, upload_register
from backend.participation.participants.services import note_identification
from backend.participation.supports.services import close_window, seal_due_windows, support_idea
from backend.records.exports.services import request_export, run_due_exports
from backend.region.accounts.invitations import invite_staff
from backend.region.accounts.models import Account
from backend.region.accounts.services import give_role
from backend.region.municipalities.services import give_feedback
from backend.region.places.models import Municipality
from backend.region.places.services import name_district
from backend.region.programme.contact_rules import ContactDraft
from backend.region.programme.contacts import answer_contact, close_contact, confirm_contact, write_to_pilot
from backend.region.programme.contacts_shown import token_of
from backend.region.programme.joining import ask_to_join, decline_part
from backend.region.programme.models import PilotContact, Spearhead
from backend.region.programme.pilot_rules import PilotDraft
from backend.region.programme.piloting import make_pilot
from backend.region.programme.rules import ActorDraft
from backend.region.programme.services import change_actor, claim_actor, confirm_claim, decline_claim, propose_actor
from tests.faces.pages.letters import link_of
from tests.participation.ideas.photographs import sent
from tests.records.privacy.marks import Marker
from tests.records.privacy.moderated import be_moderated

TEXTS = {"fi": "Laituri rakennetaan.", "sv": "Bryggan byggs.", "en": "The jetty is built."}


@dataclasses.dataclass
class World:
    """Everybody else, and what is there already: campaigns of three phases, an idea of Onni's in each."""

    officer: Account
    onni: Account
    collecting: Campaign
    voting: Campaign
    over: Campaign
    register: Campaign
    codes: Campaign
    ideas: dict[str, Idea]
    make_idea: Any
    letters: list[Any]
    settle: Any


class Life:
    """The marked person in the world; `live` does everything, in the order in which it can be done."""

    def __init__(self, marker: Marker, world: World, identity_provider: Any) -> None:
        self.mark, self.world, self.provider = marker, world, identity_provider
        self.browser, self.second_browser, self.stranger = Client(), Client(), Client()

    def live(self) -> Account:
        """All of it; the account."""
        self.sign_in_by_letter()
        self.describe()
        self.use_further_ways_in()
        self.propose_with_photo()
        self.be_noted_among_officers()
        self.write_with_others()
        world = self.world
        slug, idea_id = world.collecting.slug, world.ideas["voting"].pk
        be_moderated(self.mark, self.account, world.officer, collecting=slug, idea_id=idea_id)
        self.make_an_initiative()
        self.keep_drafts()
        self.comment()
        self.support()
        self.follow_and_be_told()
        self.act_for_organisations()
        self.be_served_at_a_desk()
        self.be_in_registers()
        self.ask_for_an_export()
        self.world.settle()
        self.make_files()
        self.look_around()
        self.leave_an_act_waiting()
        return self.account

    def sign_in_by_letter(self) -> None:
        """A tap first, kept until the letter's link is opened; another browser begins and does not end."""
        email = f"{self.mark('email')}@posti.test"
        idea = self.world.ideas["voting"]
        self.browser.post(f"/ideas/{idea.pk}/comments/", {"text": f"Ennen {self.mark('kept')}", "stance": "for"})
        self.browser.post("/accounts/login/code/", {"email": email, "next": "/"})
        self.browser.get(link_of(self.world.letters[-1]), follow=True)
        self.account = Account.objects.get(email=email)
        self.second_browser.post("/accounts/login/code/", {"email": email, "next": "/"})

    def describe(self) -> None:
        """Name, home and so on, by the form."""
        typed = {"pseudonym": self.mark("name"), "municipality": "porvoo", "birth_year": "1980", "language": "fi"}
        assert self.browser.post("/you/", typed).status_code == 302
        self.account.refresh_from_db()
        assert self.account.pseudonym == self.mark("name")

    def use_further_ways_in(self) -> None:
        """Another address, an issuer, a key with a name of one's own choice."""
        self.browser.post("/accounts/email/", {"action_add": "", "email": f"{self.mark('second')}@posti.test"})
        if not EmailAddress.objects.filter(email__startswith=self.mark("second")).exists():
            EmailAddress.objects.create(user=self.account, email=f"{self.mark('second')}@posti.test")
        who = self.mark("person")
        self.provider.person(who, nick=self.mark("subject"), email=f"{who}@posti.test", name=self.mark("official"))
        self.provider.sign_in(self.browser, who, process="connect")
        # a passkey needs a device (tests/browser/test_passkey.py); this is what allauth stores of one
        data = {"name": self.mark("key"), "credential": {}}
        Authenticator.objects.create(user=self.account, type=Authenticator.Type.WEBAUTHN, data=data)

    def propose_with_photo(self) -> None:
        """The form with everything in it, then a change; the share card is drawn."""
        mark, slug = self.mark, self.world.collecting.slug
        typed = {
            "title": f"Laituri {mark('title')}", "text": f"Rantaan laituri, {mark('text')}.", "category": "luonto",
            "place": mark("place"), "photo_alt": mark("alt"), "similar_seen": "yes",
        }  # fmt: skip
        photo = sent(self.photograph(), f"{mark('file')}.jpg")
        answer = self.browser.post(f"/campaigns/{slug}/propose/", {**typed, "photo": photo})
        assert answer.status_code == 302, answer.content
        self.idea = Idea.objects.get(title=typed["title"])
        assert self.idea.photo.alt == mark("alt")
        later = IdeaDraft(
            title=f"Laituri {mark('newtitle')}", text=f"Rantaan suuri laituri, {mark('newtext')}.",
            category="luonto", place=mark("newplace"),
        )  # fmt: skip
        edit_idea(by=self.account, idea_id=self.idea.pk, draft=later, version=1)

    def be_noted_among_officers(self) -> None:
        """What colleagues tell each other about the idea may name its author."""
        write_note(by=self.world.officer, idea_id=self.idea.pk, text=f"Soitan: {self.mark('noted')}")

    def photograph(self) -> bytes:
        """With marks in its metadata."""
        file, exif = io.BytesIO(), Image.Exif()
        exif[0x010E], exif[0x013B] = self.mark("exif"), self.mark("artist")
        comment, xmp = self.mark("jpegcomment").encode(), f"<x>{self.mark('xmp')}</x>".encode()
        Image.new("RGB", (1200, 900), (20, 90, 160)).save(file, "JPEG", exif=exif, comment=comment, xmp=xmp)
        assert self.mark.among(file.getvalue()) == {"exif", "artist", "jpegcomment", "xmp"}
        return file.getvalue()

    def write_with_others(self) -> None:
        """Inviting a co-author, and being one."""
        token = invite_coauthor(by=self.account, idea_id=self.idea.pk).token
        accept_invitation(by=self.world.onni, token=token)
        invite_coauthor(by=self.account, idea_id=self.idea.pk)
        theirs = self.world.ideas["collecting"]
        accept_invitation(by=self.account, token=invite_coauthor(by=self.world.onni, idea_id=theirs.pk).token)

    def make_an_initiative(self) -> None:
        """Of the own idea, with name and address; and signing somebody else's."""
        onni, theirs = self.world.onni, self.world.ideas["collecting"]
        for account, number in ((self.account, self.mark("strong")), (onni, "Onnin tunnus")):
            note_identification(account=account, kind="strong", identifier=number, assurance="strong")
        maker = Maker(name=self.mark("maker"), contact=f"{self.mark('reached')}@posti.test", name_is_public=True)
        promote_idea(by=self.account, idea_id=self.idea.pk, maker=maker)
        silent = Maker(name="Onni Onnila", contact="onni@example.org")
        initiative = promote_idea(by=onni, idea_id=theirs.pk, maker=silent)
        sign_initiative(by=self.account, initiative_id=initiative.pk)

    def keep_drafts(self) -> None:
        """A half-written idea on the server, with a photo that waits for it."""
        photo = receive_photo(by=self.account, upload=sent(self.photograph(), f"{self.mark('waiting')}.jpg"))
        typed = {name: self.mark(f"draft{name}".replace("_", "")) for name in ("title", "text", "place", "photo_alt")}
        path = f"/campaigns/{self.world.collecting.slug}/propose/draft/"
        answer = self.browser.post(path, {**typed, "photo_key": photo.key, "saved_from": self.mark("savedfrom")[:32]})
        assert answer.status_code < 400, answer.content

    def comment(self) -> None:
        """Saying, changing, replying, naming others and being named; in another's earlier version too."""
        mark, onni, idea = self.mark, self.world.onni, self.world.ideas["voting"]
        said = write_comment(by=self.account, idea_id=idea.pk, text=f"Sanon {mark('comment')}", stance="for")
        edit_comment(by=self.account, comment_id=said.pk, text=f"Sanon {mark('newcomment')}", version=1)
        theirs = write_comment(by=onni, idea_id=idea.pk, text=f"Hyvin sanottu, @{mark('name')}!", parent_id=said.pk)
        write_comment(by=self.account, idea_id=idea.pk, text=f"@{onni.pseudonym} {mark('reply')}", parent_id=said.pk)
        thank_for_comment(by=self.account, comment_id=theirs.pk)
        changed = write_comment(by=onni, idea_id=idea.pk, text=f"Niin kuin @{mark('name')} sanoi.")
        edit_comment(by=onni, comment_id=changed.pk, text="Niin sanottiin.", version=1)

    def support(self) -> None:
        """In the vote that is open, and in one that is over, with an idea and a comment there."""
        for name in ("voting", "over"):
            support_idea(by=self.account, idea_id=self.world.ideas[name].pk)
        old = self.world.make_idea(self.world.over, f"Vanha {self.mark('oldtitle')}", by=self.account)
        support_idea(by=self.world.onni, idea_id=old.pk)
        write_comment(by=self.account, idea_id=old.pk, text=f"Puolesta, {self.mark('oldcomment')}", stance="for")
        seal_due_windows()
        window = VotingWindow.objects.get(phase__campaign=self.world.over)
        VotingWindow.objects.filter(pk=window.pk).update(closes=database_now())
        close_window(window_id=window.pk)

    def follow_and_be_told(self) -> None:
        """Follows, letters, a reminder to one's own address, an address that the mail server refused."""
        mark, world, email = self.mark, self.world, self.account.email or ""
        for path in (f"/campaigns/{world.voting.slug}/follow/", f"/ideas/{world.ideas['voting'].pk}/follow/"):
            self.browser.post(path, {"action": "follow"})
        self.browser.post("/notices/settings/", {"frequency": "instant", "newsletter": "on"})
        for address in (email, f"{mark('second')}@posti.test"):
            ask_reminder(viewer=None, slug=world.collecting.slug, email=address.upper(), language="fi")
        for address in (email, f"{mark('second')}@posti.test"):
            give_feedback(
                municipality=world.collecting.municipality, kind="other", text=f"Huomasin, {mark('feedback')}.",
                language="fi", page=f"/ideas/?q={mark('feedbackpage')}", email=address,
            )  # fmt: skip
        answer_idea(by=world.officer, idea_id=self.idea.pk, status="done", office=TEXTS, text=TEXTS)
        tell(accounts=[self.account.pk], kind="mail_paused", once=f"told {mark('once')}")
        pause(Letter.objects.create(account=self.account), email)

    def act_for_organisations(self) -> None:
        """One that staff have not confirmed, a claim that they declined, and one that is confirmed and public."""
        mark, officer, porvoo = self.mark, self.world.officer, Municipality.objects.get(slug="porvoo")
        wanted = ActorDraft(
            name={"fi": mark("orgname")}, kind="association", municipality=porvoo,
            website=f"https://{mark('website')}.example/", description={"fi": mark("orgtext")},
        )  # fmt: skip
        propose_actor(by=self.account, draft=wanted, message=f"Olen {mark('claim')}")
        public = ActorDraft(name={"fi": "Melojat ry"}, kind="association", municipality=porvoo)
        claim = propose_actor(by=self.world.onni, draft=public, message="Olen puheenjohtaja.")
        confirm_claim(by=officer, claim_id=claim.pk)
        change_actor(by=officer, actor_id=claim.actor_id, draft=public)
        declined = claim_actor(by=self.account, actor_id=claim.actor_id, message=f"Myös {mark('claimagain')}")
        decline_claim(by=officer, claim_id=declined.pk, reason=f"Emme tunne henkilöä {mark('declined')}.")
        self.ask_for_an_organisation()

    def ask_for_an_organisation(self) -> None:
        """Asked into two pilots in a club's name: one waits, one was declined with a reason."""
        mark, officer, porvoo = self.mark, self.world.officer, Municipality.objects.get(slug="porvoo")
        draft = ActorDraft(name={"fi": "Soutajat ry"}, kind="association", municipality=porvoo)
        claim = propose_actor(by=self.account, draft=draft, message="Olen soutajien sihteeri.")
        confirm_claim(by=officer, claim_id=claim.pk)
        for number in range(2):
            words = {"fi": f"Kokeilu {number}", "sv": f"Pilot {number}", "en": f"Pilot {number}"}
            pilot = make_pilot(
                by=officer,
                draft=PilotDraft(
                    name=words, summary=words, spearhead=Spearhead.objects.first().slug, municipality=porvoo
                ),
            )
            part = ask_to_join(
                by=self.account,
                pilot_id=pilot.pk,
                actor_id=claim.actor_id,
                role="tester",
                message=f"Soudamme, {mark('pilot')}.",
            )
        for address in ("email", "second"):
            self.write_to_a_pilot(pilot.pk, f"{mark(address)}@posti.test")
        decline_part(by=officer, part_id=part.pk, reason=f"Kiitos, {mark('pilotdeclined')}, mutta täynnä on.")

    def write_to_a_pilot(self, pilot_id: int, email: str) -> None:
        """From the showcase; one message is confirmed and closed, the other waits."""
        mark = self.mark
        draft = ContactDraft(
            wish="learn", name=mark("contactname"), organisation=mark("contactorg"), email=email,
            message=f"Kertoisitteko lisää, {mark('contacttext')}?", consent=True,
        )  # fmt: skip
        write_to_pilot(pilot_id=pilot_id, draft=draft, language="fi")
        contact = PilotContact.objects.get(email=email)
        confirm_contact(token=token_of(contact))
        if email.startswith(mark("second")):
            answer_contact(by=self.world.officer, contact_id=contact.pk, answer=f"Kiitos, {mark('contactanswer')}!")
            close_contact(by=self.world.officer, contact_id=contact.pk, outcome="answered")

    def be_served_at_a_desk(self) -> None:
        """An officer writes down why they act for the person, who takes it over at home."""
        world = self.world
        receipt = act_at_desk(
            by=world.officer, campaign_slug=world.voting.slug, act=SupportIdea(idea_id=world.ideas["voting"].pk),
            resident=DeskResident(), reason=f"Ei laitetta, {self.mark('desk')}",
        )  # fmt: skip
        identify(account=self.account, campaign=world.voting, proof=Proof(receipt.slip), tried_by=("session:x",))

    def be_in_registers(self) -> None:
        """A number of a register, a code of a letter; both are kept as keyed hashes."""
        world, number = self.world, self.mark("number")
        file = f"identifier;birth_year\n{number};1980\n".encode()
        upload_register(by=world.officer, campaign_slug=world.register.slug, file=file)
        identify_from_register(account=self.account, campaign=world.register, identifier=number, birth_year=1980)
        (code,) = make_codes(by=world.officer, campaign_slug=world.codes.slug, count=1, channel="letter").codes
        identify_with_code(account=self.account, campaign=world.codes, code=code)

    def ask_for_an_export(self) -> None:
        """The person works for the municipality too, and has a dataset made; more roles are offered by letter."""
        give_role(account=self.account, kind="evaluator", municipality=self.world.collecting.municipality)
        give_role(account=self.world.officer, kind="admin", municipality=self.world.collecting.municipality)
        admin = Account.objects.get(pk=self.world.officer.pk)
        for address in ("second", "email"):
            invite_staff(
                by=admin,
                municipality=self.world.collecting.municipality,
                email=f"{self.mark(address)}@posti.test",
                kinds=["moderator"],
                language="fi",
            )
        request_export(by=Account.objects.get(pk=self.account.pk), campaign_slug=self.world.collecting.slug)

    def make_files(self) -> None:
        """What the worker makes of it all."""
        draw_due_share_cards()
        run_due_exports()

    def look_around(self) -> None:
        """Somebody not signed in opens what shows it: parts of pages are kept in Redis; another act waits."""
        collecting, voting = (f"/campaigns/{one.slug}/" for one in (self.world.collecting, self.world.voting))
        idea = f"/ideas/{self.world.ideas['voting'].pk}/"
        for path in (
            "/", "/region/", "/search/?q=laituri", collecting, f"{collecting}map/", f"{collecting}feed/",
            voting, f"{voting}statistics/", idea, f"/ideas/{self.idea.pk}/",
        ):  # fmt: skip
            assert self.stranger.get(path).status_code == 200, path

    def leave_an_act_waiting(self) -> None:
        """In a browser that has not signed in, sealed under a key that only its session has."""
        idea = f"/ideas/{self.world.ideas['voting'].pk}/"
        self.second_browser.post(f"{idea}comments/", {"text": f"Odottaa {self.mark('waitingact')}", "stance": "for"})


def make_world(
    *, make_campaign: Any, make_idea: Any, officer: Account, onni: Account, letters: list[Any], settle: Any
) -> World:
    """Campaigns that collect, vote, are over, count by register and by codes."""
    collecting, voting = make_campaign("keruu", open_phase="collect"), make_campaign("auki")
    over = make_campaign("ohi")
    register, codes = make_campaign("luettelo", identifier="register"), make_campaign("koodit", identifier="code")
    name_district(municipality=voting.municipality, slug="keskusta", name=TEXTS)
    Phase.objects.filter(campaign=voting, kind="discuss").update(kind="collect")
    ideas = {
        "collecting": make_idea(collecting, "Onnin silta", by=onni),
        "voting": make_idea(voting, "Onnin laituri", by=onni),
        "over": make_idea(over, "Onnin penkki", by=onni),
    }
    return World(officer, onni, collecting, voting, over, register, codes, ideas, make_idea, letters, settle)
