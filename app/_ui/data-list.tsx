import type { ReactNode } from 'react';

type Props = { entries: { term: ReactNode; detail: ReactNode; key?: string }[] };

/** Facts with their names: a description list, side by side where there is room. */
export function DataList({ entries }: Props) {
  return (
    <dl className="divide-y divide-line">
      {entries.map(({ term, detail, key }, place) => (
        <div key={key ?? place} className="grid gap-x-6 py-2.5 first:pt-0 last:pb-0 sm:grid-cols-[12rem_1fr]">
          <dt className="text-ink-soft">{term}</dt>
          <dd className="min-w-0 break-words">{detail}</dd>
        </div>
      ))}
    </dl>
  );
}
