"""From a name in the text to an actor or a place: persons, offices, metonyms, bare "das Außenministerium".

Statements and analysis go in; a ``Scene`` comes out that answers who and where for one document.
"""

from lagebild.actors.attached import after_title
from lagebild.actors.gazetteer import Gazetteer, Name, NameKind, shared_gazetteer
from lagebild.actors.offices import OF_STATES, ORGANISATIONS
from lagebild.actors.pages import own_page
from lagebild.actors.references import Place, Reference, joined_to_prepositional, speech_frames, subject_of
from lagebild.actors.scene import Scene

__all__ = [
    "OF_STATES",
    "ORGANISATIONS",
    "Gazetteer",
    "Name",
    "NameKind",
    "Place",
    "Reference",
    "Scene",
    "after_title",
    "joined_to_prepositional",
    "own_page",
    "shared_gazetteer",
    "speech_frames",
    "subject_of",
]
