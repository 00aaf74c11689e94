/** Tables by names of scripts, for the rooms that know the runtime alone. */
export { nameTable } from '../../syntax/nameTable.ts';
