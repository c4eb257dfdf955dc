// The build bundles triage-worker.ts and hands it over as a string: a worker file cannot be loaded
// from file://, a blob can.
declare module 'panicroom:triage-worker' {
  const source: string;
  export default source;
}
