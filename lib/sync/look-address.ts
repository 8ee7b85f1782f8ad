import { graphOrigin } from '@/lib/clouds';
import type { GraphAddress } from '@/lib/graph/client';
import { type CallHooks, callHooks } from './call-hooks';
import { realWorld } from './session';

/**
 * Where to ask about a mailbox while a person waits on a page, before there is a link: by the same switch, gates and third
 * lane as every other request to it, and in the same log. Whoever asks calls `flush` at the end.
 */
export function lookAddress(mailbox: string, tenantId: string): GraphAddress & Pick<CallHooks, 'flush'> {
  const { clock } = realWorld;
  const hooks = callHooks({ linkId: null, mailbox, tenantId }, { direction: 'look', isBeside: true }, realWorld);
  return { graphOrigin: graphOrigin(), clock, ...hooks };
}
