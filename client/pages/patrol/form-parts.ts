import { html, type TemplateResult } from 'lit';
import { words } from '../../locales/index.ts';
import type { PatrolView } from '../../state/patrol/patrol-view.ts';

/** What points and streets have in common, as the form shows it. */
interface Visited {
  window_start: string;
  window_end: string;
  priority: number;
  optional: boolean;
  people: number;
  squad: { id: number; name: string } | null;
}

/** What a new point or street begins with. */
export const usualVisit: Visited = {
  window_start: '20:00',
  window_end: '06:00',
  priority: 3,
  optional: false,
  people: 1,
  squad: null,
};

/** Name of what is kept. */
export function nameField(value: string): TemplateResult {
  const { form } = words().patrol;
  return html`<div class="field">
    <label for="name">${form.name}</label>
    <input id="name" name="name" required maxlength="80" autocomplete="off" placeholder=${form.nameHint} .value=${value} />
  </div>`;
}

/** Window, priority, people, squad, and whether it may be left out. */
export function visitFields(visited: Visited, { squads }: Pick<PatrolView, 'squads'>): TemplateResult {
  const { form } = words().patrol;
  const { squad } = visited;
  // Its own squad may belong to an area above, or not have come yet; it is not lost for that.
  const listed = squads ?? [];
  const choices = squad && !listed.some(({ id }) => id === squad.id) ? [squad, ...listed] : listed;
  return html`
    <div>
      <div class="pair">
        <div class="field">
          <label for="from">${form.windowStart}</label>
          <input id="from" name="window_start" type="time" required .value=${visited.window_start} />
        </div>
        <div class="field">
          <label for="to">${form.windowEnd}</label>
          <input id="to" name="window_end" type="time" required .value=${visited.window_end} />
        </div>
      </div>
      <p class="note">${form.windowNote}</p>
    </div>
    <div class="pair">
      <div class="field">
        <label for="priority">${form.priority}</label>
        <select id="priority" name="priority">
          ${([5, 4, 3, 2, 1] as const).map((priority) => html`<option value=${priority} ?selected=${priority === visited.priority}>${form.priorities[priority]}</option>`)}
        </select>
      </div>
      ${numberField('people', form.people, visited.people, 1, 20)}
    </div>
    <div class="field">
      <label for="squad">${form.squad}</label>
      <select id="squad" name="squad_id">
        <option value="">${form.anySquad}</option>
        ${choices.map(({ id, name }) => html`<option value=${id} .selected=${id === squad?.id}>${name}</option>`)}
      </select>
    </div>
    <label class="choice"><input type="checkbox" name="optional" .checked=${visited.optional} />${form.optional}</label>
  `;
}

/** A field for a whole number within bounds. */
export function numberField(name: string, label: string, value: number, least: number, most: number): TemplateResult {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <input id=${name} name=${name} type="number" inputmode="numeric" required min=${least} max=${most} step="1" .value=${String(value)} />
  </div>`;
}

/** What `visitFields` holds. */
export function readVisit(form: HTMLFormElement) {
  const data = new FormData(form);
  return {
    window_start: String(data.get('window_start')),
    window_end: String(data.get('window_end')),
    priority: Number(data.get('priority')),
    people: Number(data.get('people')),
    squad_id: Number(data.get('squad_id')) || null,
    optional: data.has('optional'),
  };
}
