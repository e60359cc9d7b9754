import type { loopMessages as Chinese } from './loop-zh-CN.ts';

/** The same in English. */
export const loopMessages: typeof Chinese = {};
