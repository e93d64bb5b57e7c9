"""All addresses. Public pages and the desk carry the language in front; machines' doors do not."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from welcome_office.web import health
from welcome_office.web.metrics import metrics
from welcome_office.web.public.information import robots

urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("health/metrics", metrics, name="metrics"),
    path("robots.txt", robots, name="robots"),
    path("desk/by/", include("welcome_office.web.desk.provider.urls")),
    *i18n_patterns(
        path("", include("welcome_office.web.public.urls")),
        path("recognition/", include("welcome_office.web.recognition.urls")),
        path("residence/", include("welcome_office.web.pathways.urls")),
        path("arrival/", include("welcome_office.web.arrival.urls")),
        path("desk/account/", include("welcome_office.web.desk.account_urls")),
        path("desk/", include("welcome_office.web.desk.urls")),
        path("demo/", include("welcome_office.web.demo.urls")),
        path("employers/", include("welcome_office.web.employer.urls")),
        prefix_default_language=True,
    ),
]
handler400 = "welcome_office.web.failures.bad_request"
handler403 = "welcome_office.web.failures.forbidden"
handler404 = "welcome_office.web.failures.not_found"
# Not Django's but allauth's: when signing in was tried too often.
handler429 = "welcome_office.web.failures.too_many_requests"
handler500 = "welcome_office.web.failures.server_error"
