import { css, html, type TemplateResult } from 'lit';
import { named } from '../format/ansi';
import { nanos } from '../format/duration';
import { inlineStyle } from '../parts/inline-style';
import { stateSign, stateWord } from '../parts/state';
import type { RunModel } from './run-model';
import { ROW } from './waterfall-paint';

/** How far from a bar the pointer still is on it: the shortest are two pixels wide. */
const NEAR = 4;
const TALL = 64;

export const tipStyles = css`
  .tip {
    position: absolute;
    z-index: 4;
    max-width: min(420px, 60%);
    padding: 4px 8px;
    background: var(--ground);
    border: 1px solid var(--line-strong);
    border-radius: var(--round);
    box-shadow: 0 4px 14px rgb(0 0 0 / 0.18);
    pointer-events: none;
  }
  .tip strong {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
    overflow-wrap: anywhere;
    font-weight: 600;
  }
`;

/** Where the bars are in their band, in pixels. */
export interface Bars {
  left: number;
  width: number;
  height: number;
  scroll: number;
}

/** Whether a place on the band, counted from the bars' left edge, is on a span's bar. */
export function isOnBar({ axis, table }: RunModel, i: number, x: number, width: number): boolean {
  if (!table.placed[i]) return false;
  return x >= axis.fraction(table.start[i]!) * width - NEAR && x <= axis.fraction(table.end(i)) * width + NEAR;
}

/** What a bar stands for: name, state, duration, start. At `x`, else where the bar begins; undefined when its row is out of sight. */
export function spanTip(model: RunModel, i: number, bars: Bars, x?: number): TemplateResult | undefined {
  const { axis, table, tree } = model;
  const row = tree.rows.indexOf(i);
  const top = row * ROW - bars.scroll;
  if (row < 0 || top < 0 || top + ROW > bars.height) return undefined;
  const at = Math.max(0, Math.min(bars.width, x ?? axis.fraction(table.start[i]!) * bars.width));
  const left = at < bars.width / 2;
  const above = top > TALL && top > bars.height / 2;
  const state = table.state(i);
  const where = {
    left: left ? `${bars.left + at + 8}px` : 'auto',
    right: left ? 'auto' : `calc(100% - ${bars.left + at - 8}px)`,
    top: above ? 'auto' : `${top + ROW - 2}px`,
    bottom: above ? `${bars.height - top - 2}px` : 'auto',
  };
  return html`<div class="tip" role="tooltip" ${inlineStyle(where)}>
    <strong>${named(table.name[i])}</strong>
    ${stateSign(state)} ${stateWord(state)} · ${nanos(table.took(i))} · starts at ${table.placed[i] ? '+' : ''}${nanos(table.begin(i))}
  </div>`;
}
