# SPDX-License-Identifier: EUPL-1.2
"""Why the work on an idea was refused."""

from django.utils.translation import gettext_lazy as _

from backend.common.errors import RuleRefused


class NotAColleague(RuleRefused):
    """An idea is given to somebody who organises for the campaign's municipality."""

    code = "not_a_colleague"
    message = _("Choose somebody who organises for this municipality.")
