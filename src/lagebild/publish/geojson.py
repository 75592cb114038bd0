"""Pictures as GeoJSON (RFC 7946): a feature a place, with what each government is read to do there.

The outline is a rough one (1:110m) and no statement on a border. What is no country, such as an area of the
codebook, keeps its feature and has no geometry.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from lagebild.model import Document, Picture
from lagebild.publish.dates import iso
from lagebild.publish.readings import NameOf, Words
from lagebild.publish.reports import Shelf
from lagebild.publish.schema import cell_to_json
from lagebild.publish.view import CellView, PictureView, order, view
from lagebild.publish.world import Outline, outlines

Json = dict[str, Any]


def picture_to_geojson(
    pictures: Sequence[Picture], documents: Iterable[Document], name_of: NameOf, *, lang: str = "de"
) -> Json:
    """A FeatureCollection, the place with most cells first; values that ``json.dumps`` takes as they are.

    Args:
        pictures: one picture a place.
        documents: the reports that their passages lie in.
        name_of: name of an actor or place by code and language.
        lang: "de" or "en" for labels.

    Raises:
        CodebookError: where a claim names a dimension or value without label, or the outlines cannot be read.
        UsageError: for another language.
    """
    words = Words.of(Shelf.of(documents), name_of, lang)
    words.word("evidence")  # refuses another language also where there is no picture
    return {
        "type": "FeatureCollection",
        "features": [_feature(view(picture, words)) for picture in order(pictures)],
    }


def geometry_of(outline: Outline | None) -> Json | None:
    """The geometry with longitude before latitude, rings closed; None where there is no outline."""
    if outline is None:
        return None
    if outline.point is not None:
        return {"type": "Point", "coordinates": list(outline.point)}
    polygons = [[[*map(list, ring), list(ring[0])] for ring in polygon] for polygon in outline.polygons]
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def _feature(seen: PictureView) -> Json:
    picture = seen.picture
    return {
        "type": "Feature",
        "id": picture.place,
        "geometry": geometry_of(outlines().get(picture.place)),
        "properties": {
            "place": picture.place,
            "name": seen.place,
            "valid_at": iso(picture.valid_at),
            "known_at": iso(picture.known_at),
            "cells": [_cell(cell, seen) for cell in seen.cells],
        },
    }


def _cell(seen: CellView, place: PictureView) -> Json:
    cell, words = seen.cell, place.words
    stated = cell_to_json(cell, words.shelf)
    kept = {name: stated[name] for name in ("actor", "dimension", "value", "status", "provisional", "conflict", "origins", "as_of")}
    return kept | {
        "actor_name": seen.actor,
        "dimension_label": seen.dimension,
        "value_label": words.label(f"{cell.dimension}.{cell.value}"),
        "status_label": words.label(f"status.{cell.status}"),
        # In full, with "laut", "bestritten" and the like: a denial must not read as a fact on a map.
        "said": seen.plain(),
        "claims": [claim.id for claim in cell.current],
    }
