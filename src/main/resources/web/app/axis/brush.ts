import type { TimeAxis } from './time-axis';

/** A drag over a band zooms the axis to what was dragged over; a double click shows everything again. */
export function brush(band: HTMLElement, axis: TimeAxis, drawn: (range?: { from: number; to: number }) => void): void {
  let from: number | undefined;
  let to = 0;
  const x = (event: PointerEvent) => {
    const box = band.getBoundingClientRect();
    return Math.max(0, Math.min(box.width, event.clientX - box.left));
  };
  band.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || event.pointerType === 'touch') return;
    from = x(event);
    to = from;
  });
  band.addEventListener('pointermove', (event) => {
    if (from === undefined) return;
    to = x(event);
    if (Math.abs(to - from) <= 4) return;
    band.setPointerCapture(event.pointerId);
    drawn({ from, to });
  });
  const end = () => {
    if (from === undefined) return;
    const [a, b] = [from, to];
    from = undefined;
    if (Math.abs(a - b) > 4) {
      const width = band.clientWidth;
      axis.zoom(axis.at(a / width), axis.at(b / width));
    }
    setTimeout(() => drawn(undefined));
  };
  band.addEventListener('pointerup', end);
  band.addEventListener('pointercancel', end);
  band.addEventListener('dblclick', () => axis.reset());
}
