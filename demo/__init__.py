"""A captioned tour of Cartelera, recorded anew by one command: `make demo`, or `python -m demo`."""
