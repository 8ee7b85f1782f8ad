import { z } from 'zod';

/** The small forms that answers are made of, as the contract writes them (GC §0, §1). */
export const guid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, 'not a GUID');

/** Base64 as it stands in a changeKey; an etag wraps it in `W/"…"`. */
export const changeKey = z.string().regex(/^[A-Za-z0-9+/]{20,}={0,2}$/, 'not the text of a changeKey');
export const etag = z.string().regex(/^W\/"[A-Za-z0-9+/]{20,}={0,2}"$/, 'not an etag of the form W/"…"');

/** About 150 characters of URL-safe base64, `=` at the end included. */
export const itemId = z.string().regex(/^[A-Za-z0-9_-]{98,198}={0,2}$/, 'not the id of an item');
export const containerId = z.string().regex(/^[A-Za-z0-9_-]{20,198}={0,2}$/, 'not the id of a container');

/** DateTimeOffset: UTC with `Z`, at most seven decimals. */
export const instant = z
  .string()
  .regex(/^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d(\.\d{1,7})?Z$/, 'not an instant in UTC');
/** Wall time without offset, always with seven decimals. */
export const wallTime = z
  .string()
  .regex(/^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{7}$/, 'not a wall time with seven decimals');
export const calendarDate = z.string().regex(/^\d{4}-[01]\d-[0-3]\d$/, 'not a date');
export const timeOfDay = z.string().regex(/^[0-2]\d:[0-5]\d:[0-5]\d\.\d{7}$/, 'not a time of day with seven decimals');
export const zoneName = z.string().regex(/^(tzone:\/\/Microsoft\/\w+|[A-Za-z][\w .()+/-]+)$/, 'not the name of a zone');

export const int32 = z.int32();
export const boolean = z.boolean();
export const text = z.string();
export const address = z.string().regex(/^[^\s@]+@[^\s@]+$/, 'not an address');

export const dateTimeTimeZone = z.strictObject({ dateTime: wallTime, timeZone: zoneName });
export const emailAddress = z.strictObject({ name: text.optional(), address: text });
export const recipient = z.strictObject({ emailAddress });

export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export const PROVIDERS = ['unknown', 'skypeForBusiness', 'skypeForConsumer', 'teamsForBusiness'] as const;
export const SHOW_AS = ['unknown', 'free', 'tentative', 'busy', 'oof', 'workingElsewhere'] as const;
