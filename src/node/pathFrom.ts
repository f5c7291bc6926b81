import path from 'node:path';

/** A file as it is named from a folder, with `/` on every system; empty where it is that folder. */
export const pathFrom = (folder: string, file: string): string => path.relative(folder, file).replaceAll(path.sep, '/');
