import type * as vscode from 'vscode';

/** Something created when first needed, so that its code is loaded only then, and disposed of if it was created. */
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
