"""What the plain engine is made of where it trains many starts at once."""
