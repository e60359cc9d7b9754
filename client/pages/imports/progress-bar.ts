import { css, html, type TemplateResult } from 'lit';
import { styleOf } from '../../elements/style-of.ts';

/** A bar from 0 to 1 with its line; null: how far it is cannot be told. */
export function progressBar(label: string, share: number | null, line: string): TemplateResult {
  const known = share === null ? null : Math.min(1, Math.max(0, share));
  return html`<div class="progress">
    <div
      class="bar ${known === null ? 'unknown' : ''}"
      role="progressbar"
      aria-label=${label}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${known === null ? '' : Math.round(known * 100)}
      aria-valuetext=${line}
    >
      <span style=${styleOf({ 'inline-size': known === null ? null : `${known * 100}%` })}></span>
    </div>
    <p class="figure">${line}</p>
  </div>`;
}

/** Looks of it. */
export const progressStyles = css`
  .progress {
    display: grid;
    gap: var(--space-2);
  }
  .bar {
    block-size: 0.5rem;
    overflow: hidden;
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    background: var(--sheet-raised);
  }
  .bar span {
    display: block;
    block-size: 100%;
    background: var(--accent);
    transition: inline-size var(--motion);
  }
  .bar.unknown span {
    inline-size: 25%;
  }
  @media (prefers-reduced-motion: no-preference) {
    .bar.unknown span {
      animation: to-and-fro 1.8s ease-in-out infinite alternate;
    }
  }
  @keyframes to-and-fro {
    to {
      transform: translateX(300%);
    }
  }
`;
