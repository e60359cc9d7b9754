import type { mediationMessages as Chinese } from './mediation-zh-CN.ts';

/** The same in English. */
export const mediationMessages: typeof Chinese = {};
