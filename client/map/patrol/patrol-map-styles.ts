import { css } from 'lit';

/** One map, or two side by side; upright windows lay them one above the other. */
export const patrolMapStyles = css`
  .pair {
    position: absolute;
    inset: 0;
    display: grid;
  }
  .pair[data-two] {
    grid-template-columns: 1fr 1fr;
    gap: 0.125rem;
    background: var(--ink-faint);
  }
  .half {
    position: relative;
    overflow: hidden;
    background: var(--paper);
  }
  .plan-name {
    position: absolute;
    inset: var(--space-2) 6rem auto;
    inline-size: fit-content;
    margin-inline: auto;
    padding: 0.125rem var(--space-3);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--sheet);
    font-weight: 600;
    text-align: center;
    overflow-wrap: anywhere;
  }
  @media (max-width: 899px) {
    .pair[data-two] {
      grid-template-columns: none;
      grid-template-rows: 1fr 1fr;
    }
  }
`;
