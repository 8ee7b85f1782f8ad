import { choose } from './choose';

/** What is open about the identity platform. The first choice is the default. */
export const IDENTITY_SWITCHES = {
  consentCancelError: choose(['consent_required', 'access_denied'], 'error after Cancel on the consent page'),
  scopeInTokenAnswer: choose(['prefixed', 'bare'], 'scope of a token answer'),
} as const;
