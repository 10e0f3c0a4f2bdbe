import { get, type Params } from '../api/client';
import type { Run } from '../api/types';
import { day } from '../format/time';

export interface Section {
  title: string;
  runs: string[];
}

const PAGE = 60;

async function getRuns(params: Params, signal?: AbortSignal): Promise<{ runs: Run[]; next?: string }> {
  const { runs = [], next } = await get<{ runs?: Run[]; next?: string }>('/runs', params, signal);
  return { runs, next };
}

/** The runs of a filter, in sections; what is new can be held back so that no row moves. */
export class RunStore {
  runs = new Map<string, Run>();
  sections: Section[] = [];
  next?: string;
  /** How many runs wait to be shown. */
  held = 0;
  #order: string[] = [];
  #received = new Map<string, number>();

  async load(params: Params, signal: AbortSignal): Promise<void> {
    const answer = await getRuns({ ...params, limit: PAGE }, signal);
    this.runs.clear();
    this.#order = [];
    this.#take(answer.runs);
    this.#order = answer.runs.map((run) => run.id);
    this.next = answer.next;
    this.settle();
  }

  async more(params: Params): Promise<void> {
    const answer = await getRuns({ ...params, limit: PAGE, cursor: this.next });
    this.#take(answer.runs);
    this.#order.push(...answer.runs.map((run) => run.id).filter((id) => !this.#order.includes(id)));
    this.next = answer.next;
    this.settle();
  }

  /** Asks again for the newest. */
  async refresh(params: Params, hold: boolean): Promise<void> {
    const answer = await getRuns({ ...params, limit: PAGE });
    const fresh = answer.runs.map((run) => run.id);
    const known = new Set(this.#order);
    this.#take(answer.runs);
    this.#order = [...fresh.filter((id) => !known.has(id)), ...this.#order];
    if (hold && this.sections.length > 0) {
      const shown = new Set(this.sections.flatMap((section) => section.runs));
      this.held = this.#order.filter((id) => !shown.has(id)).length;
    } else this.settle();
  }

  /** Puts every run where it belongs. */
  settle(): void {
    this.held = 0;
    const all = this.#order.map((id) => this.runs.get(id)!).sort((a, b) => ((a.startTime ?? '') < (b.startTime ?? '') ? 1 : -1));
    const running = all.filter((run) => run.state === 'running');
    const sections: Section[] = running.length ? [{ title: 'Running', runs: running.map((run) => run.id) }] : [];
    for (const run of all) {
      if (run.state === 'running') continue;
      const title = day(run.startTime);
      if (sections.at(-1)?.title === title) sections.at(-1)!.runs.push(run.id);
      else sections.push({ title, runs: [run.id] });
    }
    this.sections = sections;
  }

  /** How long a run takes, by the server's clock, going on while it runs. */
  seconds(run: Run): number | undefined {
    if (run.state !== 'running' || run.durationSeconds === undefined) return run.durationSeconds;
    return run.durationSeconds + (performance.now() - (this.#received.get(run.id) ?? performance.now())) / 1000;
  }

  get anyRunning(): boolean {
    return [...this.runs.values()].some((run) => run.state === 'running');
  }

  #take(runs: Run[]): void {
    for (const run of runs) {
      this.runs.set(run.id, run);
      this.#received.set(run.id, performance.now());
    }
  }
}
