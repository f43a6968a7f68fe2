from collections.abc import Callable
from functools import partial
from pathlib import Path
from textwrap import dedent

import pytest

from rubrics import check as checking
from rubrics.check import check as check_with_shipped


@pytest.fixture
def check(monkeypatch, tmp_path_factory) -> Callable[..., list[checking.Mistake]]:
    """The check without its 30 shipped files' own patterns, which another test looks at."""
    return partial(check_with_shipped, compile_pattern=None)


def line_of(path: Path, text: str) -> int:
    return next(at for at, line in enumerate(path.read_text().splitlines(), 1) if text in line)


def test_a_valid_folder_has_no_mistakes(own_folder, check):
    assert check(own_folder) == []


MISTAKES = [
    ("loop.yaml", "personas: [senior-pm]", "personas: [senior-mp]", "no persona 'senior-mp'", "'senior-pm'"),
    ("loop.yaml", "minutes: {20: 8}", "minutes: {20: 5}", "add up to 17 minutes", "+3"),
    ("loop.yaml", "minutes: {20: 12}", "minutes: {30: 12}", "no minutes for the length 20", "20"),
    ("loop.yaml", "default_minutes: 20", "default_minutes: 25", "no length of this loop", "20"),
    ("loop.yaml", "default_level: L5", "default_level: L6", "There is no level 'L6'", "L5"),
    ("loop.yaml", "summary: Whether", "sumary: Whether", "sumary is not known", "'summary'"),
    ("loop.yaml", "    goal: One thing to build.\n", "", "phases[1].goal is missing", "Add it"),
    ("loop.yaml", "id: decide", "id: Decide it!", "is not an id", "lower-case"),
    ("loop.yaml", "id: decide", "id:   understand", "'understand' appears twice", "id of its own"),
    ("loop.yaml", "kind: scope", "kind: skope", "'skope'", "'scope'"),
    ("loop.yaml", "[Who is the user?]", "[Who is it. Tell me.]", "0 question marks", "exactly one"),
    ("loop.yaml", "[Who is the user?]", "[Who? Which?]", "2 question marks", "exactly one"),
    ("loop.yaml", "kind: scope", "kind: reason", "question about a reason", '"why"'),
    ("loop.yaml", "format: viva-loop/1", "format: viva-lop/1", "'viva-lop/1' is not known", "'viva-loop/1'"),
    ("loop.yaml", "    deep: true", "   deep: true", "not YAML", "indentation"),
    ("loop.yaml", "deep: true", "deep: perhaps", "phases[1].deep", "perhaps"),
    ("problem.yaml", "topic: users", "topic: user", "There is no topic 'user'", "'users'"),
    (
        "problem.yaml",
        "loops: [product-sense]",
        "loops: [product-sens]",
        "no loop 'product-sens'",
        "product-sense",
    ),
    ("problem.yaml", 'unit: "1"', "unit: bananas", "no unit 'bananas'", "request/second"),
    ("problem.yaml", "value: 400", "value: many", "facts[0].value", "many"),
]


@pytest.mark.parametrize("made", MISTAKES, ids=lambda made: made[3])
def test_each_mistake_is_explained_with_file_line_and_remedy(own_folder, change, check, made):
    file, old, new, message, remedy = made
    path = change(file, old, new)
    found = [mistake for mistake in check(own_folder) if message in mistake.message]
    assert found, check(own_folder)
    assert found[0].file == path
    assert remedy in found[0].remedy
    if new:
        wanted = line_of(path, new.strip())
        assert abs(found[0].line - wanted) <= 2, (found[0], wanted)
    assert str(found[0]).startswith(f"{path}:{found[0].line}: ")


PROBLEM_PARTS = [
    ("hints: [{phase: decid, steps: [One., Two., Three.]}]", "no phase 'decid'", "'decide'"),
    (
        "hints: [{phase: decide, loop: chat, steps: [One., Two., Three.]}]",
        "no loop of this problem",
        "product-sense",
    ),
    ("hints: [{phase: decide, steps: [One., Two.]}]", "hints[0].steps[2] is missing", "Add it"),
    (
        "expectations: [{id: a, kind: storag, value: 1, unit: byte, derivation: So.}]",
        "no quantity 'storag'",
        "'storage'",
    ),
    (
        "expectations: [{id: a, kind: storage, value: 1, unit: byte/day, derivation: So.}]",
        "does not measure storage",
        "'byte'",
    ),
    (
        "demands: [{id: a, fact: retention, when: [x], target: it, ask: [How does that fit?]}]",
        "no fact of this problem 'retention'",
        "",
    ),
    (
        "demands: [{id: a, holds: deletion/keep, target: it, ask: [How does that fit?]}]",
        "no side 'deletion/keep'",
        "'deletion/kept'",
    ),
    (
        "demands: [{id: a, target: it, ask: [How does that fit?]}]",
        "Nothing breaks the demand 'a'",
        "`clues`",
    ),
    (
        "traps: [{id: a, when: [x], kind: reason, target: it, ask: [What for?]}]",
        "question about a reason",
        '"why"',
    ),
    (
        "traps: [{id: a, when: [x], kind: depth, target: it, ask: [How?], phases: [later]}]",
        "no phase 'later'",
        "decide",
    ),
    (
        "traps: [{id: a, when: [x], kind: number, target: storage, ask: [How much?]}]",
        "does not name its target",
        "'storage'",
    ),
    (
        "traps: [{id: a, when: [x], kind: tradeoff, target: it, ask: [And then?]}]",
        "question about a tradeoff",
        "give up",
    ),
]


@pytest.mark.parametrize(("part", "message", "remedy"), PROBLEM_PARTS)
def test_parts_of_a_problem_are_checked_against_loops_and_lexicon(own_folder, check, part, message, remedy):
    path = own_folder / "problem.yaml"
    path.write_text(path.read_text() + part + "\n")
    found = [mistake for mistake in check(own_folder) if message in mistake.message]
    assert found, check(own_folder)
    assert remedy in found[0].remedy
    assert found[0].line == line_of(path, part)


def test_an_id_given_twice_in_one_folder_is_a_mistake(own_folder, check, fourth_loop):
    (own_folder / "twin.yaml").write_text(fourth_loop)
    [mistake] = check(own_folder)
    assert "also in loop.yaml" in mistake.message
    assert mistake.file.name == "twin.yaml"


PERSONA = """
    format: viva-persona/1
    id: coach
    name: Robin
    role: Coach
    summary: Asks gently.
    character: You are Robin.
    voices: {espeak-ng: en-gb}
    default_style: calm
    styles: [{id: calm, title: Calm, summary: Unhurried., patience: 1.5}]
    wordings: {}
"""

WORDINGS = [
    ("probe_resaon: {any: ['Why {component}?']}", "no wording 'probe_resaon'", "'probe_reason'"),
    ("probe_reason: {clam: ['Why {component}?']}", "no style 'clam'", "'calm'"),
    ("probe_reason: {any: ['Why {componnent}?']}", "no slot {componnent}", "'component'"),
    ("probe_reason: {any: ['Why this?']}", "does not say what it is about", "{component}"),
    ("probe_reason: {any: ['What is {component}?']}", "question about a reason", '"why"'),
    ("probe_depth: {any: ['How does {target']}", "unfinished slot", "Close"),
    ("probe_number: {any: ['How much?']}", "does not say what it is about", "{number} or {target}"),
    ("close: {any: ['" + "very " * 46 + "long.']}", "47 words", "45"),
]


@pytest.mark.parametrize(("wording", "message", "remedy"), WORDINGS)
def test_wordings_are_checked_for_what_a_candidate_must_hear(own_folder, check, wording, message, remedy):
    text = dedent(PERSONA).replace("wordings: {}", f"wordings:\n  {wording}")
    path = own_folder / "coach.yaml"
    path.write_text(text)
    found = [mistake for mistake in check(own_folder) if message in mistake.message]
    assert found, check(own_folder)
    assert remedy in found[0].remedy
    assert found[0].line == line_of(path, wording)


def test_a_persona_needs_words_for_each_move_in_each_style(own_folder, check, monkeypatch):
    monkeypatch.setattr("rubrics.checks.personas.KEYS", ("probe_reason", "applaud"))
    (own_folder / "coach.yaml").write_text(dedent(PERSONA))
    lacking = [mistake for mistake in check(own_folder) if "no words for 'applaud'" in mistake.message]
    (own,) = (mistake for mistake in lacking if mistake.file.name == "coach.yaml")
    assert "'calm'" in own.message or "'warm'" in own.message


QUEUE_MISSPELT = (
    "tradeoffs: [{id: t, name: t, component: quue, listen: [x], gain: G, price: P, price_listen: [y], "
    "source: s}]"
)

LEXICON = [
    ("quantities: [{id: a, name: a, unit: bananas, listen: [x]}]", "no unit 'bananas'", "request/second"),
    ("pronunciations: {abacus: AE1 B}", "a sound 'AE1'", "without stress"),
    ("components: [{id: a, name: a, pronunciations: {a: QQ}}]", "a sound 'QQ'", "CMU"),
    (
        QUEUE_MISSPELT,
        "no component 'quue'",
        "'queue'",
    ),
    ("cues: [{id: a, phrases: [x]}, {id: a, phrases: [y]}]", "'a' appears twice", "its own"),
]


@pytest.mark.parametrize(("part", "message", "remedy"), LEXICON)
def test_a_lexicon_is_checked(own_folder, check, part, message, remedy):
    (own_folder / "words.yaml").write_text(f"format: viva-lexicon/1\n{part}\n")
    found = [mistake for mistake in check(own_folder) if message in mistake.message]
    assert found, check(own_folder)
    assert remedy in found[0].remedy
    assert found[0].line == 2


CRITERION = """
    dimensions: [{id: thinking, name: Thinking}]
    criteria:
      - id: a
        name: A
        dimension: thinkin
        asks: Well?
        anchors: {1: Bad., 2: Fair., 3: Good.}
        phases: [understnd]
        practise: [drill]
        source: proposed
        indicators:
          - {id: i, text: Did., missed: Did not., source: proposed, phases: [nowhere]}
          - {id: j, text: Did., missed: Did not., source: proposed, cues: [reasn]}
    exemplars:
      - {id: e, phase: elsewhere, text: A., shows: B., probes: [whom], source: proposed}
"""

CRITERION_MISTAKES = [
    ("no dimension 'thinkin'", 7),
    ("does not anchor all its levels", 9),
    ("no phase 'understnd'", 10),
    ("no practise item 'drill'", 11),
    ("no phase 'nowhere'", 14),
    ("nothing to go by", 14),
    ("no cue 'reasn'", 15),
    ("no phase 'elsewhere'", 17),
    ("no probe 'whom'", 17),
]


def test_criteria_and_exemplars_are_checked(own_folder, check):
    path = own_folder / "loop.yaml"
    before = len(path.read_text().splitlines())
    path.write_text(path.read_text() + dedent(CRITERION).lstrip("\n"))
    found = check(own_folder)
    for message, line in CRITERION_MISTAKES:
        [mistake] = [each for each in found if message in each.message]
        assert mistake.line == before + line - 2, mistake


def test_patterns_are_read_by_whoever_knows_their_language(own_folder, change):
    path = change("loop.yaml", "unless: [the user is]", "unless: [(the user is]")

    def compile_pattern(source: str) -> None:
        if source.count("(") != source.count(")"):
            raise ValueError(f"the pattern {source!r} lacks a closing ')'")

    [mistake] = check_with_shipped(own_folder, compile_pattern=compile_pattern)
    assert "lacks a closing" in mistake.message
    assert mistake.line == line_of(path, "(the user is")


def test_several_mistakes_are_told_at_once(own_folder, change, check):
    change("loop.yaml", "personas: [senior-pm]", "personas: [nobody]")
    change("loop.yaml", "minutes: {20: 8}", "minutes: {20: 9}")
    change("problem.yaml", "topic: users", "topic: nothing")
    assert len(check(own_folder)) == 3


def test_an_item_that_cannot_be_heard_is_a_mistake(own_folder, change, check):
    item = "{id: names-user, text: Names the user., source: proposed}"
    change("loop.yaml", "    goal: Who has which problem.", f"    goal: Who.\n    settle: [{item}]")
    (mistake,) = [each for each in check(own_folder) if "names-user" in each.message]
    assert mistake.file.name == "loop.yaml"
    assert "listen" in mistake.remedy
