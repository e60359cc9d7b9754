import type { Messages } from '../locales/zh-CN.ts';
import { isGroup, type StatusFilter } from '../state/status.ts';
import { codeName } from './expression.ts';
import type { LayerContext } from './layer.ts';

/** The state and category of incident that alone are shown, in words; empty when all are. */
export function incidentWords(
  context: LayerContext,
  category: string | null,
  status: StatusFilter | null,
  words: Messages,
): string {
  const state =
    status &&
    (isGroup(status) ? words.incidents[status] : codeName(context.catalogues['incident-status'], status, context));
  const kind = category && codeName(context.catalogues['incident-category'], category, context);
  return [state, kind].filter(Boolean).join(context.language === 'en' ? ', ' : '、');
}
