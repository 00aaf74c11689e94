/** Web requests. */
import { invokeRestMethod } from './invokeRestMethod.ts';
import { invokeWebRequest } from './invokeWebRequest.ts';

export const webCmdlets = [invokeWebRequest, invokeRestMethod] as const;
