import { html, type TemplateResult } from 'lit';
import type { Messages } from '../locales/index.ts';

/** Two days that a record is narrowed to; each change is told with the days as they then are. */
export function dayFields(
  { from, to }: { from: string; to: string },
  words: Messages['records']['log'],
  change: (days: { from: string; to: string }) => void,
): TemplateResult {
  const field = (id: 'from' | 'to', value: string) => html`<div class="field">
    <label for=${id}>${words[id]}</label>
    <input
      id=${id}
      type="date"
      required
      .value=${value}
      @change=${(event: Event) => {
        const day = (event.target as HTMLInputElement).value;
        if (day)
          change(id === 'from' ? { from: day, to: day > to ? day : to } : { from: day < from ? day : from, to: day });
      }}
    />
  </div>`;
  return html`${field('from', from)}${field('to', to)}`;
}
