# SPDX-License-Identifier: EUPL-1.2
"""The indicator catalogue, and the mathematics of its figures: pure, without Django."""
