# SPDX-License-Identifier: EUPL-1.2
"""The background process: Celery app, timetable and tasks."""

import os

import django

# The rooms below are imported by every module here, so Django is set up before any of them.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.config.settings")
# A pool's threads do not survive the fork that makes the worker's processes: one connection a task.
os.environ["DATABASE_POOL"] = "0"
django.setup()
