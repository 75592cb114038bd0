"""The codebook's own examples, read by the whole pipeline: each must fire as it says, or stay silent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lagebild.codebook import Codebook, Example, load_codebook
from lagebild.model import Claim, Document
from lagebild.pipeline import understand

# A Wednesday: examples may say "am Montag".
_DAY = date(2025, 1, 15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An example that was not read as it says, with what was read instead."""

    example: Example
    found: tuple[tuple[str, str, str, str], ...]

    def __str__(self) -> str:
        wanted = " · ".join(self.example.expected) if self.example.expected else "silence"
        found = "; ".join(" · ".join(f) for f in self.found) or "nothing"
        return f"{self.example.dimension}: wanted {wanted}, read {found}: {self.example.text}"


def read_example(example: Example, codebook: Codebook | None = None) -> tuple[tuple[str, str, str, str], ...]:
    """(actor, place, value, status) of every claim of the example's dimension."""
    document = Document(key="example", text=example.text, source="codebook", published=_DAY)
    claims: tuple[Claim, ...] = understand(document, codebook).claims.claims
    return tuple((c.actor, c.place, c.value, str(c.status)) for c in claims if c.dimension == example.dimension)


def check_examples(codebook: Codebook | None = None, dimension: str | None = None) -> Iterator[Failure]:
    """Examples that fail. An example that must fire may fire more than once; one that must be silent may not at all."""
    codebook = codebook or load_codebook()
    for example in codebook.examples:
        if dimension is not None and example.dimension != dimension:
            continue
        found = read_example(example, codebook)
        right = not found if example.expected is None else example.expected in found
        if not right:
            yield Failure(example=example, found=found)
