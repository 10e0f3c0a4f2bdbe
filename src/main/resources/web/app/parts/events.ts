import type { Log } from '../api/types';

/** A span was chosen by its place in the table; -1 for none. `step`: Back goes to the one before. */
export class ChooseSpanEvent extends Event {
  constructor(
    readonly span: number,
    readonly step = true,
  ) {
    super('choose-span');
  }
}

/** A log record was chosen, or the pointer has come over it. */
export class LogEvent extends Event {
  constructor(
    type: 'choose-log' | 'enter-log',
    readonly log: Log,
  ) {
    super(type);
  }
}

/** A moment of the time axis was chosen, to see what happened then. */
export class SeekEvent extends Event {
  constructor(readonly at: number) {
    super('seek');
  }
}

/** A filter was changed. */
export class FilterEvent extends Event {
  constructor(readonly filter: string) {
    super('filter');
  }
}
