import { queryOf } from '@/app/_ui/query-of';
import { ACCOUNT_TYPES, type AccountType, takesPersonalAccounts } from '@/lib/clouds';
import { CLOUD_NAMES, type Cloud } from '@/lib/microsoft-clouds';

/** What the instructions follow; in the address, so that it can be handed on. */
export type Chosen = { type: AccountType; cloud: Cloud; rooms: 'delegated' | 'app' };

/** As the address has them. */
export type Answers = { type?: string; cloud?: string; rooms?: string };

type Saved = { accountType: AccountType; cloud: Cloud; roomMode: Chosen['rooms'] } | null;

/** What was answered; else what was saved; else what is right for most libraries. */
export const chosenOf = ({ type, cloud, rooms }: Answers, saved: Saved): Chosen => ({
  type: ACCOUNT_TYPES.find((one) => one === type) ?? saved?.accountType ?? 'AzureADMyOrg',
  cloud: CLOUD_NAMES.find((one) => one === cloud) ?? saved?.cloud ?? 'global',
  rooms: rooms === 'app' || (rooms === undefined && saved?.roomMode === 'app') ? 'app' : 'delegated',
});

/** The sheet for IT, by the same answers. */
export const handoutOf = ({ type, cloud, rooms }: Chosen): string =>
  `/admin/integrations/handout${queryOf({ type, cloud, rooms })}`;

/** Rooms are reached by an account that may edit them. */
export const takesRoomAccount = ({ type, rooms }: Chosen): boolean =>
  rooms === 'delegated' && !takesPersonalAccounts(type);
