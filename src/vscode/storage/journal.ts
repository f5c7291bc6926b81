import type * as vscode from 'vscode';
import type { Revision } from '../../core/model/action';

const key = 'pending';

type Work = Readonly<Record<string, readonly Revision[]>>;

/** What people did that is not in a saved sidecar yet, by source: it outlives the window, however that ends. */
export class Journal {
  constructor(private readonly memento: vscode.Memento) {}

  read(): Work {
    return this.memento.get<Work>(key, {});
  }

  async write(work: Work): Promise<void> {
    if (Object.keys(work).length === 0 && Object.keys(this.read()).length === 0) return;
    await this.memento.update(key, work);
  }
}
