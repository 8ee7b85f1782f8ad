import { z } from 'zod';

/** A moment in a control call, as ISO text. */
export const instant = z.union([z.iso.datetime({ offset: true }), z.iso.date()]).transform((text) => Date.parse(text));
