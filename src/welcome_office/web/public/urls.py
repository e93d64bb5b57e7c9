"""The addresses of the public pages; the language stands in front of them."""

from django.urls import URLPattern, path

from welcome_office.web.public import information, start

app_name = "public"
urlpatterns: list[URLPattern] = [
    path("", start.welcome, name="start"),
    path("hours/", information.opening_hours, name="opening_hours"),
    path("partners/", information.partners, name="partners"),
    *(
        path(f"{page_id.replace('_', '-')}/", information.text_page(page_id), name=page_id)
        for page_id in information.TEXT_PAGES
    ),
]
