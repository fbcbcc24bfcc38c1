# SPDX-License-Identifier: EUPL-1.2
"""Why a wish about one's own data, or about how long a campaign's is kept, was refused."""

from django.utils.translation import gettext_lazy as _

from backend.common.errors import Conflict, InvalidInput


class NotConfirmed(InvalidInput):
    """An erasure was asked for without writing one's own public name."""

    code = "not_confirmed"
    message = _("Write your public name exactly as it is here: %(pseudonym)s.")


class RetentionOver(Conflict):
    """The personal data of the campaign is deleted: there is nothing left to hold."""

    code = "retention_over"
    message = _("The personal data of this campaign is deleted already.")
