import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';

type Props = { id: string; title: string; text: string; links: { href: string; label: string }[] };

/** What of a place is set on other pages, and the ways there. */
export const ElsewhereCard = ({ id, title, text, links }: Props) => (
  <Card title={title} id={id}>
    <p className="prose-width mb-4">{text}</p>
    <ul className="flex flex-wrap gap-3">
      {links.map(({ href, label }) => (
        <li key={href}>
          <LinkButton href={href}>{label}</LinkButton>
        </li>
      ))}
    </ul>
  </Card>
);
