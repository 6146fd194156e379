/** What a browser remembers of its user's taste; a browser that keeps nothing is no trouble. */

const prefix = 'xiangdan-console-';

export function recall(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    // Storage is switched off: the default will do.
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(prefix + name, value);
  } catch {
    // Storage is switched off: it will be asked again.
  }
}
