"""The bytes that reports came as, unpacked: what a store keeps beside every text."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from lagebild.errors import StoreError
from lagebild.store.codec import hash_of, unpack
from lagebild.store.parameters import slices
from lagebild.store.schema import document, raw


def load_raw(connection: Connection, documents: Iterable[str]) -> dict[str, bytes]:
    """The bytes by id of the document; one whose bytes were deleted is left out.

    Raises:
        StoreError: they are not the bytes that came in.
    """
    found: dict[str, bytes] = {}
    for some in slices(documents):
        query = select(document.c.id, raw.c.hash, raw.c.size, raw.c.packed).select_from(document.join(raw))
        for identity, stated, size, packed in connection.execute(query.where(document.c.id.in_(some))):
            if packed is None:
                continue
            try:
                data = unpack(bytes(packed), size)
            except ValueError as error:
                raise StoreError(f"raw {stated}", str(error), "run 'lagebild check'") from error
            if hash_of(data) != stated:
                raise StoreError(f"raw {stated}", "other bytes than came in", "run 'lagebild check'")
            found[identity] = data
    return found
