"""What a check says: one record, and from it the JSON, the terminal text and the other forms."""
