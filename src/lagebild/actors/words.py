"""Words and offices by which a scene tells what a report is about, and what can mean a government without its name."""

from __future__ import annotations

FOREIGN_OFFICES = frozenset(
    """foreign_ministry foreign_minister embassy consulate ambassador consul diplomat crisis_unit head_of_government
    head_of_state high_representative""".split()
)
FOREIGN_WORDS = (
    "außenminist", "aussenminist", "außenamt", "aussenamt", "auswärtig", "außendep", "aussendep", "botschaft", "us-botschaft",
    "konsulat", "generalkonsulat", "diplomat", "reisewarnung", "reisehinweis", "eda", "bmeia",
)  # fmt: skip
# Bringing people out is told of by the forces that do it.
RESCUE_OFFICES = frozenset({"defence_ministry", "defence_minister", "armed_forces", "military"})
RESCUE_WORDS = ("pentagon", "soldat", "truppen", "evaku", "rückhol", "luftbrücke", "luftwaffe", "bundeswehr")
# What can mean a government without a name: "beide Staaten", "ihr Haus".
STATES, OFFICES = frozenset({"Staaten", "Länder", "Ländern", "Regierungen"}), frozenset({"Haus", "Ressort"})
WITHOUT_NAME = STATES | OFFICES
MISSIONS = ("diplomat", "konsulat", "generalkonsulat", "auslandsvertretung")
