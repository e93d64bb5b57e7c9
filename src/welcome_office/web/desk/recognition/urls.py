"""The workbench's addresses; "desk/" stands in front of them."""

from collections.abc import Callable, Mapping

from django.http import HttpResponse

from welcome_office.partners.policy import Right
from welcome_office.web.desk.access import desk_page
from welcome_office.web.desk.recognition import (
    counts,
    courses,
    files,
    importing,
    letters,
    people,
    procedure,
)

ONE = "recognition/<int:pk>/"
Page = tuple[Callable[..., HttpResponse], str]
CHANGES: Mapping[str, Page] = {
    "about/": (procedure.set_about, "procedure_about"),
    "event/": (procedure.note_event, "procedure_event"),
    "event/<int:event>/strike/": (procedure.strike, "procedure_strike"),
    "paper/": (procedure.set_paper, "procedure_paper"),
    "differences/": (procedure.list_deficits, "procedure_deficits"),
    "differences/<int:deficit>/": (procedure.settle, "procedure_settle"),
    "courses/<int:course>/": (procedure.plan_measure, "procedure_course"),
    "measures/<int:measure>/": (procedure.set_measure, "procedure_measure"),
    "talk/": (procedure.document_talk, "procedure_talk"),
    "due/": (procedure.put_off, "procedure_due"),
    "close/": (procedure.close, "procedure_close"),
    "reopen/": (procedure.reopen, "procedure_reopen"),
}
PAGES: Mapping[str, Page] = {
    "recognition/": (people.index, "procedures"),
    "recognition/new/": (people.begin, "procedure_new"),
    "recognition/courses/": (courses.index, "courses"),
    "recognition/courses/new/": (courses.edit, "course_new"),
    "recognition/courses/<int:pk>/": (courses.edit, "course"),
    "recognition/import/": (importing.index, "import_cases"),
    "recognition/import/<int:pk>/undo/": (importing.undo, "import_undo"),
    ONE: (procedure.show, "procedure"),
    f"{ONE}letters/<slug:kind>/": (letters.show, "letter"),
    f"{ONE}letters/<slug:kind>/paper/": (letters.paper, "letter_paper"),
    f"{ONE}files/qr/": (files.qr, "file_qr"),
    f"{ONE}files/new/": (files.add, "file_new"),
    f"{ONE}files/<int:file>/": (files.read, "file"),
    f"{ONE}files/<int:file>/delete/": (files.delete, "file_delete"),
    **{f"{ONE}{route}": page for route, page in CHANGES.items()},
}
recognition_pages = [
    *(
        desk_page(route, view, name=name, needs=Right.ADVISE)
        for route, (view, name) in PAGES.items()
    ),
    desk_page("recognition/counts/", counts.show, name="recognition_counts", needs=None),
]
