import { request } from './client';

export interface ServerEvent {
  id?: string;
  event: string;
  data: string;
}

export interface Listener {
  event(event: ServerEvent): void;
  /** The stream is open; `again` after it was lost. */
  opened?(again: boolean): void;
  lost?(): void;
}

const SILENCE = 40_000;

/**
 * Until the tab is in sight. A browser has six connections to a server, for all its tabs: one that nobody looks at takes none.
 */
function seen(signal: AbortSignal): Promise<void> {
  if (!document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    const look = () => {
      if (document.hidden && !signal.aborted) return;
      document.removeEventListener('visibilitychange', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
    signal.addEventListener('abort', look, { once: true });
  });
}

/**
 * Reads server-sent events by fetch(), because EventSource sends no token. Connects again by itself and goes on after the last
 * event that was seen, until `signal` ends it.
 */
export function listen(target: string, listener: Listener, signal: AbortSignal, lastId?: string): Promise<void> {
  const connect = async (attempt: AbortController, again: boolean, opened: () => void): Promise<void> => {
    const headers: Record<string, string> = { Accept: 'text/event-stream' };
    if (lastId) headers['Last-Event-ID'] = lastId;
    const response = await request(target, { headers, signal: attempt.signal });
    opened();
    listener.opened?.(again);
    const parser = new EventParser((event) => {
      if (event.id) lastId = event.id;
      listener.event(event);
    });
    await read(response, attempt, (text) => parser.push(text));
  };
  return keepOpen(connect, () => listener.lost?.(), signal);
}

/**
 * Reads an answer that is written line by line and does not end. Connects again by itself, which reads from the beginning, until
 * `signal` ends it.
 *
 * @param each gets the lines of a piece of the answer
 */
export function followLines(target: string, each: (lines: string[]) => void, signal: AbortSignal): Promise<void> {
  const connect = async (attempt: AbortController, _again: boolean, opened: () => void): Promise<void> => {
    const response = await request(target, { signal: attempt.signal });
    opened();
    let rest = '';
    await read(response, attempt, (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop()!;
      each(lines.filter(Boolean));
    });
  };
  return keepOpen(connect, () => undefined, signal);
}

/** Connects, and again, at growing intervals, when that has ended; while the tab is in sight and until `signal` ends it. */
async function keepOpen(
  connect: (attempt: AbortController, again: boolean, opened: () => void) => Promise<void>,
  lost: () => void,
  signal: AbortSignal,
): Promise<void> {
  let wait = 250;
  let again = false;
  while (!signal.aborted) {
    await seen(signal);
    const attempt = new AbortController();
    const stop = () => attempt.abort();
    signal.addEventListener('abort', stop);
    const hide = () => document.hidden && attempt.abort();
    document.addEventListener('visibilitychange', hide);
    try {
      await connect(attempt, again, () => (wait = 250));
    } catch {
      // Told below: what ends a stream, ends it in one way.
    } finally {
      signal.removeEventListener('abort', stop);
      document.removeEventListener('visibilitychange', hide);
    }
    if (signal.aborted) return;
    again = true;
    if (document.hidden) continue;
    lost();
    await pause(wait, signal);
    wait = Math.min(wait * 2, 4000);
  }
}

async function read(response: Response, attempt: AbortController, push: (text: string) => void): Promise<void> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const watchdog = setTimeout(() => attempt.abort(), SILENCE);
    const { done, value } = await reader.read().finally(() => clearTimeout(watchdog));
    if (done) return;
    push(value);
  }
}

/** Cuts text into events, as the HTML specification says. */
export class EventParser {
  #rest = '';
  #id?: string;
  #event = '';
  #data: string[] = [];

  constructor(private readonly each: (event: ServerEvent) => void) {}

  push(text: string): void {
    const lines = (this.#rest + text).split(/\r\n|\n|\r/);
    this.#rest = lines.pop()!;
    for (const line of lines) this.#line(line);
  }

  #line(line: string): void {
    if (line === '') {
      if (this.#data.length > 0) this.each({ id: this.#id, event: this.#event || 'message', data: this.#data.join('\n') });
      this.#data = [];
      this.#event = '';
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1));
    if (field === 'id') this.#id = value;
    else if (field === 'event') this.#event = value;
    else if (field === 'data') this.#data.push(value);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
