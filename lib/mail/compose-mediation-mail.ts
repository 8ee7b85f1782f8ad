import type { MediationForMail } from '@/lib/db/mediation-mail';
import type { MediationMail } from '@/lib/db/outbox';
import { env } from '@/lib/env';
import { letter } from './letter';
import type { MailRow } from './mail-rows';
import { mailTimes, mailWords } from './mail-times';
import type { Message } from './send';

/**
 * To one mediator: one request, or all that wait (libcal-domain §2.7). Who asks is named, since that is what is decided
 * about; notes and answers stay behind the sign-in.
 */
export function composeMediationMail(template: MediationMail['template'], facts: MediationForMail): Message {
  const { to, libraryName: library, requests } = facts;
  const t = mailWords(to.locale);
  const isOne = template === 'mediation_wanted';
  const [first] = requests;
  const said = requests.map(({ items, patronName, publicId }) => ({
    space: items.map((item) => item.name).join(', '),
    when: items[0] ? mailTimes(to.locale, items[0]) : '',
    ...{ patronName, publicId },
  }));
  const rows: MailRow[] = isOne
    ? said.flatMap(({ space, when, patronName, publicId }): MailRow[] => [
        [t('what'), space],
        [t('when'), when],
        [t('who'), patronName],
        [t('reference'), publicId],
      ])
    : said.map(({ space, when, patronName }): MailRow => [space, `${when}, ${patronName}`]);
  const link = `${env().PUBLIC_URL}/desk/requests${isOne && first ? `#request-${first.publicId}` : ''}`;
  const count = requests.length;
  const words = isOne
    ? { lead: t('mediation.wanted.lead'), linkWords: t('mediation.open') }
    : { lead: t('mediation.digest.lead', { count }), linkWords: t('mediation.openAll') };
  const { space = '', when = '' } = said[0] ?? {};
  return {
    to,
    subject: isOne ? t('mediation.wanted.subject', { space, when }) : t('mediation.digest.subject', { count }),
    ...letter({ ...words, rows, link, library }, to.locale),
  };
}
