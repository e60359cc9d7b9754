import { css, html, nothing, type TemplateResult } from 'lit';
import type { CrsGuess, CrsSpec } from '../../../server/api/imports/schema.ts';
import { confidenceWord, type Speech } from './summary.ts';

/** A system of coordinates and whether x and y change places. */
interface Tried {
  spec: CrsSpec;
  swapped: boolean;
}

interface Choice {
  guesses: readonly CrsGuess[];
  tried: Tried;
  /** Of the deployment's middle, degrees: what a plane is first taken to be around. */
  longitude: number;
  disabled: boolean;
  speech: Speech;
  choose: (tried: Tried) => void;
}

type Zone = Extract<CrsSpec, { kind: 'gauss-kruger' }>;

/** The system of a kind that nobody has settled yet. */
function freshSpec(kind: CrsSpec['kind'], longitude: number): CrsSpec {
  if (kind === 'local') return { kind, points: [] };
  if (kind === 'utm') return { kind, zone: Math.floor((longitude + 180) / 6) + 1 };
  if (kind !== 'gauss-kruger') return { kind };
  const meridian = Math.min(138, Math.max(72, Math.round(longitude / 3) * 3));
  return { kind, width: 3, meridian, prefix: false, datum: 'cgcs2000' };
}

const same = (a: Tried, b: Tried) => a.swapped === b.swapped && JSON.stringify(a.spec) === JSON.stringify(b.spec);

/** The guesses as radio buttons with their reasons, every other system below them, and whether axes change places. */
export function crsChoice(choice: Choice): TemplateResult {
  const { guesses, tried, longitude, disabled, speech, choose } = choice;
  const { place } = speech.words.imports;
  const guessed = guesses.some((guess) => same(guess, tried));
  return html`<fieldset>
      <legend>${place.guesses}</legend>
      ${guesses.map(
        (guess) => html`<label class="guess">
          <input type="radio" name="guess" .checked=${same(guess, tried)} ?disabled=${disabled} @change=${() => choose(guess)} />
          <span>
            <strong>${guess.line[speech.language]}</strong>
            <span class="note">${confidenceWord(guess.confidence, speech)} · ${guess.reason[speech.language]}</span>
          </span>
        </label>`,
      )}
      <label class="guess">
        <input
          type="radio"
          name="guess"
          .checked=${!guessed}
          ?disabled=${disabled}
          @change=${() => choose({ spec: otherThan(guesses, longitude), swapped: false })}
        />
        <strong>${place.others}</strong>
      </label>
    </fieldset>
    ${guessed ? nothing : others(choice)}
    ${
      // Control points stand in the file's own order, and their fit finds out.
      tried.spec.kind === 'local'
        ? nothing
        : html`<label class="choice">
            <input
              type="checkbox"
              .checked=${tried.swapped}
              ?disabled=${disabled}
              @change=${(event: Event) => choose({ ...tried, swapped: (event.target as HTMLInputElement).checked })}
            />${place.swapped}
          </label>`
    }`;
}

/** A first system that no guess names, so that choosing another one shows something. */
function otherThan(guesses: readonly CrsGuess[], longitude: number): CrsSpec {
  const kinds = ['wgs84', 'gcj02', 'bd09', 'cgcs2000', 'web-mercator'] as const;
  const kind = kinds.find((each) => !guesses.some(({ spec, swapped }) => spec.kind === each && !swapped));
  return freshSpec(kind ?? 'gauss-kruger', longitude);
}

function others({ tried, longitude, disabled, speech, choose }: Choice): TemplateResult {
  const { crs, place } = speech.words.imports;
  const pick = (event: Event) => {
    const kind = (event.target as HTMLSelectElement).value as CrsSpec['kind'];
    choose({ ...tried, spec: freshSpec(kind, longitude) });
  };
  return html`<div class="field">
      <label for="crs">${place.other}</label>
      <select id="crs" ?disabled=${disabled} @change=${pick}>
        ${Object.entries(crs.kinds).map(([kind, name]) => html`<option value=${kind} ?selected=${kind === tried.spec.kind}>${name}</option>`)}
      </select>
    </div>
    ${tried.spec.kind === 'gauss-kruger' ? zone(tried.spec, disabled, speech, (spec) => choose({ ...tried, spec })) : nothing}
    ${tried.spec.kind === 'utm' ? utmZone(tried.spec.zone, disabled, speech, (zone) => choose({ ...tried, spec: { kind: 'utm', zone } })) : nothing}`;
}

function utmZone(zone: number, disabled: boolean, speech: Speech, choose: (zone: number) => void): TemplateResult {
  return html`<div class="field">
    <label for="utm">${speech.words.imports.place.utm}</label>
    <input
      id="utm"
      type="number"
      min="1"
      max="60"
      ?disabled=${disabled}
      .value=${String(zone)}
      @change=${(event: Event) => {
        const number = Number((event.target as HTMLInputElement).value);
        if (Number.isInteger(number) && number >= 1 && number <= 60) choose(number);
      }}
    />
  </div>`;
}

function zone(spec: Zone, disabled: boolean, speech: Speech, choose: (spec: Zone) => void): TemplateResult {
  const { crs, place } = speech.words.imports;
  const select = (
    id: string,
    label: string,
    options: Record<string, string>,
    value: string,
    set: (value: string) => void,
  ) =>
    html`<div class="field">
      <label for=${id}>${label}</label>
      <select id=${id} ?disabled=${disabled} @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}>
        ${Object.entries(options).map(([key, name]) => html`<option value=${key} ?selected=${key === value}>${name}</option>`)}
      </select>
    </div>`;
  return html`<div class="zone">
    ${select('datum', place.datum, crs.datums, spec.datum, (datum) => choose({ ...spec, datum: datum as Zone['datum'] }))}
    ${select('width', place.width, place.widths, String(spec.width), (width) => choose({ ...spec, width: width === '6' ? 6 : 3 }))}
    <div class="field">
      <label for="meridian">${place.meridian}</label>
      <input
        id="meridian"
        type="number"
        min="72"
        max="138"
        step="0.5"
        ?disabled=${disabled}
        .value=${String(spec.meridian)}
        @change=${(event: Event) => {
          const meridian = Number((event.target as HTMLInputElement).value);
          if (meridian >= 72 && meridian <= 138) choose({ ...spec, meridian });
        }}
      />
    </div>
    <label class="choice">
      <input
        type="checkbox"
        .checked=${spec.prefix}
        ?disabled=${disabled}
        @change=${(event: Event) => choose({ ...spec, prefix: (event.target as HTMLInputElement).checked })}
      />${place.prefix}
    </label>
  </div>`;
}

/** Looks of the choice. */
export const crsStyles = css`
  .guess {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: var(--space-3);
    align-items: start;
    padding-block: var(--space-2);
    border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
    cursor: pointer;
  }
  .guess input {
    margin-block-start: 0.25rem;
  }
  .guess strong {
    font-weight: 600;
  }
  .guess .note {
    display: block;
  }
  .zone {
    display: grid;
    gap: var(--space-3);
  }
`;
