# SPDX-License-Identifier: EUPL-1.2
"""Pages by cursor: each begins after the last row of the one before, whatever was added meanwhile."""

import dataclasses
import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core import signing
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from backend.faces.api.errors import Malformed
from backend.faces.api.reading import read

LARGEST_PAGE = 100
USUAL_PAGE = 20


class PageQuery(serializers.Serializer[Any]):
    """Which page."""

    cursor = serializers.CharField(required=False, help_text="Taken from `next`; leave it out for the first page.")
    page_size = serializers.IntegerField(
        required=False, min_value=1, default=USUAL_PAGE, help_text=f"More than {LARGEST_PAGE} is answered as that."
    )


@dataclasses.dataclass(frozen=True)
class Order:
    """By which field a list is ordered (then by id, in the same direction), and how the field is read from text."""

    field: str
    descending: bool
    read: Callable[[str], Any]

    def sort(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows in this order."""
        sign = "-" if self.descending else ""
        return rows.order_by(f"{sign}{self.field}", f"{sign}id")

    def after(self, rows: QuerySet[Any], value: Any, row_id: str) -> QuerySet[Any]:
        """The rows behind one; the first condition is for the index."""
        step, within = ("lt", "lte") if self.descending else ("gt", "gte")
        return rows.filter(
            Q(**{f"{self.field}__{within}": value}),
            Q(**{f"{self.field}__{step}": value}) | Q(**{f"id__{step}": row_id}),
        )


BY_ID = Order("id", descending=True, read=int)


def newest_by(field: str) -> Order:
    """The newest first."""
    return Order(field, descending=True, read=datetime.datetime.fromisoformat)


def oldest_by(field: str) -> Order:
    """The oldest first."""
    return Order(field, descending=False, read=datetime.datetime.fromisoformat)


def earliest_by(field: str) -> Order:
    """The earliest day first."""
    return Order(field, descending=False, read=datetime.date.fromisoformat)


def most_by(field: str) -> Order:
    """The greatest number first."""
    return Order(field, descending=True, read=int)


def least_by(field: str) -> Order:
    """The smallest number first."""
    return Order(field, descending=False, read=int)


def by_text(field: str) -> Order:
    """Ascending by a text."""
    return Order(field, descending=False, read=str)


@dataclasses.dataclass(frozen=True)
class Page:
    """The rows of one page, and the address of the next (None when this is the last)."""

    rows: Sequence[Any]
    next: str | None

    def answer(self, shape: type[serializers.BaseSerializer[Any]], **context: Any) -> dict[str, Any]:
        """{"next": …, "results": […]}."""
        return {"next": self.next, "results": shape(self.rows, many=True, context=context).data}


def page_of(rows: QuerySet[Any], order: Order, request: Request, query: Mapping[str, Any] | None = None) -> Page:
    """The page that the request asks for, at most LARGEST_PAGE rows, in one query.

    `query` is what was read of the request already, where it has more than a page's fields.
    Raises Malformed for a cursor that is none of this list's.
    """
    query = query if query is not None else read(PageQuery, request.query_params)
    size = min(query["page_size"], LARGEST_PAGE)
    rows = order.sort(rows)
    if "cursor" in query:
        rows = order.after(rows, *_place(query["cursor"], order))
    found = list(rows[: size + 1])
    if len(found) <= size:
        return Page(found, None)
    found.pop()
    return Page(found, next_address(request, _cursor_at(found[-1], order)))


def next_address(request: Request, cursor: str) -> str:
    """The same address with the cursor of the next page."""
    return str(replace_query_param(request.build_absolute_uri(), "cursor", cursor))


def _cursor_at(row: Model, order: Order) -> str:
    value = getattr(row, order.field)
    text = value.isoformat() if isinstance(value, datetime.datetime) else str(value)
    return _signer(order).sign_object([text, str(row.pk)])


def _signer(order: Order) -> signing.Signer:
    """A cursor is good for lists of its own order only; it is the same at any time, and so is the page's ETag."""
    return signing.Signer(salt=f"cursor of {order.field} {order.descending} {order.read.__qualname__}")


def _place(cursor: str, order: Order) -> tuple[Any, str]:
    """Value and id of the last row; signed, so that nobody else's text reaches the database."""
    try:
        text, row_id = _signer(order).unsign_object(cursor)
        return order.read(text), row_id
    except (signing.BadSignature, ValueError) as error:
        raise Malformed(fields={"cursor": _("This page is not known. Begin at the first one.")}) from error
