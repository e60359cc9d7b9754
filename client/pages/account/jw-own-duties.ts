import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AccountDetail } from '../../../server/api/account/schema.ts';
import type { CallerGrant } from '../../../server/api/session/schema.ts';
import { AreaNames } from '../../elements/area-names.ts';
import { JwElement } from '../../elements/element.ts';
import { partStyles } from '../../elements/part-styles.ts';
import { empty } from '../../elements/parts.ts';
import { codeName } from '../../elements/reference.ts';
import { controlStyles, sheetStyles } from '../../elements/styles.ts';
import { formatDate } from '../../format/time.ts';
import { SessionController } from '../../state/session.ts';
import type { OwnReference } from './own-reference.ts';

/** What one answers for: each duty with its area and until when. */
@customElement('jw-own-duties')
export class JwOwnDuties extends JwElement {
  @property({ attribute: false }) reference!: OwnReference;
  @property({ attribute: false }) account!: Pick<AccountDetail, 'departments'>;
  #session = new SessionController(this);
  #areas = new AreaNames(this);

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    css`
      li {
        display: grid;
        grid-template-columns: 7em 1fr auto;
        gap: var(--space-3);
        padding-block: var(--space-2);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
      }
      .role {
        font-weight: 600;
      }
      ul + .note {
        margin-top: var(--space-2);
      }
    `,
  ];

  override render() {
    const { duties } = this.words.access;
    const grants = this.#session.caller?.grants ?? [];
    return html`<section>
      <h3>${duties.title}</h3>
      ${grants.length ? html`<ul>${grants.map((grant) => this.duty(grant))}</ul>` : empty(duties.none)}
      <p class="note">${duties.note}</p>
    </section>`;
  }

  private duty({ id, role, area_code, building_id, ends_on }: CallerGrant) {
    const { words, language, reference } = this;
    const { today } = reference.deployment;
    const place = area_code ? this.#areas.of(area_code) : words.access.everywhere;
    const department = this.account.departments.find(({ grant_id }) => grant_id === id)?.department;
    return html`<li>
      <span class="role">${codeName(reference, 'role', role, language)}</span>
      <span>${department ? `${codeName(reference, 'department', department, language)} · ` : ''}${place}${building_id === null ? '' : ` · ${words.access.duties.building(String(building_id))}`}</span>
      <span class="note">${ends_on ? words.access.until(formatDate(ends_on, { today, language })) : words.access.openEnd}</span>
    </li>`;
  }
}
