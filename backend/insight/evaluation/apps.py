# SPDX-License-Identifier: EUPL-1.2
"""The app of evaluation."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """Label `evaluation`."""

    name = "backend.insight.evaluation"
    label = "evaluation"
