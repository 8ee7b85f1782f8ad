import { expect, test } from 'vitest';
import { integrationStep, linkStep } from './connection-state';

const allowed = ({ ok }: { ok: boolean }) => ok;

test('the integration goes draft → active ⇄ inactive → disconnected, and back to draft by saving anew', () => {
  expect(allowed(integrationStep('draft', 'active'))).toBe(true);
  expect(allowed(integrationStep('active', 'inactive'))).toBe(true);
  expect(allowed(integrationStep('inactive', 'active'))).toBe(true);
  expect(allowed(integrationStep('inactive', 'disconnected'))).toBe(true);
  expect(allowed(integrationStep('disconnected', 'draft'))).toBe(true);
});

test('there is no way around it', () => {
  expect(integrationStep('disconnected', 'active')).toEqual({
    ok: false,
    refusal: { code: 'step_not_allowed', from: 'disconnected', to: 'active' },
  });
  expect(allowed(integrationStep('draft', 'inactive'))).toBe(false);
  expect(allowed(linkStep('unlinked', 'live'))).toBe(false);
  expect(allowed(linkStep('closing', 'live'))).toBe(false);
});

test('staying where one is is always allowed', () => {
  expect(allowed(linkStep('paused', 'paused'))).toBe(true);
});

test('whatever was let go can come back', () => {
  expect(allowed(linkStep('unlinked', 'backfilling'))).toBe(true);
});
