"""The surfaces of the body: complete, closed, small, where the points are, and told truly in their list."""

import gzip
import hashlib
import json

import igl
import numpy as np
import pytest

from tools.bodymaps.layers import layering
from triggerpoints.atlas import MissingAssetError, load_atlas, meshopt
from triggerpoints.atlas.solids import load_solids, read_glb
from triggerpoints.content import load_content

ENGINE_BYTES = 200_000  # three.js and the decoder, after gzip
FIRST_LOOK = ("skin", "muscles-superficial", "skeleton")
WITHIN_MM = 3.0
LEAST_LIGHT = 0.1


@pytest.fixture(scope="module")
def solids():
    return load_solids()


@pytest.fixture(scope="module")
def content():
    return load_content()


def gzipped(solids, names):
    listed = (solids.folder / "manifest.json").read_bytes()
    files = [(solids.folder / solids.files[name].file).read_bytes() for name in names]
    return sum(len(gzip.compress(data, 9)) for data in [listed, *files])


def open_edges(faces):
    edges = np.sort(np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
    return int((np.unique(edges, axis=0, return_counts=True)[1] % 2).sum())


def test_every_muscle_of_the_list_is_a_part_in_the_file_and_the_layer_of_the_maps(solids, content):
    muscles = load_atlas().muscles
    assert len(content.muscles) == 155
    for muscle in content.muscles:
        part = solids.by_id[muscle]
        assert (part.kind, part.mirrored, part.layer) == ("muscle", True, muscles[muscle].layer)
        assert part.file == ("muscles-superficial" if part.layer == "superficial" else "muscles-deep")
        assert part.name == content.muscles[muscle].names.en
        assert part.latin == content.muscles[muscle].names.la
        assert part.fma == (content.muscles[muscle].fma or "")


def test_every_sheet_that_the_maps_draw_is_a_part_in_the_layer_of_the_maps(solids):
    rules = layering()
    for sheet, (layer, _) in rules.sheets.items():
        if rules.red_sheets.get(sheet):  # the flesh of a muscle, drawn on in the pictures
            continue
        if sheet in rules.pictures_only:
            assert sheet not in solids.by_id
            continue
        part = solids.by_id[sheet]
        assert (part.kind, part.layer) == ("muscle" if sheet in rules.red_sheets else "connective", layer)


def test_light_falls_on_every_muscle_of_the_list_and_muscles_alone_have_fibres(solids, content):
    dark = {muscle for muscle in content.muscles if solids.mesh(muscle).openness.max() < LEAST_LIGHT}
    assert not dark
    for name in solids.files:
        assert solids.file_mesh(name).fibre.any() == name.startswith("muscles")


def test_ids_occur_once_and_parts_stand_in_the_order_of_their_numbers(solids):
    assert [part.index for part in solids.parts] == list(range(len(solids.parts)))
    assert len(solids.by_id) == len(solids.parts)


def test_the_list_and_the_files_agree(solids):
    for name, row in solids.files.items():
        data = (solids.folder / row.file).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (row.bytes, row.sha256)
        mesh, first, corner = solids.file_mesh(name), 0, 0
        for part in (p for p in solids.parts if p.file == name):
            assert (part.vertices[0], part.triangles[0]) == (first, corner)
            first, corner = first + part.vertices[1], corner + part.triangles[1]
            own = mesh.faces[part.triangles[0] : corner]
            assert own.min() == part.vertices[0] and own.max() == first - 1, part.id
            at = mesh.position_mm[part.vertices[0] : first] - np.array(part.centre_mm)
            assert np.linalg.norm(at, axis=1).max() < part.radius_mm + 0.5
        assert (first, corner) == (len(mesh.position_mm), len(mesh.faces)) == (row.vertices, row.triangles)


def test_muscles_bones_and_skin_have_no_holes(solids):
    torn = {
        part.id: count
        for part in solids.parts
        if part.kind in ("skin", "muscle", "bone", "cartilage", "connective")
        and (count := open_edges(solids.mesh(part.id).faces))
    }
    assert not torn


def test_the_first_look_with_its_engine_fits_in_1200_kb_and_everything_in_3_mb(solids):
    assert gzipped(solids, FIRST_LOOK) + ENGINE_BYTES <= 1_200_000
    assert gzipped(solids, solids.files) <= 3_000_000


def test_the_vertices_of_the_skin_are_the_skin_points_in_their_order(solids):
    apart = solids.file_mesh("skin").position_mm - load_atlas().surface.position_mm
    assert np.abs(apart).max() < 0.13  # half a step of the grid


def test_no_superficial_muscle_sheet_or_bone_comes_through_the_skin(solids):
    skin = solids.mesh("skin")
    skin = skin.position_mm.astype(float), skin.faces.astype(np.int64)
    for name in ("muscles-superficial", "connective", "skeleton"):
        mesh = solids.file_mesh(name)
        at = np.concatenate([mesh.position_mm, mesh.position_mm[mesh.faces].mean(1)]).astype(float)
        outside = at[np.abs(igl.fast_winding_number(*skin, at)) < 0.5]
        mm = np.sqrt(igl.point_mesh_squared_distance(outside, *skin)[0]) if len(outside) else np.zeros(1)
        assert mm.max() < 0.3, (name, outside[mm.argmax()].round())


def test_each_trigger_point_lies_in_its_muscle_or_within_3_mm_of_it(solids, content):
    far = {}
    for muscle in content.muscles.values():
        mesh = solids.mesh(muscle.id)
        corners = mesh.position_mm[mesh.faces].astype(float)
        for point in muscle.trigger_points:
            x, y, z = point.position_mm
            at = np.array([-abs(x), y, z])
            if not _inside(at, corners) and (mm := _distance(at, corners)) > WITHIN_MM:
                far[muscle.id, point.id] = round(mm, 1)
    assert not far


@pytest.mark.parametrize(
    ("muscle", "some_of"),
    [
        ("tibialis-posterior", {"soleus", "gastrocnemius"}),
        (
            "lateral-pterygoid",
            {"masseter-superficial", "temporalis", "masseter-deep", "temporal-bone", "mandible"},
        ),
        ("subscapularis", {"scapula", "serratus-anterior", "pectoralis-major-sternal", "deltoid-posterior"}),
        ("iliopsoas", {"external-oblique", "internal-oblique", "transversus-abdominis", "rectus-abdominis"}),
        ("vastus-intermedius", {"rectus-femoris"}),
        ("rhomboids", {"trapezius-middle"}),
        ("latissimus-dorsi", {"trapezius-lower"}),
        ("transversus-abdominis", {"external-oblique", "internal-oblique", "intercostals"}),
    ],
)
def test_what_lies_over_a_muscle_is_said(solids, muscle, some_of):
    over = set(solids.by_id[muscle].covered_by)
    assert len(over & some_of) >= min(2, len(some_of))
    assert muscle not in over


def test_nothing_lies_over_the_muscles_under_the_skin(solids):
    for muscle in ("gastrocnemius", "deltoid-middle", "trapezius-lower", "gluteus-maximus"):
        over = [solids.by_id[i] for i in solids.by_id[muscle].covered_by]
        assert not [part.id for part in over if part.kind in ("muscle", "bone")], muscle


def test_every_covering_part_is_a_part_and_every_best_side_a_direction(solids):
    for part in solids.parts:
        assert set(part.covered_by) <= set(solids.by_id)
        assert abs(np.linalg.norm(part.best_from) - 1) < 0.01


def test_files_carry_credits_and_frame_and_name_no_folder_of_any_machine(solids):
    for row in solids.files.values():
        data = (solids.folder / row.file).read_bytes()
        text = data[20 : 20 + int.from_bytes(data[12:16], "little")].decode()
        asset = json.loads(text)["asset"]
        assert "BodyParts3D" in asset["copyright"] and "CC BY-SA 4.0" in asset["extras"]["credits"]
        assert asset["extras"]["frame"] == solids.frame
        assert not [word for word in ("/tmp", "/home", "/root", "/work", "http") if word in text]


def test_fibres_have_unit_length_where_they_are_known(solids):
    mesh = solids.mesh("soleus")
    assert np.allclose(np.linalg.norm(mesh.fibre, axis=1), 1, atol=0.02)
    assert 0 < mesh.tendon.mean() < 0.9


def test_a_folder_without_surfaces_says_what_to_do(tmp_path):
    with pytest.raises(MissingAssetError, match=r"tools\.bodymaps\.build"):
        load_solids(tmp_path)


def test_an_unknown_part_is_named(solids):
    with pytest.raises(KeyError, match="no part 'wing'"):
        solids.mesh("wing")


def test_bytes_of_another_kind_are_refused():
    with pytest.raises(ValueError, match="not a binary glTF file"):
        read_glb(b"PK\x03\x04")
    with pytest.raises(ValueError, match="not an attribute"):
        meshopt.vertices(b"\x00" * 40, 1, 4)
    with pytest.raises(ValueError, match="not triangles"):
        meshopt.triangles(b"\x00" * 40, 3)


def _inside(at, corners):
    """Winding number of a closed surface round a point, by the solid angles of its triangles."""
    a, b, c = (corners - at).transpose(1, 0, 2)
    la, lb, lc = (np.linalg.norm(x, axis=1) for x in (a, b, c))
    volume = np.einsum("nx,nx->n", a, np.cross(b, c))
    dots = la * lb * lc + (a * b).sum(1) * lc + (b * c).sum(1) * la + (c * a).sum(1) * lb
    return np.arctan2(volume, dots).sum() / (2 * np.pi) > 0.5


def _distance(at, corners):
    """Distance to the nearest of many points spread over the triangles near by."""
    near = corners[np.argsort(np.linalg.norm(corners.mean(1) - at, axis=1))[:200]]
    u, v = (x.ravel() for x in np.meshgrid(np.linspace(0, 1, 12), np.linspace(0, 1, 12)))
    u, v = u[u + v <= 1], v[u + v <= 1]
    spread = near[:, :1] * (1 - u - v)[:, None] + near[:, 1:2] * u[:, None] + near[:, 2:] * v[:, None]
    return float(np.linalg.norm(spread.reshape(-1, 3) - at, axis=1).min())
