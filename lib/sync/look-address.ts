import type { GraphAddress } from '@/lib/graph/client';
import { type CallHooks, callHooks } from './call-hooks';
import { realWorld } from './session';

export type LookAddress = GraphAddress & Pick<CallHooks, 'flush'>;

/**
 * Where to ask about a mailbox while a person waits on a page, before there is a link: by the same switch, gates and third
 * lane as every other request to it, and in the same log. Whoever asks calls `flush` at the end.
 */
export const lookAddress = (mailbox: string, tenantId: string): LookAddress => addressOf(mailbox, tenantId);

/** The same for an admin who tests the settings, whether or not they are active. `mailbox` null: the directory. */
export const testAddress = (mailbox: string | null, tenantId: string): LookAddress =>
  addressOf(mailbox, tenantId, true);

/** The same for what is asked of the directory, e.g. who signed in or which rooms there are: no mailbox, no lane. */
export const lookAtDirectory = (tenantId: string): LookAddress => addressOf(null, tenantId);

function addressOf(mailbox: string | null, tenantId: string, isTest = false): LookAddress {
  const { clock } = realWorld;
  const hooks = callHooks(
    { linkId: null, mailbox, tenantId },
    { direction: 'look', isBeside: true, isTest },
    realWorld,
  );
  return { clock, ...hooks };
}
