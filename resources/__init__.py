"""Hand-written facts, their checks, and the generators of what the package reads of them."""
