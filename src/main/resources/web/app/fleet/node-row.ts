import { html, nothing, type TemplateResult } from 'lit';
import type { FleetNode } from '../api/fleet-types';
import { bytes, plural } from '../format/amount';
import { shortened } from '../format/ansi';
import { three } from '../format/duration';
import { ago, UNKNOWN } from '../format/time';
import { inlineStyle, percent } from '../parts/inline-style';
import { filterHref } from './fleet-links';
import { fleetSign, isFailure } from './fleet-states';

/** A machine; a click shows what is on it. */
export function nodeRow(node: FleetNode): TemplateResult {
  const name = shortened(node.name, 80);
  const labels = Object.entries(node.labels ?? {}).map(([key, value]) => shortened(`${key}=${value}`, 80));
  const heard = node.state === 'ready' || node.state === 'draining';
  return html`<li class="row ${heard ? '' : 'unheard'}">
    <a
      class="open node"
      href=${filterHref('node', node.name)}
      data-state=${isFailure(node.state) ? 'failed' : node.state}
      aria-label="${name}, ${node.state}, ${plural(node.tasks, 'task')}"
    >
      ${fleetSign(node.state)}<span class="title mono cut" title="${name}, host ${shortened(node.host, 80)}">${name}</span>
      <span class="word cut">${node.state}</span>
      <span class="labels" title=${labels.join('\n') || nothing}>${labels.map((label) => html`<span class="chip cut">${label}</span>`)}</span>
      ${meter('load', node.load, node.cpus, (value) => three(value), plural(node.cpus, 'CPU'))}
      ${meter('memory', node.memoryUsed, node.memory, bytes, bytes(node.memory))}
      <span class="count">${plural(node.tasks, 'task')}</span>
      <span class="version mono muted cut" title=${shortened(node.version, 60)}>${shortened(node.version, 60)}</span>
      <time class="since muted" datetime=${node.joined} title="joined ${node.joined}, by ${shortened(node.identity, 60)}">${ago(node.joined)}</time>
    </a>
  </li>`;
}

/** An amount, what there is of it, and a bar for the part. */
function meter(
  name: string,
  value: number | undefined | null,
  whole: number,
  show: (value: number) => string,
  all: string,
): TemplateResult {
  const words = value === undefined || value === null ? UNKNOWN : `${show(value)} of ${all}`;
  const part = value && whole > 0 ? Math.min(1, value / whole) : 0;
  return html`<span class="meter ${name} ${part > 0.9 ? 'full' : ''}" title="${name}: ${words}" ${inlineStyle({ '--part': percent(part) })}
    ><span class="cut">${name === 'load' ? html`<span class="muted">load</span> ` : nothing}${words}</span><i aria-hidden="true"></i
  ></span>`;
}
