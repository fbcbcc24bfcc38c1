# SPDX-License-Identifier: EUPL-1.2
"""Every model in which something of a person can stand has a room that answers for it, or a reason why none need."""

import pytest
from django.apps import apps
from django.db import models

from backend.participation.campaigns.models import Campaign
from backend.participation.participants.models import Participant
from backend.records.privacy.campaign_rooms import CAMPAIGN_ROOMS
from backend.records.privacy.campaign_rooms import EXCUSED as EXCUSED_OF_CAMPAIGNS
from backend.records.privacy.labels import FIELDS, KEPT, SECTIONS
from backend.records.privacy.rooms import EXCUSED, ROOMS
from backend.region.accounts.models import Account

PEOPLE = {Account, Participant}
# a mark of office: who did something for the municipality; what hangs below it is not the person's
MARKS_OF_OFFICE = {
    "campaigns.Campaign.created_by",
    "ideas.Answer.answered_by",
    "exports.Export.requested_by",
    "participants.CodeBatch.made_by",
    "assistance.Kiosk.started_by",
}
# columns that name a person without a foreign key
NAMES_OF_PEOPLE = {"account_id", "participant_id", "person_number", "user_id", "email"}


def fields_of(model: type[models.Model]):
    return [*model._meta.get_fields(include_hidden=True)]


def edges(model: type[models.Model]) -> list[tuple[str, type[models.Model]]]:
    """The models that a model refers to, by field."""
    return [
        (f"{model._meta.label}.{field.name}", field.related_model)
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.is_relation and field.related_model is not None
    ]


def of_people() -> set[str]:
    """Every installed model that refers to a person, directly or through others, or has a column that names one."""
    found = {
        model
        for model in apps.get_models()
        if model in PEOPLE
        or any(target in PEOPLE for _, target in edges(model))
        or any(field.attname in NAMES_OF_PEOPLE for field in model._meta.concrete_fields)
    }
    while True:
        more = {
            model
            for model in apps.get_models()
            if model not in found and any(to in found and _leads_on(model, to) for _, to in edges(model))
        }
        if not more:
            return {model._meta.label for model in found}
        found |= more


def _leads_on(_model: type[models.Model], target: type[models.Model]) -> bool:
    """Whether what hangs below a model is the person's too: not if the model bears marks of office only."""
    paths = [name for name, to in edges(target) if to in PEOPLE]
    return target in PEOPLE or not paths or not set(paths) <= MARKS_OF_OFFICE


def test_every_model_with_a_path_to_a_person_is_answered_or_excused():
    answered = {label for room in ROOMS for label in room.models}
    assert of_people() - answered - set(EXCUSED) == set(), (
        "Give the room personal_data_of and forget_person and name the model in backend/records/privacy/rooms.py."
    )
    assert (answered | set(EXCUSED)) - of_people() == set(), "named, but no model leads to a person"
    assert answered & set(EXCUSED) == set()
    assert all(len(reason) > 20 for reason in EXCUSED.values())


def of_campaigns() -> set[str]:
    """Every installed model that leads to a campaign, or has a column that names one."""
    found = {
        model
        for model in apps.get_models()
        if model is Campaign or any(field.attname == "campaign_id" for field in model._meta.concrete_fields)
    }
    while more := {
        model
        for model in apps.get_models()
        if model not in found and any(target in found for _, target in edges(model))
    }:
        found |= more
    return {model._meta.label for model in found}


def test_every_model_with_a_path_to_a_person_of_a_campaign_is_answered_or_excused_when_its_time_is_over():
    answered = {label for room in CAMPAIGN_ROOMS for label in room.models}
    known = (of_people() | {"participants.RegisterRow"}) & of_campaigns()
    assert known - answered - set(EXCUSED_OF_CAMPAIGNS) == set(), (
        "Let the room name its rows in kept_of_campaign and the model in backend/records/privacy/campaign_rooms.py."
    )
    assert (answered | set(EXCUSED_OF_CAMPAIGNS)) - known == set(), "named, but no model leads to a person there"
    assert answered & set(EXCUSED_OF_CAMPAIGNS) == set()


@pytest.mark.django_db
def test_what_is_kept_for_a_time_has_names(campaign):
    names = [kept.name for room in CAMPAIGN_ROOMS for kept in room.kept_of_campaign(campaign.pk)]
    assert len(names) == len(set(names))
    assert set(names) == set(KEPT)


def test_a_mark_of_office_is_a_field_there_is():
    for mark in MARKS_OF_OFFICE:
        label, _, name = mark.rpartition(".")
        assert apps.get_model(label)._meta.get_field(name).related_model is Account


@pytest.mark.django_db
def test_sections_and_fields_have_names_in_the_three_languages(aino):
    told = {}
    for room in ROOMS:
        sections = room.personal_data_of(aino)
        assert not set(told) & set(sections), "two rooms use one name"
        told |= sections
    assert set(told) - set(SECTIONS) == set()
    assert {key for rows in told.values() for row in rows for key in row} - set(FIELDS) == set()
