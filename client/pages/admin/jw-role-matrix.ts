import { Task } from '@lit/task';
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type PersonRole, personRoles, type RoleSetting } from '../../../server/api/people/schema.ts';
import { rights } from '../../../server/api/session/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { bones, failure, heading } from '../../elements/parts.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { faultLine, Submission } from '../../elements/submission.ts';
import { formatCount } from '../../format/number.ts';
import { may } from '../../state/session.ts';

/** Who may do what, role by role, and which roles need a second factor. */
@customElement('jw-role-matrix')
export class JwRoleMatrix extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  #change = new Submission(this);
  #roles = new Task(this, {
    args: () => [] as const,
    task: (_, { signal }): Promise<{ items: RoleSetting[] }> => answer(api.roles.$get({}, { init: { signal } })),
  });

  static override styles = [
    formSheet,
    skeletonStyles,
    css`
      .wide {
        margin-top: var(--space-5);
        overflow: auto;
      }
      table {
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      thead td {
        border-bottom: 1.5px solid var(--ink);
      }
      thead th {
        padding: 0 var(--space-2) var(--space-2);
        border-bottom: 1.5px solid var(--ink);
        font-weight: 600;
        font-size: var(--type-1);
        line-height: 1.35;
        color: var(--ink-soft);
        vertical-align: bottom;
        max-inline-size: 6.5em;
        min-inline-size: 4.5em;
      }
      tbody th {
        font-weight: 400;
        text-align: start;
        padding-inline-end: var(--space-4);
        background: var(--sheet);
        position: sticky;
        inset-inline-start: 0;
      }
      tbody th p {
        display: inline-block;
        min-inline-size: 7.5em;
        padding-inline-end: var(--space-3);
        font-weight: 600;
      }
      @media (max-width: 1299px) {
        tbody th p {
          display: block;
        }
        tbody th .note {
          display: block;
          inline-size: 13em;
        }
      }
      @media (max-width: 599px) {
        tbody th .note {
          display: none;
        }
      }
      td,
      tbody th {
        padding-block: var(--space-2);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 70%, transparent);
      }
      td {
        text-align: center;
      }
      td .icon {
        color: var(--accent);
        vertical-align: -0.2em;
      }
      .no {
        color: var(--ink-faint);
      }
      tbody tr:hover td,
      tbody tr:hover th {
        background: color-mix(in srgb, var(--ink) 4%, var(--sheet));
      }
      .apart td,
      .apart th {
        border-top: 1.5px solid var(--ink);
      }
    `,
  ];

  override render() {
    const { words } = this;
    const { roles } = words.access;
    return html`
      ${heading('', roles.title, roles.lead)} ${faultLine(this.#change, words)}
      ${this.#roles.render({
        pending: () => this.table(this.#roles.value?.items) ?? bones(12),
        error: (error) => failure(error, words, () => this.#roles.run()),
        complete: ({ items }) => this.table(items),
      })}
    `;
  }

  private table(items: RoleSetting[] | undefined) {
    if (!items) return undefined;
    const { words } = this;
    const { roles } = words.access;
    const name = (role: string) => codeName(this.reference, 'role', role, this.language);
    const shown = items.filter(({ role }) => role !== 'public');
    return html`<div class="wide" tabindex="0" role="region" aria-label=${roles.title}><table>
      <thead>
        <tr><td></td>${shown.map(({ role }) => html`<th scope="col">${name(role)}</th>`)}</tr>
      </thead>
      <tbody>
        ${rights.map(
          (right) => html`<tr>
            <th scope="row"><p>${words.access.rights[right]}</p><span class="note">${words.access.rightsMore[right]}</span></th>
            ${shown.map((role) => this.mark(role.rights.includes(right)))}
          </tr>`,
        )}
        <tr class="apart">
          <th scope="row"><p>${roles.holders}</p></th>
          ${shown.map(({ holder_count }) => html`<td>${formatCount(holder_count, this.language)}</td>`)}
        </tr>
        <tr>
          <th scope="row"><p>${roles.factor}</p><span class="note">${may('register') ? roles.factorMore : roles.factorWho}</span></th>
          ${shown.map((role) => this.factor(role, name(role.role)))}
        </tr>
      </tbody>
    </table></div>`;
  }

  private mark(allowed: boolean) {
    const { common } = this.words;
    return allowed
      ? html`<td>${icon('check')}<span class="visually-hidden">${common.yes}</span></td>`
      : html`<td><span class="no" aria-hidden="true">·</span><span class="visually-hidden">${common.no}</span></td>`;
  }

  /** The switch of roles that people hold; a wall has no second factor. */
  private factor({ role, second_factor_required: required }: RoleSetting, name: string) {
    if (!personRoles.includes(role as PersonRole)) return html`<td></td>`;
    if (!may('register')) return this.mark(required);
    return html`<td>
      <input
        type="checkbox"
        role="switch"
        aria-label=${this.words.access.roles.factorOf(name)}
        .checked=${required}
        ?disabled=${this.#change.busy}
        @change=${(event: Event) => this.require(role as PersonRole, (event.target as HTMLInputElement).checked)}
      />
    </td>`;
  }

  private async require(role: PersonRole, second_factor_required: boolean): Promise<void> {
    await this.#change.run(() =>
      answer(api.roles[':role'].$put({ param: { role }, json: { second_factor_required } })),
    );
    await this.#roles.run();
  }
}
