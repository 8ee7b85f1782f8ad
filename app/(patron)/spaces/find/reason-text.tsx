import { getTranslations } from 'next-intl/server';
import { Icon } from '@/app/_ui/icon';
import { refusalText } from '@/app/_ui/refusal-text';
import type { Place } from '@/lib/messages/format';
import type { WhyNot } from '@/lib/usecases/search-day';

/** Why a space cannot be had when it was asked for, in a line. */
export async function ReasonText({ why: { refusal, takenBy }, place }: { why: WhyNot; place: Place }) {
  const [t, words] = [await getTranslations('patron.why'), await getTranslations('refusal')];
  return (
    <p className="mt-1 flex items-start gap-2 text-sm">
      <Icon name="info" className="mt-0.5 shrink-0 text-ink-soft" />
      <span>{takenBy ? t(takenBy) : refusalText(refusal, words, place)}</span>
    </p>
  );
}
