/** Everybody's, here and at the stand-in tenant. */
export const PASSWORD = 'carrel-demo';
