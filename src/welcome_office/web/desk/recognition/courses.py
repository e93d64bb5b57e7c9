"""The organisation's own list of courses, with their places."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from welcome_office.recognition.actions import keep_course
from welcome_office.recognition.models import Course, Measure
from welcome_office.recognition.policy import courses_visible_to
from welcome_office.web.desk.access import StaffRequest
from welcome_office.web.desk.recognition import words
from welcome_office.web.desk.recognition.forms import CourseForm
from welcome_office.web.desk.recognition.people import law_here, partner_of_adviser


def index(request: StaffRequest) -> HttpResponse:
    """Show the courses."""
    partner_of_adviser(request)
    courses = courses_visible_to(request.member).prefetch_related("measures")
    rows = [
        (course, words.KINDS[course.kind], sum(m.state in Measure.TAKING for m in taken))
        for course in courses
        for taken in [course.measures.all()]
    ]
    return render(request, "desk/recognition/courses.html", {"rows": rows})


def edit(request: StaffRequest, pk: int | None = None) -> HttpResponse:
    """Write a course into the list, or change it."""
    partner = partner_of_adviser(request)
    course = Course(office=request.office, partner=partner)
    if pk is not None:
        course = get_object_or_404(courses_visible_to(request.member), pk=pk)
    form = CourseForm(request.POST or None, law=law_here(request), initial=_known(course))
    if form.is_valid():
        keep_course(form.apply_to(course), by=request.user)
        return redirect("desk:courses")
    return render(request, "desk/recognition/course.html", {"form": form, "course": course})


def _known(course: Course) -> dict[str, Any]:
    if course.pk is None:
        return {}
    names = ("title", "provider", "kind", "occupations", "begins_on", "places", "link")
    plain = {name: getattr(course, name) for name in names}
    return plain | {"topics": ", ".join(course.topics), "is_offered": course.is_offered}
