"""`python -m vedette`: the command without its script."""

from vedette.cli import main

main()
