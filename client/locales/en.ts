import type { Messages } from './zh-CN.ts';

export const messages: Messages = {
  product: 'Jingwei',
};
