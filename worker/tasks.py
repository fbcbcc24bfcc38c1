# SPDX-License-Identifier: EUPL-1.2
"""The tasks: each calls one service, may run twice, and leaves what it cannot finish to its next time."""

from django.core.management import call_command

from backend.config.sign_in import addresses
from backend.insight.engagement.due import publish_due_releases as publish_due
from backend.ledger.audit import shipping
from backend.ledger.events.catch_up import follow_for
from backend.participation.assistance import services as assistance
from backend.participation.campaigns import services as campaigns
from backend.participation.duties import services as duties
from backend.participation.handling import reminding
from backend.participation.ideas import drafts, exposure, photos, share_cards, stored_files
from backend.participation.initiatives import attending
from backend.participation.moderation.forgetting import forget_old_reporters as forget_reporters
from backend.participation.moderation.services import carry_out_due_decisions as carry_out_decisions
from backend.participation.notifications import sending
from backend.participation.notifications.services import forget_old
from backend.participation.supports import services as supports
from backend.records.archives.services import make_due_archives
from backend.records.exports.services import run_due_exports
from backend.records.privacy.retention import retain_due_campaigns
from backend.region.accounts import invitations, post
from backend.region.municipalities import services as municipalities
from backend.region.programme import contacts
from worker.app import SECONDS, app
from worker.seats import seat

AN_HOUR, MINUTES, A_WHILE = 3600, 300, 6


@app.task(name="follow_ledger")
def follow_ledger() -> None:
    """Let every follow-up of the ledger read on."""
    follow_for(SECONDS - 5)


@app.task(name="ship_audit_log")
def ship_audit_log() -> None:
    """Send on what members of staff read and changed."""
    shipping.ship(A_WHILE)


@app.task(name="deliver_office_letters")
def deliver_office_letters() -> None:
    """Send invitations to staff and answers to feedback, one task at a time."""
    with seat("office letters") as free:
        if free:
            post.deliver(A_WHILE)


@app.task(name="forget_old_invitations")
def forget_old_invitations() -> None:
    """Delete invitations to staff that ended a month ago."""
    invitations.forget_old_invitations()


@app.task(name="forget_old_feedback_addresses")
def forget_old_feedback_addresses() -> None:
    """Forget addresses of feedback that nobody answered for 90 days."""
    municipalities.forget_old_addresses()


@app.task(name="forget_old_contacts")
def forget_old_contacts() -> None:
    """Forget who wrote to pilots, months after it was closed."""
    contacts.forget_old_contacts()


@app.task(name="seal_due_windows")
def seal_due_windows() -> None:
    """Seal the rules of voting windows that have opened."""
    supports.seal_due_windows()


@app.task(name="remind_of_answers")
def remind_of_answers() -> None:
    """Remind officers of answers that are due or late."""
    reminding.remind_of_answers()


@app.task(name="remind_of_duties")
def remind_of_duties() -> None:
    """Tell staff, their deputies and admins of work that is due soon or late."""
    duties.remind_of_duties()


@app.task(name="attend_initiatives")
def attend_initiatives() -> None:
    """Write down which initiatives have reached their threshold, lapsed, or are due."""
    attending.attend_initiatives()


@app.task(name="close_due_windows")
def close_due_windows() -> None:
    """Close and count voting windows that have ended."""
    supports.close_due_windows()


@app.task(name="record_opened_phases")
def record_opened_phases() -> None:
    """Write into the ledger which phases have opened."""
    campaigns.record_opened_phases()


@app.task(name="remake_orders")
def remake_orders() -> None:
    """Make the varied orders anew where ideas were shown or proposed since."""
    exposure.remake_orders()


# Acknowledged at once: an export is resumed from its table, and may last longer than a message may be away.
@app.task(name="run_exports", acks_late=False, soft_time_limit=AN_HOUR, time_limit=AN_HOUR + 60)
def run_exports() -> None:
    """Make the exports that wait, one task at a time: the worker's other processes follow the ledger."""
    with seat("exports") as free:
        if free:
            run_due_exports()


# A release begun within the minutes may take a few more: two for its audits, and the solver's own limits.
@app.task(name="publish_releases", acks_late=False, soft_time_limit=3 * MINUTES, time_limit=3 * MINUTES + 60)
def publish_due_releases() -> None:
    """Publish counts of people of what is over, one task at a time: it changes the process's working directory."""
    with seat("releases") as free:
        if free:
            publish_due(seconds=MINUTES)


@app.task(name="make_archives", acks_late=False, soft_time_limit=AN_HOUR, time_limit=AN_HOUR + 60)
def make_archives() -> None:
    """Make the archives of campaigns that are over, beside no export: both read everything."""
    with seat("exports") as free:
        if free:
            make_due_archives()


@app.task(name="forget_expired_acts")
def forget_expired_acts() -> None:
    """Delete what was kept for people who did not come back to identify themselves."""
    assistance.forget_expired_acts()


@app.task(name="deliver_letters")
def deliver_letters() -> None:
    """Write and send the letters that are due, one task at a time and not for long: what remains waits for the next."""
    with seat("letters") as free:
        if free:
            sending.deliver(A_WHILE)


@app.task(name="forget_old_notices")
def forget_old_notices() -> None:
    """Delete notices, letters and unconfirmed reminders that nobody needs any more."""
    forget_old()


@app.task(name="remove_unconfirmed_accounts")
def remove_unconfirmed_accounts() -> None:
    """Delete accounts that were signed up for and whose address nobody confirmed."""
    addresses.remove_unconfirmed_accounts()


@app.task(name="clear_sessions")
def clear_sessions() -> None:
    """Forget sessions that have expired."""
    call_command("clearsessions")


@app.task(name="draw_share_cards")
def draw_share_cards() -> None:
    """Draw the cards of ideas that are new or were changed."""
    share_cards.draw_due_share_cards()


@app.task(name="delete_unwanted_files")
def delete_unwanted_files() -> None:
    """Forget photos that nobody put on an idea, and delete the files that nothing shows any more."""
    photos.forget_waiting_photos()
    stored_files.delete_unwanted_files()


@app.task(name="forget_old_drafts")
def forget_old_drafts() -> None:
    """Forget the drafts that nobody has touched for half a year."""
    drafts.forget_old_drafts()


@app.task(name="carry_out_decisions")
def carry_out_due_decisions() -> None:
    """Let moderation's decisions take effect whose time to undo is over."""
    carry_out_decisions()


@app.task(name="retain_campaigns")
def retain_campaigns() -> None:
    """Delete the personal data of campaigns whose time is over, one task at a time; the rest waits for the next."""
    with seat("retention") as free:
        if free:
            retain_due_campaigns(seconds=A_WHILE)


@app.task(name="forget_old_reporters")
def forget_old_reporters() -> None:
    """Forget who reported something without an account, a year after the decision."""
    forget_reporters()
