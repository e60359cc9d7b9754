import type { KeptPhoto } from '../../server/api/photos/schema.ts';
import type { SignedIn } from '../../server/api/session/schema.ts';
import { answer, api, askSession, upload } from '../api.ts';
import type { Draft, DraftOwner, DraftResult } from './draft.ts';
import type { DraftPost } from './draft-sending.ts';
import { may, session } from './session.ts';

/** Whose drafts somebody writes: their account's where it may report, else anybody's. */
export function draftOwner(caller: SignedIn | null = session.caller): DraftOwner {
  return caller?.account_id && !caller.owed && may('report', caller) ? `account ${caller.account_id}` : 'anybody';
}

/** Drafts go to this page's server. */
export const serverPost: DraftPost = {
  owner: async () => {
    await askSession();
    return draftOwner();
  },
  photo: async (bytes, owner) => {
    const path = owner === 'anybody' ? '/api/reports/photos' : '/api/photos';
    return (await upload<KeptPhoto>(path, bytes)).name;
  },
  report: (draft) => (draft.owner === 'anybody' ? asAnybody(draft) : asAccount(draft)),
};

/** What both ways of reporting say. */
function common({ report_key, found_at, fields, photos }: Draft) {
  const { category, title, description, address } = fields;
  return {
    report_key,
    centre: fields.centre!,
    category,
    title,
    description,
    address,
    photos: photos.flatMap(({ name }) => name ?? []),
    found_at,
    device_at: new Date().toISOString(),
  };
}

async function asAnybody(draft: Draft): Promise<DraftResult> {
  const { contact, suspected_of } = draft.fields;
  const json = { ...common(draft), contact, ...(suspected_of && { suspected_of }) };
  const { incident_code, follow_code } = await answer(api.reports.$post({ json }));
  return { incident_code, follow_code, id: null, again: false };
}

async function asAccount(draft: Draft): Promise<DraftResult> {
  const { item, severity, channel, way, settled_text, merge_into } = draft.fields;
  const json = {
    ...common(draft),
    channel,
    way,
    settled_text: way === 'on_the_spot' ? settled_text : '',
    ...(item && { item }),
    ...(severity && { severity }),
    ...(merge_into && { merge_into }),
  };
  const { incident_code, id, again } = await answer(api.incidents.$post({ json }));
  return { incident_code, follow_code: null, id, again };
}
