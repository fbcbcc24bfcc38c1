# SPDX-License-Identifier: EUPL-1.2
"""Why an account's wish was refused."""

from django.utils.translation import gettext_lazy as _

from backend.common.errors import Conflict


class PseudonymTaken(Conflict):
    """Somebody else has this public name."""

    code = "pseudonym_taken"
    message = _("Somebody else has this name already. Choose another one.")
