"""A made-up muscle, its places and sources, small enough to break in a test."""

MUSCLES = """\
muscles:
  - id: leg-lifter
    names: {en: Leg lifter, la: Musculus levator, fr: Lève, es: Elevador, pt: Elevador, it: Elevatore,
            plain: Muscle that lifts the leg, synonyms: [lifter]}
    ta2: null
    fma: FMA1
    region: thigh
    group: quadriceps
    anatomy: {proximal_attachment: A, distal_attachment: B, action: Lifts, nerve: N, roots: [L2],
              status: read, sources: [book]}
    overview: {plain: It lifts your leg., student: It flexes the hip.}
    trigger_points:
      - id: upper
        label: Upper
        where: {plain: High on the leg., student: Proximal third.}
        position_mm: [-90.0, -50.0, 800.0]
        zones: {essential: [thigh-front], spillover: [knee-front], certainty: typical}
        sources: [book]
        status: read
    symptoms: {plain: [Ache in the thigh], student: [Thigh pain], status: read, sources: [book]}
    causes: {plain: [Long walks], status: read, sources: [book]}
    look_alikes: [{name: Hip arthritis, kind: joint, plain: A worn hip can hurt here., urgent: false}]
    named_by: {thigh-front: 2}
    red_flag_regions: [thigh]
    techniques: [{id: stretch, reason: Short after sitting, evidence: low, sources: [book]}]
    conditions: [{id: hip-leg-pain, reason: Refers to the thigh, evidence: low, sources: [book]}]
    needle_depth: {depth_class: deep, hazards: [{structure: Artery, note: Medial}],
                   principle: Over bone, varies: Build, measured: [], performed_by: A clinician,
                   plain: A big vessel runs near., status: read, sources: [book]}
    layers: {beneath: Bone, status: read, sources: [book]}
    self_care: {position: Lie down., stretch: Bend the knee., pressure: {method: ball, text: Press.},
                everyday: Take breaks., stop: Stop if it hurts., status: read, sources: [book]}
    review: none
"""

PLACES = """\
places:
  - id: thigh-front
    name: Front of the thigh
    anatomical: Anterior thigh
    synonyms: [quad]
    region: thigh
    side: paired
    geometry: {disc: {at_mm: [-90, -100, 700], radius_mm: 40}}
  - id: knee-front
    name: Front of the knee
    anatomical: Anterior knee
    synonyms: []
    region: knee
    side: paired
    geometry: {disc: {at_mm: [-90, -90, 480], radius_mm: 30}}
  - id: leg-front
    name: Front of the leg
    anatomical: Anterior leg
    synonyms: []
    region: leg
    side: paired
    geometry: {of: [thigh-front, knee-front]}
zone_words:
  front of thigh: [thigh-front]
"""

SOURCES = """\
book: {cite: A book, doi: 10.1000/abc, pmid: 1, kind: journal, read: abstract}
"""

TEXTS = {"trigger_points.yml": MUSCLES, "places.yml": PLACES, "sources.yml": SOURCES}
