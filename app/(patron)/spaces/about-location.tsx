import { getTranslations } from 'next-intl/server';
import { Icon } from '@/app/_ui/icon';
import type { Opening } from '@/lib/usecases/view-opening';

/** What the library says of a location; how to find it is a press away, so that the day stays near. */
export async function AboutLocation({ about: { description, directions } }: { about: Opening }) {
  const t = await getTranslations('patron.space');
  if (!description && !directions) return null;
  return (
    <div className="mb-4 flex flex-col gap-1">
      {description && <p className="prose-width break-words whitespace-pre-line">{description}</p>}
      {directions && (
        <details className="group">
          <summary className="inline-flex min-h-8 cursor-pointer items-center gap-2 text-accent underline underline-offset-4">
            <Icon name="chevron-down" className="transition-transform group-open:rotate-180" />
            {t('directions')}
          </summary>
          <p className="prose-width mt-1 mb-2 border-l-2 border-line pl-4 break-words whitespace-pre-line">
            {directions}
          </p>
        </details>
      )}
    </div>
  );
}
