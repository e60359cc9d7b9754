/** Words of the work list and its exports, in Chinese. */
export const workMessages = {};
