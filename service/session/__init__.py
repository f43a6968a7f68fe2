"""One live interview: wire messages, turn-taking and the conversation itself."""
