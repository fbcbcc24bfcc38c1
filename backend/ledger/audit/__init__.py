# SPDX-License-Identifier: EUPL-1.2
"""The audit log: which member of staff read or changed what, kept for good and shipped to where it is watched."""
