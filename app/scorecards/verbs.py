"""What history says of asks and cards. Never a mark."""

VERBS = {
    "scorecards.asked": "asked {rater} for a {panel} scorecard on {candidate}",
    "scorecards.excused": "excused {rater} from the {panel} scorecard on {candidate}",
    "scorecards.ask_ended": "ended the {panel} scorecard asked of {rater} on {candidate}: {why}",
    "scorecards.reminded": "reminded {rater} of scorecards still owed: {count}",
    "scorecards.reminder_taken_back": "took back a reminder to {rater} before it went out",
    "scorecards.handed_over": "handed {count} scorecards owed by {person} to {delegate}",
    "scorecards.submitted": "submitted their {panel} scorecard on {candidate}",
    "scorecards.entered": "entered {rater}’s {panel} scorecard on {candidate}",
    "scorecards.reopened": "reopened their {panel} scorecard on {candidate}",
    "scorecards.taken": "brought back {submitted} scorecards and {saved} drafts from a file",
}
