/** Records of the streams as objects, for redirection into Output and the -…Variable parameters. */
import type { Invocation } from '../run/commands/invocation.ts';
import { NetObject } from './value.ts';
import type { Value } from './value.ts';

/** WarningRecord, VerboseRecord, DebugRecord. */
export class MessageRecord extends NetObject {
  readonly stream: 'Warning' | 'Verbose' | 'Debug';
  readonly message: string;
  readonly invocation: Invocation | undefined;
  constructor(stream: MessageRecord['stream'], message: string, invocation?: Invocation) { super(); this.stream = stream; this.message = message; this.invocation = invocation; }
}
export class InformationRecord extends NetObject {
  readonly data: Value;
  readonly tags: readonly string[];
  readonly origin: string;
  readonly utcTicks: bigint;
  constructor(data: Value, tags: readonly string[], origin: string, utcTicks: bigint) { super(); this.data = data; this.tags = tags; this.origin = origin; this.utcTicks = utcTicks; }
}
