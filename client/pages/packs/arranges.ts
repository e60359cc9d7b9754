import { session } from '../../state/session.ts';

/** Whether whoever is signed in may make and withdraw reports of an area. */
export function arranges(areaCode: string): boolean {
  return session.caller?.rights.arrange?.some((own) => areaCode.startsWith(own)) ?? false;
}
