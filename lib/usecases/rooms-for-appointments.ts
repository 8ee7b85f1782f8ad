import type { ResourceRecord } from '@/lib/db/resources';

/**
 * The spaces that a person may meet patrons in: active ones at their own location, whose hours follow the same clock. One
 * seat among others is no room to meet in, and a space that holds seats is booked by them only (own reading).
 */
export const roomsFor = (
  person: Pick<ResourceRecord, 'locationId'>,
  spaces: readonly ResourceRecord[],
): ResourceRecord[] =>
  spaces.filter(
    ({ kind, active, isContainer, isSeat, locationId }) =>
      kind === 'space' && active && !isContainer && !isSeat && locationId === person.locationId,
  );
