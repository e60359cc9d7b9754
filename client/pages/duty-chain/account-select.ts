import { html, nothing, type TemplateResult } from 'lit';
import type { Person } from '../../../server/api/people/schema.ts';
import type { Page } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import type { Messages } from '../../locales/index.ts';
import { may } from '../../state/session.ts';

/** The accounts of an area that the caller looks after; none where they look after none. */
export async function accountsOf(area_code: string, signal: AbortSignal): Promise<Person[]> {
  if (!may('people')) return [];
  const query = { area_code, limit: '200' };
  const { items } = await answer<Page<Person>>(api.people.$get({ query }, { init: { signal } }));
  return items.filter(({ disabled }) => !disabled);
}

/** Which account somebody is, in a field `account_id`; nothing where there are none to choose from. */
export function accountSelect(
  people: readonly Person[],
  chosen: number | null,
  field: Messages['chain']['field'],
): TemplateResult | typeof nothing {
  if (people.length === 0) return nothing;
  return html`<div class="field">
    <label for="account_id">${field.account}</label>
    <select id="account_id" name="account_id">
      <option value="">${field.noAccount}</option>
      ${people.map(
        ({ id, display_name, login }) =>
          html`<option value=${id} ?selected=${id === chosen}>${display_name}（${login}）</option>`,
      )}
    </select>
  </div>`;
}
