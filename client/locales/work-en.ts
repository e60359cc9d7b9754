import type { workMessages as Chinese } from './work-zh-CN.ts';

/** The same in English. */
export const workMessages: typeof Chinese = {};
