import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Service, Stack } from '../api/fleet-types';
import { count, plural } from '../format/amount';
import { shortened } from '../format/ansi';
import { ago } from '../format/time';
import { filterHref } from './fleet-links';
import { fleetSign, isFailure, isReplicaState, letterOf, wordOf } from './fleet-states';
import { type Cell, cellsOf, MOST_MISSING } from './replica-cells';

/** A service with a cell for each of its replicas. */
export function serviceRow(stack: Stack, service: Service): TemplateResult {
  const name = shortened(`${stack.stack}/${service.service}`, 120);
  const healthy = `${count(service.healthy)} of ${count(service.wanted)} healthy`;
  const reason = shortened(service.reason ?? '', 400);
  const cells = cellsOf(service);
  const applied = `version ${stack.version}, by ${shortened(stack.identity, 60)}, ${ago(stack.applied)}`;
  return html`<li class="service">
    <div class="row">
      <a
        class="open deployment"
        href=${filterHref('service', `${stack.stack}/${service.service}`)}
        data-state=${isFailure(service.state) ? 'failed' : service.state}
        aria-label="${name}, ${service.state}, ${healthy}${reason ? `: ${reason}` : ''}"
      >
        ${fleetSign(service.state)}<span class="title mono cut" title=${name}>${name}</span>
        <span class="word cut">${service.state}</span><span class="count">${healthy}</span>
        <span class="why cut ${isFailure(service.state) ? 'fail' : 'warn'}" title=${reason || nothing}>${reason}</span>
        <span class="since muted cut" title="${applied}, ${stack.applied}">${stack.deleted ? 'deleted, ' : ''}${applied}</span>
      </a>
    </div>
    <ul class="cells" aria-label="Replicas of ${name}">
      ${repeat(
        cells,
        (cell) => cell.key,
        (cell) => replicaCell(cell),
      )}
      ${service.wanted > MOST_MISSING && cells.length >= MOST_MISSING ? html`<li class="muted">of ${count(service.wanted)}</li>` : nothing}
    </ul>
  </li>`;
}

function replicaCell({ slot, state, replica }: Cell): TemplateResult {
  const node = shortened(replica?.node ?? '', 80);
  const error = state === 'healthy' ? '' : shortened(replica?.error ?? '', 300);
  const restarts = replica?.restarts ?? 0;
  const words = [
    `replica ${slot}: ${wordOf(state)}${node ? ` on ${node}` : ''}`,
    replica ? `version ${replica.version}` : '',
    restarts ? plural(restarts, 'restart') : '',
    error,
    replica?.started ? `started ${replica.started}` : '',
  ].filter(Boolean);
  return html`<li class="cell ${isReplicaState(state) ? state : ''}" data-slot=${slot} title=${words.join('\n')}>
    <b aria-hidden="true">${letterOf(state)}</b>
    <span class="said">${words.join(', ')}</span>
    <span class="where cut" aria-hidden="true">${node || '–'}</span>
    <span class="version muted" aria-hidden="true">${replica ? `v${replica.version}` : ''}</span>
    <span class="what cut" aria-hidden="true">${error || wordOf(state)}</span>
    <span class="restarts" aria-hidden="true">${restarts ? `↻ ${count(restarts)}` : ''}</span>
  </li>`;
}
