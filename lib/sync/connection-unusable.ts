export type Unusable = 'needs_reauth' | 'app_error' | 'disabled' | 'integration_missing' | 'integration_inactive';

/** Nothing can be asked with this connection until a person acts; not a failure of one request. */
export class ConnectionUnusable extends Error {
  constructor(readonly reason: Unusable) {
    super(`connection unusable: ${reason}`);
    this.name = 'ConnectionUnusable';
  }
}
