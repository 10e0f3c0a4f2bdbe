/** Strings and numbers of a JSON text: strings are matched so that digits within them are not. */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** The name of what stands for an integer until it is one; no name of the API's. */
const MARK = '\u0000';

/** As JSON.parse, but integers that a number of JavaScript's cannot hold become bigints. */
export function parseExactly(text: string): unknown {
  let marked = false;
  const safe = text.replace(TOKENS, (token) => {
    if (token.length < 16 || !/^-?\d+$/.test(token) || Number.isSafeInteger(Number(token))) return token;
    marked = true;
    return `{"\\u0000":"${token}"}`;
  });
  return marked ? JSON.parse(safe, revived) : JSON.parse(text);
}

function revived(_: string, value: unknown): unknown {
  const digits = value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[MARK] : undefined;
  return typeof digits === 'string' && /^-?\d+$/.test(digits) ? BigInt(digits) : value;
}

/** A value as JSON, bigints with all of their digits. */
export function exactText(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(exactText).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const pairs = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}:${exactText(each)}`);
    return `{${pairs.join(',')}}`;
  }
  return JSON.stringify(value) ?? '';
}
