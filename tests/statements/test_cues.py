"""The cue lexicon: its size, its shape, and the errors of a broken line."""

import pytest

from lagebild.errors import CodebookError
from lagebild.language import analyse
from lagebild.model import Act
from lagebild.statements.cues import parse_cues, shared_cues
from lagebild.statements.hits import cue_words


def test_the_lexicon_holds_five_hundred_cues_or_more() -> None:
    assert len(shared_cues()) >= 500


def test_every_speech_act_has_cues() -> None:
    lexicon = shared_cues()
    cues = [*lexicon.verbs.values(), *lexicon.nouns.values(), *(c for cs in lexicon.phrases.values() for c in cs)]
    assert {c.act for c in cues} == set(Act)


@pytest.mark.parametrize(
    ("verb", "act", "governs"),
    [
        ("mitteilen", Act.SAYS, "dass"),
        ("warnen", Act.WARNS, "vor"),
        ("auffordern", Act.DEMANDS, "zu-inf"),
        ("dementieren", Act.DENIES, "object"),
        ("ablehnen", Act.DECLINES, "zu-inf"),
        ("erwägen", Act.CONSIDERS, "zu-inf"),
        ("zusichern", Act.PROMISES, "dass"),
        ("fragen", Act.ASKS, "ob"),
    ],
)
def test_a_verb_knows_its_act_and_what_it_governs(verb: str, act: Act, governs: str) -> None:
    cue = shared_cues().verbs[verb]
    assert cue.act is act
    assert governs in cue.governs


def test_a_compound_noun_counts_by_its_last_part() -> None:
    cue = shared_cues().noun("Ministeriumsangabe")
    assert cue is not None
    assert "nach" in cue.governs


def test_a_phrase_goes_before_its_verb() -> None:
    cue = shared_cues().verb("bringen", {"zum", "ausdruck", "bringen"})
    assert cue is not None
    assert cue.words == ("ausdruck",)


def test_a_verb_without_entry_has_no_cue() -> None:
    assert shared_cues().verb("laufen", {"laufen"}) is None


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("sagen\tverb\tsays", "3 columns"),
        ("sagen\tverb\tsings\tspeech\tdass\t0.9", "sings"),
        ("sagen\tverb\tsays\tspeech\tdes\t0.9", "des"),
        ("sagen\tverb\tsays\tspeech\tdass\t1.9", "outside 0 to 1"),
        ("sagen\tphrase\tsays\tspeech\tdass\t0.9", "two words"),
        ("sagen\tverb\tsays\tspeech\tdass\t0.9\nsagen\tverb\tsays\tspeech\tdass\t0.9", "second entry"),
    ],
)
def test_a_broken_line_is_named_with_its_number(line: str, complaint: str) -> None:
    with pytest.raises(CodebookError, match=complaint):
        parse_cues(line)


def test_a_cue_always_has_words_even_where_only_a_modal_is_left() -> None:
    clause = analyse("Das will der Minister so.").sentences[0].clauses[0]
    cue = shared_cues().verb("sagen", ())
    assert cue is not None
    assert cue_words(clause, cue, [t for t in clause.verbs if t.tag.startswith("VM")], None)
