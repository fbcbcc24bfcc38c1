# SPDX-License-Identifier: EUPL-1.2
"""A person's own data: everything as a file, and everything forgotten."""
