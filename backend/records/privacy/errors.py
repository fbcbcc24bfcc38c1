# SPDX-License-Identifier: EUPL-1.2
"""Why a wish about one's own data was refused."""

from django.utils.translation import gettext_lazy as _

from backend.common.errors import InvalidInput


class NotConfirmed(InvalidInput):
    """An erasure was asked for without writing one's own public name."""

    code = "not_confirmed"
    message = _("Write your public name exactly as it is here: %(pseudonym)s.")
