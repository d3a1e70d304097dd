#!/usr/bin/env python3
"""Calendar files as two programs of others read them: icalendar and vobject.

Usage: read.py PROGRAM. Makes the sample desk in a temporary folder, writes its calendars and checks what is read.
Says so and ends well where the two are not installed (pip install icalendar vobject).
"""

import os
import subprocess
import sys
import tempfile
from datetime import timedelta

try:
    import icalendar
    import vobject
except ImportError as error:
    print(f"calendars are not read by others here: {error}")
    sys.exit(0)

PROGRAM = os.path.abspath(sys.argv[1])
checks = 0


def check(said, seen, expected):
    global checks
    checks += 1
    if seen != expected:
        sys.exit(f"{said}: {seen!r}, not {expected!r}")


def run(desk, *arguments):
    environment = dict(os.environ, TANSIQ_DESK=desk, HOME=desk, XDG_CONFIG_HOME=desk, TANSIQ_NOW="2026-01-05T10:00")
    done = subprocess.run([PROGRAM, *arguments], env=environment, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"{arguments}: {done.stderr.decode()}")
    return done.stdout


def read(data):
    """What icalendar and vobject make of a file; both must agree on the moment of each event."""
    # It remembers zones by their name for as long as it runs; each file must hold by itself.
    vars(vobject.icalendar)["__tzidMap"].clear()
    first = icalendar.Calendar.from_ical(data)
    second = vobject.readOne(data.decode())
    second.validate()
    check("errors", [error for part in first.walk() for error in part.errors], [])
    events = first.walk("VEVENT")
    zones = {str(zone["TZID"]): zone.to_tz(lookup_tzid=False) for zone in first.walk("VTIMEZONE")}
    others = {event.uid.value: event for event in second.vevent_list}
    check("events", len(events), len(others))
    for event in events:
        own, other = event["DTSTART"].dt, others[event["UID"]].dtstart.value
        if hasattr(own, "utcoffset"):
            # By the zone in the file: the table of this machine may be years behind.
            own = own.replace(tzinfo=zones[event["DTSTART"].params["TZID"]])
            event["DTSTART"].dt = own
            check(f"start of {event['UID']}", own.utcoffset(), other.utcoffset())
            check(f"start of {event['UID']}", own.replace(tzinfo=None), other.replace(tzinfo=None))
        else:
            check(f"start of {event['UID']}", own, other)
    return first, events


with tempfile.TemporaryDirectory() as folder:
    desk = os.path.join(folder, "desk")
    run(desk, "init", "--sample")
    # Clocks in Morocco: an hour ahead before and after Ramadan of 2026, as in Greenwich during it.
    for start, ahead in [("12/01/2026 10:00", 1), ("05/03/2026 10:00", 0), ("14/04/2026 09:30", 1)]:
        number = run(desk, "agenda", "new", "CT", "--start", start).decode().strip()
        for what in ["agenda", "convocation"]:
            for language in ["ar", "fr", "en", "ar+fr"]:
                _, events = read(run(desk, "print", what, number, "--lang", language, "--form", "ics"))
                check("events", len(events), 1)
                moment = events[0]["DTSTART"].dt
                check(f"hour of {start}", moment.strftime("%d/%m/%Y %H:%M"), start)
                check(f"offset of {start}", moment.utcoffset(), timedelta(hours=ahead))
                check("zone", str(events[0]["DTSTART"].params["TZID"]), "Africa/Casablanca")
                guests = events[0].get("ATTENDEE", [])
                guests = guests if isinstance(guests, list) else [guests]
                check("guests of an agenda", what == "convocation", bool(guests))
                if what == "convocation":
                    check("sender", str(events[0]["ORGANIZER"]), "mailto:contact@exemple.test")
    feed, events = read(run(desk, "export", "ics"))
    check("method", str(feed["METHOD"]), "PUBLISH")
    check("sessions of all bodies", len(events) >= 9, True)
    _, own = read(run(desk, "export", "ics", "--body", "CT"))
    check("sessions of one body", 0 < len(own) < len(events), True)

print(f"calendars are read by icalendar {icalendar.__version__} and vobject alike: {checks} checks")
