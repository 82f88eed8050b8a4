"""Find my pain: where it hurts, danger signs, what was found, and what to take along."""
