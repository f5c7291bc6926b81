import path from 'node:path';

/** The path of a file relative to a folder, with `/` on every system; empty for the folder itself. */
export const pathFrom = (folder: string, file: string): string => path.relative(folder, file).replaceAll(path.sep, '/');
