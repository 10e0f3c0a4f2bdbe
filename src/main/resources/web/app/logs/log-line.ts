import { html, nothing, type TemplateResult } from 'lit';
import type { Log } from '../api/types';
import { pieces, plain, shortened } from '../format/ansi';
import { fineClock } from '../format/time';

const SIGNS: Record<string, string> = { trace: 'T', debug: 'D', info: 'I', warn: 'W', error: 'E', fatal: 'F' };
const LONGEST = 4000;

export interface LineOptions {
  everywhere: boolean;
  hit?: RegExp;
  chosen: boolean;
  lit: boolean;
  wrap: boolean;
  row: number;
  count: number;
  choose(log: Log): void;
  enter(log: Log): void;
}

/** One log record as a line. */
export function logLine(log: Log, o: LineOptions): TemplateResult {
  const level = log.level ?? 'info';
  const source = log.eventName ?? log.stream ?? log.subsystem ?? '';
  return html`<div
    class="log ${level} ${o.chosen ? 'chosen' : ''} ${o.lit ? 'lit' : ''} ${log.eventName ? 'event' : ''}"
    role="row"
    aria-rowindex=${o.row + 1}
    data-row=${o.row}
    @click=${() => o.choose(log)}
    @pointerenter=${() => o.enter(log)}
  >
    <time title=${log.time}>${fineClock(log.timeNanos)}</time>
    <span class="level" title=${level} aria-label=${level}>${SIGNS[level] ?? level[0]}</span>
    ${o.everywhere ? html`<span class="service cut" title=${log.service ?? ''}>${shortened(log.service ?? '', 40)}</span>` : nothing}
    <span class="source cut" title=${source}>${shortened(source, 60)}</span>
    <span class="text" dir="ltr">${text(log, o)}</span>
  </div>`;
}

function text(log: Log, { hit, wrap }: LineOptions): TemplateResult[] {
  const whole = log.text ?? '';
  const shown = wrap ? whole : whole.slice(0, LONGEST);
  const all = pieces(shown).flatMap((piece) =>
    marked(piece.text, hit).map(([part, isHit]) => {
      const classes = `${piece.classes}${isHit ? ' hit' : ''}`.trim();
      return classes ? html`<span class=${classes}>${part}</span>` : html`${part}`;
    }),
  );
  return shown.length < whole.length ? [...all, html`…`] : all;
}

function marked(text: string, hit?: RegExp): [part: string, hit: boolean][] {
  if (!hit) return [[text, false]];
  const result: [string, boolean][] = [];
  let from = 0;
  for (const match of text.matchAll(hit)) {
    if (match[0] === '') continue;
    if (match.index > from) result.push([text.slice(from, match.index), false]);
    result.push([match[0], true]);
    from = match.index + match[0].length;
  }
  if (from < text.length) result.push([text.slice(from), false]);
  return result;
}

/** What a search looks for: text in any case, or a regular expression where it is one between slashes. */
export function searchPattern(search: string): RegExp | undefined {
  if (!search) return undefined;
  const regular = /^\/(.+)\/$/.exec(search);
  try {
    return new RegExp(regular ? regular[1]! : search.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi');
  } catch {
    return undefined;
  }
}

export function isHit(log: Log, hit: RegExp): boolean {
  hit.lastIndex = 0;
  return hit.test(plain(log.text ?? ''));
}
