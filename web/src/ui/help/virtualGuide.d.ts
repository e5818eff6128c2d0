declare module 'virtual:guide/*' {
  /** The sections as `scripts/guide.mjs` writes them. */
  const sections: unknown;
  export default sections;
}
