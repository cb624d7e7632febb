"""`python -m rasad` is `rasad`, for where the script is not on the path."""

from rasad.commands import main

if __name__ == "__main__":
    main()
