import type { reportMessages as Chinese } from './report-zh-CN.ts';

/** The same in English. */
export const reportMessages: typeof Chinese = {};
