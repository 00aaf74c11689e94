/** Assets for a run without a service: the variables of LocalAssets.json, as the ISE add-on for SMA and Azure Automation writes it. */
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { analyseRunbook, parse } from '../powershell/index.ts';
import type { AssetReply, AssetRequest } from './protocol.ts';

/** LocalAssets.json is there and cannot be used; the message says what it needs. */
export class LocalAssetsError extends Error {
  readonly code = 'LocalAssets';
  constructor(message: string) {
    super(message);
    this.name = 'LocalAssetsError';
  }
}

const AssetsSchema = v.looseObject({ Variable: v.optional(v.array(v.looseObject({ Name: v.string(), Value: v.unknown() })), []) });

/** Answers a runbook's questions from the file beside it; what it sets is kept for this run, the file is not changed. Throws LocalAssetsError. */
export async function localAssets(runbook: string): Promise<(asset: AssetRequest) => AssetReply | Promise<AssetReply>> {
  const path = join(dirname(runbook), 'LocalAssets.json');
  const variables = await readVariables(path);
  return (asset) => {
    if (asset.kind === 'runbook' && asset.operation === 'query') return { found: false, message: 'A run without a service has no jobs and no list of runbooks. Start the runbook on a service.' };
    if (asset.kind === 'runbook') return asset.operation === 'get' ? runbookBeside(runbook, asset.name) : { found: false, message: `The runbook '${asset.name}' cannot be started: a run without a service has no jobs. Call it inline, or start this runbook on a service.` };
    if (asset.kind !== 'variable') return { found: false, message: `The ${asset.kind} '${asset.name}' is not there.`, hint: 'A run without a service has variables only; start the runbook on a service that has it.' };
    if (asset.operation === 'set') {
      if (!variables.has(asset.name.toLowerCase())) return missing(asset.name, path);
      variables.set(asset.name.toLowerCase(), asset.value);
      return { found: true, value: asset.value, secrets: [] };
    }
    const value = variables.get(asset.name.toLowerCase());
    return value === undefined ? missing(asset.name, path) : { found: true, value, secrets: [] };
  };
}

/** Another runbook of the folder, which this one calls inline. */
async function runbookBeside(runbook: string, name: string): Promise<AssetReply> {
  const folder = dirname(runbook), file = (await readdir(folder)).find((entry) => entry.toLowerCase() === `${name.toLowerCase()}.ps1`);
  if (file === undefined) return { found: false, message: `There is no ${name}.ps1 in ${folder}.` };
  const script = (await readFile(join(folder, file), 'utf8')).replace(/^\uFEFF/, '');
  const type = analyseRunbook(parse(script), name).name === undefined ? 'PowerShellScript' : 'Script';
  return { found: true, value: JSON.stringify({ name: file.replace(/\.ps1$/i, ''), type, script }), secrets: [] };
}

const missing = (name: string, path: string): AssetReply => ({ found: false, message: `There is no variable '${name}'.`, hint: `Add {"Name":"${name}","Value":…} to the list "Variable" in ${path}, or start the runbook on a service that has it.` });

async function readVariables(path: string): Promise<Map<string, string>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return new Map();
  }
  try {
    const assets = v.parse(AssetsSchema, JSON.parse(text.replace(/^\uFEFF/, '')));
    return new Map(assets.Variable.map((variable) => [variable.Name.toLowerCase(), JSON.stringify(variable.Value ?? null)]));
  } catch (error) {
    throw new LocalAssetsError(`${path} cannot be used: ${error instanceof SyntaxError ? error.message : 'it needs an object with a list "Variable" of Name and Value'}.`);
  }
}
