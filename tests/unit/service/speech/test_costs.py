import pytest

from service.speech.costs import Cost, Costs, Shape

FINAL = Shape(final=True, frames=800)
CAPTION = Shape(final=False, frames=800)


def learnt(**known):
    costs = Costs()
    for batch, milliseconds in known.items():
        costs.observe(FINAL, int(batch[1:]), Cost(milliseconds, 0))
    return costs


def test_before_anything_is_measured_cost_grows_with_length_and_number():
    costs = Costs()
    assert costs.predict(Shape(final=True, frames=1600), 1).total_ms == pytest.approx(
        2 * costs.predict(FINAL, 1).total_ms
    )
    assert costs.predict(FINAL, 4).total_ms == pytest.approx(4 * costs.predict(FINAL, 1).total_ms)


def test_what_was_measured_is_what_is_predicted():
    assert learnt(n1=40, n4=60).predict(FINAL, 4) == Cost(60, 0)


def test_newer_measurements_count_and_one_outlier_does_not_decide():
    costs = learnt(n1=40)
    costs.observe(FINAL, 1, Cost(400, 0))
    assert 40 < costs.predict(FINAL, 1).total_ms < 200
    for _ in range(30):
        costs.observe(FINAL, 1, Cost(80, 20))
    assert costs.predict(FINAL, 1).total_ms == pytest.approx(100, rel=0.02)


def test_what_was_not_measured_is_scaled_from_the_nearest():
    costs = learnt(n1=40, n4=60)
    assert costs.predict(Shape(final=True, frames=1600), 4).total_ms == pytest.approx(120)
    assert costs.predict(FINAL, 8).total_ms == pytest.approx(120)
    assert costs.predict(FINAL, 3).total_ms == pytest.approx(60)


def test_captions_are_guessed_from_finals_until_one_was_made():
    costs = learnt(n1=40)
    assert costs.predict(CAPTION, 1).total_ms == 40
    costs.observe(CAPTION, 1, Cost(10, 5))
    assert costs.predict(CAPTION, 1).total_ms == 15
    assert costs.predict(FINAL, 1).total_ms == 40


def test_prompts_make_no_difference():
    assert learnt(n1=40).predict(Shape(final=True, frames=800, prompt=96), 1) == Cost(40, 0)


def test_a_cost_that_is_never_measured_again_is_trusted_less_and_less():
    costs = learnt(n1=1000)
    for _ in range(100):
        costs.relax(FINAL)
    assert costs.predict(FINAL, 1).total_ms < 100
