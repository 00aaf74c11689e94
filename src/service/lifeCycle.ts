/** The four states of the service, and what may follow what. */
import type { ServiceState } from './options.ts';
import { ServiceStartError } from './startError.ts';

const NEXT: Readonly<Record<ServiceState, readonly ServiceState[]>> = {
  closed: ['starting'],
  starting: ['running', 'closed'],
  running: ['draining'],
  draining: ['closed'],
};

export class LifeCycle {
  #state: ServiceState = 'closed';

  get state(): ServiceState {
    return this.#state;
  }

  /** Fails with AlreadyStarted where the step is not possible. */
  enter(state: ServiceState): void {
    if (!NEXT[this.#state].includes(state)) throw new ServiceStartError('AlreadyStarted', `The service is ${this.#state} and cannot become ${state}.`);
    this.#state = state;
  }
}
