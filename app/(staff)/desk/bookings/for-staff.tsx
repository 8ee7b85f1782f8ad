import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { DataList } from '@/app/_ui/data-list';
import { currentActor } from '@/lib/auth/actor';
import { formatDateTime, type Place } from '@/lib/messages/format';
import { deskMay } from '@/lib/usecases/desk-may';
import { viewStaffFacts } from '@/lib/usecases/view-staff-facts';
import { beyondTexts } from '../series/beyond-text';
import { CancelRest } from '../series/cancel-rest';

type Props = {
  publicId: string;
  /** What is left of its series may be taken back from it on. */
  stands: boolean;
  place: Place;
  /** On the desk's own page of it, which says what it goes beyond by itself. */
  atDesk?: boolean;
};

/** How staff made it, and whether it is one of several: for staff only. */
export async function ForStaff({ publicId, stands, place, atDesk = false }: Props) {
  const actor = await currentActor();
  const answer = await viewStaffFacts(actor, { publicId });
  if (!answer.ok) return null;
  const { isBlock, beyond, anywayReason, note, seriesId, accepted } = answer.value;
  const [t, words] = [await getTranslations('series.staff'), await getTranslations('move.beyond')];
  const rules = atDesk ? [] : beyondTexts(beyond, words);
  const entries = [
    ...(isBlock ? [{ term: t('block'), detail: t('blockText', { why: note }) }] : []),
    ...(rules.length > 0
      ? [
          {
            term: t('beyond'),
            detail: (
              <ul className="list-disc pl-5">
                {rules.map((rule) => (
                  <li key={rule}>{rule}</li>
                ))}
              </ul>
            ),
          },
        ]
      : []),
    ...(beyond.includes('meeting_in_the_way') ? accepted : []).map(({ by, at }, index) => {
      const [who, time] = [by ?? t('somebody'), at ? formatDateTime(at, place) : ''];
      const detail = anywayReason ? t('overBy', { by: who, time, reason: anywayReason }) : `${who}, ${time}`;
      return { key: `over-${index}`, term: t('over'), detail };
    }),
    ...(seriesId !== null
      ? [{ term: t('series'), detail: <Link href={`/desk/series/${seriesId}`}>{t('seriesLink')}</Link> }]
      : []),
    ...(atDesk ? [] : [{ term: t('desk'), detail: <Link href={`/desk/bookings/${publicId}`}>{t('deskLink')}</Link> }]),
  ];
  if (entries.length === 0) return null;
  return (
    <Card title={t('title')} id="for-staff">
      <DataList entries={entries} />
      {seriesId !== null && stands && deskMay(actor).cancel && (
        <div className="mt-5">
          <CancelRest seriesId={seriesId} isBlock={isBlock} from={publicId} />
        </div>
      )}
    </Card>
  );
}
