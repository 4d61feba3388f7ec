"""What every package stands on and no framework knows: the clock, decisions, moves, columns, words."""
