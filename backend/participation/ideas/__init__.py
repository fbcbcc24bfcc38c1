# SPDX-License-Identifier: EUPL-1.2
"""Ideas of residents and their versions."""
