# SPDX-License-Identifier: EUPL-1.2
"""The version of this code, as it is named in exports."""

VERSION = "0.1.0"
