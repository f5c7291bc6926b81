import { element, type Child, type Html } from '../../../core/report/html';

/** A part of the page under a heading; by its name the page keeps it from one drawing to the next. */
export const section = (name: string, title: string, ...children: readonly Child[]): Html =>
  element('section', { 'data-section': name }, element('h2', {}, title), ...children);

/** A button that says `action` to the view. */
export const button = (action: string, words: string, more: Readonly<Record<string, string>> = {}): Html =>
  element('button', { type: 'button', 'data-action': action, ...more }, words);
