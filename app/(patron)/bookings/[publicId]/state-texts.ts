import { getTranslations } from 'next-intl/server';
import type { BookingView } from '@/lib/usecases/view-booking';
import type { StateKey } from './state-key';

/** Every state that this booking may come to while its page is open, in words. */
export async function stateTexts({ items, cause }: BookingView): Promise<Record<StateKey, string>> {
  const t = await getTranslations('patron.booking.state');
  const person = items.find(({ kind }) => kind === 'person');
  const kind = person ? 'person' : 'space';
  // As people call her: "On Ada's calendar".
  const name = person?.name.split(' ')[0] ?? '';
  return {
    confirming: t(`confirming.${kind}`, { name }),
    adding: t(`adding.${kind}`, { name }),
    agreed: t(`agreed.${kind}`, { name }),
    behind: t(`behind.${kind}`, { name }),
    removing: t(`removing.${kind}`, { name }),
    taken: t(`taken.${kind}`, { name }),
    unconfirmed: t('unconfirmed'),
    withdrawn: t('withdrawn'),
    cancelled: t(`cancelledBy.${cause}`),
    booked: t('booked'),
    unverified: t('unverified'),
    waiting: t('waiting'),
    denied: t('denied'),
    expired: t('expired'),
    released: t('released'),
  };
}
