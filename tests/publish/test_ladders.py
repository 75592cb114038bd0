"""The codebook's ladders, which every publication takes its words and order from."""

from __future__ import annotations

import pytest

from lagebild.codebook.ladders import BREAK, load_ladders, parse_ladders
from lagebild.errors import CodebookError, UsageError
from lagebild.model import Act, ConflictKind, OpenKind, Status

LADDERS = {
    "travel_advice": "normal caution avoid_nonessential avoid_all warning",
    "citizen_departure": "none prepare consider leave leave_now",
    "staff_departure": "remain under_review voluntary reduced ordered withdrawn",
    "family_departure": "remain under_review voluntary reduced ordered withdrawn",
    "mission_status": "open reduced no_consular relocated suspended closed",
    "evacuation": "none limited prepared ongoing completed",
    "force_posture": "ruled_out none considered ready announced present massed in_use",
    "threat_assessment": "none unchanged possible any_time imminent occurring",
}
ACTS = "consults talks demands rejects accuses threatens pledges aids criticises endorses summons expels declines coordinates"
PAIR = '{ de = "a", en = "b" }'
STEP = f'[[dimensions.steps]]\nvalue = "VALUE"\nlabel = {PAIR}\ndefinition = {PAIR}\n'
HEAD = f'[[dimensions]]\nname = "d"\nshort = {PAIR}\nlong = {PAIR}\ndefinition = {PAIR}\n'


def test_the_dimensions_and_steps_are_those_of_the_codebook_in_its_order() -> None:
    ladders = load_ladders()
    assert {d.name: " ".join(s.value for s in d.steps) for d in ladders.dimensions} == LADDERS
    assert [d.name for d in ladders.dimensions] == list(LADDERS)


def test_ranks_rise_from_the_lowest_step() -> None:
    ladders = load_ladders()
    assert ladders.rank("staff_departure", "remain") == 0
    assert ladders.rank("staff_departure", "voluntary") < ladders.rank("staff_departure", "ordered")


def test_every_status_conflict_question_and_act_has_a_label_in_both_languages() -> None:
    ladders = load_ladders()
    keys = [f"status.{s}" for s in Status] + [f"conflict.{k}" for k in ConflictKind] + [f"open.{k}" for k in OpenKind]
    keys += [f"act.{kind}" for kind in (*ACTS.split(), *Act)] + [f"act_alone.{kind}" for kind in ACTS.split()]
    keys += [key.replace(".", "_plural.", 1) for key in keys if key.startswith("act")]
    for key in keys:
        assert ladders.label(key, "de")
        assert ladders.label(key, "en")


def test_labels_are_read_without_their_break_points() -> None:
    ladders = load_ladders()
    assert ladders.label("force_posture.massed", "de") == "zusammengezogen"
    assert ladders.breakable("force_posture.massed", "de") == "zusammen\u00adgezogen"
    assert not any(BREAK in ladders.label(key, lang) for key in ladders.labels for lang in ("de", "en"))


def test_official_terms_are_given_by_country() -> None:
    step = load_ladders().dimension("travel_advice").step("warning")
    assert step.official["US"] == "Level 4: Do Not Travel"


def test_unknown_names_are_refused_with_what_there_is() -> None:
    ladders = load_ladders()
    with pytest.raises(CodebookError, match=r"'weather'.*travel_advice"):
        ladders.dimension("weather")
    with pytest.raises(CodebookError, match=r"'gone'.*remain"):
        ladders.rank("staff_departure", "gone")
    with pytest.raises(CodebookError, match=r"no label 'status[.]odd'"):
        ladders.label("status.odd", "de")
    with pytest.raises(UsageError, match="'fr'"):
        ladders.label("status.denied", "fr")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no dimensions"),
        ("x = ", "no valid TOML"),
        (HEAD, "two steps"),
        (HEAD + STEP.replace("VALUE", "a") + STEP.replace("VALUE", "a"), "twice"),
        (HEAD.replace('"b"', '""', 1) + STEP.replace("VALUE", "a") + STEP.replace("VALUE", "b"), "'en' is missing"),
        (
            HEAD + STEP.replace("VALUE", "a") + STEP.replace("VALUE", "b") + '[labels.status]\ndenied = "x"',
            "'de' is missing",
        ),
        ('plural = "US"\n' + HEAD + STEP.replace("VALUE", "a") + STEP.replace("VALUE", "b"), "no list of actors"),
        ("labels = 3\n" + HEAD + STEP.replace("VALUE", "a") + STEP.replace("VALUE", "b"), "no table"),
    ],
)
def test_a_broken_file_is_named_with_its_entry(text: str, message: str) -> None:
    with pytest.raises(CodebookError, match=message) as caught:
        parse_ladders(text.encode(), "ladders.toml")
    assert str(caught.value).startswith("ladders.toml")
