/** What modules ask of a browser when they are loaded; a test imports this first. */
Object.assign(globalThis, {
  addEventListener: () => undefined,
  location: new URL('http://localhost/runs/r'),
  sessionStorage: { getItem: () => null, setItem: () => undefined },
});
