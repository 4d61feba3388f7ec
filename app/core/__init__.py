"""What every package stands on and no framework knows: clock, decisions, columns, words."""
