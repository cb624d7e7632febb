"""An understanding as the plain record that `rasad attribute` writes."""

from core.attributions import Attribution, MediaEvent, Understanding


def prediction_record(item_id: str, understanding: Understanding) -> dict[str, object]:
    """The fixed form scripts rely on; what is not known is null."""
    reading = understanding.reading
    return {
        "id": item_id,
        "agencies": [_agency(attribution) for attribution in understanding.attributions],
        "topic": reading.topic,
        "service_reflection": _value(reading.service_reflection),
        "ceremonial": reading.ceremonial,
        "criticism_needing_reply": reading.criticism_needing_reply,
        "media_event": _media_event(reading.media_event),
    }


def _media_event(event: MediaEvent | None) -> dict[str, str] | None:
    return None if event is None else {"kind": event.kind.value, "state": event.state.value}


def _agency(attribution: Attribution) -> dict[str, object]:
    key = attribution.agency
    return {
        "type": key.type,
        "name": attribution.name,
        "province": key.province,
        "county": key.county,
        "role": attribution.role.value,
        "speaks": attribution.speaks,
        "prominence": _value(attribution.prominence),
        "tone": _value(attribution.tone),
        "confidence": round(attribution.confidence, 3),
        "evidence": [
            {"field": m.field, "start": m.start, "end": m.end, "surface": m.surface}
            for m in attribution.evidence
        ],
        "reason": attribution.reason,
    }


def _value(choice: object) -> str | None:
    return None if choice is None else str(choice)
