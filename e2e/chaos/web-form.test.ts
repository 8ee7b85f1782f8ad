import { expect, it } from 'vitest';
import { formsIn } from './web-form';

it('a form is read as a browser without scripts would send it', () => {
  const html = `<form id="search"><input name="q"/></form><form id="booking-form" action="">
    <input type="hidden" name="$ACTION_1:0" value="{&quot;id&quot;:&quot;a&amp;b&quot;}"/>
    <select class="x" name="start"><option value="9">nine</option><option value="10" selected="">ten</option></select>
    <input name="email" type="email"/><textarea rows="2" name="note"></textarea></form>`;
  const [, form] = formsIn('http://localhost/spaces/1', html);
  expect(Object.fromEntries(form?.fields ?? [])).toEqual({
    ...{ '$ACTION_1:0': '{"id":"a&b"}', start: '10', email: '', note: '' },
  });
  expect(form?.choices.get('start')).toEqual(['9', '10']);
});
