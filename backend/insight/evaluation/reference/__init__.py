# SPDX-License-Identifier: EUPL-1.2
"""Reference data from files: visits to websites, social media, the programme's indicators, funding of projects."""
