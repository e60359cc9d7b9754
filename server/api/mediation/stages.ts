import { AppError } from '../../errors.ts';
import type { MediationEventBody, MediationEventKind, MediationStage } from './schema.ts';

/** From where a kind of event is legal, where it leads, and whether only the case's mediator may make it. */
export interface MediationMove {
  kind: MediationEventKind;
  from: readonly MediationStage[];
  to: MediationStage | 'same';
  mediatorOnly: boolean;
}

const openStages = ['applied', 'mediator_chosen', 'mediating'] as const;
const everywhere = [...openStages, 'agreed', 'failed', 'withdrawn', 'followed_up', 'closed'] as const;

/** The whole course of a case. A choice leads on only when both sides chose the same; see `stageAfter`. */
export const mediationMoves: readonly MediationMove[] = [
  { kind: 'chose', from: ['applied'], to: 'same', mediatorOnly: false },
  // Whoever no longer trusts the mediator chooses anew, and so does the other side.
  { kind: 'objected', from: ['mediator_chosen', 'mediating'], to: 'applied', mediatorOnly: false },
  { kind: 'session', from: ['mediator_chosen', 'mediating'], to: 'mediating', mediatorOnly: true },
  { kind: 'agreed', from: ['mediating'], to: 'agreed', mediatorOnly: true },
  { kind: 'failed', from: ['mediating'], to: 'failed', mediatorOnly: true },
  { kind: 'withdrawn', from: openStages, to: 'withdrawn', mediatorOnly: false },
  { kind: 'followed_up', from: ['agreed'], to: 'followed_up', mediatorOnly: false },
  { kind: 'closed', from: ['failed', 'withdrawn', 'followed_up'], to: 'closed', mediatorOnly: false },
  { kind: 'noted', from: everywhere, to: 'same', mediatorOnly: false },
];

/** What of a case decides what may be done with it. */
export interface MediationState {
  stage: MediationStage;
  first_choice: number | null;
  second_choice: number | null;
  mediator_account_id: number | null;
}

/** What the caller may do with a case, in the order of the table. */
export function mediationKindsFrom(state: MediationState, accountId: number): MediationEventKind[] {
  return mediationMoves.filter((move) => isLegal(move, state, accountId)).map(({ kind }) => kind);
}

function isLegal({ from, mediatorOnly }: MediationMove, state: MediationState, accountId: number): boolean {
  return from.includes(state.stage) && (!mediatorOnly || state.mediator_account_id === accountId);
}

/** What an event makes of a case: its stage, and the columns that it sets. */
export interface MediationStep {
  to_stage: MediationStage;
  changes: Record<string, string | number | boolean | null>;
}

/**
 * The step that an event is.
 * @throws AppError 409 where it is not legal now, naming what is; 403 where it is the mediator's alone.
 */
export function stepOf(
  state: MediationState,
  body: MediationEventBody,
  by: { accountId: number; now: Date },
  wordOf: (kind: MediationEventKind) => { zh: string; en: string },
): MediationStep {
  const move = mediationMoves.find(({ kind, from }) => kind === body.kind && from.includes(state.stage));
  if (!move) throw illegal(mediationKindsFrom(state, by.accountId).map(wordOf));
  if (!isLegal(move, state, by.accountId)) throw mediatorsOwn();
  const to = move.to === 'same' ? state.stage : move.to;
  switch (body.kind) {
    case 'chose':
      return chosen(state, body);
    case 'objected':
      return { to_stage: to, changes: { first_choice: null, second_choice: null, mediator_account_id: null } };
    case 'agreed':
    case 'failed':
      return { to_stage: to, changes: { outcome: body.kind } };
    case 'withdrawn':
      return { to_stage: to, changes: { outcome: body.kind } };
    case 'followed_up':
      return { to_stage: to, changes: { kept: body.kept } };
    case 'closed':
      return { to_stage: to, changes: { closed_at: by.now.toISOString() } };
    default:
      return { to_stage: to, changes: {} };
  }
}

function chosen(state: MediationState, { side, account_id }: { side: 'first' | 'second'; account_id: number }) {
  const other = side === 'first' ? state.second_choice : state.first_choice;
  const both = other === account_id;
  return {
    to_stage: both ? ('mediator_chosen' as const) : ('applied' as const),
    changes: { [`${side}_choice`]: account_id, ...(both ? { mediator_account_id: account_id } : {}) },
  };
}

function illegal(legal: { zh: string; en: string }[]): AppError {
  return new AppError(
    'conflict',
    {
      'zh-CN': `案件现在的阶段不能这样做。现在可以：${legal.map(({ zh }) => zh).join('、')}。`,
      en: `This cannot be done at the present stage. Possible now: ${legal.map(({ en }) => en).join(', ')}.`,
    },
    { field: 'kind' },
  );
}

function mediatorsOwn(): AppError {
  return new AppError(
    'forbidden',
    {
      'zh-CN': '这一步由双方选定的调解员记录。',
      en: 'This step is recorded by the mediator whom both sides chose.',
    },
    { field: 'kind' },
  );
}
