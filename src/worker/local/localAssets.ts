/** Assets for a run without a service: the variables of LocalAssets.json, as the ISE add-on for SMA and Azure Automation writes it. */
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import { analyseRunbook, decodeScript, parse, ScriptEncodingError } from '../../powershell/index.ts';
import type { AssetReply, AssetRequest } from '../protocol.ts';
import { secretTexts } from '../masking/secretTexts.ts';
import { FolderRunbooks } from './folderRunbooks.ts';

/** LocalAssets.json is there and cannot be used; the message says what it needs. */
export class LocalAssetsError extends Error {
  readonly code = 'LocalAssets';
  constructor(message: string) {
    super(message);
    this.name = 'LocalAssetsError';
  }
}

const AssetsSchema = v.pipe(v.unknown(), v.check((json) => !Array.isArray(json)), v.looseObject({ Variable: v.optional(v.array(v.looseObject({ Name: v.string(), Value: v.unknown() })), []) }), v.check((assets) => !Object.keys(assets).some(isMisspelt)));

/** Such a list would be left out, and its variables missed without a word. */
function isMisspelt(name: string): boolean {
  return name !== 'Variable' && /^variables?$/i.test(name);
}

/** Answers a runbook's questions from the file beside it; what it sets is kept for this run, the file is not changed. Throws LocalAssetsError. */
export async function localAssets(runbook: string): Promise<(asset: AssetRequest) => AssetReply | Promise<AssetReply>> {
  const path = join(dirname(runbook), 'LocalAssets.json');
  const variables = await readVariables(path), runbooks = new FolderRunbooks(dirname(runbook));
  return (asset) => {
    if (asset.kind === 'runbook' && asset.operation === 'query' && asset.query.of === 'variables') return listed(variables, asset.query.values, path);
    if (asset.kind === 'runbook' && asset.operation === 'query') return { found: false, message: 'A run without a service has no jobs and no list of runbooks. Start the runbook on a service.' };
    if (asset.kind === 'runbook' && asset.operation === 'web') return { found: false, message: 'A run without a service has none to ask. Start the runbook on a service, or name the web service of one with -WebServiceEndpoint, -AuthenticationType Basic and -Credential.' };
    if (asset.kind === 'runbook' && asset.operation === 'act') return { found: false, message: `There is no job '${asset.name}': a run without a service has none. Start the runbook on a service.` };
    if (asset.kind === 'runbook') return asset.operation === 'get' ? otherRunbook(runbooks, dirname(runbook), asset.name) : { found: false, message: `The runbook '${asset.name}' cannot be started: a run without a service has no jobs. Call it inline, or start this runbook on a service.` };
    if (asset.kind !== 'variable') return { found: false, message: `The ${asset.kind} '${asset.name}' is not there.`, hint: 'A run without a service has variables only; start the runbook on a service that has it.' };
    if (asset.operation === 'set') {
      const known = variables.get(asset.name.toLowerCase());
      if (known === undefined && asset.make === undefined) return missing(asset.name, path);
      if (known !== undefined && asset.make?.isEncrypted === true && !known.isEncrypted) return { found: false, message: `The variable '${known.name}' is there and not encrypted; that cannot be changed.` };
      const isEncrypted = known?.isEncrypted ?? asset.make?.isEncrypted ?? false;
      variables.set(asset.name.toLowerCase(), { name: known?.name ?? asset.name, value: asset.value, isEncrypted, description: asset.make?.description ?? known?.description ?? null });
      return { found: true, value: asset.value, secrets: isEncrypted ? secretTexts(asset.value) : [] };
    }
    const value = variables.get(asset.name.toLowerCase());
    return value === undefined ? missing(asset.name, path) : { found: true, value: value.value, secrets: value.isEncrypted ? secretTexts(value.value) : [] };
  };
}

/** Another runbook of the folder, which this one calls inline. One that lies in another folder is told with its file, to be found there. */
async function otherRunbook(runbooks: FolderRunbooks, folder: string, name: string): Promise<AssetReply> {
  const found = runbooks.find(name);
  if (found === undefined) return { found: false, message: `There is no ${name}.ps1 in ${folder}.` };
  const { path, isBeside } = found;
  if (!(await stat(path)).isFile()) return { found: false, message: `${path} is no file.` };
  let script: string;
  try {
    script = decodeScript(await readFile(path)).text;
  } catch (error) {
    if (error instanceof ScriptEncodingError) return { found: false, message: `${path} cannot be read. ${error.message}` };
    throw error;
  }
  const type = analyseRunbook(parse(script), name).name === undefined ? 'PowerShellScript' : 'Script';
  return { found: true, value: JSON.stringify({ name: basename(path).replace(/\.ps1$/i, ''), type, script, ...(isBeside ? {} : { path }) }), secrets: [] };
}

const missing = (name: string, path: string): AssetReply => ({ found: false, message: `There is no variable '${name}'.`, hint: `Add {"Name":"${name}","Value":…} to the list "Variable" in ${path}, or start the runbook on a service that has it.` });

interface Local { readonly name: string; /** JSON text. */ readonly value: string; readonly isEncrypted: boolean; readonly description: string | null }

/** As Get-SmaVariable tells them; the value of one that a runbook has made encrypted is empty. */
function listed(variables: ReadonlyMap<string, Local>, names: readonly string[], path: string): AssetReply {
  const absent = names.find((name) => !variables.has(name.toLowerCase()));
  if (absent !== undefined) return { found: false, message: `There is no variable '${absent}' in ${path}.` };
  const chosen = names.length === 0 ? [...variables.values()] : names.flatMap((name) => variables.get(name.toLowerCase()) ?? []);
  return { found: true, value: JSON.stringify({ rows: chosen.map(({ name, value, isEncrypted, description }) => ({ Name: name, Value: isEncrypted ? null : value, Description: description, IsEncrypted: isEncrypted })) }), secrets: [] };
}

async function readVariables(path: string): Promise<Map<string, Local>> {
  let text: string;
  try {
    const found = await stat(path);
    // Of a pipe the end would be waited for.
    if (!found.isFile()) throw new LocalAssetsError(`${path} cannot be used: it is ${found.isDirectory() ? 'a folder' : 'a pipe or a device'}, not a file.`);
    // Windows PowerShell writes UTF-16 into a file.
    text = decodeScript(await readFile(path)).text;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return new Map();
    if (error instanceof ScriptEncodingError) throw new LocalAssetsError(`${path} cannot be used. ${error.message}`);
    throw error instanceof LocalAssetsError ? error : new LocalAssetsError(`${path} cannot be read (${code}). Make it readable, or move it away.`);
  }
  try {
    const assets = v.parse(AssetsSchema, JSON.parse(text));
    return new Map(assets.Variable.map((variable) => [variable.Name.toLowerCase(), { name: variable.Name, value: JSON.stringify(variable.Value ?? null), isEncrypted: false, description: null }]));
  } catch (error) {
    throw new LocalAssetsError(`${path} cannot be used: ${error instanceof SyntaxError ? error.message : 'it needs an object with a list "Variable" of Name and Value'}.`);
  }
}
