import { css } from 'lit';

/** Looks of a row of photos with the button that adds one. */
export const photoStyles = css`
  .photos {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(5.5rem, 1fr));
    gap: var(--space-2);
  }
  .photo,
  .add {
    position: relative;
    aspect-ratio: 1;
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--sheet-raised);
    overflow: hidden;
  }
  .photo img {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .photo button {
    position: absolute;
    inset: 0 0 auto auto;
    border-radius: 0 0 0 var(--radius);
    background: color-mix(in srgb, var(--sheet) 88%, transparent);
  }
  .photo .under-way {
    position: absolute;
    inset: auto 0 0;
    padding: 0.125rem var(--space-1);
    background: color-mix(in srgb, var(--sheet) 88%, transparent);
    font-size: var(--type-1);
    text-align: center;
  }
  .photo .under-way::before {
    content: '';
    position: absolute;
    inset: 0 0 auto;
    block-size: 0.1875rem;
    background: var(--accent);
    transform-origin: left;
  }
  @media (prefers-reduced-motion: no-preference) {
    .photo .under-way::before {
      animation: run 1.4s ease-in-out infinite;
    }
  }
  @keyframes run {
    from {
      transform: scaleX(0);
    }
  }
  .add {
    display: grid;
    place-items: center;
    place-content: center;
    gap: var(--space-1);
    border: 1px dashed var(--ink-faint);
    background: none;
    font-size: var(--type-1);
    color: var(--ink-soft);
    cursor: pointer;
  }
  .add:hover {
    border-color: var(--accent);
    color: var(--accent);
  }
  .add .icon {
    font-size: var(--type-4);
  }
  .add:focus-within {
    outline: 0.125rem solid var(--accent);
    outline-offset: 0.125rem;
  }
  .dropping .add {
    border-style: solid;
    border-color: var(--accent);
  }
`;
