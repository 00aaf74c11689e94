import assert from 'node:assert/strict';
import { troubleMessage } from '../../../../src/features/streams/troubleMessage.ts';
import { smaError } from '../../../../src/sma/errors.ts';

describe('the trouble of a service', () => {
  const buttons = (text: string, isLocal: boolean): readonly (string | undefined)[] => {
    const told = troubleMessage(text, isLocal);
    assert.equal(told.text, text);
    return [told.action?.command, told.alternative?.command];
  };
  const gone = smaError('StorageDamaged', 'gone').message;

  it('has the next start and the log where the local service ends', () => assert.deepEqual(buttons(gone, true), ['sma.localService.start', 'sma.log.show']));
  it('has the log alone where the local service goes on', () => assert.deepEqual(buttons('The disk of the service is full.', true), ['sma.log.show', undefined]));
  it('has nothing to do here where the service runs elsewhere', () => assert.deepEqual(buttons(gone, false), [undefined, undefined]));
});
