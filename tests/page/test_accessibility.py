"""Check the screens by axe-core on a desk and on a phone, and that everything is reached and seen by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from ita_xlsx.page.round_calls import MODULE_OF
from tests.page.driver import Screen, opened

SIZES = {"desk": (1366, 768), "phone": (390, 844)}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SERIOUS = {"serious", "critical"}
# What has the focus: its words, and whether an outline is drawn on it or on the label that stands for it.
FOCUSED = """
() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const label = at.labels?.[0];
  const seen = [at, at.nextElementSibling, label].filter(Boolean).map((item) => getComputedStyle(item));
  const place = at.getBoundingClientRect();
  return {
    name: (at.textContent || label?.textContent || at.id).trim().slice(0, 60) || at.tagName,
    outline: seen.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
    key: [at.tagName, at.id, at.name, at.dataset.call, Math.round(place.x), Math.round(place.y + scrollY)].join(" "),
  };
}
"""
REACHABLE = """
() => [...document.querySelectorAll("button, a[href], input, select, textarea, summary, [tabindex='0']")]
  .filter((item) => item.checkVisibility() && !item.disabled && item.type !== "radio").length
"""


def serious(tab: Page, checkers: Path) -> list[str]:
    """What axe finds on the screen that is serious: the rule and the first places."""
    axe = (checkers / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    tab.evaluate(f"() => {{ {axe} }}")
    found = tab.evaluate("(tags) => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", TAGS)
    return [
        f"{item['id']}: {[node['html'][:120] for node in item['nodes'][:3]]}"
        for item in found["violations"]
        if item["impact"] in SERIOUS
    ]


def fits(tab: Page) -> bool:
    """Whether nothing has to be scrolled sideways."""
    return bool(tab.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))


@pytest.fixture(params=SIZES)
def sized(request: pytest.FixtureRequest, tab: Page, page_file: Path) -> Screen:
    width, height = SIZES[request.param]
    tab.set_viewport_size({"width": width, "height": height})
    return opened(tab, page_file.as_uri())


def test_nothing_serious_at_the_door_of_the_agency(
    sized: Screen, checkers: Path, good_form: Path, faulty_form: Path
) -> None:
    found = {"first": serious(sized.tab, checkers)}
    assert fits(sized.tab)
    sized.check(faulty_form)
    found["faults"] = serious(sized.tab, checkers)
    assert fits(sized.tab)
    sized.check(good_form)
    found["ready"] = serious(sized.tab, checkers)
    assert fits(sized.tab)
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_nothing_serious_on_the_steps_of_a_round(sized: Screen, checkers: Path, demo_folder: Path) -> None:
    sized.open_round(demo_folder)
    found = {}
    steps = sized.tab.locator("nav.steps button").evaluate_all(
        "(all) => all.map((item) => [item.dataset.call, item.innerText])"
    )
    for call, words in steps:
        if call in MODULE_OF:
            sized.step(words.splitlines()[0].strip())
            found[call] = serious(sized.tab, checkers)
            if not fits(sized.tab):
                found[call].append("has to be scrolled sideways")
    assert "round_status" in found
    assert "round_print" in found
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_nothing_serious_on_the_documents_of_a_round(sized: Screen, checkers: Path, demo_folder: Path) -> None:
    sized.open_round(demo_folder)
    sized.step("พิมพ์")
    sized.tab.locator("main [data-call=round_documents]").click()
    sized.tab.locator("main [data-call=save_letters]").first.wait_for()
    found = serious(sized.tab, checkers)
    sized.tab.locator("main form[data-call=save_letters] button[type=submit]").click()
    sized.tab.locator(".verdict.good").wait_for()
    assert (*found, *serious(sized.tab, checkers)) == ()
    assert fits(sized.tab)


# What is given back: the step, the button that leads to a screen, and what stands on it.
GIVEN_BACK = (
    ("แบบฟอร์ม", "round_tables", "#import"),
    ("สถานะ", "round_mails", "[data-call=save_mails]"),
    ("ผลจังหวัด", "round_trace", "#subject"),
    ("ผลจังหวัด", "province_plan", "[data-call=save_province_plan]"),
    ("ผลจังหวัด", "round_cards", ".card-page"),
    ("พิมพ์", "round_oit", "#pages-h"),
    ("พิมพ์", "round_again", "#again-h"),
)


def test_nothing_serious_on_what_is_given_back(sized: Screen, checkers: Path, demo_folder: Path) -> None:
    sized.open_round(demo_folder)
    found = {}
    for step, call, selector in GIVEN_BACK:
        sized.step(step)
        sized.tab.locator(f"main [data-call={call}]").first.click()
        sized.wait_for(f"main {selector}")
        found[call] = serious(sized.tab, checkers)
        if not fits(sized.tab):
            found[call].append("has to be scrolled sideways")
        if call == "round_cards":  # pages to print stand without the steps
            sized.tab.locator("main [data-call=round_results]").click()
            sized.wait_for("nav.steps")
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_nothing_serious_on_printed_pages(screen: Screen, checkers: Path, demo_folder: Path) -> None:
    show_print_pages(screen, demo_folder, "P06")
    assert serious(screen.tab, checkers) == []


def test_the_door_of_the_agency_by_keyboard_alone(screen: Screen, faulty_form: Path) -> None:
    """From the first screen to the verdict and through everything on it; the focus is seen at every stop."""
    walk(screen)
    screen.check(faulty_form)
    assert screen.tab.evaluate("() => document.activeElement.tagName") == "H1"
    walk(screen)
    screen.tab.locator("[data-call=agency_copy]").focus()
    with screen.tab.expect_download():
        screen.tab.keyboard.press("Enter")


def test_the_steps_of_a_round_by_keyboard(screen: Screen, demo_folder: Path) -> None:
    screen.open_round(demo_folder)
    walk(screen)
    screen.tab.locator("nav.steps button", has_text="พิมพ์").focus()
    screen.tab.keyboard.press("Enter")
    screen.tab.locator("form.picks").wait_for()
    walk(screen)


def test_the_first_stop_goes_to_the_content(screen: Screen) -> None:
    screen.tab.evaluate("() => { document.activeElement.blur(); }")
    screen.tab.locator(".skip").focus()
    assert screen.tab.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]


def walk(screen: Screen) -> None:
    """Press Tab through the whole screen: each control is a stop, in sight, with an outline."""
    screen.tab.evaluate("() => { document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0); }")
    screen.tab.locator(".skip").focus()
    stops = {}
    for _ in range(300):
        at = screen.tab.evaluate(FOCUSED)
        if at is None or at["key"] in stops:
            break
        stops[at["key"]] = at
        screen.tab.keyboard.press("Tab")
    assert [stop["name"] for stop in stops.values() if not stop["outline"]] == []
    assert len(stops) >= screen.tab.evaluate(REACHABLE)


def show_print_pages(screen: Screen, folder: Path, *codes: str) -> None:
    """Choose agencies on the step of printing, and wait for their pages."""
    screen.open_round(folder)
    screen.step("พิมพ์")
    boxes = screen.tab.locator("form.picks input[type=checkbox]")
    for box in boxes.all():
        box.set_checked(box.get_attribute("name") in {f"pick-{code}" for code in codes})
    screen.tab.locator("form.picks [type=submit]").click()
    screen.tab.locator("[data-print]").wait_for()
