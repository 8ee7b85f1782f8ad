/** The integration was switched off: nothing is sent, everything stays due. */
export class SyncPaused extends Error {
  constructor() {
    super('the integration is not active');
    this.name = 'SyncPaused';
  }
}
