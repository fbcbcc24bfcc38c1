# SPDX-License-Identifier: EUPL-1.2
"""Letters as people read them: the code and the link of the last one."""

import re
from urllib.parse import urlsplit

from django.core.mail import EmailMultiAlternatives

CODE = re.compile(r"(?m)^\d{6}$")
LINK = re.compile(r"http://\S+/accounts/login/link/\S+")


def code_of(letter: EmailMultiAlternatives) -> str:
    """The six digits."""
    found = CODE.search(str(letter.body))
    assert found, letter.body
    return found.group()


def link_of(letter: EmailMultiAlternatives) -> str:
    """The path of the link."""
    found = LINK.search(str(letter.body))
    assert found, letter.body
    return urlsplit(found.group()).path
