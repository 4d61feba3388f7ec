"""What history says of requisitions."""

VERBS = {
    "requisitions.made": "opened a new requisition, {code}",
    "requisitions.mended": "changed its details",
    "requisitions.opened": "opened the requisition",
    "requisitions.reopened": "opened the requisition again",
    "requisitions.closed": "closed the requisition",
    "requisitions.places_set": "changed the places from {before} to {after}",
    "requisitions.policy_set": "changed the numbers of the policy",
    "requisitions.hr_speaks": "let HR speak to candidates here",
    "requisitions.all_write": "let everybody write to candidates here",
    "requisitions.criteria_set": "set {count} criteria, version {version} of the requirements",
    "requisitions.joined": "added {person} as {part}",
    "requisitions.left": "took the part {part} from {person}",
    "requisitions.lead_changed": "made {person} lead {part}",
    "requisitions.approver_added": "put {person} into the sign-off order of the {what}",
    "requisitions.approver_removed": "took {person} out of the sign-off order of the {what}",
    "requisitions.approver_replaced": (
        "put {delegate} in the place of {person} in the sign-off order of the {what}"
    ),
    "requisitions.approver_moved": "moved {person} in the sign-off order of the {what}",
}
