import type { Refusal } from '@/lib/refusal';

/** Why one of a list was not cancelled (libcal-api §4.13). */
export const sayCancel = ({ code }: Refusal) =>
  code === 'booking_closed'
    ? { error: 'unable to cancel booking, is in the past or was never confirmed', code: 31 }
    : { error: 'invalid booking id' };
