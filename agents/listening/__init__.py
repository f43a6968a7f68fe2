"""Reading spoken English: from words to facts."""
