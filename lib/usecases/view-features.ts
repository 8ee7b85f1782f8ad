import { type Actor, can } from '@/lib/auth/can';
import { featureRows } from '@/lib/db/catalogue-rows';
import { db } from '@/lib/db/client';
import { type FeatureIconName, featureIcon } from '@/lib/feature-icons';
import { ok, type Result, refuse } from '@/lib/result';

/** What some spaces have, in the library's order, to search by. */
export async function viewFeatures(
  actor: Actor,
): Promise<Result<{ id: number; name: string; icon: FeatureIconName }[]>> {
  if (!can(actor, 'view_spaces')) return refuse({ code: 'not_allowed' });
  const rows = await featureRows(db());
  return ok(
    rows
      .filter(({ _count }) => _count.resources > 0)
      .map(({ id, name, icon }) => ({ id, name, icon: featureIcon(icon) })),
  );
}
