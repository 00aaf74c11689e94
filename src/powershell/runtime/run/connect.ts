/** Gives a session what runs blocks and reads files: the parts of the engine that know each other only here. */
import { connectModules } from './commands/autoload.ts';
import { importUsed } from './commands/usingModules.ts';
import { definitionErrors, parse } from '../../syntax/index.ts';
import type { ParseError } from '../../syntax/index.ts';
import { usedNamespaces } from '../../syntax/usedNamespaces.ts';
import type { ErrorRecord } from '../values/errorRecord.ts';
import { CompiledBlock } from '../compile/compiledBlock.ts';
import { exception, raise, raiseRecord } from '../errors/raise.ts';
import { parseFailure } from '../errors/parseFailure.ts';
import { ScriptBlock } from '../values/scriptBlock.ts';
import { Record, SwitchParameter } from '../values/misc.ts';
import type { Value } from '../values/value.ts';
import { FilePortError } from '../host.ts';
import type { FilePort } from '../host.ts';
import type { NetType } from '../types/netType.ts';
import { lookupType } from '../types/registry.ts';
import { named } from '../types/t.ts';
import { eachIn, evaluateIn, invokeBlock } from './blocks.ts';
import { onlyMatch } from './commands/onlyMatch.ts';
import { callByName, openByName } from './commands/callCommand.ts';
import { PowerShellError } from '../values/errorRecord.ts';
import type { CommandEntry } from './commands/commands.ts';
import type { Session } from './session.ts';
import { markedText, scriptText } from './scriptText.ts';
import { SourceText } from './source.ts';
import { NotLookedAtSignal } from './pipeline/signals.ts';
import type { ScriptPosition } from '../values/errorRecord.ts';
import { plainStreams } from './pipeline/streams.ts';
import { guardedBy, takesNone } from './porous.ts';
import { Collector } from './pipeline/writers.ts';

// One type, whoever names it first: the item cmdlets describe it.
const PathInfo = (lookupType('System.Management.Automation.PathInfo') as NetType | undefined) ?? named('System.Management.Automation.PathInfo');

/** Where the statement stands that a file is written for. */
const here = ({ current: f }: Session): ScriptPosition => f.source.extent(f.at);

export function connect(session: Session): void {
  session.location = session.host.directory ?? session.host.files?.temporary ?? '/';
  session.workingDirectory = { path: session.location };
  session.parseBlock = (text, file) => parseBlock(session, text, file);
  session.callMember = (block, self, args) => {
    if (session.looking) throw new NotLookedAtSignal();
    const made = new Collector();
    // An error of a statement ends the member (ScriptBlock.DoInvokeReturnAsIs with ErrorHandlingBehavior.WriteToExternalErrorPipe).
    guardedBy(session, takesNone, () => { invokeBlock(session.current, block, { args, self, out: made, streams: session.current.streams.ungathered().member(), byEngine: true }); });
    return made.value();
  };
  session.runBlock = (block, call) => {
    const made = new Collector();
    try { invokeBlock(session.current, block, { streams: session.current.streams.ungathered(), ...call, out: made, byEngine: true }); } catch (e) { if (e instanceof PowerShellError) e.isOfBlock = true; throw e; }
    return made.items;
  };
  session.runInPlace = (block, items, args) => { const made = new Collector(); eachIn(session.current, block, items, made, session.current.streams ?? plainStreams, args); return made.items; };
  session.evaluateBlock = (block, item, goesOn) => evaluateIn(session.current, block, item, session.current.streams ?? plainStreams, goesOn);
  session.readLines = (path) => {
    const { files } = session.host;
    if (files === undefined) return raise({ id: 'FileSystemUnavailable', category: 'ResourceUnavailable', message: `The file '${path}' cannot be read: this engine runs without a file system.`, target: path });
    const text = markedText(readOrRaise(files, path, session.location));
    return text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
  };
  session.writeFile = (path, items, append) => {
    callByName(session.current, 'Out-File', toFile(path, append), items, undefined, here(session));
  };
  session.openFile = (path, append) => {
    if (session.host.files === undefined) raise({ id: 'FileSystemUnavailable', category: 'ResourceUnavailable', message: `The file '${path}' cannot be written: this engine runs without a file system.`, target: path });
    return openByName(session.current, 'Out-File', toFile(path, append), here(session));
  };
  session.locationValue = () => {
    const entry = session.cmdlets.get('get-location');
    if (entry === undefined) return new Record(PathInfo, [['Drive', null], ['Provider', null], ['ProviderPath', session.location], ['Path', session.location]]);
    // With its drive and provider, as the cmdlet that is in charge of them tells it: it answers by itself from then on.
    const { success } = session, [found] = callByName(session.current, 'Microsoft.PowerShell.Management\\Get-Location', {});
    session.success = success;
    return found ?? null;
  };
  session.holdPlace = () => { const { location } = session; return () => session.goBack(location); };
  session.goBack = (location) => { session.location = location; };
  session.findExternal = (name) => externalCommand(session, name);
  connectModules(session);
}
const toFile = (path: string, append: boolean): { readonly [name: string]: Value } => ({ FilePath: path, ...(append ? { Append: new SwitchParameter(true) } : {}) });
/** The bytes of a file that `switch -File` names (about_Switch): found as a path of a provider is, read as .NET reads. */
function readOrRaise(files: FilePort, given: string, location: string): Uint8Array {
  if (given === '') return raise({ id: 'InvalidFilenameOption', category: 'InvalidOperation', message: 'The file name argument to -file in the switch statement is not valid.', target: given });
  const path = files.resolve(location, given);
  try { return files.read(path); } catch (e) {
    if (!(e instanceof FilePortError)) throw e;
    if (e.code === 'ENOENT') return raise({ id: 'PathNotFound', category: 'ObjectNotFound', exception: 'System.Management.Automation.ItemNotFoundException', message: `Cannot find path '${path}' because it does not exist.`, target: path });
    const why = e.code === 'EISDIR' || e.code === 'EACCES' ? `Access to the path '${path}' is denied.` : e.message;
    return raise({ id: 'FileReadError', category: 'InvalidOperation', message: `The file could not be read: ${why}.`, inner: exception('System.UnauthorizedAccessException', why) });
  }
}
/** The error of a text; that of a file stands where the text is wrong, not where the file is called. */
function unparsed(errors: readonly ParseError[], source: SourceText): ErrorRecord {
  const record = parseFailure(errors, source), [first] = errors;
  if (source.file !== '' && first !== undefined) record.position = { source, start: first.start, end: first.end };
  return record;
}
/** A block out of text; parse errors become the error PowerShell gives. `stays`: the file is not read again where it is called again. */
export function parseBlock(session: Session, text: string, file = '', stays = false): ScriptBlock {
  const parsed = parse(text), source = new SourceText(parsed.text, file);
  if (file !== '') (session.debug ?? session.dormant)?.load(file, parsed.text, stays);
  if (parsed.errors.length > 0) return raiseRecord(unparsed(parsed.errors, source));
  importUsed(session, parsed.ast.usings, file);
  const definitions = definitionErrors(parsed.ast);
  return new ScriptBlock(new CompiledBlock(parsed.ast, source, { namespaces: usedNamespaces(parsed.ast), fault: definitions.length === 0 ? undefined : parseFailure(definitions, source) }), session.current.module);
}
/** The script of a file as it is now: what was compiled of the same text goes on with its code. */
function scriptBlockAt(session: Session, text: string, path: string): CompiledBlock {
  const known = session.scriptFiles.get(path);
  if (known?.text === text && known.late === session.late && known.block.ast.usings.length === 0) return known.block;
  const block = parseBlock(session, text, path).code;
  session.scriptFiles.set(path, { text, block, late: session.late });
  return block;
}
/** A script in a folder of PATH, by its name with the ending or without (CommandPathSearch). */
function scriptOnPath(session: Session, name: string): CommandEntry | undefined {
  const { files, environment } = session.host;
  if (files === undefined || /[\\/:*?[\]]/.test(name)) return undefined;
  for (const folder of (environment.get('PATH') ?? '').split(environment.platform === 'win32' ? ';' : ':')) {
    const path = !/^(?:[\\/]|[a-z]:)/i.test(folder) ? undefined : files.resolve(folder, /\.ps1$/i.test(name) ? name : `${name}.ps1`), entry = path === undefined ? undefined : files.stat(path);
    if (path !== undefined && entry !== undefined && !entry.isDirectory) return { kind: 'ExternalScript', name: entry.name, isFile: true, block: scriptBlockAt(session, scriptText(files.read(path)), path), module: session.current.module };
  }
  return undefined;
}
/** `./script.ps1`, also without its ending (CommandSearcher, ConstructSearchPatternsFromName), and programs on the path. */
function externalCommand(session: Session, called: string): CommandEntry | undefined {
  const { files, process } = session.host;
  const fileAt = (name: string): string | undefined => {
    // Both separators everywhere, as in PowerShell.
    const plain = session.pathOfDrive(name), path = files?.resolve(session.location, files.separator === '/' ? plain.replaceAll('\\', '/') : plain), entry = path === undefined ? undefined : files?.stat(path);
    return entry === undefined || entry.isDirectory ? undefined : path;
  };
  const hasEnding = /\.[^\\/.]+$/.test(called), isShort = /[\\/][^\\/]+$/.test(called) && !/\.ps1$/i.test(called);
  // What has another ending is first looked for as it is.
  const name = isShort && !(hasEnding && fileAt(called) !== undefined) ? `${called}.ps1` : called, matched = files === undefined || fileAt(name) !== undefined ? undefined : onlyMatch(files, session.location, session.pathOfDrive(called)), path = matched !== undefined && /\.ps1$/i.test(matched) ? matched : /\.ps1$/i.test(name) ? fileAt(name) : undefined;
  if (path !== undefined && files !== undefined) return { kind: 'ExternalScript', name: files.stat(path)?.name ?? name, isFile: true, block: scriptBlockAt(session, scriptText(files.read(path)), path), module: session.current.module };
  const child = /^(?:\.[\\/])?([^\\/]+)\.ps1$/i.exec(name)?.[1];
  // `.\Child.ps1` of another runbook: a script of the service, in the same job (sma-rest-api.md 6.2).
  const runbook = child === undefined ? undefined : session.host.runbooks?.find(child);
  if (runbook !== undefined && !runbook.isWorkflow) return { kind: 'ExternalScript', name: `${runbook.name}.ps1`, block: parseBlock(session, runbook.script, runbook.path ?? runbook.name, true).code, module: session.current.module };
  const program = process?.programs?.find(called, session.location);
  if (program === undefined && process?.programs !== undefined) return scriptOnPath(session, called);
  return program === undefined ? undefined : { kind: 'Application', name: program.slice(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1), path: program };
}
