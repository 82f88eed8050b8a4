"""Learning: questions, review schedule, likeness of answers."""
