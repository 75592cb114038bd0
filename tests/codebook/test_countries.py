from __future__ import annotations

import pytest

from lagebild.actors import shared_gazetteer
from lagebild.codebook.authorities import authority_language, authority_name
from lagebild.codebook.countries import country_codes, known_codes, names_of, state_codes


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Ukraine", ("UA",)),
        ("Gambia, The", ("GM",)),
        ("The Gambia", ("GM",)),
        ("Côte d&#039;Ivoire (Ivory Coast)", ("CI",)),
        ("Cote d’Ivoire", ("CI",)),
        ("Democratic Republic of Congo (Kinshasa)", ("CD",)),
        ("Republic of Congo (Brazzaville)", ("CG",)),
        ("Congo", ("CG",)),
        ("Guinea", ("GN",)),
        ("St Kitts and Nevis", ("KN",)),
        ("Saint Vincent & the Grenadines", ("VC",)),
        ("São Tomé and Principe", ("ST",)),
        ("Burma", ("MM",)),
        ("Türkiye", ("TR",)),
        ("Turkey", ("TR",)),
        ("North Korea (Democratic People's Republic of Korea)", ("KP",)),
        ("Virgin Islands (U.S.)", ("VI",)),
        ("Cook Islands, Tokelau and Niue", ("CK", "TK", "NU")),
        ("Azores", ()),
        ("Canary Islands", ()),
        ("Virgin Islands", ()),
        ("Worldwide Caution", ()),
        ("", ()),
    ],
)
def test_english_names_become_codes_and_what_is_unknown_has_none(name: str, codes: tuple[str, ...]) -> None:
    assert country_codes(name) == codes


def test_a_source_may_state_the_states_of_the_gazetteer_and_no_other_code() -> None:
    assert {"DE", "XK", "PS", "TW"} <= state_codes()
    assert not {"EU", "UK", "GL", "ZZ"} & state_codes()
    assert all(shared_gazetteer().name_of(code) != code for code in state_codes())


def test_lists_may_also_give_territories() -> None:
    assert {"GL", "BM", "MO"} <= known_codes()
    assert not {"EU", "IC", "ZZ", "UN"} & known_codes()


def test_every_name_of_a_code_is_known() -> None:
    assert {"united states", "usa"} <= names_of("US")


def test_offices_sign_with_their_name() -> None:
    assert (authority_name("DE"), authority_language("DE")) == ("Auswärtiges Amt", "de")
    assert (authority_name("XK"), authority_language("XK")) == (None, None)
