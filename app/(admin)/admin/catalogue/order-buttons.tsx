import { useTranslations } from 'next-intl';
import { SubmitButton } from '@/app/_ui/submit-button';
import { moveAction } from './actions';

type Props = {
  kind: 'location' | 'category' | 'zone' | 'space' | 'feature' | 'question';
  id: number;
  name: string;
  /** Nothing stands above, or below. */
  isFirst: boolean;
  isLast: boolean;
};

/** A step up or down among its like; plain buttons of a form, so that keys and pages without scripts do it too. */
export function OrderButtons({ kind, id, name, isFirst, isLast }: Props) {
  const t = useTranslations('catalogue');
  return (
    <form action={moveAction} className="inline-flex gap-1">
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="id" value={id} />
      {(['up', 'down'] as const).map((direction) => (
        <SubmitButton
          key={direction}
          name="direction"
          value={direction}
          variant="quiet"
          size="small"
          isOff={direction === 'up' ? isFirst : isLast}
        >
          <span aria-hidden="true">{direction === 'up' ? '↑' : '↓'}</span>
          <span className="sr-only">{t(`order.${direction}`, { name })}</span>
        </SubmitButton>
      ))}
    </form>
  );
}
