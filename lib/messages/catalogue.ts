import { en, type Messages } from './english';
import type { Locale } from './locales';
import { es } from './spanish';

export type { Messages, Namespace } from './english';

/** Every word a person reads, by language. Loaded whole: words are small, and a page needs one language only. */
export const catalogue: Record<Locale, Messages> = { en, es };

/** The namespaces that components running in the browser may use; everything else stays on the server. */
export function clientMessages(messages: Messages): Pick<Messages, 'ui'> {
  return { ui: messages.ui };
}
