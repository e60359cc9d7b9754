import { describe, expect, it } from 'vitest';
import { stepOf } from '../../../../client/pages/sign-in/step.ts';
import { callerWith, stateOf } from '../../callers.ts';

describe('the step of signing in', () => {
  it('is what the server says is owed, in words of the page', () => {
    expect(stepOf(null)).toBe('unknown');
    expect(stepOf(stateOf(null))).toBe('password');
    for (const owed of ['second_factor', 'second_factor_set_up', 'password_change'] as const)
      expect(stepOf(stateOf(callerWith({ owed })))).toBe(owed);
    expect(stepOf(stateOf(callerWith({})))).toBe('no_duty');
  });
});
