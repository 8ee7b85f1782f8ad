import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { sameClosers } from '@/lib/show-as';
import { formOfPolicy } from '@/lib/show-as-form';
import type { MyCalendarView } from '@/lib/usecases/view-my-calendar';
import { FreeBusyForm } from './free-busy-form';
import { FREE_BUSY_WORDS, type FreeBusyWords } from './free-busy-words';

type Props = { choices: NonNullable<MyCalendarView['choices']>; mayLook: boolean };

/** Which words of Outlook close one's own slots, in person and online (sync-design §8). */
export function FreeBusyCard({ choices: { showAs }, mayLook }: Props) {
  const t = useTranslations('showAs');
  const values = formOfPolicy(showAs, !sameClosers(showAs.inPerson, showAs.online));
  return (
    <Card title={t('title')} id="free-busy">
      <p className="prose-width mb-5">{t('lead')}</p>
      <FreeBusyForm
        // A new answer of the server begins a new form.
        key={JSON.stringify(values)}
        words={Object.fromEntries(FREE_BUSY_WORDS.map((key) => [key, t.raw(key)])) as FreeBusyWords}
        saved={values}
        mayLook={mayLook}
      />
    </Card>
  );
}
