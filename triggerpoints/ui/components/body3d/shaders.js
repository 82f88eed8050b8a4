// The programs that the graphics card runs: light on muscles and bones, zones on the skin, rough pictures of both for
// slow machines, the picture of ids, and what is laid over a picture that is drawn.

const PLACE = /* glsl */ `
  in float _part;
  uniform highp sampler2D states;
  uniform float side;
  flat out vec4 state;
  out vec3 place_mm;
  void put() {
    state = texelFetch(states, ivec2(int(_part + 0.5), int(side + 0.5)), 0);
    vec4 world = modelMatrix * vec4(position, 1.0);
    place_mm = world.xyz;
    gl_Position = projectionMatrix * viewMatrix * world;
  }
`;

/** Parts with light; `GHOST` draws only their rims, `HULL` a line round them, `BEHIND` what hides them shines through. */
export const BODY_VERTEX = /* glsl */ `
  ${PLACE}
  in float _ao;
  in vec3 _fibre;
  in float _tendon;
  uniform vec2 pixel;
  flat out vec4 base;
  out vec3 facing;
  out vec3 along;
  out float shade;
  out float tendon;
  void main() {
    put();
    base = texelFetch(states, ivec2(int(_part + 0.5), 2), 0);
    facing = normalize(normalMatrix * normal);
    vec3 way = side > 0.5 ? _fibre * vec3(-1.0, 1.0, 1.0) : _fibre;
    along = way;
    shade = _ao;
    tendon = _tendon;
    #ifdef HULL
      vec4 ahead = projectionMatrix * vec4(facing, 0.0);
      gl_Position.xy += normalize(ahead.xy + vec2(1e-6)) * pixel * HULL * gl_Position.w;
    #endif
  }
`;

/** What lies before the plane of a cut is left out. A whole body is drawn without asking: asking costs all that is hidden. */
const CUT = /* glsl */ `
  #ifdef CUT
    uniform vec4 cut;
    void leave_out(vec3 at_mm) {
      if (dot(cut.xyz, at_mm) > cut.w + 0.01) discard;
    }
  #else
    void leave_out(vec3 at_mm) {}
  #endif
`;

const LIGHT = /* glsl */ `
  const vec3 KEY = normalize(vec3(-0.45, 0.62, 0.64));
  const vec3 FILL = normalize(vec3(0.75, 0.05, 0.5));
  vec3 lit(vec3 colour, vec3 n, float shade, float gloss) {
    float key = max(0.0, (dot(n, KEY) + 0.25) / 1.25);
    float fill = max(0.0, (dot(n, FILL) + 0.3) / 1.3);
    float sky = 0.5 + 0.5 * n.y;
    vec3 light = vec3(1.0, 0.97, 0.93) * key * 0.86 + vec3(0.86, 0.92, 1.0) * fill * 0.24
      + mix(vec3(0.24, 0.2, 0.19), vec3(0.4, 0.41, 0.43), sky);
    vec3 half_way = normalize(KEY + vec3(0.0, 0.0, 1.0));
    float shine = pow(max(0.0, dot(n, half_way)), 28.0) * gloss;
    return colour * light * mix(0.34, 1.0, shade * shade) + shine * shade;
  }
  vec3 linear(vec3 c) { return pow(c, vec3(2.2)); }
  vec3 shown(vec3 c) { return pow(max(c, 0.0), vec3(1.0 / 2.2)); }
`;

export const BODY_FRAGMENT = /* glsl */ `
  flat in vec4 state;
  flat in vec4 base;
  in vec3 place_mm;
  in vec3 facing;
  in vec3 along;
  in float shade;
  in float tendon;
  uniform vec3 picked_colour;
  uniform vec3 picked_line;
  uniform vec3 paper;
  uniform float dim;
  uniform float mm_per_px;
  uniform float side;
  out vec4 colour;
  ${LIGHT}
  ${CUT}
  float hash(vec3 p) {
    p = fract(p * vec3(0.1031, 0.103, 0.0973));
    p += dot(p, p.yxz + 33.33);
    return fract((p.x + p.y) * p.z);
  }
  float noise(vec3 p) {
    vec3 i = floor(p), f = fract(p);
    f = f * f * (3.0 - 2.0 * f);
    return mix(
      mix(mix(hash(i), hash(i + vec3(1, 0, 0)), f.x), mix(hash(i + vec3(0, 1, 0)), hash(i + vec3(1, 1, 0)), f.x), f.y),
      mix(mix(hash(i + vec3(0, 0, 1)), hash(i + vec3(1, 0, 1)), f.x), mix(hash(i + vec3(0, 1, 1)), hash(i + vec3(1, 1, 1)), f.x), f.y),
      f.z);
  }
  // bundles of fibres: fine across, drawn out along them; too fine ones fade as one goes away
  float bundles(vec3 at, vec3 way, float width) {
    vec3 p = (at - way * dot(at, way) * 0.94) / width;
    float seen = 1.0 - smoothstep(0.3, 0.9, mm_per_px / width);
    return seen > 0.0 ? (noise(p) - 0.5) * seen : 0.0;
  }
  void main() {
    leave_out(place_mm);
    #ifdef HULL
      colour = vec4(shown(picked_line), 1.0);
    #else
    vec3 n = normalize(vec3(facing.xy, abs(facing.z))); // by its neighbours, should the triangle itself be turned
    #ifdef BEHIND
      colour = vec4(shown(picked_colour), 0.24);
    #else
    float tone = floor(state.g * 255.0 + 0.5);
    vec3 tissue = linear(base.rgb);
    float gloss = 0.05;
    if (base.a > 0.5) {
      float white = smoothstep(0.25, 0.75, tendon);
      float size = length(along);
      if (size > 0.1) {
        vec3 way = along / size;
        vec3 at = side > 0.5 ? place_mm * vec3(-1.0, 1.0, 1.0) : place_mm;
        vec3 fibre_at = side > 0.5 ? way * vec3(-1.0, 1.0, 1.0) : way;
        float grain = bundles(at, fibre_at, 2.6) * 0.5 + bundles(at, fibre_at, 1.1) * 0.35 + bundles(at, fibre_at, 6.0) * 0.3;
        tissue *= 1.0 + grain * mix(0.9, 0.35, white);
        white = smoothstep(0.25, 0.75, tendon + grain * 0.35);
      }
      tissue = mix(tissue, vec3(0.72, 0.67, 0.57), white);
      gloss = mix(0.07, 0.12, white);
    }
    if (tone < 1.5 && dim > 0.0) {
      float grey = dot(tissue, vec3(0.3, 0.59, 0.11));
      tissue = mix(tissue, mix(vec3(grey), tissue, 0.3) * 1.15 + 0.03, dim);
    }
    if (tone > 1.5) tissue = mix(tissue * 1.25, picked_colour, 0.1);
    else if (tone > 0.5) tissue = mix(tissue, picked_colour, 0.72);
    float rim = 1.0 - abs(n.z);
    #ifdef GHOST
      float edge = pow(rim, 2.0);
      colour = vec4(shown(mix(lit(tissue, n, 1.0, 0.0), vec3(0.5), 0.3)), mix(0.05, 0.4, edge));
    #else
      vec3 seen = lit(tissue, n, shade, gloss);
      if (tone < 1.5) seen = mix(seen, linear(paper), dim * 0.16);
      else seen = mix(seen, picked_line, smoothstep(0.55, 1.0, rim) * 0.5);
      colour = vec4(shown(seen), 1.0);
    #endif
    #endif
    #endif
  }
`;

/** The skin of another figure hides what lies so many mm above it: between its points it is flat, a muscle is round. */
const LIFTED = /* glsl */ `
  uniform float lift_mm;
  vec4 lifted(vec4 world) {
    vec4 at = viewMatrix * world;
    vec4 seen = projectionMatrix * at;
    vec4 nearer = projectionMatrix * (at + vec4(0.0, 0.0, lift_mm, 0.0));
    seen.z = nearer.z / nearer.w * seen.w;
    return seen;
  }
`;

export const SKIN_VERTEX = /* glsl */ `
  in vec4 zone;
  in float pain;
  in float _ao;
  ${LIFTED}
  out vec3 place_mm;
  out vec3 facing;
  out vec3 outward;
  out vec4 weight;
  out float painted;
  out float shade;
  void main() {
    vec4 world = modelMatrix * vec4(position, 1.0);
    place_mm = world.xyz;
    facing = normalize(normalMatrix * normal);
    outward = normalize(mat3(modelMatrix) * normal);
    weight = zone;
    painted = pain;
    shade = _ao;
    gl_Position = lifted(world);
  }
`;

/** The skin with zones: x and y of the weight are essential and spillover, z and w how unsure they are. */
export const SKIN_FRAGMENT = /* glsl */ `
  in vec3 place_mm;
  in vec3 facing;
  in vec3 outward;
  in vec4 weight;
  in float painted;
  in float shade;
  uniform vec3 skin_colour;
  uniform vec3 essential_colour;
  uniform vec3 spillover_colour;
  uniform vec3 stipple_colour;
  uniform vec3 edge_colour;
  uniform vec3 pain_colour;
  uniform float solid;
  uniform float dim;
  uniform float mm_per_px;
  out vec4 colour;
  ${LIGHT}
  ${CUT}
  // soft from the edge of a zone to its core, as on the maps
  float cover(float w) {
    return 0.66 * smoothstep(0.34, 0.58, w) + 0.34 * smoothstep(0.8, 0.97, w);
  }
  float sure(float unsure) { return unsure < 0.25 ? 1.0 : unsure < 0.75 ? 0.78 : 0.6; }
  float dots(vec3 p, vec3 n) {
    vec3 a = abs(n);
    vec2 q = a.x > a.y && a.x > a.z ? p.yz : a.y > a.z ? p.xz : p.xy;
    q = mat2(0.848, 0.53, -0.53, 0.848) * q / 6.0;
    float d = length(fract(q) - 0.5);
    float soft = max(fwidth(q.x) + fwidth(q.y), 1e-3) * 0.7;
    return 1.0 - smoothstep(0.25 - soft, 0.25 + soft, d);
  }
  float line(float w, float unsure, vec3 p) {
    if (unsure < 0.25) return 0.0;
    float d = abs(w - 0.5) / max(fwidth(w), 1e-4);
    float period = unsure < 0.75 ? 9.0 : 4.5;
    vec3 s = sin(p * 6.2832 / (period * 2.0));
    float broken = step(unsure < 0.75 ? -0.25 : 0.1, s.x * s.y + s.y * s.z + s.z * s.x);
    return (1.0 - smoothstep(0.8, 1.7, d)) * broken;
  }
  void main() {
    leave_out(place_mm);
    vec3 n = normalize(facing);
    float rim = 1.0 - abs(n.z);
    vec3 skin = linear(skin_colour);
    float grey = dot(skin, vec3(0.3, 0.59, 0.11));
    skin = mix(skin, mix(vec3(grey), skin, 0.35), dim * solid);
    vec3 seen = lit(skin, n, shade, 0.03);
    float veil = mix(0.02 + 0.3 * pow(rim, 2.5), 1.0, solid);
    float spill = cover(weight.y) * sure(weight.w);
    float main_zone = cover(weight.x) * sure(weight.z);
    float dotted = dots(place_mm, outward) * smoothstep(0.4, 0.6, weight.y) * sure(weight.w) * (1.0 - main_zone);
    vec3 lamp = lit(vec3(1.0), n, mix(1.0, shade, 0.6), 0.0);
    float alpha = veil;
    vec3 c = seen;
    float a = spill * 0.5;
    c = mix(c, spillover_colour * lamp, a / max(a + veil * (1.0 - a), 1e-3));
    alpha = a + alpha * (1.0 - a);
    a = dotted * 0.85;
    c = mix(c, stipple_colour * lamp, a / max(a + alpha * (1.0 - a), 1e-3));
    alpha = a + alpha * (1.0 - a);
    a = main_zone * 0.8;
    c = mix(c, essential_colour * lamp, a / max(a + alpha * (1.0 - a), 1e-3));
    alpha = a + alpha * (1.0 - a);
    a = max(line(weight.x, weight.z, place_mm), line(weight.y, weight.w, place_mm)) * 0.9;
    c = mix(c, edge_colour, a);
    alpha = max(alpha, a);
    // where it hurts: filled, with a line round it
    a = smoothstep(0.4, 0.6, painted) * 0.5;
    a = max(a, 1.0 - smoothstep(0.8, 1.8, abs(painted - 0.5) / max(fwidth(painted), 1e-4)));
    c = mix(c, pain_colour * lamp, a);
    alpha = max(alpha, a);
    colour = vec4(shown(c), alpha);
  }
`;

const ID = /* glsl */ `
  vec3 id_of(float part, float side) {
    float number = part + 1.0;
    return vec3(mod(number, 256.0), floor(number / 256.0), side) / 255.0;
  }
`;

/** Every part in a colour of its own: its number and side. */
export const ID_VERTEX = /* glsl */ `
  in float _part;
  uniform float side;
  flat out vec3 id;
  out vec3 place_mm;
  ${ID}
  void main() {
    id = id_of(_part, side);
    place_mm = (modelMatrix * vec4(position, 1.0)).xyz;
    gl_Position = projectionMatrix * viewMatrix * vec4(place_mm, 1.0);
  }
`;
export const ID_FRAGMENT = /* glsl */ `
  flat in vec3 id;
  in vec3 place_mm;
  out vec4 colour;
  ${CUT}
  void main() {
    leave_out(place_mm);
    colour = vec4(id, 1.0);
  }
`;

/** Parts lit at their corners alone. */
export const ROUGH_VERTEX = /* glsl */ `
  ${PLACE}
  ${LIGHT}
  in float _ao;
  in float _tendon;
  uniform vec3 picked_colour;
  uniform vec3 paper;
  uniform float dim;
  out vec3 seen;
  void main() {
    put();
    vec4 base = texelFetch(states, ivec2(int(_part + 0.5), 2), 0);
    float tone = floor(state.g * 255.0 + 0.5);
    vec3 n = normalize(normalMatrix * normal);
    n.z = abs(n.z);
    vec3 tissue = linear(base.rgb);
    if (base.a > 0.5) tissue = mix(tissue, vec3(0.72, 0.67, 0.57), smoothstep(0.25, 0.75, _tendon));
    if (tone < 1.5 && dim > 0.0) tissue = mix(vec3(dot(tissue, vec3(0.3, 0.59, 0.11))), tissue, 0.3) * 1.15 + 0.03;
    if (tone > 1.5) tissue = mix(tissue * 1.25, picked_colour, 0.1);
    else if (tone > 0.5) tissue = mix(tissue, picked_colour, 0.72);
    vec3 light = lit(tissue, n, _ao, 0.05);
    seen = shown(mix(light, linear(paper), tone < 1.5 ? dim * 0.16 : 0.0));
  }
`;
export const ROUGH_FRAGMENT = /* glsl */ `
  in vec3 seen;
  in vec3 place_mm;
  out vec4 colour;
  ${CUT}
  void main() {
    leave_out(place_mm);
    colour = vec4(seen, 1.0);
  }
`;

/** The skin lit at its corners; its zones keep their soft edges. */
export const ROUGH_SKIN_VERTEX = /* glsl */ `
  ${LIGHT}
  in vec4 zone;
  in float pain;
  in float _ao;
  ${LIFTED}
  uniform vec3 skin_colour;
  uniform float solid;
  uniform float dim;
  out vec3 place_mm;
  out vec3 weight;
  out vec3 seen;
  out float veil;
  out float lamp;
  void main() {
    vec4 world = modelMatrix * vec4(position, 1.0);
    place_mm = world.xyz;
    vec3 n = normalize(normalMatrix * normal);
    vec3 skin = linear(skin_colour);
    skin = mix(skin, mix(vec3(dot(skin, vec3(0.3, 0.59, 0.11))), skin, 0.35), dim * solid);
    seen = shown(lit(skin, n, _ao, 0.03));
    veil = mix(0.02 + 0.3 * pow(1.0 - abs(n.z), 2.5), 1.0, solid);
    lamp = shown(lit(vec3(1.0), n, mix(1.0, _ao, 0.6), 0.0)).g;
    weight = vec3(zone.xy, pain);
    gl_Position = lifted(world);
  }
`;
export const ROUGH_SKIN_FRAGMENT = /* glsl */ `
  in vec3 place_mm;
  in vec3 weight;
  in vec3 seen;
  in float veil;
  in float lamp;
  uniform vec3 essential_colour;
  uniform vec3 spillover_colour;
  uniform vec3 pain_colour;
  out vec4 colour;
  ${LIGHT}
  ${CUT}
  void main() {
    leave_out(place_mm);
    vec3 over = smoothstep(vec3(0.4), vec3(0.6), weight) * vec3(0.8, 0.5, 0.5);
    vec3 c = mix(seen, shown(spillover_colour) * lamp, over.y);
    c = mix(c, shown(essential_colour) * lamp, over.x);
    c = mix(c, shown(pain_colour) * lamp, over.z);
    colour = vec4(c, max(veil, max(over.x, max(over.y, over.z))));
  }
`;

/** A picture that is drawn, as it is. */
export const COPY_VERTEX = /* glsl */ `
  void main() { gl_Position = vec4(position.xy, 0.0, 1.0); }
`;
export const COPY_FRAGMENT = /* glsl */ `
  uniform sampler2D picture;
  out vec4 colour;
  void main() { colour = texelFetch(picture, ivec2(gl_FragCoord.xy), 0); }
`;

/** One part lit up over the picture, where the picture of ids shows it. */
export const HOVER_VERTEX = /* glsl */ `
  in float _part;
  uniform float side;
  flat out vec3 id;
  out vec3 facing;
  ${ID}
  void main() {
    id = id_of(_part, side);
    facing = normalize(normalMatrix * normal);
    gl_Position = projectionMatrix * viewMatrix * modelMatrix * vec4(position, 1.0);
  }
`;
export const HOVER_FRAGMENT = /* glsl */ `
  flat in vec3 id;
  in vec3 facing;
  uniform sampler2D ids;
  uniform float ratio;
  out vec4 colour;
  float own(ivec2 at) {
    vec3 found = texelFetch(ids, clamp(at, ivec2(0), textureSize(ids, 0) - 1), 0).rgb;
    return all(lessThan(abs(found - id), vec3(0.002))) ? 1.0 : 0.0;
  }
  void main() {
    vec2 at = gl_FragCoord.xy / ratio - 0.5;
    ivec2 corner = ivec2(floor(at));
    vec2 f = fract(at);
    float share = mix(
      mix(own(corner), own(corner + ivec2(1, 0)), f.x),
      mix(own(corner + ivec2(0, 1)), own(corner + 1), f.x),
      f.y);
    float rim = 1.0 - abs(normalize(facing).z);
    colour = vec4(1.0, 1.0, 1.0, share * (0.22 + 0.5 * smoothstep(0.5, 1.0, rim)));
  }
`;
