"""`python -m bot` is `segue`."""

from bot.cli import main

main()
