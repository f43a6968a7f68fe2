"""What the interviewer knows, thinks and says. Knows nothing of sound, web or databases."""
