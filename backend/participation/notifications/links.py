# SPDX-License-Identifier: EUPL-1.2
"""Links in letters that act without signing in: signed, good for one purpose, without an end."""

from django.conf import settings
from django.core import signing

from backend.participation.notifications.errors import LinkUnknown

_UNSUBSCRIBE, _REMINDER = "letters to an account", "reminder of a vote"


def whole(path: str) -> str:
    """The whole address of a path of this site, for letters and feeds."""
    return f"{settings.SITE_URL}{path}"


def unsubscribe_token(account_id: int) -> str:
    """What stops the letters to an account."""
    return signing.dumps(account_id, salt=_UNSUBSCRIBE)


def account_of_token(token: str) -> int:
    """The account whose letters a token stops; raises LinkUnknown."""
    return _read(token, _UNSUBSCRIBE)


def reminder_token(reminder_id: int) -> str:
    """What confirms or forgets a reminder."""
    return signing.dumps(reminder_id, salt=_REMINDER)


def reminder_of_token(token: str) -> int:
    """The reminder that a token is for; raises LinkUnknown."""
    return _read(token, _REMINDER)


def _read(token: str, salt: str) -> int:
    try:
        return int(signing.loads(token, salt=salt))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise LinkUnknown from error
