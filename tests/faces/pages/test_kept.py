# SPDX-License-Identifier: EUPL-1.2
"""Figures that are kept for a moment."""

from django.core.cache import cache

from backend.faces.pages.kept import forget, kept


class OfAnotherVersion:
    """Kept by a program that had this class."""

    def __reduce__(self):
        return (__import__, ("there_is_no_such_module",))


def test_it_is_asked_once_until_forgotten():
    answers = iter([1, 2])
    assert kept("number", 60, lambda: next(answers)) == 1
    assert kept("number", 60, lambda: next(answers)) == 1
    forget("number")
    assert kept("number", 60, lambda: next(answers)) == 2


def test_what_another_version_kept_is_asked_again():
    cache.set("page:number", OfAnotherVersion(), 60)
    assert kept("number", 60, lambda: 3) == 3
