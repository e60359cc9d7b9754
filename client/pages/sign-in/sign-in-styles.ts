import { css } from 'lit';

/** The city under all, the sheet laid on it at the right; on a phone the city is a strip above the sheet. */
export const signInStyles = css`
  :host {
    position: fixed;
    inset: 0;
    overflow: hidden;
    background: var(--land);
  }
  jw-paper-city,
  .frame {
    position: absolute;
    inset: 0;
  }
  /* The neat line of a printed plan. */
  .frame {
    inset: var(--space-5);
    border: 1px solid var(--grid-line);
    outline: 3px solid color-mix(in srgb, var(--grid-line) 55%, var(--sheet));
    outline-offset: 4px;
    box-shadow: 0 0 0 var(--space-6) var(--sheet);
    pointer-events: none;
  }
  main {
    position: absolute;
    inset-block: calc(var(--space-6) + var(--space-2));
    inset-inline-end: clamp(var(--space-6), 9vw, 12rem);
    display: flex;
    flex-direction: column;
    inline-size: 24rem;
    block-size: fit-content;
    max-block-size: calc(100% - 2 * (var(--space-6) + var(--space-2)));
    margin-block: auto;
    padding: var(--space-5) var(--space-6) var(--space-5);
    overflow: auto;
    background: var(--sheet);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    box-shadow: 0 0.25rem 2rem rgb(0 0 0 / 18%);
  }
  .top {
    display: flex;
    justify-content: space-between;
    align-items: center;
    padding-bottom: var(--space-4);
    border-bottom: 1px solid var(--rule);
  }
  .body {
    display: grid;
    gap: var(--space-4);
    padding-top: var(--space-5);
  }
  .body > .note + .link-line {
    margin-top: calc(-1 * var(--space-3));
  }
  .link-line a {
    color: var(--accent);
    text-underline-offset: 0.2em;
  }
  .next {
    display: grid;
    gap: var(--space-2);
    padding-inline-start: 1.5em;
    list-style: decimal;
    text-wrap: pretty;
  }
  .public {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-1) var(--space-4);
    padding-top: var(--space-3);
    border-top: 1px solid var(--rule);
  }
  .public .note {
    flex-basis: 100%;
  }
  .public a {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
    min-block-size: var(--target);
    color: var(--accent);
    text-decoration: none;
  }
  .public a:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .demo {
    margin-top: var(--space-4);
    padding-top: var(--space-3);
    border-top: 1px dashed var(--ink-faint);
  }
  .cartouche {
    position: absolute;
    inset: auto auto calc(var(--space-6) + var(--space-4)) calc(var(--space-6) + var(--space-4));
    display: grid;
    gap: var(--space-2);
    padding: var(--space-3) var(--space-5) var(--space-3);
    background: var(--sheet);
    border: 1px solid var(--grid-line);
    outline: 1px solid var(--grid-line);
    outline-offset: 3px;
    color: var(--ink-soft);
  }
  .cartouche .title {
    font-family: var(--face-mark);
    font-size: 2.75rem;
    font-weight: 700;
    line-height: 1.1;
    color: var(--ink);
  }
  @media (max-width: 899px) {
    .cartouche,
    .frame {
      display: none;
    }
    :host {
      overflow: auto;
    }
    jw-paper-city {
      inset: 0 0 auto;
      block-size: 11rem;
    }
    main {
      position: relative;
      inset: auto;
      inline-size: auto;
      max-block-size: none;
      min-block-size: calc(100% - 9.5rem);
      margin: 9.5rem 0 0;
      padding: var(--space-4) var(--space-5) var(--space-6);
      border-width: 1px 0 0;
      border-radius: 0;
      overflow: visible;
    }
  }
  @media (max-height: 620px) and (min-width: 900px) {
    main {
      inset-block: var(--space-4);
      max-block-size: calc(100% - 2 * var(--space-4));
    }
  }
`;
