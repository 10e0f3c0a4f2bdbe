import { css } from 'lit';

export const graphStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  .tools {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 12px;
    min-height: 32px;
    padding: 2px var(--edge);
    border-bottom: 1px solid var(--line);
    color: var(--muted);
  }
  .tools .states {
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
    flex: 1;
    min-width: 0;
  }
  .tools .zoom {
    display: flex;
    align-items: center;
  }
  .zoom output {
    min-width: 42px;
    text-align: center;
  }
  .tools select {
    max-width: 220px;
  }
  .states .running,
  .running > .state {
    color: var(--accent);
  }
  .scroller {
    flex: 1;
    min-height: 0;
    overflow: auto;
    scrollbar-width: thin;
    position: relative;
    background: var(--raised);
  }
  .space {
    position: relative;
    min-width: 100%;
    min-height: 100%;
  }
  .view {
    position: sticky;
    left: 0;
    top: 0;
    overflow: hidden;
    pointer-events: none;
  }
  .boxes {
    position: absolute;
    left: 0;
    top: 0;
  }
  .box {
    position: absolute;
    display: flex;
    flex-direction: column;
    justify-content: center;
    gap: 1px;
    padding: 0 8px 0 10px;
    overflow: hidden;
    text-align: left;
    line-height: 1.3;
    background: var(--ground);
    border: 1px solid var(--line-strong);
    border-left: 4px solid var(--stripe, var(--line-strong));
    border-radius: 4px;
    cursor: pointer;
    font-size: var(--small);
  }
  .box:hover {
    background: var(--hover);
  }
  .box.chosen {
    background: var(--chosen);
    border-color: var(--accent);
    border-left-color: var(--stripe, var(--accent));
  }
  .box.cursor {
    box-shadow: 0 0 0 1px var(--accent);
  }
  .box:focus-visible {
    outline-offset: 1px;
  }
  .box.ok {
    --stripe: var(--hue-1);
  }
  .box.failed {
    --stripe: var(--fail);
    border-color: var(--fail);
    background: var(--fail-ground);
  }
  .box.running {
    --stripe: var(--accent);
    border-color: var(--accent);
  }
  .box.waiting,
  .box.retrying,
  .box.interrupted {
    --stripe: var(--warn);
    border-color: var(--warn);
    background: var(--warn-ground);
  }
  .box.skipped,
  .box.cancelled {
    border-style: dashed;
    color: var(--muted);
  }
  .box.pending {
    border-style: dotted;
    color: var(--muted);
    background: none;
    cursor: default;
  }
  .first {
    display: flex;
    gap: 5px;
    align-items: baseline;
    min-width: 0;
  }
  .first .cut {
    flex: 1;
    font-weight: 600;
  }
  .box.pending .first .cut,
  .box.skipped .first .cut,
  .box.cancelled .first .cut {
    font-weight: 400;
  }
  .box .state {
    flex: none;
  }
  .kind,
  .facts,
  .tokens {
    color: var(--muted);
  }
  .kind {
    flex: none;
    font-size: 11px;
  }
  .facts,
  .tokens {
    font-size: 11px;
  }
  .failed > .facts {
    color: var(--fail);
  }
  .running > .facts {
    color: var(--accent);
  }
  .waiting > .facts,
  .retrying > .facts,
  .interrupted > .facts {
    color: var(--warn);
  }
  .items {
    position: absolute;
    left: 0;
    right: 0;
    bottom: 0;
    height: 4px;
    display: flex;
    background: var(--sunken);
  }
  .items i {
    height: 100%;
    width: var(--part);
  }
  .items .ok {
    background: var(--hue-1);
  }
  .items .failed {
    background: repeating-linear-gradient(135deg, var(--fail) 0 3px, var(--ground) 3px 4px);
  }
  .items .running {
    background: var(--accent);
  }
  .items .cancelled {
    background: var(--line-strong);
  }
  .small .box {
    padding: 0 5px 0 6px;
    font-size: 11px;
    gap: 0;
    line-height: 1.2;
  }
  .small .facts {
    font-size: 10px;
  }
  .tiny .box {
    padding: 0 2px;
    border-left-width: 3px;
    font-size: 10px;
    border-radius: 2px;
  }
  .tiny .first {
    gap: 2px;
  }
`;
