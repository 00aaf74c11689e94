/** The keys of every mapping in a file of tests: the reader knows no others, and media/tests.schema.json says the same (tested). */
export const KEYS = {
  file: ['runbook', 'timeout', 'assets', 'mocks', 'cases'],
  case: ['name', 'skip', 'timeout', 'parameters', 'assets', 'mocks', 'expect'],
  assets: ['variables', 'encryptedVariables', 'credentials', 'connections', 'certificates'],
  credential: ['userName', 'password'],
  mock: ['command', 'when', 'returns', 'throws', 'script', 'calls'],
  expect: ['status', 'exception', 'output', 'error', 'warning', 'verbose', 'debug', 'information', 'variables'],
  stream: ['includes', 'excludes', 'count'],
  matcher: ['text', 'matches', 'json', 'has'],
} as const;
export type KeyTable = keyof typeof KEYS;
