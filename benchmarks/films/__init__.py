"""How good the neighbours of films are, and what they cost."""
