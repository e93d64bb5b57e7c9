"""How the workbench calls what happens, what is missing and what was talked about."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from welcome_office.law.recognition.events import Happening, Result
from welcome_office.recognition.models import Contact, Course, Measure, Paper, Procedure

EVENTS: Mapping[str, Any] = {
    Happening.SENT: _("Application sent"),
    Happening.RECEIVED: _("Application arrived at the body"),
    Happening.ACKNOWLEDGED: _("Arrival acknowledged"),
    Happening.PAPERS_REQUESTED: _("Body asks for further papers"),
    Happening.PAPERS_COMPLETE: _("Papers are complete"),
    Happening.ANALYSIS_BEGUN: _("Skills analysis began"),
    Happening.ANALYSIS_ENDED: _("Skills analysis ended"),
    Happening.EXTENDED: _("Body extends its time limit"),
    Happening.NOTICE: _("Notice reached the person"),
    Happening.MEASURE_ENDED: _("Course or examination ended"),
    Happening.LICENCE_APPLIED: _("Licence applied for"),
    Happening.LICENCE_ISSUED: _("Licence issued"),
    Happening.WITHDRAWN: _("Application withdrawn"),
}
RESULTS: Mapping[str, Any] = {
    Result.FULL: _("full equivalence"),
    Result.PARTIAL: _("partial equivalence"),
    Result.NONE: _("no equivalence"),
}
PAPER_STATES: Mapping[str, Any] = {
    Paper.State.MISSING: pgettext_lazy("a paper", "missing"),
    Paper.State.TRANSLATING: pgettext_lazy("a paper", "translation ordered"),
    Paper.State.COMPLETE: pgettext_lazy("a paper", "complete"),
    Paper.State.SENT: pgettext_lazy("a paper", "sent"),
}
REASONS: Mapping[str, Any] = {
    Procedure.Closed.RECOGNISED: _("recognised"),
    Procedure.Closed.PARTLY: _("partly recognised, goes on without us"),
    Procedure.Closed.REFUSED: _("refused"),
    Procedure.Closed.WITHDRAWN: _("application withdrawn"),
    Procedure.Closed.MOVED: _("moved away"),
    Procedure.Closed.NO_CONTACT: _("no answer any more"),
    Procedure.Closed.MISTAKE: _("opened by mistake"),
}
KINDS: Mapping[str, Any] = {
    Course.Kind.ADAPTATION: _("Adaptation course"),
    Course.Kind.KNOWLEDGE_TEST: _("Preparation for the knowledge test"),
    Course.Kind.APTITUDE_TEST: _("Preparation for the aptitude test"),
    Course.Kind.SKILLS_ANALYSIS: _("Skills analysis"),
    Course.Kind.LANGUAGE: _("Language course"),
    Course.Kind.OTHER: _("Something else"),
}
MEASURE_STATES: Mapping[str, Any] = {
    Measure.State.PLANNED: pgettext_lazy("a measure", "planned"),
    Measure.State.RUNNING: pgettext_lazy("a measure", "running"),
    Measure.State.PASSED: pgettext_lazy("a measure", "passed"),
    Measure.State.FAILED: pgettext_lazy("a measure", "not passed"),
    Measure.State.GIVEN_UP: pgettext_lazy("a measure", "given up"),
}
CHANNELS: Mapping[str, Any] = {
    Contact.Channel.ON_SITE: _("In the office"),
    Contact.Channel.PHONE: pgettext_lazy("a talk", "By phone"),
    Contact.Channel.VIDEO: _("By video"),
    Contact.Channel.MAIL: _("By e-mail"),
}
TOPICS: Mapping[str, Any] = {
    Contact.Topic.FIRST: _("First advice"),
    Contact.Topic.OCCUPATION: _("Finding the occupation"),
    Contact.Topic.PAPERS: _("Papers and translations"),
    Contact.Topic.APPLICATION: _("The application"),
    Contact.Topic.FUNDING: _("Money"),
    Contact.Topic.NOTICE: _("The notice"),
    Contact.Topic.MEASURE: _("Courses and examinations"),
    Contact.Topic.RESIDENCE: _("Residence"),
    Contact.Topic.LANGUAGE: _("Language"),
    Contact.Topic.WORK: _("Work"),
}
OUTCOMES: Mapping[str, Any] = {
    Contact.Outcome.INFORMED: _("informed"),
    Contact.Outcome.PAPERS_TO_GET: _("gets papers"),
    Contact.Outcome.APPLICATION_SENT: _("application sent"),
    Contact.Outcome.REFERRED: _("referred to somebody else"),
    Contact.Outcome.MEASURE_FOUND: _("course found"),
    Contact.Outcome.RECOGNISED: _("recognised"),
    Contact.Outcome.NO_WAY: _("no way found"),
}
ACTORS: Mapping[str, Any] = {
    "office": _("Adviser"),
    "person": _("Person"),
    "body": _("Body"),
}
DUES: Mapping[str, Any] = {
    "acknowledge": _("Acknowledgement due"),
    "decide": _("Decision due"),
    "appeal": _("Last day to challenge the notice"),
    "promised": _("Next step due"),
}
LETTERS: Mapping[str, Any] = {
    "acknowledgement": _("Ask for the acknowledgement"),
    "complete": _("Ask whether the papers are complete"),
    "papers": _("Send papers afterwards"),
    "decision": _("Ask for the decision"),
    "extension": _("Ask for the reasons of the extension"),
}
