"""Speech engines behind ports."""
