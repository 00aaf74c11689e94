/** Which files are tests, by their names. */
export const isYamlTests = (file: string): boolean => /\.tests\.ya?ml$/i.test(file);
export const isPesterTests = (file: string): boolean => /\.tests\.ps1$/i.test(file);
export const isTestFile = (name: string): boolean => isYamlTests(name) || isPesterTests(name);
