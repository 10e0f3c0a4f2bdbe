import { type Changes, Emitter } from '../emitter';

/** The bearer token, kept for this browser tab; asked for when the server says 401. */
const KEY = 'clew.token';

class Token extends Emitter<Changes> {
  #answer?: Promise<void>;
  #given?: () => void;
  #refused = false;

  get asked(): boolean {
    return this.#answer !== undefined;
  }

  /** Whether the one given before was not right. */
  get refused(): boolean {
    return this.#refused;
  }

  /** Whether there is one. */
  get given(): boolean {
    return sessionStorage.getItem(KEY) !== null;
  }

  headers(): Record<string, string> {
    const token = sessionStorage.getItem(KEY);
    return token ? { Authorization: `Bearer ${token}` } : {};
  }

  /** Resolves when the person has given a token. */
  ask(): Promise<void> {
    if (!this.#answer) {
      this.#refused = this.given;
      this.#answer = new Promise((resolve) => (this.#given = resolve));
      this.emit('change');
    }
    return this.#answer;
  }

  give(token: string): void {
    sessionStorage.setItem(KEY, token);
    this.#answer = undefined;
    this.emit('change');
    this.#given?.();
  }
}

export const token = new Token();
