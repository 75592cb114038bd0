from __future__ import annotations

import pytest

from claims.official.pages import advice, read, steps
from lagebild.codebook.official import Formula, load_formulas

FORMULAS = [(language, f) for language in ("en", "de") for f in load_formulas(language).formulas]
IDS = [f"{language}-{f.id}" for language, f in FORMULAS]
USUAL = {"en": ("GB", "US", "CA", "AU", "IE"), "de": ("DE", "AT", "CH")}


@pytest.mark.parametrize(("language", "formula"), FORMULAS, ids=IDS)
def test_a_formula_fires_for_its_examples(language: str, formula: Formula) -> None:
    for authority, place, scope, text in formula.fires:
        found = [
            (c.actor, c.place, c.value, c.scope or "")
            for c in read(text, authority, place).claims
            if c.rule == f"official {formula.id}"
        ]
        assert (authority, place, formula.value, scope) in found, text


@pytest.mark.parametrize(("language", "formula"), FORMULAS, ids=IDS)
def test_a_formula_stays_silent_where_it_says_so(language: str, formula: Formula) -> None:
    for text in formula.silent:
        for authority in sorted(formula.authorities) or USUAL[language]:
            rules = [c.rule for c in read(text, authority, "ML").claims]
            assert f"official {formula.id}" not in rules, (authority, text)


def test_every_formula_has_cases_for_both() -> None:
    assert [f.id for _, f in FORMULAS if not f.fires or not f.silent] == []


def test_the_passage_is_the_sentence_with_its_offsets() -> None:
    text = "## Overview\n\nThe weather is mild. FCDO advises against all travel to [Mali](https://example.org/mali). See below."
    [claim] = advice(text, "GB", "ML")
    assert claim.passage.exact == "FCDO advises against all travel to [Mali](https://example.org/mali)."
    assert text[claim.passage.span.begin : claim.passage.span.end] == claim.passage.exact
    assert (claim.speaker, claim.statement) == ("Foreign, Commonwealth & Development Office", None)


def test_a_list_names_the_regions_and_a_list_of_reasons_does_not() -> None:
    text = "FCDO advises against all travel to within 5km of the border in the following regions:\n\n* Kayes\n* Sikasso\n\nThis is new."
    [claim] = advice(text, "GB", "ML")
    assert (claim.scope, claim.regions) == ("parts", ("Kayes", "Sikasso"))
    [whole] = advice("**Do not travel to Mali due to:**\n\n* Crime.\n* Terrorism.", "US", "ML")
    assert (whole.scope, whole.regions) == ("country", ())


def test_two_steps_of_one_sentence_keep_their_places_apart() -> None:
    text = (
        "FCDO advises against all but essential travel to Bamako and Kayes and against all travel to the rest of Mali."
    )
    found = [(c.value, c.scope, c.regions) for c in advice(text, "GB", "ML")]
    assert found == [("avoid_nonessential", "parts", ("Bamako", "Kayes")), ("warning", "parts", ("rest of Mali",))]


def test_another_countrys_advice_is_none() -> None:
    found = read("FCDO advises against all travel to Niger.", "GB", "ML")
    assert found.claims == ()
    assert [a.reason for a in found.abstentions] == ["advice about another country (NE)"]


def test_staff_and_families_are_two_claims_with_the_date_of_the_step() -> None:
    text = "On March 8, 2025, the Department authorized the voluntary departure of non-emergency U.S. government employees and eligible family members."
    found = {(c.dimension, c.value, c.as_of) for c in read(text, "US", "SS").claims}
    assert found == {("staff_departure", "voluntary", "2025-03-08"), ("family_departure", "voluntary", "2025-03-08")}


def test_entries_of_a_history_keep_their_dates() -> None:
    text = "# Mali\n\n## Change History\n\n### 2025\n\n**3 May 2025**\n<br />FCDO now advises against all travel to Mali.\n\n**1 May 2025**\n<br />British nationals should leave now."
    found = [(c.value, c.as_of) for c in read(text, "GB", "ML").claims]
    assert found == [("warning", "2025-05-03"), ("leave_now", "2025-05-01")]


def test_a_lifted_step_is_an_abstention_and_never_normal() -> None:
    found = read("FCDO no longer advises against all travel to Mali.", "GB", "ML")
    assert found.claims == ()
    assert [a.rule for a in found.abstentions] == ["official step lifted"]


def test_what_the_table_does_not_know_is_an_abstention() -> None:
    found = read("The Embassy has moved to a heightened staffing posture for the time being.", "US", "ML")
    assert found.claims == ()
    assert [a.rule for a in found.abstentions] == ["official table"]


def test_what_holds_only_for_those_who_travel_all_the_same_is_no_call() -> None:
    text = (
        "If you decide to travel to Mali:\n\n* Enroll in the Smart Traveler Enrollment Program (STEP).\n* Draft a will."
    )
    assert steps(text, "US", "ML") == []


def test_sections_that_stand_on_every_page_are_left_out() -> None:
    text = "## Travel insurance\n\nFCDO advises against all travel to Mali.\n\n## Warnings\n\nFCDO advises against all travel to Mali."
    assert len(advice(text, "GB", "ML")) == 1


def test_a_page_that_does_not_name_its_country_is_read_as_abstentions() -> None:
    found = read("FCDO advises against all travel to Mali.", "GB", None)
    assert found.claims == ()
    assert found.abstentions
