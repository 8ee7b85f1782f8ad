'use client';

import { useEffect, useRef } from 'react';
import { CopyButton } from '@/app/_ui/copy-button';
import { LinkButton } from '@/app/_ui/link-button';

type Props = {
  value: string;
  /** Where to, once it is copied. */
  href: string;
  words: Record<'title' | 'text' | 'copy' | 'goOn', string>;
};

/** The one time that a secret is seen. Takes the focus: it is what the page is about now. */
export function ShownOnce({ value, href, words }: Props) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <section
      ref={box}
      tabIndex={-1}
      aria-labelledby="shown-once"
      className="flex max-w-2xl flex-col gap-4 rounded-md border-2 border-l-4 border-ok bg-ok-soft p-5"
    >
      <h2 id="shown-once" className="text-xl">
        {words.title}
      </h2>
      <p>{words.text}</p>
      <span className="flex flex-wrap items-center gap-3">
        <code className="font-mono text-sm break-all">{value}</code>
        <CopyButton value={value} label={words.copy} />
      </span>
      <div>
        <LinkButton href={href} variant="secondary" plain>
          {words.goOn}
        </LinkButton>
      </div>
    </section>
  );
}
