/** A subscription that Microsoft lists. */
export type Standing = { graphId: string; resource: string; notificationUrl: string | null };

/** What we know of the address it knocks at. */
export type KnownKey = { id: number; linkId: number };

export type StandingPlan = {
  /** It knocks at an address that we know and whose secret we can check: kept as it is. */
  adopt: { graphId: string; rowId: number } | null;
  /** They watch the same calendar for us in vain: they make room. */
  remove: string[];
  /** Another link of ours is told about this mailbox already; there can be one only (graph-calendar §6.1). */
  taken: boolean;
};

/**
 * What to do with the subscriptions that stand in the way of a new one (409, sync-design §5.6). Other mailboxes' are left
 * alone: an application sees those of every room.
 */
export function planStanding(
  standing: readonly Standing[],
  own: { linkId: number; resource: string; address: string },
  known: ReadonlyMap<string, KnownKey>,
): StandingPlan {
  const plan: StandingPlan = { adopt: null, remove: [], taken: false };
  for (const { graphId, resource, notificationUrl } of standing) {
    if (resource !== own.resource) continue;
    const row = notificationUrl?.startsWith(own.address)
      ? known.get(notificationUrl.slice(own.address.length))
      : undefined;
    if (row && row.linkId !== own.linkId) plan.taken = true;
    else if (row && !plan.adopt) plan.adopt = { graphId, rowId: row.id };
    else plan.remove.push(graphId);
  }
  return plan;
}
