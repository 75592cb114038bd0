"""Which frames a unit is held against at all: those that fit it, whatever the quick look-up leaves out."""

from __future__ import annotations

from lagebild.actors import Scene, speech_frames
from lagebild.claims.extract import why_not
from lagebild.claims.units import build_units
from lagebild.codebook import load_codebook
from lagebild.language import analyse
from lagebild.model import Document
from lagebild.statements import find_statements


def test_the_look_up_passes_over_no_frame_that_fits() -> None:
    codebook = load_codebook()
    fitting = tried = units = 0
    for k, example in enumerate(codebook.examples[::4]):
        document = Document(key=str(k), text=example.text, source="codebook")
        analysis = analyse(document.text)
        statements = tuple(find_statements(document, analysis))
        scene = Scene(document, analysis, frames=speech_frames(statements))
        for sentence in analysis.sentences:
            for unit in build_units(scene, sentence, codebook.lexicon, list(statements)):
                cues = codebook.lexicon.cues_near(unit.text)
                found = list(codebook.candidates(unit.classes, cues, unit.meanings, (t.kind for t in unit.themes)))
                fits = [frame for frame in codebook.frames if why_not(frame, unit, codebook) is None]
                assert [frame for frame in found if frame in fits] == fits, example.text
                fitting, tried, units = fitting + len(fits), tried + len(found), units + 1
    assert fitting > 100
    # A look-up that leaves nothing out would be right, too, and of no use.
    assert tried < units * len(codebook.frames) / 20
