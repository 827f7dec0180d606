"""The English grammar: sentences, stories, conversations, instructions and texts of a topic."""
