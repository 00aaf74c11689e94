/** What tests ask of a service again and again, in the words of the wire. */
import assert from 'node:assert/strict';
import type { AxiosInstance, AxiosResponse } from 'axios';

export interface Wire { readonly [property: string]: unknown }
interface Verbose { readonly d: Wire & { readonly results?: readonly Wire[]; readonly __count?: string; readonly __next?: string } }

const OCTETS = { headers: { 'Content-Type': 'application/octet-stream' } };

export const body = (reply: AxiosResponse): Verbose['d'] => (reply.data as Verbose).d;
export const rows = (reply: AxiosResponse): readonly Wire[] => {
  assert.equal(reply.status, 200, JSON.stringify(reply.data));
  return body(reply).results ?? [];
};
export const errorOf = (reply: AxiosResponse): { readonly code: string; readonly message: string } => {
  const { error } = reply.data as { readonly error: { readonly code: string; readonly message: { readonly value: string } } };
  return { code: error.code, message: error.message.value };
};

export interface Imported { readonly runbook: string; readonly version: string }

export async function importRunbook(http: AxiosInstance, script: string, name?: string): Promise<Imported> {
  const reply = await http.post('RunbookVersions', script, { headers: { ...OCTETS.headers, ...(name === undefined ? {} : { Slug: encodeURIComponent(name) }) } });
  assert.equal(reply.status, 201, JSON.stringify(reply.data));
  return { runbook: String(body(reply)['RunbookID']), version: String(body(reply)['RunbookVersionID']) };
}

export const act = (http: AxiosInstance, set: 'Runbooks' | 'Jobs', id: string, action: string, given: object = {}): Promise<AxiosResponse> =>
  http.post(`${set}(guid'${id}')/${action}`, given, { headers: { 'Content-Type': 'application/json;odata=verbose' } });

export async function publishNew(http: AxiosInstance, script: string, name?: string): Promise<Imported> {
  const imported = await importRunbook(http, script, name);
  assert.equal((await act(http, 'Runbooks', imported.runbook, 'Publish')).status, 200);
  return imported;
}

/** Starts a published runbook; gives the job's id. */
export async function start(http: AxiosInstance, runbook: string, parameters: Readonly<Record<string, string>> = {}): Promise<string> {
  const reply = await act(http, 'Runbooks', runbook, 'Start', { parameters: Object.entries(parameters).map(([Name, Value]) => ({ Name, Value })) });
  assert.equal(reply.status, 200, JSON.stringify(reply.data));
  return String(body(reply)['Start']);
}

export const job = async (http: AxiosInstance, id: string): Promise<Wire> => body(await http.get(`Jobs(guid'${id}')`));

export const save = (http: AxiosInstance, version: string, script: string, headers: Readonly<Record<string, string>> = {}): Promise<AxiosResponse> =>
  http.put(`RunbookVersions(guid'${version}')/$value`, script, { headers: { ...OCTETS.headers, ...headers } });

export const streamItems = (http: AxiosInstance, id: string, query = "&streamType='Any'"): Promise<AxiosResponse> => http.get(`JobStreams/GetStreamItems?jobId='${id}'${query}`);
