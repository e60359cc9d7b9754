import type { EmergencyEventKind } from '../api/emergencies/schema.ts';
import { AppError, type Sentence } from '../errors.ts';
import type { Refusal } from './moves.ts';

const kinds: Record<EmergencyEventKind, Sentence> = {
  declared: { 'zh-CN': '启动应急响应', en: 'declared it' },
  regraded: { 'zh-CN': '调整响应级别', en: 'changed the grade' },
  ordered: { 'zh-CN': '下达指令', en: 'gave an order' },
  acknowledged: { 'zh-CN': '签收指令', en: 'acknowledged an order' },
  done: { 'zh-CN': '完成指令', en: 'reported an order done' },
  cancelled: { 'zh-CN': '撤销指令', en: 'cancelled an order' },
  noted: { 'zh-CN': '记录情况', en: 'noted something' },
  resource_changed: { 'zh-CN': '更新资源', en: 'changed a resource' },
  ended: { 'zh-CN': '宣布结束', en: 'ended it' },
};

const conflict = (zh: string, en: string) => new AppError('conflict', { 'zh-CN': zh, en }, { field: 'version' });

/** Somebody was quicker (409). @param last the newest command that whoever asked had not seen; undefined: something else moved on. */
export function tooLate(last: { kind: EmergencyEventKind; by: string } | undefined): AppError {
  const by = last?.by ?? '同事';
  const did = last && kinds[last.kind];
  return conflict(
    did
      ? `${by}刚刚${did['zh-CN']}，请看过再提交，您填写的内容还在。`
      : '情况刚刚有变化，请看过再提交，您填写的内容还在。',
    did
      ? `${by} has just ${did.en}; please look at it and send again. What you wrote is still there.`
      : 'It has just moved on; please look at it and send again. What you wrote is still there.',
  );
}

/** What stands in the way of a move. */
export function refused(
  why: Refusal,
  order: { text: string; done_by: string | null; acknowledged_by: string | null; cancelled_at: string | null } | null,
): AppError {
  if (why === 'over')
    return conflict('该应急响应已经结束，不能再更改。', 'This emergency is over; nothing can be added to it.');
  if (why === 'others') {
    return new AppError(
      'forbidden',
      order === null
        ? {
            'zh-CN': '这项操作由该区域的应急指挥人员进行。',
            en: 'This is for whoever commands over the area of the emergency.',
          }
        : {
            'zh-CN': `指令「${order.text}」由接收单位或应急指挥人员处理，您不在其中。`,
            en: `The order “${order.text}” is for those whom it is addressed to, and for whoever commands.`,
          },
      { field: 'kind' },
    );
  }
  const text = order?.text ?? '';
  if (order?.cancelled_at != null)
    return conflict(`指令「${text}」已被撤销。`, `The order “${text}” was cancelled meanwhile.`);
  if (order?.done_by != null)
    return conflict(
      `指令「${text}」已由${order.done_by}报告完成。`,
      `${order.done_by} reported the order “${text}” done already.`,
    );
  return conflict(
    `指令「${text}」已由${order?.acknowledged_by ?? '同事'}签收。`,
    `${order?.acknowledged_by ?? 'A colleague'} acknowledged the order “${text}” already.`,
  );
}
