import { css } from 'lit';

export const compareStyles = css`
  :host {
    overflow-y: auto;
  }
  .page {
    max-width: 1500px;
    padding-bottom: 40px;
  }
  header {
    padding: 18px var(--edge) 10px;
    display: grid;
    gap: 12px;
  }
  h1 {
    font-size: 19px;
    font-weight: 600;
    line-height: 1.35;
  }
  code {
    font-family: var(--mono);
    font-size: 0.92em;
    background: var(--raised);
    border: 1px solid var(--line);
    border-radius: 4px;
    padding: 0 5px;
  }
  .both {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
  }
  .run {
    display: flex;
    gap: 8px;
    align-items: center;
    padding: 5px 10px;
    border: 1px solid var(--line);
    border-radius: 6px;
    min-width: 0;
    max-width: 100%;
  }
  .run:hover {
    background: var(--hover);
  }
  .run b {
    color: var(--accent);
  }
  h2 {
    padding: 14px var(--edge) 6px;
    font-weight: 600;
    border-bottom: 1px solid var(--line);
  }
  h2 span {
    font-weight: 400;
    color: var(--muted);
    margin-left: 8px;
  }
  .aligned li {
    display: grid;
    grid-template-columns: calc(var(--gutter) - var(--edge)) minmax(0, 1fr);
    align-items: center;
    padding: 0 var(--edge);
    min-height: 34px;
    border-bottom: 1px solid color-mix(in srgb, var(--line) 55%, transparent);
  }
  .aligned li:hover {
    background: var(--hover);
  }
  .lanes {
    border-left: 1px solid var(--line);
    padding: 3px 0;
  }
  .lane {
    position: relative;
    height: 14px;
    font-size: 11px;
  }
  .lane i {
    position: absolute;
    top: 2px;
    height: 10px;
    min-width: 2px;
    border-radius: 2px;
    background: var(--hue);
  }
  .lane i.a {
    opacity: 0.5;
  }
  .lane i.failed {
    background: repeating-linear-gradient(135deg, var(--fail) 0 3px, color-mix(in srgb, var(--fail) 55%, var(--ground)) 3px 6px);
  }
  .lane span {
    position: absolute;
    line-height: 14px;
    padding: 0 6px;
    color: var(--muted);
    white-space: nowrap;
  }
  .lane .within {
    background: var(--ground);
    color: var(--ink);
    border-radius: 2px;
    line-height: 12px;
    top: 1px;
    padding: 0 4px;
    margin-right: 4px;
  }
  .lane em {
    color: var(--muted);
    padding-left: 4px;
    font-style: normal;
    line-height: 14px;
  }
  table {
    border-collapse: collapse;
    width: 100%;
  }
  th {
    text-align: left;
    font-weight: 400;
    color: var(--muted);
  }
  th,
  td {
    padding: 0 12px 0 var(--edge);
    height: var(--row);
    border-bottom: 1px solid color-mix(in srgb, var(--line) 55%, transparent);
    white-space: nowrap;
  }
  .where {
    max-width: 420px;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .figure {
    text-align: right;
  }
  .grown {
    width: 22%;
  }
  .grown i {
    display: block;
    height: 6px;
    border-radius: 3px;
    min-width: 2px;
  }
  .grown .more {
    background: var(--warn);
  }
  .grown .less {
    background: var(--hue-1);
  }
  .none {
    padding: 14px var(--edge);
    color: var(--muted);
  }
  section {
    overflow-x: auto;
  }
  @media (max-width: 640px) {
    .grown {
      display: none;
    }
    th,
    td {
      padding: 0 8px;
    }
    .where {
      max-width: 150px;
    }
    h1 {
      font-size: 16px;
    }
  }
`;
