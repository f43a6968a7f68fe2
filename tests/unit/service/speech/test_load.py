from service.speech.load import FIGURES, Load


def test_counters_rise_by_what_is_named():
    load = Load().plus(finals=2, final_mel_s=16.0, final_audio_s=8.0).plus(finals=1)
    assert (load.finals, load.partials) == (3, 0)
    assert load.final_work == 2.0


def test_before_any_final_there_is_no_work():
    assert Load().final_work == 0.0


def test_every_figure_shows_a_counter():
    assert all(hasattr(Load(), counter) for counter, _ in FIGURES.values())
