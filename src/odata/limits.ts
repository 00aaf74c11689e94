/** What one request may ask for; everything a client can make big has a bound here. */
export interface ODataLimits {
  readonly urlLength: number;
  readonly pathSegments: number;
  /** Nesting of parentheses, calls and lambdas in an expression. */
  readonly expressionDepth: number;
  /** Operators, operands and calls in one expression. */
  readonly expressionNodes: number;
  /** Characters that the functions of one expression can make of a row's texts. */
  readonly expressionText: number;
  /** Entities that one $filter or $orderby reaches over navigations to one: each is a table joined, and a database joins only so many. */
  readonly expressionJoins: number;
  readonly expandDepth: number;
  readonly expandItems: number;
  /** Entries of $orderby and $select. */
  readonly listItems: number;
  readonly bodyBytes: number;
  readonly xmlDepth: number;
  /** Lists and objects inside each other, as many as WCF's readers allow. */
  readonly jsonDepth: number;
  /** Of a body; an entity with all it has is some hundred. */
  readonly xmlTags: number;
}

export const DEFAULT_LIMITS: ODataLimits = {
  urlLength: 32_768, pathSegments: 50, expressionDepth: 50, expressionNodes: 1_000, expressionText: 32_768, expressionJoins: 20, expandDepth: 6, expandItems: 50, listItems: 100,
  bodyBytes: 8 * 1024 * 1024, xmlDepth: 60, jsonDepth: 100, xmlTags: 20_000,
};
