"""What history says of upkeep."""

VERBS = {
    "upkeep.backed_up": "took a backup",
    "upkeep.restored": "restored the backup of {taken_at}",
}
