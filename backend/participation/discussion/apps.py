# SPDX-License-Identifier: EUPL-1.2
"""The app of discussion."""

from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    """Label `discussion`."""

    name = "backend.participation.discussion"
    label = "discussion"
