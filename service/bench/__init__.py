"""Benches: what transcription and conversation cost and take on this machine, with these engines."""
