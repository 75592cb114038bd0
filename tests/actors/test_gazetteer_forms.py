"""Forms that lead to one state, organisation, office, role or place, and forms that lead to none."""

from __future__ import annotations

import pytest

from actors.gazetteer import OFFICES, ORGANISATIONS, PLACE_OF, ROLES, STATES, holders


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
def test_a_form_leads_to_one_organisation_or_area(form: str, code: str) -> None:
    assert [e["code"] for e in ORGANISATIONS if form in e["names"]] == [code]


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
def test_an_office_names_its_government_or_leaves_it_to_the_text(name: str, code: str | None, office: str) -> None:
    found = [(o["code"], o["office"]) for o in OFFICES if name in o["names"]]
    assert found == [(code, office)]


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
def test_a_role_has_its_office(name: str, office: str, authority: str) -> None:
    found = [(r["office"], r["authority"]) for r in ROLES if name in r["names"]]
    assert found == [(office, authority)]


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
def test_a_place_lies_in_its_state(name: str, code: str) -> None:
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
def test_a_form_leads_to_exactly_one_state(form: str, key: str, code: str) -> None:
    assert holders(form, key) == {code}


def test_the_spot_checks_reach_at_least_forty_states() -> None:
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
def test_names_that_look_alike_stay_apart(form: str, key: str, code: str) -> None:
    assert holders(form, key) == {code}


@pytest.mark.parametrize("form", ["Korea", "Georgia", "AU"])
def test_a_form_that_could_mean_another_belongs_to_no_state(form: str) -> None:
    assert holders(form, "names") == set()


@pytest.mark.parametrize("code", ["LB", "UA", "AE", "IR", "IQ", "SD", "NE", "TR", "CH", "US", "TD"])
def test_states_named_with_the_article_say_so(code: str) -> None:
    assert next(s for s in STATES if s["code"] == code)["article"]


@pytest.mark.parametrize("code", ["DE", "RU", "GB", "FR", "IL", "NG", "AF", "SY"])
def test_states_named_without_the_article_say_so(code: str) -> None:
    assert not next(s for s in STATES if s["code"] == code)["article"]
