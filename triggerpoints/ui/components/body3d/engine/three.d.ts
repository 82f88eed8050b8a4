export * from "three";
export { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
export { MeshoptDecoder } from "three/addons/libs/meshopt_decoder.module.js";
