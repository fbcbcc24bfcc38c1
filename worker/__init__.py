# SPDX-License-Identifier: EUPL-1.2
"""The background process: Celery app, timetable and tasks."""
