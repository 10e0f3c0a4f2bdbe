import { html, nothing, type TemplateResult } from 'lit';
import type { Log } from '../api/types';
import { plural } from '../format/amount';
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
  /** Whether all lines of its text are shown. */
  open: boolean;
  row: number;
  count: number;
  choose(log: Log): void;
  enter(log: Log): void;
  toggle(log: Log): void;
}

/** One log record as a line. */
export function logLine(log: Log, o: LineOptions): TemplateResult {
  const level = log.level ?? 'info';
  const source = log.eventName ?? log.stream ?? log.subsystem ?? '';
  return html`<div
    class="log ${level} ${o.chosen ? 'chosen' : ''} ${o.lit ? 'lit' : ''} ${o.open ? 'open' : ''} ${log.eventName ? 'event' : ''}"
    role="row"
    aria-rowindex=${o.row + 1}
    data-row=${o.row}
    @click=${() => o.choose(log)}
    @pointerenter=${() => o.enter(log)}
  >
    <time title=${log.time ?? nothing}>${fineClock(log.timeNanos)}</time>
    <span class="level" title=${level} aria-label=${level}>${SIGNS[level] ?? level[0]}</span>
    ${o.everywhere ? html`<span class="service cut" title=${log.service ?? ''}>${shortened(log.service ?? '', 40)}</span>` : nothing}
    <span class="source cut" title=${source}>${shortened(source, 60)}</span>
    ${o.wrap ? nothing : more(log, o)}<span class="text" dir="ltr">${text(log, o)}</span>
  </div>`;
}

/** What a record says: the API gives the text where it is not just the body. */
export function wholeText(log: Log): string {
  return log.text ?? (typeof log.body === 'string' ? log.body : '');
}

/** The same, without the ends of lines behind it. */
export function textOf(log: Log): string {
  return wholeText(log).replace(/[\r\n]+$/, '');
}

export function linesOf(log: Log): number {
  return textOf(log).split('\n').length;
}

/** Shows what one row has no room for. */
function more(log: Log, o: LineOptions): TemplateResult | typeof nothing {
  const lines = linesOf(log);
  if (lines === 1 && textOf(log).length <= LONGEST) return nothing;
  const label = `${o.open ? 'Show one line of' : 'Show all of'} this text, ${plural(lines, 'line')}`;
  const toggle = (event: Event) => {
    event.stopPropagation();
    o.toggle(log);
  };
  return html`<button class="more" aria-expanded=${o.open} aria-label=${label} title=${label} @click=${toggle}>${o.open ? '▾' : '▸'} ${lines}</button>`;
}

function text(log: Log, { hit, wrap, open }: LineOptions): TemplateResult[] {
  const whole = textOf(log);
  const all = wrap || open;
  const shown = all ? whole : whole.slice(0, LONGEST);
  const parts = pieces(shown).flatMap((piece) =>
    marked(piece.text, hit).map(([part, isHit]) => {
      const classes = `${piece.classes}${isHit ? ' hit' : ''}`.trim();
      const content = all ? html`${part}` : inOneRow(part);
      return classes ? html`<span class=${classes}>${content}</span>` : content;
    }),
  );
  return shown.length < whole.length ? [...parts, html`…`] : parts;
}

/** Text with a sign for the end of each line. */
function inOneRow(text: string): TemplateResult {
  if (!text.includes('\n')) return html`${text}`;
  return html`${text.split('\n').map((line, i) => html`${i ? html`<span class="feed">␊</span>` : nothing}${line}`)}`;
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
  return hit.test(plain(wholeText(log)));
}
