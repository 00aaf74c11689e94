/** Commands for a person at a screen. A runbook has none: what would only be seen is left out, what would be asked is refused. */
import { NOT_EMPTY, cmdlet } from '../../runtime/cmdlet.ts';
import type { Cmdlet, ParamTable } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { MANAGEMENT } from '../items/paths/itemSteps.ts';
import { outputModes } from '../parameterEnums.ts';

const refused = (name: string, module: string | undefined, synopsis: string, params: ParamTable, message: string, aliases: readonly string[] = []): Cmdlet => cmdlet({
  name, aliases, synopsis, params, ...(module === undefined ? {} : { module }), ...(params['OutputMode'] === undefined ? params['LiteralPath'] === undefined ? {} : { defaultSet: 'Path' } : { defaultSet: 'PassThru' }), supportsShouldProcess: name === 'Set-Clipboard' || name === 'Invoke-Item',
  run: (_p, ctx) => ({ begin() { ctx.fail({ id: 'ScreenNotAvailable', category: 'ResourceUnavailable', target: name, exception: 'System.Management.Automation.PSNotSupportedException', message }); } }),
});
const INPUT: ParamTable = { InputObject: { type: T.Object, from: 'pipeline', allowNull: true, allowEmpty: true } };
export const screenCmdlets: readonly Cmdlet[] = [
  cmdlet({ name: 'Clear-Host', aliases: ['cls', 'clear'], module: 'Microsoft.PowerShell.Core', synopsis: 'Clears the screen, of which a runbook has none: does nothing.', params: {}, run: () => ({}) }),
  cmdlet({ name: 'prompt', module: 'Microsoft.PowerShell.Core', synopsis: 'Gives the text that a console would ask with.', params: {}, run: (_p, ctx) => ({ end() { ctx.write(`PS ${ctx.session.location}> `); } }) }),
  // Modules call it when they are loaded.
  cmdlet({ name: 'Register-ArgumentCompleter', module: 'Microsoft.PowerShell.Core', synopsis: 'Says what is offered while a command is typed, which nobody does here: does nothing.', params: {
    CommandName: { type: arrayOf(T.String), sets: ['NativeCommandSet', 'PowerShellSet'], mandatory: ['NativeCommandSet'] }, ParameterName: { type: T.String, sets: ['PowerShellSet'], mandatory: ['PowerShellSet'] },
    ScriptBlock: { type: T.ScriptBlock, mandatory: true, allowNull: true }, Native: { type: T.Switch, sets: ['NativeCommandSet'] }, NativeFallback: { type: T.Switch, sets: ['NativeFallbackSet'] },
  }, run: () => ({}) }),
  refused('Get-Clipboard', MANAGEMENT, 'Gets the text of the clipboard, of which there is none.', { Raw: { type: T.Switch }, Delimiter: { type: arrayOf(T.String) } }, 'Get-Clipboard is not available: a runbook runs without a desktop and has no clipboard. Hand the text in as a parameter of the runbook.', ['gcb']),
  refused('Set-Clipboard', MANAGEMENT, 'Sets the text of the clipboard, of which there is none.', { Value: { type: arrayOf(T.String), position: 0, mandatory: true, from: 'both', allowNull: true, allowEmpty: true }, Append: { type: T.Switch }, PassThru: { type: T.Switch }, AsOSC52: { type: T.Switch, aliases: ['ToLocalhost'] } }, 'Set-Clipboard is not available: a runbook runs without a desktop and has no clipboard. Write the text with Write-Output or to a file.', ['scb']),
  refused('Invoke-Item', MANAGEMENT, 'Opens a file with the program that is meant for it, which is not possible here.', { Path: { type: arrayOf(T.String), position: 0, mandatory: ['Path'], sets: ['Path'], from: 'both' }, LiteralPath: { type: arrayOf(T.String), aliases: ['PSPath', 'LP'], mandatory: ['LiteralPath'], sets: ['LiteralPath'], from: 'property' }, Filter: { type: T.String }, Include: { type: arrayOf(T.String) }, Exclude: { type: arrayOf(T.String) }, Credential: { type: T.PSCredential, from: 'property' } }, 'Invoke-Item is not available: a runbook runs without a desktop, and nothing says which program opens a file. Call the program or script itself: & $path.', ['ii']),
  refused('Out-GridView', undefined, 'Shows objects in a window, which is not possible here.', { ...INPUT, Title: { type: T.String, validate: NOT_EMPTY }, Wait: { type: T.Switch, sets: ['Wait'] }, PassThru: { type: T.Switch, sets: ['PassThru'] }, OutputMode: { type: outputModes, sets: ['OutputMode'] } }, 'Out-GridView is not available: a runbook runs without a desktop. Write the objects with Write-Output, or shape them with Format-Table.', ['ogv']),
  refused('Show-Command', undefined, 'Shows a window for a command, which is not possible here.', { Name: { type: T.String, aliases: ['CommandName'], position: 0 }, Height: { type: T.Double, validate: [{ range: [300, 2147483647] }] }, Width: { type: T.Double, validate: [{ range: [300, 2147483647] }] }, NoCommonParameter: { type: T.Switch }, ErrorPopup: { type: T.Switch }, PassThru: { type: T.Switch } }, 'Show-Command is not available: a runbook runs without a desktop.'),
];
