"""The numbers of `reporting.operation` in the format of Prometheus, for who knows the token."""

from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from welcome_office.core.display import read_for_display
from welcome_office.reporting.operation import gauges

PREFIX = "welcome_office_"


class OperationCollector(Collector):
    """Asks for the numbers at the moment they are wanted: no process counts for itself."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Give each name once, with all its labels."""
        families: dict[str, GaugeMetricFamily] = {}
        for gauge in read_for_display(lambda database: list(gauges(database))):
            family = families.setdefault(
                gauge.name,
                GaugeMetricFamily(PREFIX + gauge.name, gauge.meaning, labels=list(gauge.labels)),
            )
            family.add_metric(list(gauge.labels.values()), gauge.value)
        yield from families.values()


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Give the numbers to the machine that knows the token; to all others this is no page."""
    expected = f"Bearer {settings.METRICS_TOKEN}"
    if not settings.METRICS_TOKEN or not constant_time_compare(
        request.headers.get("Authorization", ""), expected
    ):
        raise Http404
    registry = CollectorRegistry(auto_describe=False)
    registry.register(OperationCollector())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
