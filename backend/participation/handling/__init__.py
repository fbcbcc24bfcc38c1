# SPDX-License-Identifier: EUPL-1.2
"""The municipality's work on ideas: answers that are due, who sees to them, estimates, and steps until done."""
