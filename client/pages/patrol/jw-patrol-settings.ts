import { css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { PlanSettings } from '../../../server/api/patrol-plans/schema.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { minuteFrom, timeText } from '../../format/minutes.ts';
import { formatCount } from '../../format/number.ts';

/** What the words of the load mean. */
const evenness = { short: 0, some: 0.3, even: 0.7, most: 1 } as const;
/** Nights that can be chosen, shares of the way, and seconds. */
const nightCounts = [0, 1, 2, 3, 5, 7, 14];
const shares = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6];
const secondCounts = [2, 5, 8, 15, 30, 60];
/** A minute before noon is one of the night that the plan runs into. */
const NOON_MIN = 720;

/**
 * What a plan is to keep to, in words.
 * @fires jw-settings with the fields that changed.
 */
@customElement('jw-patrol-settings')
export class JwPatrolSettings extends JwElement {
  @property({ attribute: false }) settings!: PlanSettings;
  @property({ type: Boolean }) disabled = false;

  static override styles = [
    formSheet,
    css`
      fieldset {
        display: grid;
        gap: var(--space-3);
      }
      .choice {
        align-self: end;
      }
    `,
  ];

  override render() {
    const { settings: words } = this.words.planning;
    return html`<fieldset ?disabled=${this.disabled}>
      <legend class="visually-hidden">${words.title}</legend>
      <div class="pair">
        ${this.select('even', words.even, this.load, (value) => ({ evenness: value }))}
        ${this.number('cover', words.cover, this.settings.cover_m, 5, 200, (value) => ({ cover_m: value }), words.coverHint)}
      </div>
      ${this.pairs()}
      <div class="pair">
        ${this.select(
          'nights',
          words.differ,
          this.options(nightCounts, this.settings.differ_nights, (value) => words.nights(this.figure(value))),
          (value) => ({ differ_nights: value }),
        )}
        ${this.select(
          'share',
          words.share,
          this.options(shares, this.settings.differ_share, (value) => `${Math.round(value * 100)}%`),
          (value) => ({ differ_share: value }),
          this.settings.differ_nights === 0,
        )}
      </div>
      <p class="note">${words.shareHint}</p>
      <div class="pair">
        ${this.select(
          'seconds',
          words.seconds,
          this.options(secondCounts, this.settings.seconds, (value) => words.secondsOf(this.figure(value))),
          (value) => ({ seconds: value }),
        )}
        ${this.number('seed', words.seed, this.settings.seed, 0, 2_147_483_647, (value) => ({ seed: value }), words.seedHint)}
      </div>
    </fieldset>`;
  }

  private get load(): [number, string][] {
    const { evenness: names } = this.words.planning.settings;
    const known = Object.entries(evenness).map(([name, value]): [number, string] => [
      value,
      names[name as keyof typeof evenness],
    ]);
    const own = this.settings.evenness;
    return known.some(([value]) => value === own) ? known : [...known, [own, String(own)]];
  }

  private options(values: readonly number[], own: number, word: (value: number) => string): [number, string][] {
    return [...new Set([...values, own])].sort((a, b) => a - b).map((value) => [value, word(value)]);
  }

  private figure(value: number): string {
    return formatCount(value, this.language);
  }

  private select(
    id: string,
    label: string,
    options: [number, string][],
    change: (value: number) => Partial<PlanSettings>,
    disabled = false,
  ): TemplateResult {
    const own = { even: 'evenness', nights: 'differ_nights', share: 'differ_share', seconds: 'seconds' }[id];
    const value = this.settings[own as keyof PlanSettings];
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <select id=${id} ?disabled=${disabled} @change=${(event: Event) => this.tell(change(Number((event.target as HTMLSelectElement).value)))}>
        ${options.map(([each, word]) => html`<option value=${each} .selected=${live(each === value)}>${word}</option>`)}
      </select>
    </div>`;
  }

  private number(
    id: string,
    label: string,
    value: number,
    least: number,
    most: number,
    change: (value: number) => Partial<PlanSettings>,
    hint: string,
  ): TemplateResult {
    const tell = ({ target }: Event) => {
      const input = target as HTMLInputElement;
      if (input.reportValidity()) this.tell(change(input.valueAsNumber));
    };
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <input id=${id} type="number" required min=${least} max=${most} step="1" .value=${live(String(value))} title=${hint} @change=${tell} />
    </div>`;
  }

  private pairs(): TemplateResult {
    const { settings: words } = this.words.planning;
    const { pairs_from_min } = this.settings;
    const turn = ({ target }: Event) =>
      this.tell({ pairs_from_min: (target as HTMLInputElement).checked ? 1320 : null });
    const move = ({ target }: Event) => {
      const { value } = target as HTMLInputElement;
      if (value) this.tell({ pairs_from_min: minuteFrom(value, NOON_MIN) });
    };
    return html`<div class="pair">
      <label class="choice" title=${words.pairsHint}>
        <input type="checkbox" .checked=${live(pairs_from_min !== null)} @change=${turn} />${words.pairs}
      </label>
      <div class="field">
        <label for="pairs">${words.pairsFrom}</label>
        <input id="pairs" type="time" ?disabled=${pairs_from_min === null} .value=${live(timeText(pairs_from_min ?? 1320))} @change=${move} />
      </div>
    </div>`;
  }

  private tell(fields: Partial<PlanSettings>): void {
    this.emit('jw-settings', fields);
  }
}
