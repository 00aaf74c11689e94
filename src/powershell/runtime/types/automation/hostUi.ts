/** `$Host.UI` of a host without a person: what is written goes nowhere, what asks is refused (InternalHostUserInterface). */
import { exception, NetThrow } from '../../errors/raise.ts';
import { NetObject } from '../../values/value.ts';
import { laterType } from '../netType.ts';
import type { Overload } from '../netType.ts';
import { T, named } from '../t.ts';

const HOST = 'System.Management.Automation.Host.', INTERNAL = 'System.Management.Automation.Internal.Host.';
export class HostUI extends NetObject { readonly rawUI = new RawUI(); }
class RawUI extends NetObject {}
function nobody(): never {
  // oxlint-disable-next-line typescript/only-throw-error -- as netThrow: the member call takes it
  throw new NetThrow(exception(`${HOST}HostException`, 'A command that prompts the user failed because the host program or the command type does not support user interaction. Try a host program that supports user interaction, such as the PowerShell Console, and remove prompt-related commands from command types that do not support user interaction.'));
}
const silent = (...counts: readonly number[]): Overload<HostUI>[] => counts.map((n) => ({ params: Array.from({ length: n }, () => T.Object), returns: T.Void, invoke: () => undefined }));
const refused = (...counts: readonly number[]): Overload<NetObject>[] => counts.map((n) => ({ params: Array.from({ length: n }, () => T.Object), returns: T.Void, invoke: nobody }));
const rawType = named<RawUI>(`${INTERNAL}InternalHostRawUserInterface`, [], { base: named(`${HOST}PSHostRawUserInterface`) });
laterType<RawUI>(rawType, () => ({
  props: Object.fromEntries(['ForegroundColor', 'BackgroundColor', 'CursorPosition', 'WindowPosition', 'CursorSize', 'BufferSize', 'WindowSize', 'MaxWindowSize', 'MaxPhysicalWindowSize', 'KeyAvailable', 'WindowTitle'].map((name) => [name, [undefined, nobody, nobody] as const])),
  methods: { ReadKey: refused(0, 1), FlushInputBuffer: refused(0), SetBufferContents: refused(2), GetBufferContents: refused(1), ScrollBufferContents: refused(4) },
}), RawUI);
laterType<HostUI>(named<HostUI>(`${INTERNAL}InternalHostUserInterface`, [], { base: named(`${HOST}PSHostUserInterface`) }), () => ({
  props: { RawUI: [rawType, (u) => u.rawUI], SupportsVirtualTerminal: [T.Boolean, () => false] },
  methods: {
    Write: silent(1, 3), WriteLine: silent(0, 1, 3), WriteErrorLine: silent(1), WriteDebugLine: silent(1), WriteVerboseLine: silent(1), WriteWarningLine: silent(1), WriteProgress: silent(2), WriteInformation: silent(1),
    ReadLine: refused(0), ReadLineAsSecureString: refused(0), Prompt: refused(3), PromptForChoice: refused(4), PromptForCredential: refused(4, 6),
  },
}), HostUI);
