"""How operations become loops, a family a file; all of them are found here."""
