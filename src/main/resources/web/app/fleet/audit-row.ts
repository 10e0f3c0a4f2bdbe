import { html, nothing, type TemplateResult } from 'lit';
import type { AuditEvent } from '../api/fleet-types';
import { shortened } from '../format/ansi';
import { localTime } from '../format/time';
import { filterHref } from './fleet-links';

/** What was done by whom; a click shows what it was done to. */
export function auditRow(event: AuditEvent): TemplateResult {
  const type = shortened(event.type, 60);
  const identity = shortened(event.identity, 80);
  const pairs = Object.entries(event.payload ?? {}).map(([name, value]) => [shortened(name, 60), shortened(value, 400)]);
  const words = pairs.map(([name, value]) => `${name} ${value}`);
  return html`<li class="row">
    <a class="open event" href=${href(event) ?? nothing} tabindex="0" aria-label="${type} by ${identity}, ${localTime(event.ts)}: ${words.join(', ')}">
      <time class="when muted" datetime=${event.ts} title=${event.ts}>${localTime(event.ts)}</time>
      <span class="title mono cut" title=${type}>${type}</span>
      <span class="by cut" title="by ${identity}">${identity}</span>
      <span class="payload mono cut" title=${words.join('\n')}>${pairs.map(([name, value]) => html`<span class="muted">${name}</span> ${value}  `)}</span>
    </a>
  </li>`;
}

function href({ payload = {} }: AuditEvent): string | undefined {
  if (payload.job) return filterHref('', payload.job);
  if (payload.stack) return filterHref('service', payload.stack);
  if (payload.node) return filterHref('node', payload.node);
  return undefined;
}
