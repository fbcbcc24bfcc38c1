# SPDX-License-Identifier: EUPL-1.2
"""Statistics Finland's codes of the 26 municipalities, for what is checked before there is a database."""

MUNICIPALITY_CODES = frozenset(
    (
        "018", "049", "078", "091", "092", "106", "149", "186", "224", "235", "245", "257", "407",
        "434", "444", "504", "505", "543", "611", "616", "638", "710", "753", "755", "858", "927",
    )
)  # fmt: skip
