"""Writes an office as a folder of files that reads back as exactly the same office."""

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from welcome_office.law.errands import Errand, Text, load_errands
from welcome_office.partners.office_files.days import days_as_table
from welcome_office.partners.office_files.entries import minute_of
from welcome_office.partners.office_files.model import (
    BookingRules,
    Hours,
    Office,
    OfficeFile,
    Partner,
    Referral,
    Resource,
    Service,
    Shift,
    ShiftException,
    clock,
)
from welcome_office.partners.office_files.plain import PLAIN, plain_elsewhere
from welcome_office.partners.office_files.resources import ALWAYS
from welcome_office.partners.office_files.services import (
    FIELDS,
    OF_THE_OFFICE,
    OWN_REQUIRED,
    base_of,
)

Table = dict[str, Any]
LINE_WIDTH = 100


def write_office(file: OfficeFile, folder: Path) -> None:
    """Write the files of an office into a folder; the same office always gives the same bytes."""
    errands = load_errands()
    tables: Mapping[str, Any] = {
        "office.yaml": _office(file.office),
        "partners.yaml": {"partners": [_partner(each) for each in file.partners]},
        "services.yaml": {
            "services": [_service(each, file.office, errands) for each in file.services]
        },
        "elsewhere.yaml": {"elsewhere": [_referral(each, errands) for each in file.referrals]},
        "resources.yaml": {"resources": [_resource(each) for each in file.resources]},
        "closures.yaml": {
            "closures": [
                {"from": each.first, "to": each.last, "reason": each.reason}
                for each in file.closures
            ]
        },
        "assumptions.yaml": {
            "assumptions": [{"id": each.id, "text": each.text} for each in file.assumptions]
        },
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        (folder / name).write_text(_as_yaml(table), encoding="utf-8")
    days = days_as_table(file)
    if days:
        (folder / "days.yaml").write_text(_as_yaml(days), encoding="utf-8")
    else:
        (folder / "days.yaml").unlink(missing_ok=True)
    for page in file.pages:
        for language in page.body.languages:
            path = folder / "texts" / language / f"{page.id}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            title, body = page.title.in_language(language), page.body.in_language(language)
            path.write_text(f"# {title}\n\n{body}\n", encoding="utf-8")


def _office(office: Office) -> Table:
    address = {key: value for key, value in asdict(office.address).items() if value is not None}
    days_off = {"country": office.holidays_country}
    if office.holidays_subdivision is not None:
        days_off["subdivision"] = office.holidays_subdivision
    return {
        "id": office.id,
        "name": office.name,
        "town": office.town,
        "operator": office.operator,
        "address": address,
        "timezone": office.timezone,
        "phone": office.phone,
        "email": office.email,
        "website": office.website,
        "languages": list(office.languages),
        "spoken_languages": list(office.spoken_languages),
        "opening": [_hours(each) for each in office.opening],
        "one_stop": [_hours(each) for each in office.one_stop],
        "holidays": days_off,
        "booking": _booking(office.booking),
        **_assessment(office),
    }


def _assessment(office: Office) -> Table:
    day = office.uploads_assessed_on
    return {} if day is None else {"uploads_assessed_on": day}


def _booking(rules: BookingRules) -> Table:
    table = asdict(rules)
    table["freed_delay_minutes"] = list(rules.freed_delay_minutes)
    table["release"] = [asdict(phase) for phase in rules.release]
    return table


def _hours(hours: Hours) -> Table:
    return {
        "weekdays": list(hours.weekdays),
        "from": clock(hours.from_minute),
        "to": clock(hours.to_minute),
    }


def _partner(partner: Partner) -> Table:
    table: Table = {
        "id": partner.id,
        "kind": partner.kind,
        "icon": partner.icon,
        "name": partner.name,
        "short_name": partner.short_name,
        "description": partner.description,
        "link": partner.link,
    }
    return table | ({"address": partner.address} if partner.address else {})


def _service(service: Service, office: Office, errands: Mapping[str, Errand]) -> Table:
    errand = errands.get(service.errand or "")
    variants = errand.variants if errand else ()
    base = base_of(errand, next((each for each in variants if each.id == service.variant), None))
    table: Table = {"id": service.id}
    if errand:
        table["errand"] = service.errand
    if service.variant:
        table["variant"] = service.variant
    table["partner"] = service.partner
    table |= _days(service, office)
    for key, (field, _) in FIELDS.items():
        value = getattr(service, field)
        if value != getattr(base, field) or _must_stand(key, service):
            table[key] = PLAIN[key](value) if key in PLAIN else value
    if service.handover is not None and service.handover != base.handover:
        table["handover"] = service.handover
    return table


def _must_stand(key: str, service: Service) -> bool:
    if service.errand is None:
        return key in OWN_REQUIRED
    return key == "minutes" and service.minutes_source == OF_THE_OFFICE


def _days(service: Service, office: Office) -> Table:
    if service.weekdays == office.one_stop_weekdays:
        return {"days": "one_stop"}
    if service.weekdays == office.open_weekdays:
        return {"days": "open"}
    return {"weekdays": list(service.weekdays)}


def _referral(referral: Referral, errands: Mapping[str, Errand]) -> Table:
    if referral.elsewhere == errands[referral.errand].elsewhere:
        return {"errand": referral.errand}
    return {"errand": referral.errand} | plain_elsewhere(referral.elsewhere)


def _resource(resource: Resource) -> Table:
    hours = ALWAYS if resource.hours is None else [_shift(each) for each in resource.hours]
    table: Table = {"id": resource.id, "kind": resource.kind}
    optional: Table = {
        "partner": resource.partner,
        "name": resource.name,
        "desk": resource.desk or None,
        "services": resource.services,
        "languages": resource.languages or None,
        "hours": hours,
        "video_link": resource.video_link or None,
        "exceptions": [_exception(each) for each in resource.exceptions] or None,
        "assumption": resource.assumption,
    }
    return table | {key: value for key, value in optional.items() if value is not None}


def _shift(shift: Shift) -> Table:
    table: Table = {
        "weekdays": list(shift.weekdays),
        "from": clock(shift.from_minute),
        "to": clock(shift.to_minute),
    }
    optional: Table = {
        "breaks": [[clock(start), clock(end)] for start, end in shift.breaks] or None,
        "valid_from": shift.valid_from,
        "valid_until": shift.valid_until,
        "every_weeks": shift.every_weeks if shift.every_weeks > 1 else None,
        "services": shift.services,
        "channels": shift.channels,
    }
    return table | {key: value for key, value in optional.items() if value is not None}


def _exception(exception: ShiftException) -> Table:
    if exception.from_minute is None or exception.to_minute is None:
        return {"date": exception.date, "closed": True}
    return {
        "date": exception.date,
        "from": clock(exception.from_minute),
        "to": clock(exception.to_minute),
    }


class _Dumper(yaml.SafeDumper):
    """Lists of words stand on one line, times in quotes, German first; no anchors."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def _represent_word(dumper: _Dumper, word: str) -> yaml.Node:
    style = '"' if minute_of(word) is not None else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", word, style=style)


def _represent_list(dumper: _Dumper, items: Any) -> yaml.Node:
    short = all(not isinstance(each, dict) for each in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=short)


def _represent_decimal(dumper: _Dumper, amount: Decimal) -> yaml.Node:
    word = format(amount, "f")
    return dumper.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in word else 'int'}", word)


def _represent_text(dumper: _Dumper, text: Text) -> yaml.Node:
    words = text.as_dict()
    german = {language: words.pop(language) for language in ("de",) if language in words}
    return dumper.represent_dict(german | words)


_Dumper.add_representer(str, _represent_word)
_Dumper.add_representer(list, _represent_list)
_Dumper.add_representer(tuple, _represent_list)
_Dumper.add_representer(Decimal, _represent_decimal)
_Dumper.add_representer(Text, _represent_text)


def _as_yaml(table: Table) -> str:
    return yaml.dump(table, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=LINE_WIDTH)
