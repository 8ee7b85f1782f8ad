import { z } from 'zod';
import { isEmbedOrigin } from './embed-origins';
import { isLocale, type Locale } from './messages/locales';

/** How an embedded page looks and speaks, and whom it tells its height: all of it stands in its address. */
export type EmbedLook = {
  theme?: 'light' | 'dark';
  /** '#rrggbb' */
  accent?: string;
  compact?: true;
  lang?: Locale;
  /** The origin of the page around it. */
  host?: string;
};

const nothing = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** What makes no sense is left out: a mistyped colour is no reason to show nothing. */
const lookInput = z.object({
  theme: nothing(z.enum(['light', 'dark'])),
  accent: nothing(
    z
      .string()
      .regex(/^#?[0-9a-f]{6}$/i)
      .transform((text) => `#${text.replace('#', '').toLowerCase()}`),
  ),
  compact: nothing(z.enum(['1', 'on', 'true']).transform(() => true as const)),
  lang: nothing(
    z
      .string()
      .transform((text) => text.toLowerCase().split('-')[0])
      .pipe(z.custom<Locale>((text) => typeof text === 'string' && isLocale(text))),
  ),
  host: nothing(z.string().max(300).refine(isEmbedOrigin)),
});

/** The look that an address asks for; `raw`: its query, name by name. */
export function embedLook(raw: unknown): EmbedLook {
  const answer = lookInput.safeParse(raw);
  const { theme, accent, compact, lang, host } = answer.success ? answer.data : {};
  return {
    ...(theme && { theme }),
    ...(accent && { accent }),
    ...(compact && { compact }),
    ...(lang && { lang }),
    ...(host && { host }),
  };
}

/** The same as words of an address, which every way on within the frame carries along. */
export function lookQuery({ theme, accent, compact, lang, host }: EmbedLook): Record<string, string | undefined> {
  return { theme, accent: accent?.slice(1), compact: compact && '1', lang, host };
}
