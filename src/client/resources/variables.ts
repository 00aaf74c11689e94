/** Variables on the wire: sma-rest-api.md 3.7. A value is JSON text; that of an encrypted variable never comes back. */
import type { SmaApi } from '../api.ts';
import { toVariable } from './entities.ts';
import type { Wire } from '../wire.ts';

export function variablesApi(wire: Wire): SmaApi['variables'] {
  return {
    async *list(signal) {
      for await (const fields of wire.all(wire.at.set('Variables'), signal)) yield toVariable(fields);
    },
    async create({ name, value, description, isEncrypted = false }, signal) {
      return toVariable(await wire.create('Variables', 'Variable', { Name: name, Value: value, Description: description ?? null, IsEncrypted: isEncrypted }, signal));
    },
    async update(id, { value, description }, signal) {
      await wire.merge(wire.at.entity('Variables', id), 'Variable', {
        ...(value === undefined ? {} : { Value: value }),
        ...(description === undefined ? {} : { Description: description }),
      }, signal);
    },
    delete: (id, signal) => wire.delete(wire.at.entity('Variables', id), signal),
  };
}
