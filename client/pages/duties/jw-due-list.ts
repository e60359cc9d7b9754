import { customElement, property } from 'lit/decorators.js';
import { JwElement } from '../../elements/element.ts';
import { partStyles } from '../../elements/part-styles.ts';
import { heading } from '../../elements/parts.ts';
import type { Reference } from '../../elements/reference.ts';
import { sheetStyles } from '../../elements/styles.ts';

/** A section of the page of duties. */
@customElement('jw-due-list')
export class JwDueList extends JwElement {
  @property({ attribute: false }) reference!: Reference;

  static override styles = [sheetStyles, partStyles];

  override render() {
    return heading('', this.words.duties.sections.due);
  }
}
