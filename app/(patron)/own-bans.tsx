import { getLocale, getTranslations } from 'next-intl/server';
import { Notice } from '@/app/_ui/notice';
import { currentActor } from '@/lib/auth/actor';
import { formatLocalDate } from '@/lib/messages/format';
import { type BanView, viewOwnBans } from '@/lib/usecases/view-bans';

/** Whoever may not book reads so on every page where one books: where, until when, and why. */
export async function OwnBans() {
  const bans = await viewOwnBans(await currentActor(), new Date());
  if (bans.length === 0) return null;
  const [t, locale] = [await getTranslations('bans.own'), await getLocale()];
  const words = ({ locationName, lastDay, reason }: BanView) => {
    const end = { open: lastDay ? 'no' : 'yes', date: lastDay ? formatLocalDate(lastDay, locale) : '', reason };
    return locationName ? t('at', { ...end, location: locationName }) : t('everywhere', end);
  };
  return (
    <div className="mb-6">
      <Notice kind="attention" title={t('title')} still>
        {bans.map((ban) => (
          <p key={ban.id}>{words(ban)}</p>
        ))}
        <p>{t('text')}</p>
      </Notice>
    </div>
  );
}
