# SPDX-License-Identifier: EUPL-1.2
"""Why an export was refused, and why one failed."""

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.common.errors import Conflict, MayNot, NotFound, RuleRefused


class CampaignNotPublished(RuleRefused):
    """A draft has nothing to export."""

    code = "campaign_not_published"
    message = _("The campaign is not published yet: there is nothing to export.")


class ExportNotReady(Conflict):
    """The file is not finished, or failed."""

    code = "export_not_ready"
    message = _("The file is not ready yet.")


class ExportFileGone(NotFound):
    """The finished file is not where it was put."""

    code = "export_file_gone"
    message = _("The file is not kept any more. Ask for a new one.")


class ExportLinkInvalid(NotFound):
    """The link was not made by this service."""

    code = "export_link_invalid"
    message = _("This link does not work.")


class ExportLinkExpired(MayNot):
    """The link worked once, but not for ever."""

    code = "export_link_expired"
    message = _("This link has expired. Open the export again to get a new one.")


FAILURES: dict[str, StrOrPromise] = {
    "export_interrupted": _("The work was interrupted three times. Nothing is lost; ask for the export again."),
    "export_disk_full": _("There is no room left for the file. Tell the maintenance, then ask again."),
    "export_disk_error": _("The file could not be written. Tell the maintenance, then ask again."),
    "export_database_error": _("The database did not answer as it should. Try again in a moment."),
    "export_ledger_behind": _("The statistics have not caught up with what happened. Try again in a moment."),
    "export_error": _("Something went wrong on our side. It has been logged; you can ask for the export again."),
}
"""The stable codes of a failed export, and what people read."""
