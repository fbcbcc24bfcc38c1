# SPDX-License-Identifier: EUPL-1.2
"""Tests in a real Chromium against the running site."""
