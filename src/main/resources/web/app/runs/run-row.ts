import { html, nothing, type TemplateResult } from 'lit';
import type { Run } from '../api/types';
import { bytes, plural } from '../format/amount';
import { named, shortened } from '../format/ansi';
import { duration } from '../format/duration';
import { ago, clock } from '../format/time';
import { percent, inlineStyle } from '../parts/inline-style';
import { sparkline } from '../parts/sparkline';
import { stateSign, stateWord } from '../parts/state';
import { stageStrip } from './stage-strip';
import { runHref } from '../url-state';

export interface RowOptions {
  longest: number;
  /** How long it takes; undefined where that is not known. */
  seconds: number | undefined;
  checked: boolean;
  check(run: Run, checked: boolean): void;
}

/** One run of the list. */
export function runRow(run: Run, { longest, seconds, checked, check }: RowOptions): TemplateResult {
  const title = shortened(run.title || run.name || run.id);
  const length = duration(seconds);
  const place1 = Math.min(1, (seconds ?? 0) / longest);
  return html`<li class="row ${run.state}" ${inlineStyle({ '--part': percent(place1) })}>
    <input
      type="checkbox"
      aria-label="Compare ${title}"
      .checked=${checked}
      @change=${(event: Event) => check(run, (event.target as HTMLInputElement).checked)}
    />
    <a
      class="open"
      href=${runHref(run.id)}
      data-state=${run.state}
      aria-label="${title}, ${stateWord(run.state)}, ${length}, ${ago(run.startTime)}"
    >
      ${stateSign(run.state)}
      <span class="title mono cut" title=${title}>${title}</span>
      <span class="id mono muted cut" title=${shortened(run.id)}>${shortened(run.id.slice(0, 8))}</span>
      <time class="started muted" datetime=${run.startTime ?? nothing} title=${run.startTime ?? nothing}
        ><span>${ago(run.startTime)}</span><span class="clock">${clock(run.startTime)}</span></time
      >
      <span class="length"><span class="figure" title=${length}>${length}</span><span class="bar" aria-hidden="true"></span></span>
      ${stageStrip(run, seconds ?? 0)}
      <span class="why cut">${failures(run)}</span>
      <span class="cpu">${sparkline(run.cpu, `CPU, at most ${Math.max(...(run.cpu ?? [0])).toFixed(2)}`)}</span>
      <span class="memory"
        >${sparkline(run.memory, `Memory, at most ${bytes(run.peakMemoryBytes ?? Math.max(...(run.memory ?? [0])))}`)}</span
      >
      <span class="origin muted cut" title=${origin(run)}>${origin(run)}</span>
    </a>
  </li>`;
}

function failures(run: Run): TemplateResult | string | typeof nothing {
  const { failure, counts } = run;
  if (failure) {
    const code = failure.exitCode === undefined ? '' : ` (${failure.exitCode})`;
    const message = shortened(failure.message ?? '', 200);
    return html`<span class="fail" title=${message}>${named(failure.stage, 60)}${code}</span>
      <span class="muted">${message}</span>`;
  }
  if (counts.failedSpans > 0) return html`<span class="fail">${plural(counts.failedSpans, 'error')}</span>`;
  return nothing;
}

function origin(run: Run): string {
  const others = (run.services ?? []).filter((service) => service !== 'clew');
  return [run.branch, run.ciJob, others.join(', ')]
    .filter(Boolean)
    .map((part) => shortened(part!, 60))
    .join(' · ');
}
