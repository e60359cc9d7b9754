import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import {
  type Emergency,
  type EmergencyResource,
  type ResourceKind,
  resourceKinds,
} from '../../../server/api/emergencies/schema.ts';
import { JwElement } from '../../elements/element.ts';
import { partStyles } from '../../elements/part-styles.ts';
import { controlStyles, sheetStyles } from '../../elements/styles.ts';
import { formatCount } from '../../format/number.ts';
import { session } from '../../state/session.ts';
import './jw-emergency-resource.ts';
import { mayCount } from './resource-rights.ts';

/** Resources of one kind that stand there before the reader asks for all. */
const AT_ONCE = 6;

/** What can be called upon in the area of an emergency, by kind: how much of it is free, and for those who may, a counter. */
@customElement('jw-emergency-resources')
export class JwEmergencyResources extends JwElement {
  @property({ attribute: false }) emergency!: Emergency;
  @state() private unfolded: ReadonlySet<ResourceKind> = new Set();

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    css`
      :host {
        container-type: inline-size;
      }
      .title {
        padding-bottom: var(--space-1);
        border-bottom: 1px solid var(--rule);
        font-size: var(--type-2);
        color: var(--ink);
      }
      .kinds {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr));
        gap: var(--space-5) var(--space-5);
        margin-top: var(--space-3);
        align-items: start;
      }
      section {
        margin: 0;
        min-inline-size: 0;
      }
      h4 {
        display: flex;
        justify-content: space-between;
        align-items: baseline;
        margin: 0;
        font-size: var(--type-2);
        font-weight: 600;
      }
      .kinds > section > .note,
      .vacant {
        margin-top: var(--space-2);
      }
    `,
  ];

  override render() {
    const { resources: words } = this.words.emergency;
    const { resources } = this.emergency;
    return html`<h3 class="title">${words.title}</h3>
      ${
        resources.length
          ? html`<div class="kinds">${resourceKinds.map((kind) => this.kind(kind))}</div>`
          : html`<p class="note vacant">${words.none}</p>`
      }`;
  }

  private kind(kind: ResourceKind): TemplateResult {
    const { resources: words } = this.words.emergency;
    const all = this.emergency.resources.filter((each) => each.kind === kind);
    const shown = this.unfolded.has(kind) ? all : all.slice(0, AT_ONCE);
    return html`<section>
      <h4>${words.kind[kind]}</h4>
      ${
        all.length
          ? html`<ul>
              ${repeat(
                shown,
                ({ id }) => id,
                (resource) => this.resource(resource),
              )}
            </ul>`
          : html`<p class="note">${words.noneOf}</p>`
      }
      ${
        shown.length < all.length
          ? html`<button
              class="link"
              @click=${() => {
                this.unfolded = new Set([...this.unfolded, kind]);
              }}
            >
              ${words.all(formatCount(all.length, this.language))}
            </button>`
          : nothing
      }
    </section>`;
  }

  private resource(resource: EmergencyResource): TemplateResult {
    const { id, ended_at } = this.emergency;
    return html`<li>
      <jw-emergency-resource
        .emergencyId=${id}
        .resource=${resource}
        .counts=${ended_at === null && mayCount(resource, session.caller)}
      ></jw-emergency-resource>
    </li>`;
  }
}
