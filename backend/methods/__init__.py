# SPDX-License-Identifier: EUPL-1.2
"""Pure methods: no models, no Django."""
