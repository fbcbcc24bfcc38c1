# SPDX-License-Identifier: EUPL-1.2
"""M2: Pirkko makes a campaign part by part, publishes it and sees it live."""

import datetime

import pytest

from backend.common.clock import local_day, now
from backend.participation.campaigns.models import Campaign
from backend.participation.campaigns.services import change_part
from backend.participation.supports.services import support_idea
from backend.region.accounts.services import give_role
from backend.region.places.models import Municipality

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def organiser(client, porvoo_organiser, spearhead):
    """A browser in which Pirkko, who organises for Porvoo, is signed in."""
    client.force_login(porvoo_organiser)
    return client


@pytest.fixture
def draft(make_campaign) -> Campaign:
    """A draft with all that it needs."""
    return make_campaign("joki", published=False)


@pytest.fixture
def phases():
    """Two phases as they are typed."""
    today = local_day(now())
    first = {"phase_0_kind": "collect", "phase_0_first": today, "phase_0_last": today + 9 * DAY}
    second = {"phase_1_kind": "support", "phase_1_first": today + 10 * DAY, "phase_1_last": today + 19 * DAY}
    return {**first, **second}


def part(client, name: str, typed=None, slug: str = "joki", **headers):
    """The page of a part, or what saving it answers."""
    address = f"/manage/campaigns/{slug}/parts/{name}/"
    return client.get(address) if typed is None else client.post(address, typed, headers=headers)


def test_pirkko_starts_from_a_template_publishes_and_sees_it_live(organiser):
    typed = {"template": "ideas", "first_day": local_day(now()), "title_fi": "Ranta kaikille", "title_sv": "Stranden"}
    answer = organiser.post("/manage/campaigns/new/", typed)
    assert answer.url == "/manage/campaigns/ranta-kaikille/"
    assert all(task.done for task in organiser.get(answer.url).context["tasks"])
    assert organiser.post(f"{answer.url}publish/").url == "/campaigns/ranta-kaikille/"
    organiser.logout()
    page = organiser.get("/campaigns/ranta-kaikille/").content.decode()
    assert "Ranta kaikille" in page
    assert "Ideoi nyt" in page
    assert "Kunta työstää ideoita" in page


def test_from_nothing_it_needs_a_name_and_then_everything(organiser):
    assert organiser.post("/manage/campaigns/new/", {"template": ""}).status_code == 422
    slug = organiser.post("/manage/campaigns/new/", {"template": "", "title_fi": "Tori"}).url
    page = organiser.get(slug)
    assert [task.done for task in page.context["tasks"]] == [False, False, False, True, True, True, True]
    answer = organiser.post(f"{slug}publish/")
    assert answer.status_code == 422
    assert "Jotain puuttuu" in answer.content.decode()
    assert "/manage/campaigns/tori/parts/texts/#id_lead_sv" in answer.content.decode()
    assert Campaign.objects.get().published_at is None


def test_what_is_written_in_which_language_is_a_table(organiser, draft):
    Campaign.objects.update(languages=["fi", "sv"], title={"fi": "Joki", "en": "River"})
    written = organiser.get("/manage/campaigns/joki/").context["written"]
    assert written[0].cells == [("ok", "Kirjoitettu"), ("warn", "Puuttuu"), ("ok", "Kirjoitettu")]
    assert written[2].cells[2] == ("", "Ei tarvita")


def test_each_part_is_saved_on_its_own(organiser, draft, phases):
    names = {"title_fi": "Ranta", "title_sv": "Strand", "languages": ["fi", "sv"], "art": "sea"}
    typed = {
        "name": {**names, "spearhead": "citizen-city"},
        "texts": {"lead_fi": "Mitä?", "lead_sv": "Vad?", "influence": "consult"},
        "phases": phases,
        "subjects": {"subject_0_fi": "Luonto", "subject_0_sv": "Natur", "subject_2_fi": "Leikki"},
        "rules": {"support_limit": "3", "supports_hidden": "on"},
        "outcome": {"influence_kept": "yes", "influence_reason_fi": "Teimme sen."},
    }
    for edition, (name, fields) in enumerate(typed.items(), start=1):
        assert part(organiser, name).status_code == 200
        answer = part(organiser, name, {**fields, "edition": edition})
        assert (answer.status_code, answer.url) == (302, "/manage/campaigns/joki/"), name
    stands = Campaign.objects.get()
    assert (stands.title, stands.art) == ({"fi": "Ranta", "sv": "Strand"}, "sea")
    assert (stands.lead, stands.influence) == ({"fi": "Mitä?", "sv": "Vad?"}, "consult")
    assert [phase.kind for phase in stands.phases.all()] == ["collect", "support"]
    assert [subject.name["fi"] for subject in stands.categories.all()] == ["Luonto", "Leikki"]
    assert (stands.support_limit, stands.supports_hidden, stands.influence_kept) == (3, True, "yes")


def test_a_phase_lasts_to_the_end_of_its_last_day(organiser, draft, phases):
    part(organiser, "phases", {**phases, "edition": 1})
    first, second = Campaign.objects.get().phases.all()
    assert first.closes == second.opens
    assert local_day(first.closes) == phases["phase_0_last"] + DAY


def test_overlapping_phases_are_said_and_what_was_typed_stays(organiser, draft, phases):
    answer = part(organiser, "phases", {**phases, "phase_1_first": phases["phase_0_first"], "edition": 1})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kaksi vaihetta menee päällekkäin." in page
    assert f'value="{phases["phase_1_last"]}"' in page


def test_half_a_phase_and_one_of_centuries_are_said(organiser, draft, phases):
    answer = part(organiser, "phases", {**phases, "phase_1_last": "", "edition": 1})
    assert "Anna jokaiselle vaiheelle laji" in answer.content.decode()
    answer = part(organiser, "phases", {**phases, "phase_1_last": "2626-01-01", "edition": 1})
    assert "enintään kymmenen vuotta" in answer.content.decode()


def test_while_one_types_a_draft_is_saved_and_says_so(organiser, draft):
    htmx = {"HX-Request": "true"}
    answer = part(organiser, "texts", {"lead_fi": "Mitä rannalle?", "edition": 1}, **htmx)
    words = answer.content.decode()
    assert "Luonnos on tallennettu." in words
    assert 'name="edition" value="2"' in words
    assert Campaign.objects.get().lead == {"fi": "Mitä rannalle?"}
    wrong = part(organiser, "outcome", {"influence_kept": "no", "edition": 2}, **htmx)
    assert (wrong.status_code, "Ei vielä tallennettu" in wrong.content.decode()) == (422, True)


def test_who_changed_what_meanwhile_is_said_nothing_is_lost_and_one_decides(organiser, draft, make_person):
    pekka = make_person("Pekka")
    give_role(account=pekka, kind="organiser", municipality=Municipality.objects.get(slug="porvoo"))
    change_part(by=pekka, slug="joki", edition=1, changes={"lead": {"fi": "Pekan"}})
    answer = part(organiser, "texts", {"lead_fi": "Pirkon", "edition": 1})
    words = answer.content.decode()
    assert answer.status_code == 409
    assert "Pekka muutti tätä sillä välin: mitä kysytään." in words
    assert "Pirkon" in words
    assert 'name="over" value="2"' in words
    assert part(organiser, "texts", {"lead_fi": "Pirkon", "edition": 1, "over": 2}).status_code == 302
    assert Campaign.objects.get().lead == {"fi": "Pirkon"}


def test_texts_of_a_public_campaign_change_its_phases_stand(organiser, campaign, phases):
    assert part(organiser, "texts", {"lead_fi": "Uusi", "edition": 1}).status_code == 302
    assert Campaign.objects.get().lead == {"fi": "Uusi"}
    answer = part(organiser, "phases", {**phases, "edition": 2})
    assert answer.status_code == 409
    assert "vaiheet ja säännöt pysyvät" in answer.content.decode()


def test_exact_times_of_another_program_are_kept(organiser, draft):
    before = [(phase.opens, phase.closes) for phase in draft.phases.all()]
    form = part(organiser, "phases").context["form"]
    sent = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, "", [])}
    assert part(organiser, "phases", {**sent, "edition": 1}).status_code == 302
    assert [(phase.opens, phase.closes) for phase in Campaign.objects.get().phases.all()] == before


def test_a_draft_is_previewed_in_each_language_whatever_one_reads(organiser, draft):
    assert "Ån för alla" in organiser.get("/manage/campaigns/joki/preview/sv/").content.decode()
    assert "A river for everyone" in organiser.get("/manage/campaigns/joki/preview/en/").content.decode()
    assert "Kampanjan osat" in organiser.get("/manage/campaigns/joki/").content.decode()
    assert organiser.get("/manage/campaigns/joki/preview/de/").status_code == 404


def test_a_campaign_is_made_again(organiser, campaign):
    assert "Joki kaikille" in organiser.get("/manage/campaigns/joki/copy/").content.decode()
    answer = organiser.post("/manage/campaigns/joki/copy/", {"first_day": "2027-01-11", "title_fi": "Toinen joki"})
    assert answer.url == "/manage/campaigns/toinen-joki/"
    assert local_day(Campaign.objects.get(slug="toinen-joki").phases.first().opens) == datetime.date(2027, 1, 11)


def test_a_resident_has_nothing_to_manage(client, aino, make_campaign):
    make_campaign("luonnos", published=False)
    make_campaign("julkinen")
    client.force_login(aino)
    assert client.get("/manage/").status_code == 403
    assert client.get("/manage/campaigns/new/").status_code == 403
    assert client.get("/manage/campaigns/luonnos/").status_code == 404
    assert client.post("/manage/campaigns/luonnos/publish/").status_code == 404
    assert part(client, "name", slug="luonnos").status_code == 404
    assert part(client, "name", {"title_fi": "x", "edition": 1}, slug="julkinen").status_code == 403
    assert client.get("/manage/campaigns/julkinen/copy/").status_code == 403


def test_an_officer_of_another_municipality_does_not_see_the_draft(organiser, make_campaign):
    make_campaign("sipoon", published=False, municipality="sipoo")
    for address in ("", "parts/name/", "preview/fi/", "copy/"):
        assert organiser.get(f"/manage/campaigns/sipoon/{address}").status_code == 404
    assert "sipoon" not in organiser.get("/manage/campaigns/").content.decode()


WHY = {"reason_fi": "Kone oli rikki.", "reason_sv": "Maskinen var sönder."}


def test_more_time_a_pause_and_another_rule_are_given_with_a_reason_that_everybody_reads(organiser, campaign):
    page = organiser.get("/manage/campaigns/joki/time/")
    phase = page.context["extend"].fields["phase"].choices[0][0]
    later = local_day(now()) + 30 * DAY
    answer = organiser.post("/manage/campaigns/joki/time/extend/", {**WHY, "phase": phase, "closes": later})
    assert answer.url == "/manage/campaigns/joki/time/"
    assert local_day(Campaign.objects.get().phases.get(kind="support").closes) == later + DAY
    assert organiser.post("/manage/campaigns/joki/time/pause/", WHY).status_code == 302
    assert organiser.post("/manage/campaigns/joki/time/rule/", {**WHY, "support_limit": "2"}).status_code == 302
    organiser.logout()
    shown = organiser.get("/campaigns/joki/").content.decode()
    for words in ("Kampanja on keskeytetty.", "Kone oli rikki.", "Jokainen saa kannattaa 2 ideaa", "avoinna"):
        assert words in shown


def test_without_a_reason_nothing_is_amended_and_what_was_typed_stays(organiser, campaign):
    answer = organiser.post("/manage/campaigns/joki/time/pause/", {"reason_fi": "Vain suomeksi"})
    assert answer.status_code == 422
    assert "Vain suomeksi" in answer.content.decode()
    assert "Kerro syy kaikilla kielillä" in answer.content.decode()
    assert organiser.post("/manage/campaigns/joki/time/extend/", WHY).status_code == 422
    assert organiser.post("/manage/campaigns/joki/time/dance/", WHY).status_code == 404


def test_after_the_first_support_the_page_has_no_form_and_a_post_is_refused(organiser, campaign, idea, aino):
    support_idea(by=aino, idea_id=idea.id)
    page = organiser.get("/manage/campaigns/joki/time/").content.decode()
    assert "time/rule/" not in page
    assert "Sääntö pysyy." in page
    assert organiser.post("/manage/campaigns/joki/time/rule/", {**WHY, "support_limit": "2"}).status_code == 409


def test_a_resident_amends_nothing(client, aino, campaign):
    client.force_login(aino)
    assert client.get("/manage/campaigns/joki/time/").status_code == 403
    assert client.post("/manage/campaigns/joki/time/pause/", WHY).status_code == 403


def test_a_poster_has_each_language_and_the_way_there(organiser, campaign):
    page = organiser.get("/manage/campaigns/joki/poster/").content.decode()
    for words in ("Joki kaikille", "Ån för alla", "http://testserver/campaigns/joki/", 'class="qr"'):
        assert words in page
