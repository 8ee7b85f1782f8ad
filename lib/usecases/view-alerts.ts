import { type AlertKind, alertKind } from '@/lib/alert-kinds';
import { type Actor, can } from '@/lib/auth/can';
import { type AlertSettings, alertSettings } from '@/lib/db/alert-settings';
import { db } from '@/lib/db/client';
import { type AlertRow, listAlerts } from '@/lib/db/health-alerts';
import { locations } from '@/lib/db/library';
import { ok, type Result, refuse } from '@/lib/result';

export type AlertView = Omit<AlertRow, 'kind'> & { kind: AlertKind };

export type AlertsView = { settings: AlertSettings; open: AlertView[]; ended: AlertView[]; timeZone: string };

const SHOWN = 100;

/** What needs a person and is told, what did so lately, and how admins hear of it. */
export async function viewAlerts(actor: Actor): Promise<Result<AlertsView>> {
  if (!can(actor, 'manage_integration')) return refuse({ code: 'not_allowed' });
  const known = (rows: AlertRow[]) =>
    rows.flatMap(({ kind: given, ...row }) => {
      const kind = alertKind(given);
      return kind ? [{ ...row, kind }] : [];
    });
  return ok({
    settings: await alertSettings(db()),
    open: known(await listAlerts(db(), 'open', SHOWN)),
    ended: known(await listAlerts(db(), 'ended', SHOWN)),
    timeZone: (await locations(db()))[0]?.timeZone ?? 'UTC',
  });
}
