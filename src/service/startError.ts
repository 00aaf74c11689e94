/** Why the service could not start. Each reason is one that a person can act on. */
export const START_FAILURES = [
  'PortTaken', 'AddressNotAvailable', 'PermissionDenied', 'NotLoopback', 'NoUsers', 'InvalidSettings',
  'CertificateUnreadable', 'DatabaseLocked', 'DatabaseDamaged', 'DatabaseNewer', 'DatabaseUnreadable', 'IsBackup', 'DiskFull',
  'KeyFileUnreadable', 'WorkerAccount', 'RuntimeTooOld', 'AlreadyStarted', 'Internal',
] as const;
export type StartFailure = (typeof START_FAILURES)[number];

/** A failed start: `code` is for programs, the message one sentence with what, where and the next step. */
export class ServiceStartError extends Error {
  override readonly name = 'ServiceStartError';
  readonly code: StartFailure;

  constructor(code: StartFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  /** True for an error of this class, and with `code` only for that reason. */
  static is(error: unknown, code?: StartFailure): error is ServiceStartError {
    return error instanceof ServiceStartError && (code === undefined || error.code === code);
  }
}
