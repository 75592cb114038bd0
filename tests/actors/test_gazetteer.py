"""The data the actor resolution reads: whole, unambiguous, inflected."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "src" / "lagebild" / "actors" / "data"

STATE_KEYS = {
    "code", "name", "names", "gender", "article", "adjective", "demonym",
    "capital", "capital_adjective", "metonyms", "area",
}  # fmt: skip
AREAS = {"EASTERN_EUROPE", "MIDDLE_EAST", "SAHEL", "HORN_OF_AFRICA", "BALKANS"}
KINDS = {"city", "region", "river", "sea", "island"}
TOLERATED_SHARED_NAMES: set[str] = set()


def lines(name):
    text = (DATA / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


STATES = lines("states.jsonl")
ORGANISATIONS = lines("organisations.jsonl")
OFFICES = lines("offices.jsonl")
ROLES = json.loads((DATA / "roles.json").read_text(encoding="utf-8"))
CITIES = [
    tuple(line.split("\t"))
    for line in (DATA / "cities.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
CODES = {state["code"] for state in STATES}
ACTORS = CODES | {entry["code"] for entry in ORGANISATIONS}
PLACE_OF = {name: code for name, code, _ in CITIES}


def holders(form, *keys):
    """Codes of all states that list the form under one of the keys."""
    return {s["code"] for s in STATES for key in keys if form in s[key]}


def shared(key):
    found = defaultdict(set)
    for state in STATES:
        for form in state[key]:
            found[form].add(state["code"])
    return {form for form, codes in found.items() if len(codes) > 1}


def test_every_state_has_a_code_of_its_own():
    assert len(STATES) == len(CODES) == 199


def test_the_six_that_are_no_members_are_there():
    assert {"PS", "XK", "TW", "VA", "EH", "HK"} <= CODES


def test_every_state_has_all_keys_and_sound_values():
    for state in STATES:
        assert set(state) == STATE_KEYS, state["code"]
        assert state["names"][0] == state["name"]
        assert state["gender"] in {"m", "f", "n", "pl"}
        assert isinstance(state["article"], bool)
        assert state["area"] is None or state["area"] in AREAS
        assert state["adjective"], state["code"]
        assert state["demonym"] or state["code"] in {"CG", "VA"}
        assert state["capital"] or state["code"] == "SC"


def test_no_list_of_forms_holds_a_form_twice_or_with_loose_blanks():
    lists = [s[k] for s in STATES for k in STATE_KEYS if isinstance(s[k], list)]
    lists += [e["names"] for e in [*ORGANISATIONS, *OFFICES, *ROLES]]
    for forms in lists:
        assert len(forms) == len(set(forms)), forms
        assert all(form and form == form.strip() for form in forms), forms


def test_adjective_stems_carry_no_ending():
    for state in STATES:
        for stem in state["adjective"]:
            assert stem.endswith("sch"), stem


def test_no_name_belongs_to_two_states():
    assert shared("names") == TOLERATED_SHARED_NAMES


@pytest.mark.parametrize("key", ["adjective", "demonym", "capital", "metonyms"])
def test_no_other_form_belongs_to_two_states(key):
    assert shared(key) == set()


def test_no_form_is_the_name_of_one_state_and_the_capital_of_another():
    for state in STATES:
        for form in state["capital"]:
            assert holders(form, "names", "capital") == {state["code"]}, form


def test_no_name_of_an_organisation_is_a_name_of_a_state():
    for entry in ORGANISATIONS:
        for form in entry["names"]:
            assert not holders(form, "names", "capital", "demonym"), form


def test_brussels_is_the_belgian_capital_and_only_a_metonym_of_the_union():
    union = next(e for e in ORGANISATIONS if e["code"] == "EU")
    assert holders("Brüssel", "capital") == {"BE"}
    assert "Brüssel" in union["metonyms"]
    assert "Brüssel" not in union["names"]


def test_every_organisation_and_area_of_the_codebook_is_there():
    kinds = {entry["code"]: entry["kind"] for entry in ORGANISATIONS}
    assert kinds == {
        **dict.fromkeys(["EU", "NATO", "UN", "OSCE", "AFRICAN_UNION", "WEST"], "organisation"),
        **dict.fromkeys([*AREAS, "SOUTH_CHINA_SEA", "RED_SEA", "WORLD"], "area"),
    }
    assert all(e["names"] for e in ORGANISATIONS)


def test_the_african_union_does_not_take_the_letters_of_australia():
    union = next(e for e in ORGANISATIONS if e["code"] == "AFRICAN_UNION")
    assert "AU" not in union["names"]


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("Nato-Ostflanke", "EASTERN_EUROPE"),
        ("Baltikum", "EASTERN_EUROPE"),
        ("baltischen Staaten", "EASTERN_EUROPE"),
        ("Nahen Ostens", "MIDDLE_EAST"),
        ("Sahelzone", "SAHEL"),
        ("Horn von Afrika", "HORN_OF_AFRICA"),
        ("Westbalkans", "BALKANS"),
        ("Südchinesischen Meer", "SOUTH_CHINA_SEA"),
        ("Roten Meeres", "RED_SEA"),
        ("Vereinten Nationen", "UN"),
        ("westlichen Bündnisses", "NATO"),
        ("des Westens", "WEST"),
    ],
)
def test_a_form_leads_to_one_organisation_or_area(form, code):
    assert [e["code"] for e in ORGANISATIONS if form in e["names"]] == [code]


def test_every_office_has_a_known_government_or_none():
    for office in OFFICES:
        assert set(office) == {"names", "code", "office"}
        assert office["names"]
        assert office["code"] is None or office["code"] in ACTORS


def test_no_office_stands_under_two_governments():
    names = [name for office in OFFICES for name in office["names"]]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(
    ("name", "code", "office"),
    [
        ("Auswärtigen Amtes", "DE", "foreign_ministry"),
        ("Auswärtiges Amt", "DE", "foreign_ministry"),
        ("Auswärtige Amt", "DE", "foreign_ministry"),
        ("EDA", "CH", "foreign_ministry"),
        ("BMEIA", "AT", "foreign_ministry"),
        ("State Department", "US", "foreign_ministry"),
        ("Pentagons", "US", "defence_ministry"),
        ("Weißen Hauses", "US", "head_of_state"),
        ("Foreign Office", "GB", "foreign_ministry"),
        ("FCDO", "GB", "foreign_ministry"),
        ("Quai d'Orsay", "FR", "foreign_ministry"),
        ("Quai d’Orsay", "FR", "foreign_ministry"),
        ("Farnesina", "IT", "foreign_ministry"),
        ("Kreml", "RU", "head_of_state"),
        ("Global Affairs Canada", "CA", "foreign_ministry"),
        ("DFAT", "AU", "foreign_ministry"),
        ("Außenministerium", None, "foreign_ministry"),
        ("Aussenministeriums", None, "foreign_ministry"),
        ("Außenamt", None, "foreign_ministry"),
        ("Bundeskanzleramt", None, "head_of_government"),
        ("Bundesrat", None, "government"),
        ("Botschaften", None, "embassy"),
        ("Krisenstab", None, "crisis_unit"),
    ],
)
def test_an_office_names_its_government_or_leaves_it_to_the_text(name, code, office):
    found = [(o["code"], o["office"]) for o in OFFICES if name in o["names"]]
    assert found == [(code, office)]


def test_every_role_has_an_office_and_an_authority_and_stands_once():
    names = [name for role in ROLES for name in role["names"]]
    assert sorted(names) == sorted(set(names))
    for role in ROLES:
        assert role["office"]
        assert role["authority"] in {"government", "parliament", "other"}


@pytest.mark.parametrize(
    ("name", "office", "authority"),
    [
        ("Außenministerin", "foreign_minister", "government"),
        ("Aussenministers", "foreign_minister", "government"),
        ("Präsidenten", "head_of_state", "government"),
        ("Ministerpräsidentin", "head_of_government", "government"),
        ("Premierminister", "head_of_government", "government"),
        ("Bundeskanzlers", "head_of_government", "government"),
        ("Kronprinzen", "head_of_state", "government"),
        ("Geschäftsträgerin", "ambassador", "government"),
        ("Außenamtssprecher", "spokesperson", "government"),
        ("Beamtin", "official", "government"),
        ("Abgeordneter", "member_of_parliament", "parliament"),
        ("Experte", "expert", "other"),
    ],
)
def test_a_role_has_its_office(name, office, authority):
    found = [(r["office"], r["authority"]) for r in ROLES if name in r["names"]]
    assert found == [(office, authority)]


def test_every_place_is_well_formed_stands_once_and_lies_in_a_known_state():
    assert len(CITIES) >= 2500
    assert len(PLACE_OF) == len(CITIES)
    for row in CITIES:
        name, code, kind = row
        assert name
        assert name == name.strip()
        assert code in CODES, row
        assert kind in KINDS, row


def test_no_place_is_a_capital_or_a_name_of_a_state():
    for name in PLACE_OF:
        assert not holders(name, "names", "capital", "demonym"), name


@pytest.mark.parametrize(
    "word",
    ["Essen", "Halle", "Bar", "Split", "Van", "Leiden", "Löwen", "Sitten", "Tours", "Nice"],
)
def test_places_that_are_german_words_or_ambiguous_are_left_out(word):
    assert word not in PLACE_OF


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Charkiw", "UA"), ("Charkow", "UA"), ("Lwiw", "UA"), ("Lemberg", "UA"), ("Odessa", "UA"),
        ("Odesa", "UA"), ("Krim", "UA"), ("Donbass", "UA"), ("Transkarpatien", "UA"),
        ("Belgorod", "RU"), ("Kursk", "RU"), ("Nordkaukasus", "RU"), ("Omdurman", "SD"),
        ("Darfur", "SD"), ("Rafah", "PS"), ("Chan Junis", "PS"), ("Herat", "AF"), ("Goma", "CD"),
        ("Nordkivu", "CD"), ("Bengasi", "LY"), ("Aleppo", "SY"), ("Idlib", "SY"), ("Tigray", "ET"),
        ("Kaschmir", "IN"), ("Bergkarabach", "AZ"), ("Kurdistan", "IQ"), ("Sinai", "EG"),
        ("Cabo Delgado", "MZ"), ("Transnistrien", "MD"), ("Rakhine", "MM"), ("Xinjiang", "CN"),
        ("Abchasien", "GE"), ("Südossetien", "GE"), ("Golanhöhen", "SY"), ("Graz", "AT"),
        ("Genf", "CH"), ("Zürich", "CH"), ("Hamburg", "DE"), ("Georgia", "US"),
        ("Santiago de Cuba", "CU"),
    ],
)  # fmt: skip
def test_a_place_lies_in_its_state(name, code):
    assert PLACE_OF[name] == code


@pytest.mark.parametrize(
    ("form", "key", "code"),
    [
        # genitive and inflected names
        ("Afghanistans", "names", "AF"), ("Irans", "names", "IR"), ("Libanons", "names", "LB"),
        ("Russlands", "names", "RU"), ("Rußland", "names", "RU"), ("Israels", "names", "IL"),
        ("Großbritanniens", "names", "GB"), ("Grossbritanniens", "names", "GB"),
        ("Vereinigten Königreichs", "names", "GB"), ("Vereinigten Staaten", "names", "US"),
        ("Vereinigter Staaten von Amerika", "names", "US"), ("US", "names", "US"),
        ("Vereinigten Arabischen Emiraten", "names", "AE"), ("Philippinen", "names", "PH"),
        ("Niederlanden", "names", "NL"), ("Tschechischen Republik", "names", "CZ"),
        ("Weißrussland", "names", "BY"), ("Weissrussland", "names", "BY"),
        ("Moldawiens", "names", "MD"), ("Elfenbeinküste", "names", "CI"),
        ("Gazastreifens", "names", "PS"), ("Westjordanlandes", "names", "PS"),
        ("Hollands", "names", "NL"), ("Birmas", "names", "MM"), ("Kosovos", "names", "XK"),
        ("Taiwans", "names", "TW"), ("Saudiarabien", "names", "SA"), ("Jemens", "names", "YE"),
        ("Zentralafrikanischen Republik", "names", "CF"), ("Ungarns", "names", "HU"),
        # adjectives
        ("ukrainisch", "adjective", "UA"), ("us-amerikanisch", "adjective", "US"),
        ("amerikanisch", "adjective", "US"), ("britisch", "adjective", "GB"),
        ("libanesisch", "adjective", "LB"), ("emiratisch", "adjective", "AE"),
        ("belarussisch", "adjective", "BY"), ("saudi-arabisch", "adjective", "SA"),
        ("saudisch", "adjective", "SA"), ("ivorisch", "adjective", "CI"),
        ("kongolesisch", "adjective", "CD"), ("palästinensisch", "adjective", "PS"),
        ("eidgenössisch", "adjective", "CH"), ("türkisch", "adjective", "TR"),
        ("omanisch", "adjective", "OM"), ("jemenitisch", "adjective", "YE"),
        ("kosovarisch", "adjective", "XK"), ("monegassisch", "adjective", "MC"),
        # demonyms
        ("Ukrainerinnen", "demonym", "UA"), ("Deutscher", "demonym", "DE"),
        ("Deutschen", "demonym", "DE"), ("Schweizern", "demonym", "CH"),
        ("Britinnen", "demonym", "GB"), ("US-Amerikaner", "demonym", "US"),
        ("Französin", "demonym", "FR"), ("Israelis", "demonym", "IL"),
        ("Iraker", "demonym", "IQ"), ("Polen", "demonym", "PL"), ("Türken", "demonym", "TR"),
        ("Syrern", "demonym", "SY"), ("Afghaninnen", "demonym", "AF"),
        ("Österreicherin", "demonym", "AT"), ("Chinesen", "demonym", "CN"),
        ("Zyprioten", "demonym", "CY"), ("Esten", "demonym", "EE"), ("Iren", "demonym", "IE"),
        ("Saudis", "demonym", "SA"), ("Kuwaiter", "demonym", "KW"),
        # capitals and metonyms
        ("Kiew", "capital", "UA"), ("Kyjiw", "capital", "UA"), ("Kyiv", "capital", "UA"),
        ("N'Djamena", "capital", "TD"), ("N’Djamena", "capital", "TD"),
        ("Port-au-Prince", "capital", "HT"), ("Chartum", "capital", "SD"),
        ("Khartum", "capital", "SD"), ("Tripolis", "capital", "LY"), ("Teherans", "capital", "IR"),
        ("Wiener", "capital_adjective", "AT"), ("Kiewer", "capital_adjective", "UA"),
        ("Weißen Hauses", "metonyms", "US"), ("Weissen Haus", "metonyms", "US"),
        ("Kreml", "metonyms", "RU"), ("Downing Street", "metonyms", "GB"),
        ("Élysée-Palast", "metonyms", "FR"), ("Bundesregierung", "metonyms", "DE"),
        ("Ballhausplatz", "metonyms", "AT"), ("Bundeshaus", "metonyms", "CH"),
        ("Heiligen Stuhls", "metonyms", "VA"),
    ],
)  # fmt: skip
def test_a_form_leads_to_exactly_one_state(form, key, code):
    assert holders(form, key) == {code}


def test_the_spot_checks_reach_at_least_forty_states():
    marks = test_a_form_leads_to_exactly_one_state.pytestmark
    cases = next(mark.args[1] for mark in marks if mark.name == "parametrize")
    assert len({code for _, _, code in cases}) >= 40


@pytest.mark.parametrize(
    ("form", "key", "code"),
    [
        ("Niger", "names", "NE"), ("Nigers", "names", "NE"), ("nigrisch", "adjective", "NE"),
        ("Nigrer", "demonym", "NE"), ("Nigeria", "names", "NG"),
        ("nigerianisch", "adjective", "NG"), ("Nigerianer", "demonym", "NG"),
        ("Sudan", "names", "SD"), ("sudanesisch", "adjective", "SD"),
        ("Südsudans", "names", "SS"), ("südsudanesisch", "adjective", "SS"),
        ("Guinea", "names", "GN"), ("Guinea-Bissau", "names", "GW"),
        ("Äquatorialguinea", "names", "GQ"), ("Papua-Neuguinea", "names", "PG"),
        ("guineisch", "adjective", "GN"), ("äquatorialguineisch", "adjective", "GQ"),
        ("Kongo", "names", "CD"), ("Demokratischen Republik Kongo", "names", "CD"),
        ("DR Kongo", "names", "CD"), ("Kongo-Kinshasa", "names", "CD"),
        ("Republik Kongo", "names", "CG"), ("Kongo-Brazzaville", "names", "CG"),
        ("Georgien", "names", "GE"), ("Jordanien", "names", "JO"),
        ("Dominica", "names", "DM"), ("Dominikanischen Republik", "names", "DO"),
        ("dominikanisch", "adjective", "DO"),
        ("Slowakei", "names", "SK"), ("slowakisch", "adjective", "SK"), ("Slowake", "demonym", "SK"),
        ("Sloweniens", "names", "SI"), ("slowenisch", "adjective", "SI"),
        ("Slowenen", "demonym", "SI"),
        ("Österreichs", "names", "AT"), ("Australiens", "names", "AU"),
        ("österreichisch", "adjective", "AT"), ("australisch", "adjective", "AU"),
        ("Nordkoreas", "names", "KP"), ("Südkoreas", "names", "KR"),
        ("koreanisch", "adjective", "KR"), ("nordkoreanisch", "adjective", "KP"),
        ("Island", "names", "IS"), ("Irland", "names", "IE"), ("Iran", "names", "IR"),
        ("Irak", "names", "IQ"), ("Mali", "names", "ML"), ("Malawi", "names", "MW"),
        ("Mauritius", "names", "MU"), ("Mauretanien", "names", "MR"),
        ("Sambia", "names", "ZM"), ("Gambia", "names", "GM"),
    ],
)  # fmt: skip
def test_names_that_look_alike_stay_apart(form, key, code):
    assert holders(form, key) == {code}


@pytest.mark.parametrize("form", ["Korea", "Georgia", "AU"])
def test_a_form_that_could_mean_another_belongs_to_no_state(form):
    assert holders(form, "names") == set()


@pytest.mark.parametrize("code", ["LB", "UA", "AE", "IR", "IQ", "SD", "NE", "TR", "CH", "US", "TD"])
def test_states_named_with_the_article_say_so(code):
    assert next(s for s in STATES if s["code"] == code)["article"]


@pytest.mark.parametrize("code", ["DE", "RU", "GB", "FR", "IL", "NG", "AF", "SY"])
def test_states_named_without_the_article_say_so(code):
    assert not next(s for s in STATES if s["code"] == code)["article"]
