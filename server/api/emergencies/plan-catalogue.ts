import { readPlans } from '../../emergencies/plans.ts';
import type { EmergencyPlan } from './schema.ts';

/** The deployment's plans for emergencies, read when the server starts, in their order. */
export const emergencyPlans: readonly EmergencyPlan[] = readPlans();

/** A plan by its id; undefined where the catalogue has none. */
export function planOf(id: string): EmergencyPlan | undefined {
  return emergencyPlans.find((plan) => plan.id === id);
}
