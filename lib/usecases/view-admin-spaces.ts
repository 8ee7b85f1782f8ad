import { type Actor, canSomewhere, within } from '@/lib/auth/can';
import type { CalendarState } from '@/lib/booking/types';
import { db } from '@/lib/db/client';
import { readIntegration } from '@/lib/db/integration';
import { healthOfLinks } from '@/lib/db/link-health';
import { isDisabled } from '@/lib/db/link-pauses';
import { allOpenLinks } from '@/lib/db/link-rows';
import { resources } from '@/lib/db/resources';
import { ok, type Result, refuse } from '@/lib/result';
import { linkAgreement } from './link-agreement';

export type AdminSpacesView = {
  integration: 'missing' | 'inactive' | 'active';
  groups: {
    location: string;
    category: string;
    spaces: {
      id: number;
      name: string;
      capacity: number | null;
      active: boolean;
      isContainer: boolean;
      mailbox: string | null;
      agreement: CalendarState;
      disabled: boolean;
    }[];
  }[];
};

export async function viewAdminSpaces(actor: Actor, now: Date): Promise<Result<AdminSpacesView>> {
  if (!canSomewhere(actor, 'manage_spaces')) return refuse({ code: 'not_allowed' });
  const integration = await readIntegration(db());
  const open = await allOpenLinks(db());
  const links = open.filter(({ resourceKind, state }) => resourceKind === 'space' && state !== 'closing');
  const health = await healthOfLinks(
    db(),
    links.map(({ id }) => id),
    now,
  );
  const linkOf = new Map(links.map((link) => [link.resourceId, link]));
  const groups = new Map<number, AdminSpacesView['groups'][number]>();
  for (const space of within(actor, await resources(db(), { kind: 'space' }), ({ locationId }) => locationId)) {
    // Seats are never linked; they are found in the catalogue, with the space that holds them.
    if (space.isSeat) continue;
    const link = linkOf.get(space.id) ?? null;
    const group = groups.get(space.categoryId) ?? {
      ...{ location: space.locationName, category: space.categoryName, spaces: [] },
    };
    group.spaces.push({
      ...{ id: space.id, name: space.name, capacity: space.capacity, active: space.active },
      isContainer: space.isContainer,
      mailbox: link?.mailboxAddress ?? null,
      agreement: linkAgreement(link, health(link?.id ?? 0), integration?.state),
      disabled: link !== null && isDisabled(link),
    });
    groups.set(space.categoryId, group);
  }
  const state = !integration ? 'missing' : integration.state === 'active' ? 'active' : 'inactive';
  return ok({ integration: state, groups: [...groups.values()] });
}
