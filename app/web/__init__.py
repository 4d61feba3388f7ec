"""What every page stands on: markers of access, the request's unit of work, errors, the look."""
