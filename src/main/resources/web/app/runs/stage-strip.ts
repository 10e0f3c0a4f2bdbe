import { html, type TemplateResult } from 'lit';
import type { Run } from '../api/types';
import { shortened } from '../format/ansi';
import { nanos } from '../format/duration';
import { percent, inlineStyle } from '../parts/inline-style';
import { huesOf } from '../parts/state';

/** A run's stages as coloured segments on the run's own time, so that its shape can be recognised. */
export function stageStrip(run: Run, seconds: number): TemplateResult {
  const stages = run.stageStrip ?? [];
  const whole = Math.max(seconds * 1e9, 1);
  const hues = huesOf(stages.map((stage) => stage.name));
  const words = stages.map((stage) => `${shortened(stage.name, 60)} ${stage.state} ${nanos(stage.durationNanos)}`).join('\n');
  return html`<span class="strip" role="img" aria-label=${stages.length ? `Stages: ${words}` : 'No stages'} title=${words}>
    ${stages.map(
      (stage) =>
        html`<i
          class=${stage.state}
          ${inlineStyle({
            left: percent(Math.min(1, stage.offsetNanos / whole)),
            width: `max(2px, calc(${percent(Math.min(1, stage.durationNanos / whole))} - 1px))`,
            '--hue': `var(--hue-${hues.get(stage.name)})`,
          })}
        ></i>`,
    )}
  </span>`;
}
