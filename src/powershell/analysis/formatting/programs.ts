import type { CommandAst } from '../../syntax/ast.ts';
import { commandNameOf } from '../../syntax/commandName.ts';
import type { KnownCommand } from './casing.ts';

/** Verbs of cmdlets (Get-Verb): what begins so, and has a noun behind a dash, is no program. */
const cmdlet = /^(?:[\w.]+\\)?(?:Add|Approve|Assert|Backup|Block|Build|Checkpoint|Clear|Close|Compare|Complete|Compress|Confirm|Connect|Convert|ConvertFrom|ConvertTo|Copy|Debug|Deny|Deploy|Disable|Disconnect|Dismount|Edit|Enable|Enter|Exit|Expand|Export|Find|ForEach|Format|Get|Grant|Group|Hide|Import|Initialize|Install|Invoke|Join|Limit|Lock|Measure|Merge|Mount|Move|New|Open|Optimize|Out|Ping|Pop|Protect|Publish|Push|Read|Receive|Redo|Register|Remove|Rename|Repair|Request|Reset|Resize|Resolve|Restart|Restore|Resume|Revoke|Save|Search|Select|Send|Set|Show|Skip|Sort|Split|Start|Step|Stop|Submit|Suspend|Switch|Sync|Tee|Test|Trace|Unblock|Undo|Uninstall|Unlock|Unprotect|Unpublish|Unregister|Update|Use|Wait|Watch|Where|Write)-\w+$/i;

/**
 * True for a command that may be a program: to one, PowerShell hands a list as it is written, with the blanks beside its
 * commas (NativeCommandParameterBinder, GetEnumerableArgSeparator), so `a,b` is one argument and `a, b` are two.
 */
export function mayBeProgram(node: CommandAst, defined: ReadonlySet<string>, known: KnownCommand | undefined): boolean {
  const [first] = node.elements, name = commandNameOf(node);
  if (name === undefined) return first?.kind !== 'ScriptBlockExpressionAst';
  return !(defined.has(name.toLowerCase()) || cmdlet.test(name) || /\.ps1$/i.test(name) || known?.(name) !== undefined);
}

/** True for what can be nothing but a program: to one, other than PowerShell itself, a block is handed as the text between its braces. */
export const isProgram = (node: CommandAst): boolean => /\.(?:exe|com|cmd|bat)$/i.test(commandNameOf(node) ?? '') && !/(?:^|[\\/])(?:pwsh|powershell)\.exe$/i.test(commandNameOf(node) ?? '');
