/** Web requests, and whether a machine answers. */
import './httpClient.ts';
import './userAgents.ts';
import { invokeRestMethod } from './invokeRestMethod.ts';
import { invokeWebRequest } from './invokeWebRequest.ts';
import { testConnection } from './testConnection.ts';

export const webCmdlets = [invokeWebRequest, invokeRestMethod, testConnection] as const;
