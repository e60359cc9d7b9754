import type { Life } from './context.ts';
import type { Recorded } from './incident-rows.ts';

export async function insertReplies(_life: Life, _records: readonly Recorded[]): Promise<void> {}
