# SPDX-License-Identifier: EUPL-1.2
"""What is refused where figures are asked for."""

from django.utils.translation import gettext_lazy as _

from backend.common.errors import NotFound, RuleRefused


class NoSuchIndicator(NotFound):
    """The catalogue has no indicator of this code."""

    code = "indicator_unknown"
    message = _("There is no such indicator.")


class NotToldBy(RuleRefused):
    """An indicator is not told by this dimension, or not of this scope; `fields` says which."""

    code = "indicator_not_told_by"
    message = _("This indicator is told by: %(dimensions)s.")
