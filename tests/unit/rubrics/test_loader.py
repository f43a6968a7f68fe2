from pathlib import Path
from textwrap import dedent

import pytest

from rubrics.errors import RubricsInvalid
from rubrics.loader import load


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(dedent(text))


def test_the_shipped_library_has_three_loops_three_personas_and_a_dozen_problems():
    library = load()
    assert set(library.loops) == {"pm-system-design", "em-system-design", "tech-deep-dive"}
    assert len(library.personas) >= 3
    assert len(library.problems) >= 13


def test_a_fourth_loop_is_nothing_but_a_file(own_folder):
    library = load(own_folder)
    assert [phase.id for phase in library.loop("product-sense").phases] == ["understand", "decide"]
    assert [problem.id for problem in library.problems_for("product-sense")] == ["bus-stop"]
    assert "product-sense" not in load().loops


def test_a_later_folder_takes_the_place_of_an_earlier_one(own_folder, change):
    change("problem.yaml", "id: bus-stop", "id: chat")
    assert load(own_folder).problem("chat").title == "Bus stop"
    assert load().problem("chat").title == "Chat app"


def test_a_change_of_a_file_is_seen_without_a_restart(own_folder, change):
    assert load(own_folder).problem("bus-stop").title == "Bus stop"
    change("problem.yaml", "title: Bus stop", "title: A tram stop")
    assert load(own_folder).problem("bus-stop").title == "A tram stop"


def test_an_unchanged_library_is_read_once():
    assert load() is load()


def test_lexicon_files_are_read_together_and_later_terms_win(tmp_path):
    write(
        tmp_path,
        "more.yaml",
        """
        format: viva-lexicon/1
        components:
          - {id: queue, name: waiting line, needs_reason: false}
          - {id: abacus, name: abacus}
        vocabulary: [abacus]
        pronunciations: {abacus: AE B AH K AH S}
        """,
    )
    lexicon = load(tmp_path).lexicon
    terms = {term.id: term for term in lexicon.components}
    assert terms["queue"].name == "waiting line"
    assert not terms["queue"].needs_reason
    assert "abacus" in terms
    assert "cdn" in terms
    assert "abacus" in lexicon.vocabulary
    assert lexicon.pronunciations["abacus"] == "AE B AH K AH S"


def test_a_personas_own_words_come_before_the_shared_ones(tmp_path):
    write(
        tmp_path,
        "coach.yaml",
        """
        format: viva-persona/1
        id: coach
        name: Robin
        role: Coach
        summary: Asks gently.
        character: You are Robin.
        voices: {espeak-ng: en-gb}
        default_style: calm
        styles: [{id: calm, title: Calm, summary: Unhurried., patience: 1.5}]
        wordings:
          probe_reason:
            any: ["Why {component}, my friend?"]
        """,
    )
    said = load(tmp_path).persona("coach").wordings
    assert said["probe_reason"]["any"][0] == "Why {component}, my friend?"
    assert len(said["probe_reason"]["any"]) > 5
    assert said["close"]["any"]


def test_a_file_that_breaks_the_schema_is_refused_with_every_mistake(own_folder, change):
    change("loop.yaml", "summary:", "sumary:")
    change("problem.yaml", "statement:", "statment:")
    with pytest.raises(RubricsInvalid) as refused:
        load(own_folder)
    files = {mistake.file.name for mistake in refused.value.mistakes}
    assert files == {"loop.yaml", "problem.yaml"}
    assert "sumary" in str(refused.value)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(RubricsInvalid, match="does not exist"):
        load(tmp_path / "nowhere")


def test_hidden_files_and_other_files_are_left_alone(own_folder):
    (own_folder / ".draft.yaml").write_text("not: ready")
    (own_folder / "notes.txt").write_text("not a rubric")
    assert load(own_folder).loop("product-sense")


def test_loops_are_listed_in_the_order_that_their_files_ask_for():
    assert list(load().loops) == ["pm-system-design", "em-system-design", "tech-deep-dive"]
