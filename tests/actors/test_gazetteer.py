"""The data the actor resolution reads: whole, unambiguous, inflected."""

from __future__ import annotations

from collections import defaultdict

import pytest

from actors.gazetteer import CITIES, OFFICES, ORGANISATIONS, PLACE_OF, ROLES, STATES, holders

STATE_KEYS = {
    "code", "name", "names", "gender", "article", "adjective", "demonym",
    "capital", "capital_adjective", "metonyms", "area",
}  # fmt: skip
AREAS = {"EASTERN_EUROPE", "MIDDLE_EAST", "SAHEL", "HORN_OF_AFRICA", "BALKANS"}
KINDS = {"city", "region", "river", "sea", "island"}
TOLERATED_SHARED_NAMES: set[str] = set()
CODES = {state["code"] for state in STATES}
ACTORS = CODES | {entry["code"] for entry in ORGANISATIONS}


def shared(key: str) -> set[str]:
    """Forms that several states list under the key."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for state in STATES:
        for form in state[key]:
            found[form].add(state["code"])
    return {form for form, codes in found.items() if len(codes) > 1}


def test_every_state_has_a_code_of_its_own() -> None:
    assert len(STATES) == len(CODES) == 199


def test_the_six_that_are_no_members_are_there() -> None:
    assert {"PS", "XK", "TW", "VA", "EH", "HK"} <= CODES


def test_every_state_has_all_keys_and_sound_values() -> None:
    for state in STATES:
        assert set(state) == STATE_KEYS, state["code"]
        assert state["names"][0] == state["name"]
        assert state["gender"] in {"m", "f", "n", "pl"}
        assert isinstance(state["article"], bool)
        assert state["area"] is None or state["area"] in AREAS
        assert state["adjective"], state["code"]
        assert state["demonym"] or state["code"] in {"CG", "VA"}
        assert state["capital"] or state["code"] == "SC"


def test_no_list_of_forms_holds_a_form_twice_or_with_loose_blanks() -> None:
    lists = [s[k] for s in STATES for k in STATE_KEYS if isinstance(s[k], list)]
    lists += [e["names"] for e in [*ORGANISATIONS, *OFFICES, *ROLES]]
    for forms in lists:
        assert len(forms) == len(set(forms)), forms
        assert all(form and form == form.strip() for form in forms), forms


def test_adjective_stems_carry_no_ending() -> None:
    for state in STATES:
        for stem in state["adjective"]:
            assert stem.endswith("sch"), stem


def test_no_name_belongs_to_two_states() -> None:
    assert shared("names") == TOLERATED_SHARED_NAMES


@pytest.mark.parametrize("key", ["adjective", "demonym", "capital", "metonyms"])
def test_no_other_form_belongs_to_two_states(key: str) -> None:
    assert shared(key) == set()


def test_no_form_is_the_name_of_one_state_and_the_capital_of_another() -> None:
    for state in STATES:
        for form in state["capital"]:
            assert holders(form, "names", "capital") == {state["code"]}, form


def test_no_name_of_an_organisation_is_a_name_of_a_state() -> None:
    for entry in ORGANISATIONS:
        for form in entry["names"]:
            assert not holders(form, "names", "capital", "demonym"), form


def test_brussels_is_the_belgian_capital_and_only_a_metonym_of_the_union() -> None:
    union = next(e for e in ORGANISATIONS if e["code"] == "EU")
    assert holders("Brüssel", "capital") == {"BE"}
    assert "Brüssel" in union["metonyms"]
    assert "Brüssel" not in union["names"]


def test_every_organisation_and_area_of_the_codebook_is_there() -> None:
    kinds = {entry["code"]: entry["kind"] for entry in ORGANISATIONS}
    assert kinds == {
        **dict.fromkeys(["EU", "NATO", "UN", "OSCE", "AFRICAN_UNION", "WEST"], "organisation"),
        **dict.fromkeys([*AREAS, "SOUTH_CHINA_SEA", "RED_SEA", "WORLD"], "area"),
    }
    assert all(e["names"] for e in ORGANISATIONS)


def test_the_african_union_does_not_take_the_letters_of_australia() -> None:
    union = next(e for e in ORGANISATIONS if e["code"] == "AFRICAN_UNION")
    assert "AU" not in union["names"]


def test_every_office_has_a_known_government_or_none() -> None:
    for office in OFFICES:
        assert set(office) == {"names", "code", "office"}
        assert office["names"]
        assert office["code"] is None or office["code"] in ACTORS


def test_no_office_stands_under_two_governments() -> None:
    names = [name for office in OFFICES for name in office["names"]]
    assert sorted(names) == sorted(set(names))


def test_every_role_has_an_office_and_an_authority_and_stands_once() -> None:
    names = [name for role in ROLES for name in role["names"]]
    assert sorted(names) == sorted(set(names))
    for role in ROLES:
        assert role["office"]
        assert role["authority"] in {"government", "parliament", "other"}


def test_every_place_is_well_formed_stands_once_and_lies_in_a_known_state() -> None:
    assert len(CITIES) >= 2500
    assert len(PLACE_OF) == len(CITIES)
    for row in CITIES:
        name, code, kind = row
        assert name
        assert name == name.strip()
        assert code in CODES, row
        assert kind in KINDS, row


def test_no_place_is_a_capital_or_a_name_of_a_state() -> None:
    for name in PLACE_OF:
        assert not holders(name, "names", "capital", "demonym"), name


@pytest.mark.parametrize(
    "word",
    ["Essen", "Halle", "Bar", "Split", "Van", "Leiden", "Löwen", "Sitten", "Tours", "Nice"],
)
def test_places_that_are_german_words_or_ambiguous_are_left_out(word: str) -> None:
    assert word not in PLACE_OF
