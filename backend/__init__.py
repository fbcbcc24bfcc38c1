# SPDX-License-Identifier: EUPL-1.2
"""The web application: a house of floors, each floor a folder, each room in it an app."""
