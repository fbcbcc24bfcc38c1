# SPDX-License-Identifier: EUPL-1.2
"""Live numbers over websockets."""
