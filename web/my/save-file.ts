/** Hands a text to the browser as a file to be kept: no address leads to it, so none stays in a history. */

/** The browser has taken the file long before. */
const forgottenAfterMs = 60_000;

export function saveFile({ name, type, text }: { name: string; type: string; text: string }): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), forgottenAfterMs);
}
