// What the turning body uses of three.js; `npm run engine` makes one file of it.

export {
  BackSide,
  BufferAttribute,
  BufferGeometry,
  CanvasTexture,
  Color,
  DataTexture,
  DoubleSide,
  DynamicDrawUsage,
  FrontSide,
  GLSL3,
  GreaterDepth,
  Group,
  LinearSRGBColorSpace,
  Mesh,
  MeshBasicMaterial,
  NearestFilter,
  NoBlending,
  PerspectiveCamera,
  RGBAFormat,
  Scene,
  ShaderMaterial,
  UnsignedByteType,
  Vector2,
  Vector3,
  Vector4,
  WebGLRenderer,
  WebGLRenderTarget,
} from "three";
export { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
export { MeshoptDecoder } from "three/addons/libs/meshopt_decoder.module.js";
