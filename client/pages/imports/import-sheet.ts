import { property } from 'lit/decorators.js';
import type { ImportBatch, ImportLayer, ImportSettings } from '../../../server/api/imports/schema.ts';
import { JwElement } from '../../elements/element.ts';
import { Submission } from '../../elements/submission.ts';
import { saveSettings } from './ask.ts';
import type { Step } from './steps.ts';
import type { Speech } from './summary.ts';

/** What the sheets of a batch tell of. Events would be lost when a sheet is closed before its answer has come. */
export interface BatchDesk {
  /** The batch as a request has just answered it. */
  take: (batch: ImportBatch) => void;
  /** It is to be asked for anew. */
  ask: () => void;
  /** A question has its answer. */
  settle: (step: Step) => void;
  /** It is to be answered anew. */
  doubt: (step: Step) => void;
}

/** One question of a batch on a sheet of its own. */
export class ImportSheet extends JwElement {
  @property({ attribute: false }) batch!: ImportBatch;
  @property({ attribute: false }) layer!: ImportLayer;
  @property({ attribute: false }) desk!: BatchDesk;
  protected readonly saving = new Submission(this);

  protected get speech(): Speech {
    return { words: this.words, language: this.language };
  }

  /** Whether it can still be answered: the file is there, and nothing was loaded. */
  protected get isOpen(): boolean {
    return this.batch.has_file && ['read', 'checked', 'failed'].includes(this.batch.state);
  }

  /** Does something that answers with the batch; whether it was done. */
  protected async change(work: () => Promise<ImportBatch>): Promise<boolean> {
    return this.saving.run(async () => this.desk.take(await work()));
  }

  protected save(settings: Partial<ImportSettings>): Promise<boolean> {
    return this.change(() => saveSettings(this.batch.id, settings));
  }

  protected settle(step: Step): void {
    this.desk.settle(step);
  }
}
