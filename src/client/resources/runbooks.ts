/** Runbooks and their versions on the wire: sma-rest-api.md 3.2 and 3.4. */
import { formatTags } from '../../sma/tags.ts';
import type { NameValuePair, RunbookContent, SmaApi } from '../api.ts';
import { toRunbook, toRunbookParameter, toRunbookVersion } from './entities.ts';
import { SmaClientError } from '../errors.ts';
import { required } from './fields.ts';
import type { Wire } from '../wire.ts';

const OCTETS = { 'Content-Type': 'application/octet-stream' } as const;

export function runbooksApi(wire: Wire): SmaApi['runbooks'] {
  const start = async (action: 'Start' | 'Test', id: string, parameters: readonly NameValuePair[], signal?: AbortSignal): Promise<string> =>
    theGuid(action, await wire.action(wire.at.entity('Runbooks', id), action, { parameters: parameters.map(wirePair) }, signal));

  return {
    async *list(signal) {
      for await (const fields of wire.all(wire.at.set('Runbooks'), signal)) yield toRunbook(fields);
    },
    get: async (id, signal) => toRunbook(await wire.entity(wire.at.entity('Runbooks', id), signal)),
    async findByName(name, signal) {
      for await (const fields of wire.all(wire.at.where('Runbooks', { RunbookName: name }), signal)) {
        // Names are compared without case by the database; the answer decides.
        if (required(fields, 'RunbookName').toLowerCase() === name.toLowerCase()) return toRunbook(fields);
      }
      return undefined;
    },
    async import(script, name, signal) {
      const created = await wire.upload('POST', wire.at.set('RunbookVersions'), script, { ...OCTETS, ...(name === undefined ? {} : { Slug: slug(name) }) }, signal);
      // The answer to the POST may be a stub of what was made; the entity itself is read again (8.1 rule 14).
      const id = required(wire.readEntity(created), 'RunbookVersionID');
      return toRunbookVersion(await wire.entity(wire.at.entity('RunbookVersions', id), signal));
    },
    async update(id, change, signal) {
      const { description, tags, logVerbose, logProgress, logDebug } = change;
      await wire.merge(wire.at.entity('Runbooks', id), 'Runbook', {
        ...(description === undefined ? {} : { Description: description }),
        ...(tags === undefined ? {} : { Tags: formatTags(tags) }),
        ...(logVerbose === undefined ? {} : { LogVerbose: logVerbose }),
        ...(logProgress === undefined ? {} : { LogProgress: logProgress }),
        ...(logDebug === undefined ? {} : { LogDebug: logDebug }),
      }, signal);
    },
    delete: (id, signal) => wire.delete(wire.at.entity('Runbooks', id), signal),
    edit: async (id, signal) => theGuid('Edit', await wire.action(wire.at.entity('Runbooks', id), 'Edit', undefined, signal)),
    publish: async (id, signal) => theGuid('Publish', await wire.action(wire.at.entity('Runbooks', id), 'Publish', undefined, signal)),
    start: (id, parameters, signal) => start('Start', id, parameters, signal),
    test: (id, parameters, signal) => start('Test', id, parameters, signal),
  };
}

export function versionsApi(wire: Wire): SmaApi['versions'] {
  return {
    async *list(runbookId, signal) {
      for await (const fields of wire.all(wire.at.whereId('RunbookVersions', 'RunbookID', runbookId), signal)) yield toRunbookVersion(fields);
    },
    async parameters(versionId, signal) {
      const found = [];
      for await (const fields of wire.all(wire.at.entity('RunbookVersions', versionId, 'RunbookParameters'), signal)) found.push(toRunbookParameter(fields));
      return found.sort((a, b) => a.position - b.position);
    },
    async read(versionId, signal): Promise<RunbookContent> {
      const { body, headers } = await wire.download(wire.at.entity('RunbookVersions', versionId, '$value'), signal);
      // Decoding drops one byte order mark for display; the bytes keep it (8.1 rule 7).
      return { bytes: body, text: new TextDecoder('utf-8').decode(body), etag: headers['etag'] ?? null };
    },
    async write(versionId, script, etag, signal) {
      await wire.upload('PUT', wire.at.entity('RunbookVersions', versionId, '$value'), script, { ...OCTETS, ...(etag === null ? {} : { 'If-Match': etag }) }, signal);
    },
    delete: (versionId, signal) => wire.delete(wire.at.entity('RunbookVersions', versionId), signal),
  };
}

const wirePair = (pair: NameValuePair): Record<string, unknown> => ({ __metadata: { type: 'Orchestrator.ResourceModel.NameValuePair' }, Name: pair.name, Value: pair.value });

function theGuid(action: string, value: string | undefined): string {
  if (value === undefined || !/^[0-9a-f-]{36}$/i.test(value)) throw new SmaClientError('NotSma', `The server answered ${action} without the id it should give; it may not be an SMA web service.`);
  return value.toLowerCase();
}

/** Slug is percent-encoded UTF-8 (RFC 5023 section 9.7.1); a header could not carry other characters anyway. */
const slug = (name: string): string => encodeURIComponent(name);
