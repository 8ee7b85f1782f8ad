/** The UID of a booking's event in calendar files: `booking-…` its patron's, `staff-…` that of whoever is met. Never changes. */
export const icsUid = (of: 'booking' | 'staff', publicId: string, installationId: string) =>
  `${of}-${publicId.toLowerCase()}@${installationId}`;

/**
 * Which booking's file somebody took into their own calendar, as its event's UID says there; null: it is none of ours, or a
 * patron's. Exchange may keep a UID that is not Outlook's inside its own, in hexadecimal digits (MS-OXCICAL, "vCal-Uid";
 * whether Graph shows it so is not known, so both are read).
 */
export function bookingOfStaffUid(uid: string, installationId: string): string | null {
  const text = /^([0-9a-f]{2})+$/i.test(uid) ? Buffer.from(uid, 'hex').toString('latin1') : uid;
  const [, publicId, installation] = /staff-([a-z0-9]+)@([0-9a-f-]{36})/i.exec(text) ?? [];
  return publicId && installation?.toLowerCase() === installationId.toLowerCase() ? publicId.toLowerCase() : null;
}
