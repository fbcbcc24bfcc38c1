# SPDX-License-Identifier: EUPL-1.2
"""The whole archive: its tables in their order, and the models of which nothing is in it, with the reason."""

from backend.records.exports.archive import acts, campaigns, initiatives, measured, region
from backend.records.exports.archive.carried import Carried

FORMAT = "parvi-municipality"
VERSION = 1

TABLES: tuple[Carried, ...] = (*region.TABLES, *measured.TABLES, *campaigns.TABLES, *acts.TABLES, *initiatives.TABLES)
"""In the order in which they are written and read."""
BY_NAME: dict[str, Carried] = {table.name: table for table in TABLES}
BY_MODEL = {table.model: table for table in TABLES}
EVENTS = "events"
"""The table of the ledger's events, which is written by rules of its own."""

_ACCOUNT = "of an account, and accounts stay where their owners made them"
_TOLD = "what an account is told, or chose about being told"
_KEY = "lets people in or says who they are: identifiers and keys never leave"
_COUNTED = "counted anew from the ledger by the importing instance"
_EVERYWHERE = "reference data that every instance has, named by its code"
_OPERATION = "of the running of this instance"
_WAITING = "words that a moderator has not let be shown: not carried at all"
_HIDDEN = "words that moderation hides stay hidden: they are not carried at all"

EXCUSED: dict[str, str] = {
    "account.EmailAddress": _ACCOUNT,
    "account.EmailConfirmation": _ACCOUNT,
    "accounts.Account": _ACCOUNT,
    "accounts.Assertion": _ACCOUNT,
    "accounts.Deputy": "which colleague stands in for whom: accounts",
    "accounts.OfficeLetter": _ACCOUNT,
    "accounts.Role": _ACCOUNT,
    "accounts.Session": _ACCOUNT,
    "accounts.StaffInvitation": _ACCOUNT,
    "archives.Archive": "files made of campaigns that are over; the importing instance makes its own",
    "assistance.DeskAct": "who served whom at a desk, and why: about persons",
    "assistance.KeptAct": "acts that wait sealed for their person, and count nothing",
    "assistance.Kiosk": _KEY,
    "auth.Group": _OPERATION,
    "auth.Group_permissions": _OPERATION,
    "auth.Permission": _OPERATION,
    "audit.AuditEntry": "what members of staff did in this instance, by their accounts",
    "contenttypes.ContentType": _OPERATION,
    "discussion.HiddenComment": _HIDDEN,
    "discussion.Mention": "whom a text names: names are taken out of the texts",
    "discussion.Tally": _COUNTED,
    "discussion.ThanksTally": _COUNTED,
    "discussion.WaitingComment": _WAITING,
    "engagement.Coarseness": "chosen by the importing instance before it publishes anything",
    "engagement.ContextPeople": _COUNTED,
    "engagement.DailyCount": _COUNTED,
    "engagement.DailyPeople": _COUNTED,
    "engagement.PersonIndex": _COUNTED,
    "engagement.Release": "published again by the importing instance, by the same rules from the same acts",
    "evaluation.ProgrammeTarget": "of the regional programme, no municipality's",
    "evaluation.ReferenceImport": "which files this instance has stored",
    "events.Epoch": "names a ledger; the importing instance has its own",
    "events.Event": "carried as the table of events, by rules of its own (archive/history.py)",
    "events.Place": "how far this instance has read its own ledger",
    "exports.Export": _OPERATION,
    "handling.HandlingNote": "what colleagues tell each other, which may name people",
    "ideas.CoauthorInvitation": _KEY,
    "ideas.Edition": "orders of lists, made anew",
    "ideas.HiddenIdea": _HIDDEN,
    "ideas.KeptDraft": "what a person is writing and has shown to nobody",
    "ideas.ShareCard": "pictures of public ideas, drawn anew",
    "ideas.Sketch": "made anew of the titles",
    "ideas.StoredFile": "carried as the files of the photos that are shown",
    "ideas.WaitingIdea": _WAITING,
    "initiatives.SignatureTally": _COUNTED,
    "importers.ArchiveImport": "which archives this instance has imported",
    "mfa.Authenticator": _KEY,
    "moderation.Flag": "what a machine noticed, for the moderators of this instance",
    "municipalities.Feedback": "letters of persons to the municipality, some with their addresses",
    "municipalities.PopulationUpload": "which population figures this instance has stored",
    "notifications.Consent": _TOLD,
    "notifications.Follow": _TOLD,
    "notifications.Letter": _TOLD,
    "notifications.MailChoice": _TOLD,
    "notifications.Mute": _TOLD,
    "notifications.Notice": _TOLD,
    "notifications.Reminder": "addresses of persons who asked for a letter",
    "notifications.Telling": _TOLD,
    "participants.AddressAllowance": "networks of schools and libraries, for devices of this instance",
    "participants.Code": _KEY,
    "participants.CodeBatch": _KEY,
    "participants.Identification": _KEY,
    "participants.RegisterRow": _KEY,
    "participants.SecondAccount": _ACCOUNT,
    "participants.Tries": _KEY,
    "places.Municipality": _EVERYWHERE,
    "places.Population": _EVERYWHERE,
    "places.PopulationDataset": _EVERYWHERE,
    "privacy.Retention": "how long personal data is kept: none is in the archive, and the new controller decides anew",
    "programme.ActorClaim": "who may act for an organisation: accounts",
    "programme.Instrument": _EVERYWHERE,
    "programme.PilotContact": "letters of persons to a pilot, with their addresses",
    "programme.Spearhead": _EVERYWHERE,
    "sessions.Session": _ACCOUNT,
    "socialaccount.SocialAccount": _ACCOUNT,
    "socialaccount.SocialApp": _OPERATION,
    "socialaccount.SocialToken": _KEY,
    "supports.Tally": _COUNTED,
}
"""Models of which nothing is carried, and why."""
