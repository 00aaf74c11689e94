export declare const NODE_VERSION: string;
/** The user's home, also where HOME is empty. */
export declare function homeDir(): string;
/** The per-user folder for what is large. */
export declare function cacheDir(): string;
/** Arguments for npm: how long it tries a registry that cannot be reached. */
export declare const NPM_PATIENCE: readonly string[];
/** The environment without what npm tells its scripts. */
export declare function cleanNpmEnv(env?: NodeJS.ProcessEnv): Record<string, string>;
/** Node 24 from the npm registry, with its C headers under `root`. */
export declare function registryNode(): { node: string; root: string };
/** The path of a Node 24. */
export declare function node24(): string;
/** Makes a folder and those above it; throws the system's error where it cannot. */
export declare function makeFolder(dir: string): void;
