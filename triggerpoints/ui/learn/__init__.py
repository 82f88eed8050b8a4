"""Learn: the scope, questions on the map, reviews, worksheet and deck."""
