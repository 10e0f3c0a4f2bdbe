import { html, nothing, type TemplateResult } from 'lit';
import type { Job, Task } from '../api/fleet-types';
import { plural } from '../format/amount';
import { named, shortened } from '../format/ansi';
import { ago } from '../format/time';
import { runHref } from '../url-state';
import { fleetSign, isFailure, worstFirst } from './fleet-states';

/** So many tasks have room in a row; the others are counted. */
const MOST_TASKS = 4;

/** A job; it leads to its run. */
export function jobRow(job: Job): TemplateResult {
  const command = named(job.command);
  const tasks = (job.tasks ?? []).filter((task) => task.current).sort(worstFirst);
  const state = job.cancelled && job.state === 'running' ? 'being cancelled' : job.state;
  return html`<li class="row">
    <a
      class="open job"
      href=${runHref(job.runId)}
      data-state=${isFailure(job.state) ? 'failed' : job.state}
      aria-label="${command}, ${state}, on ${shortened(job.target, 80)}, ${ago(job.submitted)}"
    >
      ${fleetSign(job.state)}<span class="title mono cut" title="${command}\n${job.id}">${command}</span>
      <span class="word cut">${state}</span>
      <span class="target mono cut" title="target ${shortened(job.target, 80)}">${shortened(job.target, 80)}</span>
      <span class="tasks" role="img" aria-label=${tasks.map(taskWords).join(', ')} title=${tasks.map(taskWords).join('\n')}
        >${tasks.slice(0, MOST_TASKS).map(taskChip)}${tasks.length > MOST_TASKS ? html`<span class="muted">+${tasks.length - MOST_TASKS}</span>` : nothing}</span
      >
      <span class="by muted cut" title="by ${shortened(job.identity, 80)}">${shortened(job.identity, 80)}</span>
      <time class="since muted" datetime=${job.submitted} title=${job.submitted}>${ago(job.submitted)}</time>
    </a>
  </li>`;
}

function taskChip(task: Task): TemplateResult {
  return html`<span class="task ${isFailure(task.state) ? 'fail' : ''}"
    >${fleetSign(task.state)}<span class="cut">${shortened(task.node, 60)}</span>${task.exitCode > 0 ? html` <span>(${task.exitCode})</span>` : nothing}</span
  >`;
}

function taskWords(task: Task): string {
  const why = task.error ? `: ${shortened(task.error, 200)}` : task.exitCode > 0 ? `, exit code ${task.exitCode}` : '';
  const attempt = task.attempt > 1 ? `, ${plural(task.attempt, 'attempt')}` : '';
  return `${shortened(task.node, 80)} ${task.state}${why}${attempt}`;
}
