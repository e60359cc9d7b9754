import { css } from 'lit';

/** A round: the way beside its stops; on a phone above them. */
export const roundStyles = css`
  .told {
    min-block-size: 1.5em;
    color: var(--jade);
  }
  .round {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 22rem);
    align-items: start;
    gap: var(--space-5);
  }
  .way {
    position: sticky;
    inset-block-start: var(--space-4);
    order: 2;
    display: grid;
    justify-items: start;
    gap: var(--space-2);
  }
  figure {
    /* Indigo is the patrols'. */
    --indigo: var(--ink-soft);
    inline-size: 100%;
    margin: 0;
    border: 1px solid var(--rule);
    background: var(--paper);
  }
  .stops {
    margin: 0;
    padding: 0;
    list-style: none;
    border-top: 1px solid var(--rule);
  }
  .stops > li {
    border-bottom: 1px solid color-mix(in srgb, var(--rule) 70%, transparent);
  }
  .stops > .open {
    border-bottom-color: var(--accent);
    background: color-mix(in srgb, var(--sheet-raised) 60%, transparent);
  }
  .stop {
    display: grid;
    grid-template-columns: 1.75rem minmax(0, 1fr) auto;
    align-items: center;
    gap: var(--space-3);
    inline-size: 100%;
    min-block-size: 3.5rem;
    padding: var(--space-2);
    border-radius: 0;
    text-align: start;
  }
  .stop:hover {
    background: color-mix(in srgb, var(--ink) 4%, transparent);
  }
  .number {
    font-family: var(--face-mark);
    font-size: var(--type-4);
    font-weight: 700;
    font-variant-numeric: tabular-nums;
    text-align: center;
    color: var(--ink-soft);
  }
  .visit {
    padding-inline: calc(1.75rem + var(--space-2) + var(--space-3)) var(--space-2);
  }
  .visit a {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--target);
    color: var(--accent);
  }
  @media (max-width: 899px) {
    .round {
      grid-template-columns: minmax(0, 1fr);
    }
    .way {
      position: static;
      order: 0;
    }
    .visit {
      padding-inline: var(--space-2);
    }
  }
`;
