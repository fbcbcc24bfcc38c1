# SPDX-License-Identifier: EUPL-1.2
"""A unique marker, and looking for it in everything that the service has written anywhere."""

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, models
from redis import Redis

from backend.common.ids import random_name
from backend.config.sessions import SessionStore

Places = dict[str, set[str]]
"""Where ("database: ideas_idea.title", "media: …", "redis: …") → which marks."""


class Marker:
    """Words that stand nowhere else: `marker("title")` is one for a field, found again by its name."""

    def __init__(self) -> None:
        self.root = f"zq{re.sub('[^0-9]', '', random_name())[:6]:0<6}x"

    def __call__(self, field: str) -> str:
        return f"{self.root}{field}q"

    def among(self, content: bytes) -> set[str]:
        """The fields whose marks stand in bytes, in any case; "" for a piece of one."""
        pattern = re.compile(re.escape(self.root.encode()) + rb"(?:([a-z]+)q)?")
        return {(found.group(1) or b"").decode() for found in pattern.finditer(content.lower())}


def everywhere(marker: Marker, *folders: Path, log: str = "") -> Places:
    """All places in the whole database, in files (names and contents), in Redis and in a log."""
    found: Places = defaultdict(set)
    for where, content in (*_in_database(), *_in_files(folders), *_in_redis(), ("log", log.encode())):
        if marks := marker.among(content):
            found[where] |= marks
    return dict(found)


def columns_of(places: Places) -> set[str]:
    """The columns among the places, as table.column."""
    return {place.removeprefix("database: ") for place in places if place.startswith("database: ")}


def text_columns(labels: set[str]) -> set[str]:
    """Every column of these models in which something typed could stand, as table.column.

    A field with choices holds one of our own words.
    """
    kinds = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.FileField)
    return {
        f"{model._meta.db_table}.{field.column}"
        for model in apps.get_models()
        if model._meta.label in labels
        for field in model._meta.concrete_fields
        if isinstance(field, kinds) and not field.choices and not field.is_relation
    }


def _in_database() -> Iterator[tuple[str, bytes]]:
    """Every value of every column of every table, also of those that no model knows."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column.name for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    yield f"database: {table}.{name}", _plain(value)
                    if name == "session_data":
                        yield f"database: {table}.{name}", str(SessionStore().decode(value)).encode()


def _plain(value: object) -> bytes:
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    return str(value).encode()


def _in_files(folders: tuple[Path, ...]) -> Iterator[tuple[str, bytes]]:
    for folder in folders:
        for path in folder.rglob("*"):
            yield f"files: {path.name}", path.name.encode()
            if path.is_file():
                yield f"files: {path.name}", path.read_bytes()
            if path.is_file() and zipfile.is_zipfile(path):
                yield from _in_zip(path)


def _in_zip(path: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        for name in package.namelist():
            yield f"files: {path.name}/{name}", package.read(name)


def _in_redis() -> Iterator[tuple[str, bytes]]:
    """Every key and every value, of cache, broker and live channel alike."""
    for address in {settings.CACHE_URL, settings.BROKER_URL, settings.LIVE_URL}:
        with Redis.from_url(address) as redis:
            for key in redis.scan_iter(count=1000):
                yield f"redis: {key.decode(errors='replace')}", key
                yield f"redis: {key.decode(errors='replace')}", _value_of(redis, key)


def _value_of(redis: "Redis[bytes]", key: bytes) -> bytes:
    readers = {
        b"string": lambda: redis.get(key),
        b"list": lambda: redis.lrange(key, 0, -1),
        b"set": lambda: redis.smembers(key),
        b"zset": lambda: redis.zrange(key, 0, -1),
        b"hash": lambda: redis.hgetall(key),
        b"stream": lambda: redis.xrange(key),
    }
    kind = redis.type(key)
    return _plain(readers[kind]()) if kind in readers else b""
