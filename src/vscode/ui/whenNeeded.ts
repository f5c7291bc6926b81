import type * as vscode from 'vscode';

/** Something that is made when it is first needed, so that its code is loaded then, and disposed of where it was made. */
export class WhenNeeded<T extends vscode.Disposable> implements vscode.Disposable {
  private made: T | undefined;

  constructor(private readonly make: () => T) {}

  get(): T {
    return (this.made ??= this.make());
  }

  dispose(): void {
    this.made?.dispose();
  }
}
