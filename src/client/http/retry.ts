import type { Clock } from '../clock.ts';
import { SmaClientError } from '../errors.ts';
import type { RetryOptions } from '../options.ts';

export interface RetryPolicy { readonly attempts: number; readonly firstDelay: number; readonly maxDelay: number }

export const DEFAULT_RETRY: RetryPolicy = { attempts: 4, firstDelay: 250, maxDelay: 8_000 };
/** For callers that do their own waiting, and for questions that want a quick answer. */
export const NO_RETRY: RetryPolicy = { ...DEFAULT_RETRY, attempts: 1 };

/** Longest Retry-After honoured; beyond it the caller is better served by the error. */
const MAX_RETRY_AFTER = 30_000;

export function retryPolicy(options: RetryOptions | undefined): RetryPolicy {
  return { ...DEFAULT_RETRY, ...options };
}

/**
 * Repeats a request that has no effect on the server (GET, HEAD) while its failure may pass by itself: 429, 500, 502,
 * 503, 504 and network failures, except an unknown host name, and a server that takes the request and never answers: that was
 * waited for long enough. Waits double each time, from half to the whole of the
 * step by chance, so that many clients do not come back at once; a Retry-After of the server goes before it.
 */
export async function withRetry<T>(policy: RetryPolicy, clock: Clock, signal: AbortSignal | undefined, attempt: () => Promise<T>): Promise<T> {
  for (let sent = 1; ; sent += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (sent >= policy.attempts || !isWorthRepeating(error)) throw error;
      await clock.sleep(error.retryAfter ?? backoff(policy, sent, clock), signal);
    }
  }
}

/** The wait before attempt `sent + 1`. */
export function backoff(policy: RetryPolicy, sent: number, clock: Clock): number {
  const step = Math.min(policy.maxDelay, policy.firstDelay * 2 ** (sent - 1));
  return Math.round(step / 2 + (step / 2) * clock.random());
}

const REPEATABLE_STATUS = new Set([429, 500, 502, 503, 504]);

function isWorthRepeating(error: unknown): error is SmaClientError {
  if (!(error instanceof SmaClientError) || error.code === 'NotSma') return false;
  if (error.status !== undefined) return REPEATABLE_STATUS.has(error.status) && (error.retryAfter ?? 0) <= MAX_RETRY_AFTER;
  return error.code === 'Unreachable' && error.systemCode !== 'ENOTFOUND';
}
