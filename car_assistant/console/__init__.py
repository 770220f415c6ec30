"""What a person at a terminal sees: the conversation, the demo, single utterances, listings, the doctor."""
