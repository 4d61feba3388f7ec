"""Default deny: every route says who may come in, once."""

KINDS = {"needs", "open", "link"}


def _markers(view) -> list[object]:
    found = []
    while view is not None:
        marker = getattr(view, "access", None)
        if marker is not None and not any(marker is one for one in found):
            found.append(marker)
        view = getattr(view, "__wrapped__", None)
    return found


def test_every_route_has_exactly_one_marker(applications):
    views = applications("sqlite").view_functions
    assert views
    wrong = {name: _markers(view) for name, view in views.items() if len(_markers(view)) != 1}
    assert not wrong, wrong


def test_every_marker_is_of_a_known_kind(applications):
    views = applications("sqlite").view_functions
    wrong = {name: view.access for name, view in views.items() if view.access.kind not in KINDS}
    assert not wrong, wrong


def test_routes_are_nouns(applications):
    verbs = {"create", "delete", "edit", "update", "get", "do", "save", "remove", "submit", "send"}
    wrong = [
        rule.rule
        for rule in applications("sqlite").url_map.iter_rules()
        if verbs & set(rule.rule.strip("/").split("/"))
    ]
    assert not wrong, wrong
