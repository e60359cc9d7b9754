import { html, nothing, type TemplateResult } from 'lit';
import type { AreaChangeKind, Neighbours, ProposedLines } from '../../../server/api/area-changes/schema.ts';
import type { LonLat } from '../../../server/api/wire.ts';
import { formatCount } from '../../format/number.ts';
import type { Messages } from '../../locales/index.ts';
import type { DrawnArea } from '../../map/areas/jw-area-map.ts';
import type { LanguageChoice } from '../../state/store.ts';
import type { Asked } from './asked.ts';

/** What the fields show, and tell. */
export interface Fields {
  asked: Asked;
  areas: readonly DrawnArea[];
  /** They are grids. */
  deepest: boolean;
  beside: Neighbours['items'];
  /** What lies one level below the chosen, where those are no grids. */
  below: readonly DrawnArea[];
  turn: (code: string) => void;
  streets: ProposedLines['items'];
  /** Parts of the last preview. */
  parts: readonly { name: string }[];
  today: string;
  words: Messages;
  language: LanguageChoice;
  choose: (code: string) => void;
  besides: (codes: readonly string[], line?: readonly LonLat[]) => void;
  lines: (lines: readonly (readonly LonLat[])[]) => void;
  even: (parts: number) => void;
  name: (at: number, name: string) => void;
  change: (change: Partial<Asked>) => void;
}

const kinds = ['split', 'merge', 'redraw', 'rename'] as const satisfies AreaChangeKind[];

/** What to do, as four buttons. */
export function kindButtons(
  kind: AreaChangeKind,
  words: Messages['areas'],
  choose: (kind: AreaChangeKind) => void,
): TemplateResult {
  return html`<div class="kinds" role="group" aria-label=${words.kind}>
    ${kinds.map((each) => html`<button type="button" aria-pressed=${each === kind} @click=${() => choose(each)}>${words.kinds[each]}</button>`)}
  </div>`;
}

/** The fields of what is asked for; those that come later stand only when there is something to fill in. */
export function askFields(fields: Fields): TemplateResult {
  const { asked, words } = fields;
  const { areas } = words;
  const chosen = asked.chosen.length > 0;
  return html`
    <div class="field">
      <label for="which">${fields.deepest ? areas.which : areas.whichArea}</label>
      <select id="which" @change=${(event: Event) => fields.choose((event.target as HTMLSelectElement).value)}>
        <option value="" disabled ?selected=${!chosen}>${areas.choose}</option>
        ${fields.areas.map(({ area_code, name }) => html`<option value=${area_code} ?selected=${asked.chosen[0] === area_code}>${name}</option>`)}
      </select>
    </div>
    ${chosen ? whatToDo(fields) : nothing}
    ${chosen ? whenAndWhy(fields) : nothing}
  `;
}

function whatToDo(fields: Fields): TemplateResult {
  const { kind } = fields.asked;
  if (kind === 'split') return html`${fields.deepest ? splitWays(fields) : splitOff(fields)}${names(fields)}`;
  if (kind === 'rename') return nameField(fields, 0, fields.words.areas.newName);
  if (fields.beside.length === 0) return html`<p class="note">${fields.words.areas.noneBeside}</p>`;
  if (kind === 'merge') return html`${mergeWith(fields)}${nameField(fields, 0, fields.words.areas.mergedName)}`;
  return redrawWith(fields);
}

function splitWays({ asked, streets, words, language, lines, even }: Fields): TemplateResult {
  const { areas } = words;
  const corners = asked.lines[0]?.length ?? 0;
  return html`<fieldset class="field">
    <legend>${areas.ways}</legend>
    <p class="note">${areas.drawLine}</p>
    <div class="ways">
      ${[2, 3].map((parts) => html`<button type="button" class="outlined" @click=${() => even(parts)}>${areas.even(String(parts))}</button>`)}
      <select
        aria-label=${areas.alongStreet}
        ?disabled=${streets.length === 0}
        @change=${(event: Event) => lines([streets[Number((event.target as HTMLSelectElement).value)]!.line])}
      >
        <option value="" disabled selected>${streets.length > 0 ? `${areas.alongStreet} …` : areas.noStreets}</option>
        ${streets.map(({ name }, at) => html`<option value=${at}>${name}</option>`)}
      </select>
    </div>
    ${corners > 0 ? lineState(asked, { words, language, lines }) : nothing}
  </fieldset>`;
}

/** What of an area above grids becomes a part of its own. */
function splitOff(fields: Fields): TemplateResult {
  const { areas } = fields.words;
  if (fields.below.length < 2) return html`<p class="note">${areas.tooFewBelow}</p>`;
  return changing(fields, areas.splitOff, fields.below);
}

/** Areas below that stay or change sides. */
function changing({ asked, turn }: Fields, legend: string, below: readonly DrawnArea[]): TemplateResult {
  return html`<fieldset class="field">
    <legend>${legend}</legend>
    <div class="choices">
      ${below.map(
        ({ area_code, name }) =>
          html`<label class="choice"><input type="checkbox" .checked=${asked.moved.includes(area_code)} @change=${() => turn(area_code)} />${name}</label>`,
      )}
    </div>
  </fieldset>`;
}

function lineState(
  { lines: drawn }: Asked,
  { words, language, lines }: Pick<Fields, 'words' | 'language' | 'lines'>,
): TemplateResult {
  const { areas } = words;
  const first = drawn[0] ?? [];
  return html`<div class="ways" role="status">
    <span class="figure">${areas.corners(formatCount(first.length, language))}</span>
    <button type="button" class="link" @click=${() => lines(first.length > 1 ? [first.slice(0, -1)] : [])}>${areas.undoCorner}</button>
    <button type="button" class="link" @click=${() => lines([])}>${areas.clear}</button>
  </div>`;
}

function names(fields: Fields): TemplateResult | typeof nothing {
  const { parts, words } = fields;
  if (parts.length < 2) return nothing;
  return html`<div class="pair">${parts.map((_, at) => nameField(fields, at, words.areas.nameOf(String(at + 1))))}</div>`;
}

function nameField({ asked, parts, name }: Fields, at: number, label: string): TemplateResult {
  return html`<div class="field">
    <label for="name-${at}">${label}</label>
    <input
      id="name-${at}"
      maxlength="60"
      autocomplete="off"
      .value=${asked.names[at] ?? parts[at]?.name ?? ''}
      @change=${(event: Event) => name(at, (event.target as HTMLInputElement).value)}
    />
  </div>`;
}

function mergeWith({ asked, beside, words, besides }: Fields): TemplateResult {
  const others = asked.chosen.slice(1);
  const turn = (code: string) =>
    besides(others.includes(code) ? others.filter((own) => own !== code) : [...others, code]);
  return html`<fieldset class="field">
    <legend>${words.areas.besideMany}</legend>
    <div class="choices">
      ${beside.map(
        ({ area_code, name }) =>
          html`<label class="choice"><input type="checkbox" .checked=${others.includes(area_code)} @change=${() => turn(area_code)} />${name}</label>`,
      )}
    </div>
  </fieldset>`;
}

function redrawWith(fields: Fields): TemplateResult {
  const { asked, beside, words, language, deepest, besides, lines } = fields;
  const { areas } = words;
  const other = asked.chosen[1];
  return html`<fieldset class="field">
    <legend>${areas.beside}</legend>
    <div class="choices">
      ${beside.map(
        ({ area_code, name, line }) =>
          html`<label class="choice"><input type="radio" name="beside" .checked=${other === area_code} @change=${() => besides([area_code], line)} />${name}</label>`,
      )}
    </div>
    ${other && deepest ? html`<p class="note">${areas.border}</p>${lineState(asked, { words, language, lines })}` : nothing}
  </fieldset>
  ${other && !deepest ? givenAway(fields) : nothing}`;
}

/** What each of two neighbours gives to the other. */
function givenAway(fields: Fields): TemplateResult[] {
  const { asked, areas, below, words } = fields;
  const nameOf = (code: string) => areas.find(({ area_code }) => area_code === code)?.name ?? code;
  const [one, other] = asked.chosen as [string, string];
  return [
    [one, other],
    [other, one],
  ].map(([from, to]) =>
    changing(
      fields,
      words.areas.givenAway(nameOf(from!), nameOf(to!)),
      below.filter(({ area_code }) => area_code.startsWith(from!)),
    ),
  );
}

function whenAndWhy({ asked, today, words, change }: Fields): TemplateResult {
  const { areas } = words;
  return html`<div class="pair">
    <div class="field">
      <label for="from">${areas.from}</label>
      <input
        id="from"
        type="date"
        max=${today}
        .value=${asked.true_from || today}
        @change=${(event: Event) => change({ true_from: (event.target as HTMLInputElement).value })}
      />
    </div>
    <div class="field">
      <label for="note">${areas.note}</label>
      <input
        id="note"
        maxlength="500"
        autocomplete="off"
        .value=${asked.note}
        @change=${(event: Event) => change({ note: (event.target as HTMLInputElement).value })}
      />
    </div>
  </div>`;
}
