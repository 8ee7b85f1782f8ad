import { expect, test } from 'vitest';
import { composeSignInMail } from './sign-in-mail';

const link = 'https://book.library.example/sign-in/link?email=pat%40home.example&token=abc';

test.each([
  ['en', 'Your sign-in link', 'Sign in:'],
  ['es', 'Su enlace para entrar', 'Entrar:'],
  ['xx', 'Your sign-in link', 'Sign in:'],
])('the way in, in the form of all our mails (%s)', (locale, subject, button) => {
  const mail = composeSignInMail('pat@home.example', link, locale, 'Library <Example>');
  expect([mail.to.address, mail.subject]).toEqual(['pat@home.example', subject]);
  expect(mail.text).toContain(`\n\n${button}\n${link}\n\nLibrary <Example>\n`);
  expect(mail.html).toContain(`href="${link.replace('&', '&amp;')}"`);
  expect(mail.html).toContain('Library &lt;Example&gt;');
  expect(mail.html).not.toContain('<table');
});
