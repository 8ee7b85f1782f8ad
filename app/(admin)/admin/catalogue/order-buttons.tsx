import { useTranslations } from 'next-intl';
import { type OrderedKind, OrderForm } from './order-form';

type Props = {
  kind: OrderedKind;
  id: number;
  name: string;
  /** Nothing stands above, or below. */
  isFirst: boolean;
  isLast: boolean;
};

/** A step up or down for one thing among its like. */
export function OrderButtons({ name, ...rest }: Props) {
  const t = useTranslations('catalogue.order');
  return <OrderForm {...rest} words={{ up: t('up', { name }), down: t('down', { name }) }} />;
}
