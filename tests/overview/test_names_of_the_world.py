"""Names in any script and of any length fit every main page: 360 px, a page at 200 %, and wide."""

import pytest

NAMES = (
    "欧阳娜娜·阿卜杜热西提·买买提艾力江·古丽巴哈尔·努尔买买提",
    "عبد الرحمن بن محمد بن عبد العزيز آل الشيخ الأنصاري المدني",
    "นายกฤษณพงศ์ศักดิ์สิทธิ์ ณอยุธยาวรเชษฐ์ธรรมรักษาสกุล",
    "Wolfeschlegelsteinhausenbergerdorffvoralternwarengewissenhaft",
    "O’Neill-MacDonald y de la Santísima Trinidad Ruiz y Picasso V",
)
TITLE = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter"
#: A phone, a laptop of 1,280 px at 200 %, and that laptop itself.
SCREENS = ((360, 740), (640, 400), (1280, 800))


@pytest.fixture
def opening(live):
    with live.data() as make:
        recruiter = make.person(NAMES[3], email="recruiter@example.org")
        manager = make.person(NAMES[1])
        requisition = make.requisition(title=TITLE, recruiter=recruiter, manager=manager)
        people = [make.candidacy(requisition, name) for name in NAMES]
        for one in people[:4]:
            one.candidate.current_title = TITLE
            make.interview(one, recruiter, manager)
            make.scorecard(one, recruiter, 4, 3, panel="soft", notes=TITLE)
            make.scorecard(one, manager, 3, 4)
        make.shortlist(requisition, people[:3])
        make.ask(people[4], recruiter, panel="soft")
        make.referee(people[0], name=NAMES[2])
        here = f"/requisitions/{requisition.id}"
        return recruiter.email, here, [f"/candidacies/{one.id}" for one in people[:2]]


def test_names_of_any_script_and_length_fit_every_main_page(visitor, opening):
    email, here, candidacies = opening
    pages = ["/", "/requisitions", "/candidates", "/offers", "/references", "/messages"]
    parts = ("", "/candidates", "/scores", "/ranking", "/decision", "/references", "/history")
    pages += [here + part for part in parts] + candidacies
    pages += [f"{candidacies[0]}/references", f"{candidacies[0]}/setting-aside"]
    seen = [visitor(email, viewport={"width": w, "height": h}) for w, h in SCREENS]
    sticking_out = []
    for address in pages:
        sticking_out += too_wide(seen, address)
    seen[0].goto(f"{here}/candidates")
    seen[0].get_by_role("button", name="Board").click()
    sticking_out += too_wide(seen, f"{here}/candidates")
    assert sticking_out == []


def test_a_title_of_one_long_word_fits_the_pages_by_link(visitor, live):
    with live.data() as make:
        ana = make.candidacy(make.requisition(title=f"{TITLE}sehr"), NAMES[3])
        make.referee_request(ana)
        page = make.own_page(ana)
    seen = [visitor(viewport={"width": w, "height": h}) for w, h in SCREENS]
    parts = ("", "/contact", "/deadline", "/address", "/copy", "/questions", "/groups")
    assert [wide for part in parts for wide in too_wide(seen, page + part)] == []


def too_wide(seen, address) -> list[str]:
    """Return on which screens a page is wider than its screen, and by how much."""
    found = []
    for page in seen:
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            found.append(f"{address} at {page.viewport_size['width']} px: {wide} px")
    return found
