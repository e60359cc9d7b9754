import type { walkMessages as Chinese } from './walk-zh-CN.ts';

/** Words of a squad's phone page and printed sheet, in English. */
export const walkMessages: typeof Chinese = {
  title: 'Tonight',
};
