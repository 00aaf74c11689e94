/** A typed client of one SMA web service: the local one, a team's, or a real one. Start with `createSmaClient`. */
import type { AxiosAdapter } from 'axios';
import type { SmaApi } from './api.ts';
import { catalogueApi } from './resources/catalogue.ts';
import { systemClock } from './clock.ts';
import { jobsApi } from './resources/jobs.ts';
import type { SmaClientOptions } from './options.ts';
import { probe } from './probe.ts';
import { normalizeRoot } from './root.ts';
import { runbooksApi, versionsApi } from './resources/runbooks.ts';
import { Transport } from './http/transport.ts';
import { variablesApi } from './resources/variables.ts';
import { Wire } from './wire.ts';

export type * from './api.ts';
export type { PresentedCertificate } from './http/certificate.ts';
export { fingerprintOfPem, normalizeFingerprint } from './http/certificate.ts';
export type { Clock } from './clock.ts';
export { systemClock } from './clock.ts';
export type { SmaClientErrorCode } from './errors.ts';
export { isSmaClientError, isTransient, isUntrustedError, SmaClientError, UntrustedError } from './errors.ts';
export type { Authentication, Credentials, RetryOptions, SmaClientOptions, Timeouts, TlsTrust } from './options.ts';
export { normalizeRoot } from './root.ts';

/**
 * A client of the service at `options.url`. Nothing is sent before the first call. Throws code `BadOptions` for an
 * address or a pinned certificate that cannot be used. `adapter` puts faults in the network's place, in tests.
 */
export function createSmaClient(options: SmaClientOptions, adapter?: AxiosAdapter): SmaApi {
  const root = normalizeRoot(options.url, options.allowPlainHttp);
  const transport = new Transport(root, options, adapter);
  const wire = new Wire(transport, options);
  return {
    root,
    probe: (signal) => probe(wire, signal),
    runbooks: runbooksApi(wire),
    versions: versionsApi(wire),
    jobs: jobsApi(wire, options.clock ?? systemClock, options.useEvents ?? true),
    variables: variablesApi(wire),
    catalogue: catalogueApi(wire),
    dispose: () => {
      transport.dispose();
    },
  };
}
