# SPDX-License-Identifier: EUPL-1.2
"""The sentences that only staff read: of work that is due or late."""

from collections.abc import Callable

from django.utils.translation import gettext

from backend.participation.notifications.models import Notice
from backend.participation.notifications.told_names import campaign_title, pilot_name, place_name


def _of_place(sentence: Callable[[], str]) -> Callable[[Notice], str]:
    return lambda notice: sentence() % {"municipality": place_name(notice)}


def _of_campaign(sentence: Callable[[], str]) -> Callable[[Notice], str]:
    return lambda notice: sentence() % {"campaign": campaign_title(notice)}


def _of_pilot(sentence: Callable[[], str]) -> Callable[[Notice], str]:
    return lambda notice: sentence() % {"pilot": pilot_name(notice)}


def _of_partner(sentence: Callable[[], str]) -> Callable[[Notice], str]:
    return lambda notice: sentence() % {"campaign": campaign_title(notice), "municipality": place_name(notice)}


ABOUT_FEEDBACK = ("feedback_due_soon", "feedback_overdue")
"""Notices that lead to the feedback to a municipality."""
ABOUT_PARTNERS = ("partner_invited", "partner_joined", "partner_left")
"""Notices that lead to the partners of a campaign."""
ABOUT_PLACES = (*ABOUT_FEEDBACK, *ABOUT_PARTNERS)
"""Notices whose subject is a municipality."""
ABOUT_CONTACTS = ("pilot_contacted", "contacts_due_soon", "contacts_overdue")
"""Notices that lead to the messages to pilots."""
OFFICE: dict[str, Callable[[Notice], str]] = {
    "feedback_due_soon": _of_place(
        lambda: gettext("Feedback to %(municipality)s waits for an answer that is due in a few days.")
    ),
    "feedback_overdue": _of_place(
        lambda: gettext("Feedback to %(municipality)s has no answer, and the fourteen days are over.")
    ),
    "partner_invited": _of_partner(
        lambda: gettext("%(municipality)s is asked to hold the campaign “%(campaign)s” together with its lead.")
    ),
    "partner_joined": _of_partner(lambda: gettext("%(municipality)s joined the campaign “%(campaign)s”.")),
    "partner_left": _of_partner(
        lambda: gettext("%(municipality)s does not hold the campaign “%(campaign)s” with you.")
    ),
    "pilot_contacted": _of_pilot(
        lambda: gettext("Somebody wrote to the pilot “%(pilot)s”. Answer within fourteen days.")
    ),
    "contacts_due_soon": _of_pilot(
        lambda: gettext("A message to the pilot “%(pilot)s” waits for an answer that is due in a few days.")
    ),
    "contacts_overdue": _of_pilot(
        lambda: gettext("A message to the pilot “%(pilot)s” has no answer, and the fourteen days are over.")
    ),
    "cases_due_soon": _of_campaign(
        lambda: gettext("A report in the campaign “%(campaign)s” should be decided within two days.")
    ),
    "cases_overdue": _of_campaign(
        lambda: gettext("A report in the campaign “%(campaign)s” has waited for more than a week.")
    ),
}
"""The words of each kind."""
