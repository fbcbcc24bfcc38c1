# SPDX-License-Identifier: EUPL-1.2
"""Acts kept until their person is identified, acting at a desk, and kiosks."""
