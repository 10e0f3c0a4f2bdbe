import { css } from 'lit';

export const notices = css`
  .notice {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 12px;
    align-items: center;
    padding: 12px var(--edge);
  }
  .skeleton {
    padding: 4px var(--edge);
    opacity: 0;
    animation: appear 0s 150ms forwards;
  }
  .bone {
    height: 14px;
    margin: 7px 0;
    border-radius: 3px;
    background: var(--sunken);
  }
  .bone:nth-child(3n) {
    width: 82%;
  }
  .bone:nth-child(3n + 1) {
    width: 94%;
  }
  @keyframes appear {
    to {
      opacity: 1;
    }
  }
`;
