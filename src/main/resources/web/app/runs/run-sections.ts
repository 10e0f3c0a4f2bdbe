import type { Run } from '../api/types';
import { day } from '../format/time';

export interface Section {
  title: string;
  runs: string[];
}

/** Runs in sections: those that go on, then a section a day, newest first. */
export function sectionsOf(runs: Run[]): Section[] {
  const all = [...runs].sort((a, b) => ((a.startTime ?? '') < (b.startTime ?? '') ? 1 : -1));
  const running = all.filter((run) => run.state === 'running');
  const sections: Section[] = running.length ? [{ title: 'Running', runs: running.map((run) => run.id) }] : [];
  for (const run of all) {
    if (run.state === 'running') continue;
    const title = day(run.startTime);
    if (sections.at(-1)?.title === title) sections.at(-1)!.runs.push(run.id);
    else sections.push({ title, runs: [run.id] });
  }
  return sections;
}

/** How long runs take, by the server's clock, going on while they run. */
export class RunTimes {
  #received = new WeakMap<Run, number>();

  received(runs: Run[]): void {
    for (const run of runs) this.#received.set(run, performance.now());
  }

  seconds(run: Run): number | undefined {
    if (run.state !== 'running' || run.durationSeconds === undefined) return run.durationSeconds;
    return run.durationSeconds + (performance.now() - (this.#received.get(run) ?? performance.now())) / 1000;
  }
}
