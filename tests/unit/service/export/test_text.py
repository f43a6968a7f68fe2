from service.export import transcript_text


def test_the_script_of_the_interview_names_phase_time_and_speaker(transcript, library):
    script = transcript_text(transcript, library)
    assert "pm-system-design: news-feed\n45 minutes, level L5\n" in script
    assert "\nscale\n-----\n" in script
    assert "[1:10] Candidate:\n1. A queue, so the upload returns at once." in script


def test_every_word_of_every_turn_is_there_in_order(transcript, library):
    words = " ".join(transcript_text(transcript, library).split())
    for turn in transcript.turns:
        assert turn.text in words


def test_a_silent_turn_says_so(transcript, library):
    assert "(nothing was said)" in transcript_text(transcript, library)
