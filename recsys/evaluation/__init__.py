"""How good models are, on ratings they had not seen, beside simpler ways of doing the same."""
