import assert from 'node:assert/strict';
import { AppError, CancelledError, describeCauses, isCancellation } from '../../../src/app/errors.ts';
import { Log } from '../../../src/app/log.ts';
import type { LogSink } from '../../../src/app/log.ts';
import { SecretMask } from '../../../src/app/mask.ts';
import { userMessage } from '../../../src/app/userMessage.ts';
import { SmaClientError } from '../../../src/client/errors.ts';

function recorded(): { readonly sink: LogSink; readonly lines: string[] } {
  const lines: string[] = [];
  const write = (message: string | Error): void => void lines.push(String(message));
  return { lines, sink: { trace: write, debug: write, info: write, warn: write, error: write } };
}

describe('the log', () => {
  it('names who speaks and follows the causes', () => {
    const { sink, lines } = recorded();
    const cause = new Error('disk full');
    new Log(sink, new SecretMask()).named('jobs').error('could not', new AppError('Gone', 'It is gone.', { cause }));
    assert.match(lines[0] ?? '', /^\[jobs\] could not\nAppError \(Gone\): It is gone\./);
    assert.match(lines[0] ?? '', /Error: disk full/);
  });

  it('never shows a secret, as it is, in a URL or in a Basic header', () => {
    const mask = new SecretMask();
    const secret = 'pass word/ü';
    const owner = mask.add(secret, 'ada');
    const { sink, lines } = recorded();
    const log = new Log(sink, mask).named('x');
    const basic = Buffer.from(`ada:${secret}`, 'utf8').toString('base64');
    log.info(`a ${secret} b ${encodeURIComponent(secret)} c ${basic}`);
    log.error('failed', new Error(`header Authorization: Basic ${basic}, password ${secret}`));
    for (const line of lines) for (const form of [secret, encodeURIComponent(secret), basic]) assert.equal(line.includes(form), false, line);
    owner.dispose();
    assert.equal(mask.apply(secret), secret);
  });

  it('masks any Authorization value, known or not', () => {
    assert.equal(new SecretMask().apply('Authorization: Basic YWRhOnNlY3JldA=='), 'Authorization: Basic •••');
  });

  it('keeps a secret masked for as long as one of its owners does', () => {
    const mask = new SecretMask();
    const one = mask.add('same-secret');
    mask.add('same-secret');
    one.dispose();
    assert.equal(mask.apply('same-secret'), '•••');
  });

  it('does not loop where an error causes itself', () => {
    const error = new Error('round');
    error.cause = error;
    assert.match(describeCauses(error), /^Error: round/);
  });
});

describe('what the user is told', () => {
  it('is the sentence of an error made for people, with its action', () => {
    const action = { label: 'Start Local Service', command: 'sma.localService.start' } as const;
    assert.deepEqual(userMessage(new AppError('Gone', 'It is gone. Start it.', { action }), 'Trying'), { text: 'It is gone. Start it.', action });
    const alternative = { label: 'Show Log', command: 'sma.log.show' } as const;
    assert.deepEqual(userMessage(new AppError('Gone', 'It is gone.', { action, alternative }), 'Trying'), { text: 'It is gone.', action, alternative });
  });

  it('says what was tried where the server refused, and offers the way out', () => {
    const { text, action } = userMessage(new SmaClientError('Unauthorized', 'The server refused the user name or password.'), 'Publishing Get-Report');
    assert.equal(text, 'Publishing Get-Report failed. The server refused the user name or password.');
    assert.equal(action?.label, 'Edit Credentials');
  });

  it('sends to the log for what nobody expected', () => {
    assert.equal(userMessage(new TypeError('x is undefined'), 'Refreshing the jobs').text, 'Refreshing the jobs failed: x is undefined. The log has the details.');
    assert.equal(userMessage('odd', 'Refreshing').text, 'Refreshing failed: odd. The log has the details.');
  });

  it('is nothing where the user cancelled', () => {
    const canceled = new Error('Canceled');
    canceled.name = 'Canceled';
    for (const error of [new CancelledError(), canceled, new SmaClientError('Aborted', 'x'), new DOMException('x', 'AbortError')]) assert.equal(isCancellation(error), true);
    for (const error of [new Error('Canceled'), new SmaClientError('Timeout', 'x'), undefined, 'Aborted']) assert.equal(isCancellation(error), false);
  });
});
