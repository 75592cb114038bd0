"""The official part of the claims stage: by the page's language, from what the frames read or from the table alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lagebild.actors import Scene
from lagebild.claims.official.english import read_english
from lagebild.claims.official.german import own_postures
from lagebild.claims.official.page import page_of
from lagebild.model import Abstention, Claim, Span


def read_official(scene: Scene, read: Iterable[Claim]) -> Iterator[Claim | Abstention]:
    """Claims and abstentions of an authority's own page.

    Args:
        scene: of a document whose ``authority`` is set, over the analysis of :func:`german_text`.
        read: what the frames found in it.
    """
    document = scene.document
    page = page_of(document)
    if page.language == "de":
        yield from own_postures(scene, page, read)
    elif page.language == "en":
        yield from read_english(document, page)
    else:
        whole = Span(0, len(document.text))
        reason = "an official page that is neither in German nor in English"
        yield Abstention(document=document.key, span=whole, rule="official language", reason=reason)
