import type { Tx } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';

export type AuditAct =
  | 'integration.saved'
  | 'integration.tested'
  | 'integration.described'
  | `integration.credential_${'added' | 'tested' | 'switched' | 'dropped'}`
  | 'integration.activated'
  | 'integration.deactivated'
  | 'integration.disconnected'
  | 'connection.made'
  | 'connection.ended'
  | 'calendar.chosen'
  | 'space.linked'
  | 'space.enabled'
  | 'space.tried_again'
  | 'space.disabled'
  | 'space.revoked'
  | `calendar.${'synced' | 'read_anew' | 'paused' | 'resumed' | 'asked'}`
  | `alerts.${'saved' | 'tested'}`
  | 'booking.written_again'
  | 'sign_in_provider.saved'
  | 'sign_in_provider.removed'
  | 'conflict.answered'
  | 'conflict.settled'
  | 'conflict.passed_on'
  | 'sync_policy.saved'
  | 'removal.stopped'
  | 'removal.ended'
  | 'rooms.mode_chosen'
  | 'person.created'
  | `person.${'saved' | 'disabled' | 'enabled' | 'signed_out'}`
  | `invitation.${'made' | 'sent_again' | 'withdrawn' | 'accepted'}`
  | 'sign_in_methods.saved'
  | 'booking.no_show'
  | 'booking.no_show_undone'
  | `booking.${'booked_for' | 'blocked' | 'moved' | 'withdrawn' | 'cancelled' | 'noted' | 'note_removed'}`
  | `ban.${'made' | 'changed' | 'lifted'}`
  | 'booking.over_meeting'
  | 'appointment.booked_for'
  | 'series.saved'
  | 'series.cancelled'
  | 'request.decided'
  | 'mediators.saved'
  | 'check_in.saved'
  | 'door_key.made'
  | 'door_key.removed'
  | 'hours.changed'
  | `availability.${'saved' | 'removed' | 'copied'}`
  | `absence.${'saved' | 'removed'}`
  | `appointment_place.${'saved' | 'activated' | 'deactivated' | 'ordered'}`
  | 'rules.saved'
  | 'location_limits.saved'
  | `${'location' | 'zone' | 'category' | 'space' | 'feature' | 'patron_group'}.saved`
  | `${'zone' | 'feature' | 'patron_group' | 'picture'}.removed`
  | `${'location' | 'category' | 'space'}.${'activated' | 'deactivated'}`
  | `question.${'saved' | 'removed'}`
  | `${'kind' | 'appointment_group' | 'appointment_settings'}.saved`
  | `${'kind' | 'appointment_group' | 'person'}.${'activated' | 'deactivated'}`
  | `person.${'page_given' | 'category_changed'}`
  | 'picture.saved'
  | 'space.parts_saved'
  | 'space.seats_made'
  | 'space.seats_removed'
  | 'catalogue.ordered'
  | 'catalogue.imported'
  | 'mail_template.saved'
  | 'reminder.saved'
  | 'cancel_mail.saved'
  | 'mail_settings.saved'
  | 'mail_settings.tested'
  | 'mail_problem.settled'
  | 'privacy.saved'
  | `embed_origin.${'added' | 'removed'}`
  | `open_reading.${'switched_on' | 'switched_off'}`
  | `api_client.${'made' | 'changed' | 'secret_renewed' | 'tokens_ended' | 'revoked'}`
  | `webhook.${'made' | 'changed' | 'secret_renewed' | 'switched_on' | 'switched_off' | 'removed' | 'sent_again'}`
  | `calendar_feed.${'made' | 'revoked'}`
  | 'own_data.removed';

/** Who did what, in the same transaction as the deed. Secrets and tokens never stand in the detail, not even masked. */
export async function audit(
  tx: Tx,
  entry: { personId: number | null; act: AuditAct; subject: string; detail?: Prisma.InputJsonObject },
): Promise<void> {
  const { personId, act, subject, detail = {} } = entry;
  await tx.auditEntry.create({ data: { personId, act, subject, detail } });
}
