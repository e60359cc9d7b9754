import { css } from 'lit';

/** A sheet at the side of the page, over it; on a phone it covers the page. */
export const personSheetStyles = css`
  dialog {
    position: fixed;
    inset: 0 0 0 auto;
    inline-size: min(32rem, 100vw);
    block-size: 100%;
    max-block-size: none;
    max-inline-size: none;
    margin: 0;
    padding: 0;
    border: 0;
    border-inline-start: 1px solid var(--rule);
    background: var(--sheet);
    color: inherit;
    box-shadow: var(--shadow);
  }
  dialog::backdrop {
    background: rgb(15 24 34 / 32%);
  }
  dialog[open] {
    animation: slide var(--motion);
  }
  @keyframes slide {
    from {
      translate: 2rem 0;
      opacity: 0;
    }
  }
  .content {
    position: relative;
    min-block-size: 100%;
    padding: var(--space-5) var(--space-6) var(--space-6);
    --corner: 2.5rem;
  }
  .corner {
    position: absolute;
    inset: var(--space-4) var(--space-4) auto auto;
  }
  jw-secret,
  .fault {
    margin-block: var(--space-4) 0;
  }
  .means {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
    padding-block: var(--space-3);
  }
  .apart {
    margin-top: var(--space-5);
    padding-top: var(--space-3);
    border-top: 1px solid var(--rule);
  }
  jw-person-form {
    margin-top: var(--space-5);
  }
  @media (max-width: 899px) {
    .content {
      padding: var(--space-4);
    }
  }
`;
