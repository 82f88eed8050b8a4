"""The content as JSON-LD in the words of schema.org; the context is in the file, nothing is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from triggerpoints.reports.licence import ATTRIBUTION, LICENCE_URL, NAME, NOTE

if TYPE_CHECKING:
    from triggerpoints.content import Content, Muscle, Source

CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "sameAs": {"@type": "@id"},
    "license": {"@type": "@id"},
}
FMA = "http://purl.obolibrary.org/obo/FMA_"
DOI = "https://doi.org/"


def json_ld(content: Content, version: str) -> dict[str, Any]:
    """All muscles, trigger points, lists, conditions and sources as one graph.

    Ids are relative to wherever the file lies.

    Parameters
    ----------
    content : Content
    version : str
    """
    graph: list[dict[str, Any]] = [
        {
            "@id": "#dataset",
            "@type": "Dataset",
            "name": NAME,
            "description": NOTE,
            "version": version,
            "license": LICENCE_URL,
            "creditText": ATTRIBUTION,
        }
    ]
    graph += [_muscle(content, muscle) for muscle in content.muscles.values()]
    for listed in content.lists.values():
        graph.append(
            {
                "@id": f"#list-{listed.id}",
                "@type": "ItemList",
                "name": listed.name,
                "description": listed.plain,
                "alternateName": [*filter(None, [listed.la]), *listed.synonyms],
                "itemListElement": [{"@id": f"#muscle-{id_}"} for id_ in listed.muscles],
                "citation": _cited(listed.sources),
                **_part(),
            }
        )
    for condition in content.conditions.values():
        codes = [
            {
                "@type": "MedicalCode",
                "codeValue": code.code,
                "codingSystem": f"{code.system} ({content.code_editions[code.system].edition})",
            }
            for code in condition.codes
        ]
        graph.append(
            {
                "@id": f"#condition-{condition.id}",
                "@type": "MedicalCondition",
                "name": condition.name,
                "alternateName": list(condition.also_called),
                "description": condition.definition.student,
                "code": codes,
                "citation": _cited(condition.definition.sources),
                **_part(),
            }
        )
    graph += [_source(key, source) for key, source in content.sources.items()]
    return {"@context": CONTEXT, "@graph": [_filled(node) for node in graph]}


def _muscle(content: Content, muscle: Muscle) -> dict[str, Any]:
    names, anatomy = muscle.names, muscle.anatomy
    codes = [("Terminologia Anatomica 2", str(muscle.ta2 or "")), ("FMA", muscle.fma or "")]
    return {
        "@id": f"#muscle-{muscle.id}",
        "@type": "Muscle",
        "identifier": muscle.id,
        "name": [
            {"@value": name, "@language": language}
            for language, name in (
                ("en", names.en),
                ("la", names.la),
                ("fr", names.fr),
                ("es", names.es),
                ("pt", names.pt),
                ("it", names.it),
            )
        ],
        "alternateName": list(names.synonyms),
        "description": names.plain,
        "code": [
            {"@type": "MedicalCode", "codingSystem": system, "codeValue": code}
            for system, code in codes
            if code
        ],
        "sameAs": FMA + muscle.fma.removeprefix("FMA") if muscle.fma else None,
        "bodyLocation": muscle.region,
        "muscleAction": anatomy.action,
        "insertion": {"@type": "AnatomicalStructure", "description": anatomy.distal_attachment},
        "nerve": {"@type": "Nerve", "name": anatomy.nerve},
        "additionalProperty": [
            _property("proximal attachment", anatomy.proximal_attachment),
            *(_property("root", root) for root in anatomy.roots),
            _property("status", anatomy.status),
        ],
        "subStructure": [_point(content, muscle, number) for number in range(len(muscle.trigger_points))],
        "relatedCondition": [{"@id": f"#condition-{link.id}"} for link in muscle.conditions],
        "citation": _cited(anatomy.sources),
        **_part(),
    }


def _point(content: Content, muscle: Muscle, number: int) -> dict[str, Any]:
    point = muscle.trigger_points[number]
    x, y, z = point.position_mm
    return {
        "@id": f"#point-{muscle.id}-{point.id}",
        "@type": "AnatomicalStructure",
        "name": f"{muscle.names.en}, {point.label}",
        "description": point.where.student,
        "additionalProperty": [
            *(
                _property(f"{axis} of LPS, right side", value, "MMT")
                for axis, value in (("x", x), ("y", y), ("z", z))
            ),
            *(_property("essential zone", content.places[p].anatomical) for p in point.zones.essential),
            *(_property("spillover zone", content.places[p].anatomical) for p in point.zones.spillover),
            _property("certainty", point.zones.certainty),
            _property("status", point.status),
        ],
        "citation": _cited(point.sources),
    }


def _source(key: str, source: Source) -> dict[str, Any]:
    article = source.kind == "journal"
    return {
        "@id": f"#source-{key}",
        "@type": "ScholarlyArticle" if article else "CreativeWork",
        "name": source.cite,
        "sameAs": DOI + source.doi if source.doi else None,
        "identifier": f"PMID {source.pmid}" if source.pmid else None,
        "url": source.url,
    }


def _property(name: str, value: str | float, unit: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": "PropertyValue", "name": name, "value": value}
    return found | ({"unitCode": unit} if unit else {})


def _cited(keys: tuple[str, ...]) -> list[dict[str, str]]:
    return [{"@id": f"#source-{key}"} for key in keys]


def _part() -> dict[str, Any]:
    return {"isPartOf": {"@id": "#dataset"}}


def _filled(node: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if value not in (None, [], "")}
