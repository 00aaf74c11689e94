import type { ParameterAst } from './ast.ts';

/** True for what the parser puts in the place of a parameter that has no name yet, as in `param([string])`: nobody means it. */
export const isStandIn = ({ name, start, attributes }: ParameterAst): boolean => attributes.length > 0 && name.start === start;
