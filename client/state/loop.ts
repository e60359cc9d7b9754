import type { LoopReference } from '../../server/api/loop/schema.ts';
import { answer, api } from '../api.ts';

let asked: Promise<LoopReference> | null = null;

/**
 * The district's loop and catalogue, asked for once a page.
 * @throws ApiError as `answer` does; whoever asks next asks anew.
 */
export function loopReference(): Promise<LoopReference> {
  asked ??= answer<LoopReference>(api.loop.$get()).catch((error: unknown) => {
    asked = null;
    throw error;
  });
  return asked;
}
