# SPDX-License-Identifier: EUPL-1.2
"""A set-up failure told in plain words, never as a traceback."""


class Failure(Exception):
    """What went wrong and what to do about it; printed to standard error, exit code 1."""
