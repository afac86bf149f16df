"""python -m accesscheck"""

from accesscheck.cli import main

if __name__ == "__main__":
    main()
