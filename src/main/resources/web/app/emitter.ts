/** The names of those events that carry nothing. */
type Plain<Events> = { [Name in keyof Events]: Event extends Events[Name] ? Name : never }[keyof Events] & string;

/** An event target whose events have types: `Events` has the type of each by its name. */
export class Emitter<Events extends Record<string, Event>> extends EventTarget {
  /**
   * Listens.
   *
   * @returns what ends it
   */
  on<Name extends keyof Events & string>(name: Name, handle: (event: Events[Name]) => void): () => void {
    const listener = handle as (event: Event) => void;
    this.addEventListener(name, listener);
    return () => this.removeEventListener(name, listener);
  }

  /** Tells all listeners of an event, or, by its name, of one that carries nothing. */
  emit(event: Plain<Events> | Events[keyof Events]): void {
    this.dispatchEvent(typeof event === 'string' ? new Event(event) : event);
  }
}

/** Events of something that only says that it has changed. */
export type Changes = { change: Event };
