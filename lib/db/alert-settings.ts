import type { Tx } from '@/lib/db/client';
import { seal, unseal } from '@/lib/seal';

/** How admins hear of alerts. `hookHost`: of the web address, which itself is a secret. */
export type AlertSettings = { byMail: boolean; hookHost: string | null };

export const ALERT_HOOK = 'alert:hook';

export async function alertSettings(tx: Tx): Promise<AlertSettings> {
  const row = await tx.alertSetting.findUnique({ where: { id: 1 }, select: { byMail: true, hookHost: true } });
  return row ?? { byMail: true, hookHost: null };
}

/** `hook`: a new address; null: none any more; left out: as it is. */
export async function saveAlertSettings(
  tx: Tx,
  { byMail, hook }: { byMail: boolean; hook?: string | null },
): Promise<void> {
  const address =
    hook === undefined ? {} : { hookEnc: hook && seal(hook, ALERT_HOOK), hookHost: hook && new URL(hook).host };
  const data = { byMail, ...address };
  await tx.alertSetting.upsert({ where: { id: 1 }, create: { id: 1, ...data }, update: data });
}

/** Null: none was given. */
export async function alertHook(tx: Tx): Promise<string | null> {
  const row = await tx.alertSetting.findUnique({ where: { id: 1 }, select: { hookEnc: true } });
  return row?.hookEnc ? unseal(row.hookEnc, ALERT_HOOK) : null;
}
