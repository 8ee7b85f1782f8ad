import { localDateOf, wallTime } from './zone';

const ZONE = 'America/New_York';

/** The date at the sample library; asked once, since midnight may pass between two tests and within one. */
const today = localDateOf(new Date(), ZONE);

/** Tomorrow at the sample library, minutes after midnight, as an instant. */
export const tomorrow = (minute: number) => wallTime(today, 1440 + minute, ZONE);
