import { token } from './token';
import { parseExactly } from './exact';

const BASE = '/api/v1';

export type Params = Record<string, string | number | boolean | undefined | null>;

/** What the server said was wrong, or that it could not be reached (`status` 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly code?: string,
    readonly advice?: string,
  ) {
    super(message);
  }
}

export function url(path: string, params: Params = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    // Of the metrics, one may have no name.
    if (value !== undefined && value !== null && (value !== '' || name === 'name')) query.set(name, String(value));
  }
  const text = query.toString();
  return BASE + path + (text ? `?${text}` : '');
}

/** A request with the token; asks for one and repeats when the server wants it. */
export async function request(target: string, init: RequestInit = {}): Promise<Response> {
  for (;;) {
    let response: Response;
    const sent = token.headers();
    try {
      response = await fetch(target, { ...init, headers: { ...init.headers, ...sent } });
    } catch (cause) {
      if (init.signal?.aborted) throw cause;
      throw new ApiError(0, 'The server cannot be reached.');
    }
    if (response.ok) return response;
    if (response.status !== 401) throw await failure(response);
    // Another request's answer may have brought the token in the meantime.
    if (token.headers().Authorization === sent.Authorization) await token.ask();
  }
}

export async function get<T>(path: string, params: Params = {}, signal?: AbortSignal): Promise<T> {
  const response = await request(url(path, params), { signal, headers: { Accept: 'application/json' } });
  return (await response.json()) as T;
}

/** As [get], where attributes come: their integers keep all digits. */
export async function getExactly<T>(path: string, params: Params = {}, signal?: AbortSignal): Promise<T> {
  const response = await request(url(path, params), { signal, headers: { Accept: 'application/json' } });
  return parseExactly(await response.text()) as T;
}

async function failure(response: Response): Promise<ApiError> {
  const body = await response.json().catch(() => ({}));
  const error = body?.error ?? {};
  return new ApiError(response.status, error.message ?? `HTTP ${response.status}`, error.code, error.advice);
}

/** Of requests of which each replaces the one before, the last: the others are given up. */
export class Latest {
  #abort = new AbortController();

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  stop(): void {
    this.#abort.abort();
  }

  /** Gives up what is under way, for another request. */
  next(): AbortSignal {
    this.stop();
    this.#abort = new AbortController();
    return this.signal;
  }
}

/** Whether something failed only because it was given up. */
export function wasAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
