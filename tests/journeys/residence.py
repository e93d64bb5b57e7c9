"""A developer from India asks which way is open, keeps the check and books first advice."""

from collections.abc import Iterator

from playwright.sync_api import Page
from tests.journeys.family import go_on

SALARY = "45.500"
ANSWERS = {
    "nationality": ("select", "IN"),
    "location": ("check", "abroad"),
    "qual_type": ("check", "academic"),
    "qual_state": ("check", "equivalent"),
    "tariff_employer": ("check", "no"),
}
BIRTH = {"day": "1", "month": "5", "year": "1990"}


def travel(page: Page, language: str) -> Iterator[str]:
    """From the first page of the check to the kept one."""
    page.goto(f"/{language}/residence/")
    go_on(page)
    yield "first question with an error"
    page.locator("[name=answer][value=abroad]").check()
    go_on(page)
    yield "what for"
    page.locator("[name=answer][value=work]").check()
    go_on(page)
    yield from answer_questions(page)
    yield "result"
    yield from use_result(page, language)


def answer_questions(page: Page) -> Iterator[str]:
    """One question after the other, whichever comes."""
    while "/questions/" in page.url:
        fact = page.url.rstrip("/").rpartition("/")[2]
        yield fact
        if fact == "isco08":
            yield from find_occupation(page)
        else:
            answer(page, fact)


def answer(page: Page, fact: str) -> None:
    how, value = ANSWERS.get(fact, ("", ""))
    if how == "select":
        page.locator(f"[name={fact}]").select_option(value)
    elif how == "check":
        page.locator(f"[name={fact}][value={value}]").check()
    elif fact == "salary":
        page.locator("[name=salary]").fill(SALARY)
    elif fact == "birth_date":
        for part, number in BIRTH.items():
            page.locator(f"[name=birth_date_{part}]").fill(number)
    else:
        page.locator("[name=unknown]").click()
        page.wait_for_load_state()
        return
    go_on(page)


def find_occupation(page: Page) -> Iterator[str]:
    """By its name, in English."""
    page.locator("#name").fill("software")
    page.locator(".search__row button").click()
    page.wait_for_load_state()
    yield "occupations found"
    page.locator("[name=isco08]").first.click()
    page.wait_for_load_state()


def use_result(page: Page, language: str) -> Iterator[str]:
    """Compare, keep, share, read what is said to those who hold a title."""
    page.goto(f"/{language}/residence/compare/")
    page.locator("[name=salary]").fill("51000")
    go_on(page)
    yield "compared"
    page.goto(f"/{language}/residence/result/")
    page.locator("form[action$='/keep/'] button").click()
    page.wait_for_load_state()
    yield "kept"
    page.locator("[name=share]").click()
    page.wait_for_load_state()
    yield "shared"
    for name in ("held/fiction", "not-covered", "easy", "title", "result/mail", "kept"):
        page.goto(f"/{language}/residence/{name}/")
        yield name
    page.goto(f"/{language}/residence/employers/")
    page.locator("[name=answer][value=work]").check()
    go_on(page)
    yield "employers' first question"
    page.goto(f"/{language}/residence/result/")
    yield "employers' result"
